import type { HoldingKind } from '../../model/holding.ts'
import { holdingKindNames } from '../../model/holding.ts'
import type { Coverage } from '../../model/record.ts'
import type { RefusalCode } from '../../model/refusal.ts'
import type { DecisionRule, RefusalRule } from '../../ruleset/ruleset.ts'
import { countedOnly, hasNone, isUnknown, type Member } from '../member.ts'
import { membersOf, type PairFacts, type RefusalCheck, type RefusalFacts } from './pair-facts.ts'

/**
 * HOLDINGS_UNKNOWN: an active refusal or a decision asks about a kind that was not exported. "No file" is not "none":
 * what could stand in the way is not known.
 */
export function holdingsUnknown(pair: PairFacts, rule: RefusalRule, checks: Readonly<Record<RefusalCode, RefusalCheck>>): RefusalFacts | null {
  const allowed = membersOf(pair, rule.side)
  if (allowed.every((member) => isComplete(member))) return null
  const unknown = new Set<HoldingKind>()
  const note = (members: readonly Member[], kind: HoldingKind, numberSettles: boolean): void => {
    if (members.some((member) => allowed.includes(member) && isUnknown(member, kind) && !(numberSettles && countedOnly(member, kind) > 0))) unknown.add(kind)
  }
  for (const [code, check] of Object.entries(checks) as [RefusalCode, RefusalCheck][]) {
    const { severity, side, insists, activeOnly } = pair.ruleset.refusals[code]
    // These two refuse by the number alone, so a number on the program's tab is enough.
    const numberSettles = (code === 'SOURCE_HAS_CONTRACT' && !activeOnly) || code === 'SOURCE_HAS_CORRESPONDENCE'
    if (severity === 'off' || check.asks.length === 0 || check.moot?.(pair) === true) continue
    const members = membersOf(pair, side)
    const missed = (kind: HoldingKind): boolean => insists || pair.exportedKinds.has(kind)
    for (const kind of check.asks) if (missed(kind) && (side !== 'both' || !members.some((member) => hasNone(member, kind)))) note(members, kind, numberSettles)
  }
  for (const decision of pair.ruleset.decisions) {
    for (const [member, kind] of askedBy(decision, pair)) note([member], kind, decision.when.asks.every((path) => !path.endsWith('.billed')))
  }
  return unknown.size === 0 ? null : { kinds: holdingKindNames.filter((kind) => unknown.has(kind)) }
}

const completeCoverages = new WeakMap<Coverage, boolean>()

/** Whether every kind is known of the member's system. Remembered per coverage object, of which there is one a system; it never changes. */
function isComplete(member: Member): boolean {
  if (member.coverage === undefined || member.record.flags.counts !== undefined) return false
  const known = completeCoverages.get(member.coverage)
  if (known !== undefined) return known
  const complete = !holdingKindNames.some((kind) => isUnknown(member, kind))
  completeCoverages.set(member.coverage, complete)
  return complete
}

/** `source.holds.contract` asks for the contracts of the source, `survivor.billed` for the subscriptions of the survivor. */
function askedBy(decision: DecisionRule, pair: PairFacts): readonly (readonly [Member, HoldingKind])[] {
  return decision.when.asks.flatMap((path): (readonly [Member, HoldingKind])[] => {
    const [side, first, kind] = path.split('.')
    if (side !== 'source' && side !== 'survivor') return []
    if (first === 'billed') return [[pair[side], 'subscription']]
    return first === 'holds' && kind !== undefined ? [[pair[side], kind as HoldingKind]] : []
  })
}
