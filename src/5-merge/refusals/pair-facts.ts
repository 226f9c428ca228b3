import type { CalendarDate } from '../../model/calendar.ts'
import type { HoldingKind } from '../../model/holding.ts'
import type { Json } from '../../model/json.ts'
import type { PairEvidence } from '../../model/merge.ts'
import type { ChangedAccount } from '../../model/reconciled.ts'
import type { RecordId } from '../../model/record.ts'
import type { Side } from '../../model/refusal.ts'
import type { RememberedVerdict } from '../../model/remembered-pairs.ts'
import type { FormerRecords } from '../../ruleset/identity-refusals.ts'
import type { RefusalRule, Ruleset } from '../../ruleset/ruleset.ts'
import type { Member } from '../member.ts'

/** What a refusal may look at: one source, the survivor it would go to, and what is there already. */
export type PairFacts = {
  readonly source: Member
  readonly survivor: Member
  /** The survivor and the sources accepted before this one: what would already be together. */
  readonly before: readonly Member[]
  readonly evidence: PairEvidence
  /** Records of the group, with those that earlier merges brought to its members. */
  readonly records: number
  /** A rule needed an origin that is not known. */
  readonly originMissing: boolean
  /** Kinds of holding that some system of the project exports. */
  readonly exportedKinds: ReadonlySet<HoldingKind>
  readonly ruleset: Ruleset
  readonly asOf: CalendarDate
  readonly verdict: RememberedVerdict
  readonly formerOf: FormerRecords
  readonly quarantined: ReadonlyMap<RecordId, readonly string[]>
  readonly uncertainIds: ReadonlySet<RecordId>
  readonly changedInFlight: ReadonlyMap<RecordId, readonly ChangedAccount[]>
}

/** Facts that the refusal's sentence names. */
export type RefusalFacts = Readonly<Record<string, Json>>

/** How one refusal is asked: a pure predicate. */
export type RefusalCheck = {
  /** Kinds of holding it looks at; where one was not exported the answer is not known (HOLDINGS_UNKNOWN). */
  readonly asks: readonly HoldingKind[]
  /** The facts where it holds, null where it does not. */
  readonly holds: (pair: PairFacts, rule: RefusalRule) => RefusalFacts | null
  /** True where what is known already rules it out, so that nothing unknown matters. */
  readonly moot?: (pair: PairFacts) => boolean
}

/** A refusal without facts. */
export function plainly(holds: boolean): RefusalFacts | null {
  return holds ? {} : null
}

/** The members that a side means. */
export function membersOf(pair: PairFacts, side: Side): readonly Member[] {
  switch (side) {
    case 'source': return [pair.source]
    case 'survivor': return [pair.survivor]
    case 'either': case 'both': return [pair.source, pair.survivor]
  }
}

/** What is found on the members that a side means; for `both` nothing unless each of them has something. */
export function foundOn<T>(pair: PairFacts, side: Side, find: (member: Member) => readonly T[]): readonly T[] {
  const found = membersOf(pair, side).map(find)
  return side === 'both' && found.some((each) => each.length === 0) ? [] : found.flat()
}

/** What one side has and the other has not, on the sides that are meant: for `both` nothing unless each has something of its own. */
export function oneSided(side: Side, ofSource: readonly string[], ofSurvivor: readonly string[]): readonly string[] {
  const [ours, theirs] = [ofSource.filter((each) => !ofSurvivor.includes(each)), ofSurvivor.filter((each) => !ofSource.includes(each))]
  switch (side) {
    case 'source': return ours
    case 'survivor': return theirs
    case 'either': return [...ours, ...theirs]
    case 'both': return ours.length === 0 || theirs.length === 0 ? [] : [...ours, ...theirs]
  }
}
