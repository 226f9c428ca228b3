import { balanceOf } from '../model/account.ts'
import type { FieldName } from '../model/field.ts'
import { type Holding, type HoldingKind, holdingKindNames, holdingKinds } from '../model/holding.ts'
import type { GoldenField, Merge, ParticipantMatch } from '../model/merge.ts'
import type { Operation } from '../model/operation.ts'
import type { PlannedMerge } from '../model/plan.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import { refusalCodes } from '../model/refusal.ts'
import { refusalWords } from '../model/refusal-words.ts'
import { sameness } from '../model/same-holding.ts'
import type { Words } from '../model/words.ts'
import { decidedWhy } from '../ruleset/decided-why.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import { endWords } from './correction-reason.ts'
import { mayBeDivided } from './credit-parts.ts'
import { needsFourEyes } from './four-eyes.ts'
import { holdingWords, joinedWords, money } from './holding-words.ts'
import { holdingNotices, type StaffLookup } from './holding-notices.ts'
import { type Housemate, householdWords } from './household-words.ts'
import { nameOf } from './record-name.ts'
import { repairedHolding } from './repaired-holding.ts'
import type { ReportEvidence, ReportField, ReportHolding, ReportMember, ReportMerge } from './report-document.ts'
import { noticesOf } from './report-notices.ts'

/** What the words about one merge are made from. */
export type MergeWordsInput = {
  readonly recordOf: (id: RecordId) => SourceRecord
  /** Why a source was taken for the survivor, in words and weights. */
  readonly evidence: (source: RecordId, survivor: RecordId) => ReportEvidence
  readonly ruleset: Ruleset
  /** Who works for the studio, as far as the exports say; unknown where it is left out. */
  readonly isStaff?: StaffLookup
}

/** Fields of which only the last four characters leave the store. */
const maskedFields: readonly string[] = ['iban'] satisfies readonly FieldName[]

/** An IBAN (ISO 13616), wherever an export put it: also in a column that the mapping does not name. */
const bankAccount = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/i

/** Why a field has its result where no rule of the profile says so. */
const otherFieldReasons: Readonly<Record<string, Words>> = {
  extra: { de: 'Eine Spalte ohne festes Feld: Vorhandenes bleibt, Leeres wird ergänzt.', en: 'A column without a field of its own: what is there stays, what is empty is filled.' },
  sanctions: { de: 'Einschränkungen bleiben in jedem Fall; mit einem zweiten Konto werden sie umgangen.', en: 'Restrictions stay in any case; they are dodged with a second account.' },
  reviewer: { de: 'Von Hand gewählt.', en: 'Chosen by hand.' },
}

/** Everything the page says of one merge. */
export function reportMerge(planned: PlannedMerge, input: MergeWordsInput, housemates: readonly Housemate[]): ReportMerge {
  const { merge, operations, holdings } = planned
  return {
    id: merge.id, hash: planned.hash, outcome: merge.outcome, decidedBy: merge.decidedBy, decidedWhy: decidedWhy(merge, input.ruleset),
    members: membersOf(merge, input), loginFrom: merge.loginFrom, emailFrom: merge.emailFrom, weakestLinkMilliBits: merge.weakestLinkMilliBits,
    fields: merge.golden.map((field) => fieldOf(field, input.ruleset)),
    evidence: merge.pairs.map((pair) => input.evidence(pair.source, merge.survivor)),
    holdings: holdings.map((holding) => reportHolding(holding, planned, input.ruleset)).toSorted((left, right) => holdingKindNames.indexOf(left.kind) - holdingKindNames.indexOf(right.kind)),
    moves: movesOf(operations, holdings),
    participants: merge.participants.map((match) => participantWords(match, input)),
    notices: [...noticesOf(planned, input.recordOf), ...(operations.length === 0 ? [] : holdingNotices(planned, input.isStaff ?? (() => null)))],
    refusals: merge.refusals.map((refusal) => ({ code: refusal.code, severity: refusal.severity, final: refusalCodes[refusal.code].final, source: refusal.source, words: refusalWords(refusal) })),
    tasks: operations.flatMap((each) => (each.type === 'staff_task' ? [{ id: each.id, task: each.task, system: each.system, record: each.record, words: { de: each.de, en: each.en }, dependsOn: each.dependsOn }] : [])),
    household: householdWords(housemates, input.recordOf), fourEyes: merge.outcome !== 'automatic' && needsFourEyes(operations, input.ruleset.limits.fourEyesFromMinor),
  }
}

function membersOf(merge: Merge, { recordOf }: MergeWordsInput): readonly ReportMember[] {
  const member = (role: ReportMember['role']) => (id: RecordId): ReportMember => {
    const record = recordOf(id)
    return { id, name: nameOf(record), role, origin: record.origin, createdOn: record.createdOn, hasLogin: record.logins.length > 0 }
  }
  return [member('survivor')(merge.survivor), ...merge.sources.map(member('source')), ...merge.leftOut.map(member('leftOut'))]
}

function fieldOf(field: GoldenField, ruleset: Ruleset): ReportField {
  const rule = ruleset.fields.find((each) => each.id === field.rule)
  const masked = maskedFields.includes(field.field) || field.values.some(({ value }) => value !== null && bankAccount.test(value.replaceAll(' ', '')))
  const shown = (value: string | null): string | null => (masked && value !== null ? lastFour(value) : value)
  return {
    field: field.field, values: field.values.map(({ record, value }) => ({ record, value: shown(value) })), result: shown(field.result), from: field.from,
    rule: field.rule, ruleWords: rule?.why ?? otherFieldReasons[field.rule] ?? { de: field.rule, en: field.rule },
    group: rule?.atomic === true ? rule.id : null, masked,
  }
}

function lastFour(value: string): string {
  return `•••• ${value.replaceAll(' ', '').slice(-4)}`
}

/** What becomes of a holding: the operation that names it says so; without one, a source's stays by the profile's policy. */
function reportHolding(holding: Holding, { merge, operations, holdings }: PlannedMerge, ruleset: Ruleset): ReportHolding {
  const base = { id: holding.id, kind: holding.kind, words: holdingWords(holding), owner: holding.owner, ...mayEnd(holding, merge) }
  const operation = operations.find((each) => 'holding' in each && each.holding === holding.id && each.type !== 'clear_followup')
  if (operation !== undefined && 'to' in operation) return { ...base, action: 'move', to: operation.to, ...divisible(holding, operations) }
  const repaired = repairedHolding(holding, operations)
  if (repaired !== null) return { ...base, ...repaired }
  if (operation?.type === 'end_subscription') return { ...base, action: operation.on === null ? 'stay' : 'end', to: null }
  const { policy } = ruleset.holdings[holding.kind]
  const retired = operations.length > 0 && merge.sources.includes(holding.owner)
  if (retired && policy === 'archive') return { ...base, action: policy, to: null }
  if (retired && policy === 'combine' && hasEqual(holding, holdings)) return { ...base, action: policy, to: merge.survivor }
  return { ...base, action: 'stay', to: null }
}

/** Another discount is not united with the one that is there: it stays where it is. */
function hasEqual(holding: Holding, holdings: readonly Holding[]): boolean {
  const same = sameness(holding)
  return same !== null && holdings.some((each) => each.kind === holding.kind && each.owner !== holding.owner && sameness(each) === same)
}

function mayEnd({ id, kind }: Holding, merge: Merge): Pick<ReportHolding, 'mayEnd'> {
  const runsBeside = merge.refusals.some(({ code, facts }) => (code === 'DOUBLE_SUBSCRIPTION' || code === 'BOTH_SUBSCRIBED') && Array.isArray(facts['ids']) && facts['ids'].includes(id))
  return kind === 'subscription' && runsBeside ? { mayEnd: true } : {}
}

function divisible(holding: Holding, operations: readonly Operation[]): Pick<ReportHolding, 'divisible'> {
  const balance = balanceOf(holding)
  if (balance === null || !mayBeDivided(holding.owner, operations)) return {}
  return { divisible: { amount: String(balance.amount), currency: holding.kind === 'credit' ? balance.unit : null } }
}

/** Kinds that are counted in a few words; the rest is seen when the merge is opened. */
const countedKinds: readonly HoldingKind[] = ['package', 'subscription', 'contract']

function movesOf(operations: readonly Operation[], holdings: readonly Holding[]): Words {
  const credits = new Map<string, bigint>()
  let classCredits = 0
  for (const each of operations) {
    if (each.type === 'transfer_credit') credits.set(each.amount.currency, (credits.get(each.amount.currency) ?? 0n) + each.amount.amountMinor)
    if (each.type === 'transfer_class_credit') classCredits += each.units
    if (each.type === 'give_back' && each.entitlement.kind === 'credit') credits.set(each.entitlement.balance.currency, (credits.get(each.entitlement.balance.currency) ?? 0n) + each.entitlement.balance.amountMinor)
    if (each.type === 'give_back' && each.entitlement.kind === 'classCredit') classCredits += each.entitlement.units
  }
  const moved = operations.flatMap((each) => (each.type === 'move_package' || each.type === 'move_subscription' || each.type === 'move_holding' ? [each.holding] : []))
  const given = operations.flatMap((each) => (each.type === 'give_back' ? [each.entitlement.kind] : []))
  const ends = operations.flatMap((each) => (each.type === 'end_subscription' ? [endWords(each, holdings)] : []))
  const counts = countedKinds.flatMap((kind): readonly Words[] => {
    const number = holdings.filter((holding) => holding.kind === kind && moved.includes(holding.id)).length + given.filter((each) => each === kind).length
    const words = holdingKinds[kind]
    return number === 0 ? [] : [{ de: `${number} ${number === 1 ? words.de : words.dePlural}`, en: `${number} ${number === 1 ? words.en : words.enPlural}` }]
  })
  const amounts = [...credits].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([currency, amountMinor]) => money({ amountMinor, currency }))
  return joinedWords([...ends, ...amounts, ...(classCredits === 0 ? [] : [{ de: `${classCredits} Kursguthaben`, en: `${classCredits} class credits` }]), ...counts], ', ')
}

function participantWords({ participants, proposal }: ParticipantMatch, { recordOf }: MergeWordsInput): Words {
  const names = [...new Set(participants.map(({ owner, participant }) => {
    const found = recordOf(owner).participants.find((each) => each.id === participant)
    return [found?.givenName, found?.familyName].filter((part) => part !== null && part !== undefined).join(' ') || participant
  }))].join(', ')
  const owners = [...new Set(participants.map((each) => each.owner))].join(', ')
  return proposal === 'combine'
    ? { de: `${names} steht auf ${owners} und wird zu einem Teilnehmer vereint.`, en: `${names} stands on ${owners} and is combined into one participant.` }
    : { de: `${names} (${owners}) können verschiedene Personen sein und bleiben getrennt.`, en: `${names} (${owners}) may be different people and are kept apart.` }
}
