import { dateWords } from '../model/date-words.ts'
import { operationKey } from '../model/content-hash.ts'
import type { Holding } from '../model/holding.ts'
import { byCodeUnit } from '../model/json.ts'
import type { Merge } from '../model/merge.ts'
import type { Operation, OperationBody } from '../model/operation.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import { invoicesBeyondEnds } from '../model/beyond-end.ts'
import { holdingBodies } from './holding-bodies.ts'
import { endingsOf, endingTasks, withChosenEnds } from './merge-endings.ts'
import type { PlanInput } from './plan-input.ts'
import { retireOn } from './retire-on.ts'
import { tasksOfMerge } from './tasks-of-merge.ts'

/**
 * What carrying a merge out would do, in order: archive, fields, login, holdings, participants, note, retirement and
 * aliases, then what a person at the desk must do. Every operation depends on the archive of its source, and a source
 * is retired only after everything of it has moved.
 */
export function operationsOfMerge(merge: Merge, reviewed: PlanInput): readonly Operation[] {
  const input = withChosenEnds(reviewed)
  const survivor = input.recordOf(merge.survivor)
  const sources = merge.sources.map((id) => input.recordOf(id))
  const endings = [survivor, ...sources].flatMap((member) => endingsOf(member, reviewed))
  const steps: Step[] = [
    ...sources.map((source): Step => ({ group: `archive ${source.id}`, after: [], body: { type: 'archive_customer', record: source.id, recordHash: source.hash } })),
    ...fieldSteps(merge),
    ...loginSteps(merge, survivor, input),
    ...endings.map(({ subscription, owner, on }): Step => ({ group: 'end', after: [], body: { type: 'end_subscription', holding: subscription.id, owner: owner.id, on, endsOnBefore: subscription.endsOn } })),
    ...holdingSteps(sources, merge, input),
    ...sources.flatMap((source) => participantSteps(source, merge)),
    ...[survivor, ...sources].flatMap((member) => creditNoteSteps(member, input)),
    { group: 'note', after: [], body: noteBody(merge, input) },
    ...sources.flatMap((source) => retireSteps(source, merge, input)),
  ]
  const tasks = [...endingTasks(endings), ...tasksOfMerge(merge, survivor, sources, steps.map((step) => step.body), input)]
  const retired = sources.map((source) => `retire ${source.id}`)
  return numbered(merge, [...steps, ...tasks.map((body, index): Step => ({ group: `task ${index}`, after: index === 0 ? retired : [`task ${index - 1}`], body }))])
}

/** A body with the name of its step and the steps that come before it. */
export type Step = { readonly group: string; readonly after: readonly string[]; readonly body: OperationBody }

/** Operations with their ids and keys, each waiting for the steps that come before it. */
export function numbered(merge: Pick<Merge, 'id'>, steps: readonly Step[]): readonly Operation[] {
  const ids = new Map<string, string[]>()
  return steps.map((step, index) => {
    const id = `${merge.id}-${String(index + 1).padStart(3, '0')}-${step.body.type}`
    const dependsOn = step.after.flatMap((group) => ids.get(group) ?? [])
    ids.set(step.group, [...(ids.get(step.group) ?? []), id])
    return { id, merge: merge.id, dependsOn, key: operationKey(merge.id, index + 1, step.body), notifyCustomer: false, ...step.body }
  })
}

function fieldSteps(merge: Merge): readonly Step[] {
  return merge.golden.flatMap((field): readonly Step[] => {
    const before = field.values.find((each) => each.record === merge.survivor)?.value ?? null
    if (before === field.result) return []
    const after = field.from === null || field.from === merge.survivor ? [] : [`archive ${field.from}`]
    return [{ group: 'field', after, body: { type: 'set_field', record: merge.survivor, field: field.field, before, after: field.result, from: field.from, rule: field.rule } }]
  })
}

/** User name and password travel together, and the source that they leave is retired in the same merge. */
function loginSteps(merge: Merge, survivor: SourceRecord, input: PlanInput): readonly Step[] {
  if (merge.loginFrom === null || merge.loginFrom === merge.survivor || !merge.sources.includes(merge.loginFrom)) return []
  const from = input.recordOf(merge.loginFrom)
  if (from.logins.length === 0) return []
  return [{ group: `move ${from.id}`, after: [`archive ${from.id}`], body: { type: 'move_login', from: from.id, to: survivor.id, logins: from.logins, replaced: survivor.logins } }]
}

/** Source by source, so that what two sources both have comes once. */
function holdingSteps(sources: readonly SourceRecord[], merge: Merge, input: PlanInput): readonly Step[] {
  const there = [...input.holdingsOf(merge.survivor)]
  const all = [...there, ...sources.flatMap((source) => input.holdingsOf(source.id))]
  return sources.flatMap((source) => inOrder(input.holdingsOf(source.id)).flatMap((holding) => {
    const bodies = holdingBodies(holding, merge.survivor, { there, all, input })
    if (bodies.length > 0) there.push(holding)
    return bodies.map((body): Step => ({ group: `move ${source.id}`, after: [`archive ${source.id}`], body }))
  }))
}

/** An invoice that charges for the time after an end is never deleted: a credit note over it is proposed. */
function creditNoteSteps(member: SourceRecord, input: PlanInput): readonly Step[] {
  return invoicesBeyondEnds(input.holdingsOf(member.id)).filter((each) => each.days === null).map(({ invoice }): Step => ({ group: 'credit note', after: [], body: { type: 'propose_credit_note', holding: invoice.id, owner: member.id, amount: invoice.total, reason: 'after the end of the membership' } }))
}

/** Equal participants become one: that of the survivor, or else that of the first source, which moves first. */
function participantSteps(source: SourceRecord, merge: Merge): readonly Step[] {
  const order = [merge.survivor, ...merge.sources]
  return source.participants.map((participant): Step => {
    const match = merge.participants.find((each) => each.proposal === 'combine' && each.participants.some((one) => one.owner === source.id && one.participant === participant.id))
    const first = match?.participants.toSorted((one, other) => order.indexOf(one.owner) - order.indexOf(other.owner))[0]
    const combineWith = first === undefined || first.owner === source.id ? null : first.participant
    return { group: `move ${source.id}`, after: [`archive ${source.id}`, ...(combineWith === null ? [] : [`move ${first!.owner}`])], body: { type: 'move_participant', participant: participant.id, from: source.id, to: merge.survivor, combineWith } }
  })
}

function retireSteps(source: SourceRecord, merge: Merge, input: PlanInput): readonly Step[] {
  const after = [`archive ${source.id}`, `move ${source.id}`]
  const group = `retire ${source.id}`
  const pointing = input.aliasesOnto(source.id).filter((alias) => alias.record !== source.id && alias.state === 'retired')
  return [
    { group, after, body: { type: 'retire_customer', record: source.id, survivor: merge.survivor, on: retireOn(source, input) } },
    { group, after: [], body: { type: 'add_alias', record: source.id, survivor: merge.survivor } },
    ...pointing.map((alias): Step => ({ group, after: [], body: { type: 'repoint_alias', record: alias.record, before: source.id, after: merge.survivor } })),
  ]
}

function noteBody(merge: Merge, input: PlanInput): OperationBody {
  // Two numbers are two things: that of the source stays to be found with the customer.
  const named = (id: RecordId, label: string): string => { const number = input.recordOf(id).fields.customerNumber; return number === undefined ? id : `${id} (${label} ${number})` }
  const [de, en] = [merge.sources.map((id) => named(id, 'Kundennummer')).join(', '), merge.sources.map((id) => named(id, 'customer number')).join(', ')]
  return { type: 'add_note', record: merge.survivor, de: `${dateWords(input.asOf).de}: ${de} wurde in diesen Kunden übernommen (${merge.id}).`, en: `${dateWords(input.asOf).en}: ${en} was merged into this customer (${merge.id}).` }
}

/** Who belongs to which group and may do what is settled first, because what is booked after it follows from it; then by id. */
function inOrder(holdings: readonly Holding[]): readonly Holding[] {
  const rank = ({ kind }: Holding): number => (kind === 'group' || kind === 'priceGroup' || kind === 'permission' ? 0 : 1)
  return holdings.toSorted((left, right) => rank(left) - rank(right) || byCodeUnit(left.id, right.id))
}
