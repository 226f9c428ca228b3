import { byCodeUnit } from '../model/json.ts'
import type { Merge, Outcome, PairEvidence } from '../model/merge.ts'
import type { RecordId } from '../model/record.ts'
import { type Refusal, refusalCodes, type RefusalCode } from '../model/refusal.ts'
import { stateHashOf } from '../model/state-hash.ts'
import { FALLBACK_RULE, REVIEW_BAND } from '../ruleset/decided-why.ts'
import { identityCodes } from '../ruleset/identity-refusals.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import { decide, type Decided } from './decide.ts'
import { fitsSomebodyElse } from './fits-somebody-else.ts'
import { goldenRecord } from './golden-record.ts'
import { stillLinked } from './linked.ts'
import { emailFrom, loginFrom } from './login-source.ts'
import { matchParticipants } from './match-participants.ts'
import { type Member, memberOf } from './member.ts'
import type { Prepared } from './prepare.ts'
import type { Question } from './questions.ts'
import type { PairFacts } from './refusals/pair-facts.ts'
import { refusalChecks } from './refusals/table.ts'
import { restsOnUnknownOrigin, survivorOrder } from './survivor-order.ts'

/** A source with what was found about it. */
type Judged = { readonly member: Member; readonly evidence: PairEvidence; readonly refusals: readonly Refusal[]; readonly decided: Decided | null }

/** Deny before skip before review. */
const rank: Readonly<Record<Refusal['severity'], number>> = { deny: 0, skip: 1, review: 2 }
const codeOrder: ReadonlyMap<string, number> = new Map(Object.keys(refusalCodes).map((code, index) => [code, index]))

/** What rules make of one question: a cluster, or two records whose link is too weak to be more than a question for a person. */
export function mergeCluster(cluster: Question, input: Prepared): Merge {
  const order = directed(survivorOrder(cluster.members.map((id) => memberOf(input, id)), input.ruleset, input.asOf), input.ruleset)
  const [survivor, ...others] = order as readonly [Member, ...Member[]]
  const judged = judgeSources(survivor, others, cluster, input).toSorted((a, b) => others.indexOf(a.member) - others.indexOf(b.member))
  const leaving = new Set(judged.filter(leaves).map((each) => each.member.record.id))
  const staying = judged.filter((each) => !leaves(each)).map((each) => each.member)
  const kept = leaving.size === 0 ? new Set(staying.map((member) => member.record.id)) : stillLinked(survivor, staying, input.evidence, input.verdictOf)
  const unlinked = judged.map((each) => (leaves(each) || kept.has(each.member.record.id) ? each : { ...each, refusals: [...each.refusals, refusalOf('LINK_LEFT_OUT', each.member, survivor, { ids: [...leaving].toSorted() }, input.ruleset)] }))
  const all = withDoubts(unlinked, survivor, kept, input)
  const sources = all.filter((each) => kept.has(each.member.record.id) && !leaves(each))
  // Where every source leaves, values are shown as they would be, so that a person sees what was refused.
  const shown = [survivor, ...(sources.length > 0 ? sources : all).map((each) => each.member)]
  const mailFrom = emailFrom(shown, input.ruleset)
  const refusals = all.flatMap((each) => each.refusals).toSorted((a, b) => byCodeUnit(a.source, b.source) || rank[a.severity] - rank[b.severity] || codeOrder.get(a.code)! - codeOrder.get(b.code)! || byCodeUnit(a.survivor, b.survivor))
  return {
    id: cluster.id,
    survivor: survivor.record.id,
    sources: sources.map((each) => each.member.record.id).toSorted(),
    leftOut: all.filter((each) => !sources.includes(each)).map((each) => each.member.record.id).toSorted(),
    ...outcomeOf(sources, refusals, cluster.inReviewBand),
    loginFrom: loginFrom(shown, input.ruleset), emailFrom: mailFrom,
    pairs: all.map((each) => each.evidence).toSorted((a, b) => byCodeUnit(a.source, b.source)),
    refusals,
    golden: goldenRecord(shown, mailFrom, input.ruleset),
    participants: matchParticipants(shown.toSorted((a, b) => byCodeUnit(a.record.id, b.record.id))),
    weakestLinkMilliBits: cluster.weakestLinkMilliBits, attempt: cluster.attempt,
    stateHash: stateHashOf(shown.map((member) => member.record), shown.flatMap((member) => member.holdings)),
  }
}

/** Turns the direction where the profile asks for it: the first old record stays instead of an online one. */
function directed(order: readonly Member[], rules: Ruleset): readonly Member[] {
  const old = order.find((member) => member.record.origin === 'staff')
  if (!rules.turnDirectionForOnline || order[0]?.record.origin !== 'online' || old === undefined) return order
  return [old, ...order.filter((member) => member !== old)]
}

/** Judges one source after the other, the best evidence first, each against the survivor and those accepted before it. */
function judgeSources(survivor: Member, others: readonly Member[], cluster: Question, input: Prepared): readonly Judged[] {
  const scored = others.map((member) => ({ member, evidence: input.evidence(member.record.id, survivor.record.id) }))
  scored.sort((a, b) => b.evidence.weightMilliBits - a.evidence.weightMilliBits || byCodeUnit(a.member.record.id, b.member.record.id))
  const accepted: Member[] = []
  // Who came to a member by earlier merges counts too: else a large group would grow unseen, one night after the other.
  const records = cluster.members.reduce((sum, id) => sum + 1 + input.formerOf(id).length, 0)
  return scored.map(({ member, evidence }) => {
    const { ruleset, asOf } = input
    const decided = decide({ source: member, survivor, evidence, always: input.verdictOf(member.record.id, survivor.record.id) === 'always', clusterSize: cluster.members.length, weakestLinkMilliBits: cluster.weakestLinkMilliBits, ruleset, asOf })
    const originMissing = decided === null || restsOnUnknownOrigin(survivor, member, ruleset, asOf) || asksForOnline(ruleset, [survivor, member])
    const facts: PairFacts = {
      source: member, survivor, before: [survivor, ...accepted], evidence, records, originMissing, exportedKinds: input.exportedKinds, ruleset, asOf, verdict: input.verdictOf, formerOf: input.formerOf,
      quarantined: input.quarantined, uncertainIds: input.uncertainIds, changedInFlight: input.changesOf,
    }
    const denied = decided?.verdict === 'deny' ? [refusalOf('DENIED_BY_RULE', member, survivor, { rule: decided.rule }, ruleset)] : []
    const judged = { member, evidence, decided, refusals: [...refusalsOf(facts, input), ...denied, ...accepted.flatMap((other) => identityRefusals(facts, other))] }
    if (!leaves(judged)) accepted.push(member)
    return judged
  })
}

/** Whether login or e-mail come from the online record while nobody said which one that is. */
function asksForOnline(ruleset: Ruleset, members: readonly Member[]): boolean {
  return (ruleset.loginFrom === 'online' || ruleset.emailFrom === 'online') && members.some((member) => member.record.origin === 'unknown')
}

function refusalsOf(facts: PairFacts, input: Prepared): readonly Refusal[] {
  const refusals: Refusal[] = []
  for (const { code, rule, check } of input.asked) {
    const found = check.holds(facts, rule)
    if (found !== null) refusals.push(refusalOf(code, facts.source, facts.survivor, found, facts.ruleset))
  }
  return refusals
}

/** Two sources may both fit the survivor and yet be two people: then the one with less evidence leaves. */
function identityRefusals(facts: PairFacts, other: Member): readonly Refusal[] {
  return identityCodes.flatMap((code) => {
    const rule = facts.ruleset.refusals[code]
    return rule.severity !== 'off' && refusalChecks[code].holds({ ...facts, survivor: other }, rule) !== null ? [refusalOf(code, facts.source, other, {}, facts.ruleset)] : []
  })
}

/** Adds FITS_SOMEBODY_ELSE to the sources whose own record, or whose survivor, fits another person too. */
function withDoubts(judged: readonly Judged[], survivor: Member, kept: ReadonlySet<RecordId>, input: Prepared): readonly Judged[] {
  if (kept.size === 0 || input.ruleset.refusals.FITS_SOMEBODY_ELSE.severity === 'off') return judged
  const fits = fitsSomebodyElse([survivor.record.id, ...kept], judged.map((each) => each.member.record.id).filter((id) => !kept.has(id)), input)
  if (fits.size === 0) return judged
  return judged.map((each) => {
    const ids = [...new Set([each.member.record.id, survivor.record.id].flatMap((id) => fits.get(id) ?? []))].toSorted()
    if (!kept.has(each.member.record.id) || ids.length === 0) return each
    return { ...each, refusals: [...each.refusals, refusalOf('FITS_SOMEBODY_ELSE', each.member, survivor, { ids }, input.ruleset)] }
  })
}

function refusalOf(code: RefusalCode, source: Member, survivor: Member, facts: Refusal['facts'], rules: Ruleset): Refusal {
  const { severity } = rules.refusals[code]
  // What the merge itself settles holds even where a profile does not ask.
  return { code, severity: severity === 'off' ? 'review' : severity, source: source.record.id, survivor: survivor.record.id, facts }
}

function leaves(judged: Judged): boolean {
  return judged.refusals.some((refusal) => refusal.severity !== 'review')
}

function outcomeOf(sources: readonly Judged[], refusals: readonly Refusal[], inReviewBand: boolean): { readonly outcome: Outcome; readonly decidedBy: string } {
  const severest = (among: readonly Refusal[]): Refusal | undefined => among.toSorted((a, b) => rank[a.severity] - rank[b.severity] || codeOrder.get(a.code)! - codeOrder.get(b.code)!)[0]
  if (sources.length === 0) {
    const refusal = severest(refusals)
    return { outcome: refusal?.severity === 'deny' ? 'denied' : 'skipped', decidedBy: refusal?.code ?? REVIEW_BAND }
  }
  const ids = new Set<RecordId>(sources.map((each) => each.member.record.id))
  const asked = severest(refusals.filter((refusal) => ids.has(refusal.source)))
  const decidedBy = inReviewBand ? REVIEW_BAND : asked?.code
  if (decidedBy !== undefined) return { outcome: 'review', decidedBy }
  const answers = sources.map((each) => each.decided).filter((decided) => decided !== null)
  const inQuestion = answers.filter((answer) => answer.verdict !== 'merge').toSorted((a, b) => a.position - b.position)[0]
  if (inQuestion !== undefined) return { outcome: 'review', decidedBy: inQuestion.rule }
  const last = answers.toSorted((a, b) => b.position - a.position)[0]
  // Without any answer ORIGIN_UNKNOWN is off in this profile, and a person decides.
  return last === undefined || answers.length < sources.length ? { outcome: 'review', decidedBy: FALLBACK_RULE } : { outcome: 'automatic', decidedBy: last.rule }
}
