import type { CalendarDate } from '../model/calendar.ts'
import { comparisonNames, levelName, type ComparisonLabel, type LevelName } from '../model/comparison.ts'
import { type HoldingKind, holdingKindNames } from '../model/holding.ts'
import type { PairEvidence } from '../model/merge.ts'
import type { Origin } from '../model/record.ts'
import type { ConditionFacts, SideFacts } from '../ruleset/condition.ts'
import { FALLBACK_RULE } from '../ruleset/decided-why.ts'
import type { DecisionRule, Ruleset } from '../ruleset/ruleset.ts'
import { countedOnly, isBilled, type Member } from './member.ts'

/** What the decision rules say of a pair. `position` is that of the rule, the number of rules for the fallback. */
export type Decided = { readonly verdict: DecisionRule['verdict']; readonly rule: string; readonly position: number }

export type DecisionInput = {
  readonly source: Member
  readonly survivor: Member
  readonly evidence: PairEvidence
  readonly always: boolean
  readonly clusterSize: number
  readonly weakestLinkMilliBits: number
  readonly ruleset: Ruleset
  readonly asOf: CalendarDate
}

/** What an origin that is not known may turn out to be. */
const possibleOrigins: readonly Origin[] = ['online', 'staff']

/**
 * The first rule that holds decides. Where an origin is not known, the rules are asked for each origin it may be:
 * if the answers differ, nobody can tell, and the result is null (ORIGIN_UNKNOWN).
 */
export function decide(input: DecisionInput): Decided | null {
  const facts = factsOf(input)
  const answers = originsOf(input.source).flatMap((source) => originsOf(input.survivor).map((survivor) => {
    const assumed = { ...facts, source: { ...facts.source, origin: source }, survivor: { ...facts.survivor, origin: survivor } }
    return firstThatHolds(assumed, input.ruleset)
  }))
  const [first] = answers
  if (first === undefined || answers.some((each) => each.verdict !== first.verdict)) return null
  return answers.reduce((last, each) => (each.position > last.position ? each : last), first)
}

function originsOf(member: Member): readonly Origin[] {
  return member.record.origin === 'unknown' ? possibleOrigins : [member.record.origin]
}

function firstThatHolds(facts: ConditionFacts, ruleset: Ruleset): Decided {
  const position = ruleset.decisions.findIndex((rule) => rule.when.holds(facts))
  const rule = ruleset.decisions[position]
  return rule === undefined ? { verdict: 'review', rule: FALLBACK_RULE, position: ruleset.decisions.length } : { verdict: rule.verdict, rule: rule.id, position }
}

function factsOf({ source, survivor, evidence, always, clusterSize, weakestLinkMilliBits, ruleset, asOf }: DecisionInput): ConditionFacts {
  const levels = Object.fromEntries(comparisonNames.map((name, index) => [name, levelName(evidence.levels[index] ?? 0)])) as Record<ComparisonLabel, LevelName>
  const { strongMilliBits, reviewMilliBits, creditMilliBits } = ruleset.match
  return {
    pair: { ...levels, weight: evidence.weightMilliBits / 1000, always, sameSystem: source.record.system === survivor.record.system },
    source: sideFacts(source, asOf),
    survivor: sideFacts(survivor, asOf),
    cluster: { size: BigInt(clusterSize), weakest: weakestLinkMilliBits / 1000 },
    match: { strong: strongMilliBits / 1000, review: reviewMilliBits / 1000, credit: creditMilliBits / 1000 },
  }
}

const noHoldings = Object.fromEntries(holdingKindNames.map((kind) => [kind, 0n])) as Readonly<Record<HoldingKind, bigint>>

function sideFacts(member: Member, asOf: CalendarDate): SideFacts {
  const { record, holdings } = member
  const holds = { ...noHoldings }
  for (const holding of holdings) holds[holding.kind] += 1n
  if (record.flags.counts !== undefined) for (const kind of holdingKindNames) holds[kind] += BigInt(countedOnly(member, kind))
  return {
    origin: record.origin, system: record.system, hasLogin: record.logins.length > 0, billed: isBilled(member, asOf),
    company: record.flags.company === true, deceased: record.flags.deceased === true, participants: BigInt(record.participants.length), holds,
  }
}
