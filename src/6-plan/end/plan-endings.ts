import type { CalendarDate } from '../../model/calendar.ts'
import { planHash, plannedMergeHash } from '../../model/content-hash.ts'
import { dateWords } from '../../model/date-words.ts'
import { byCodeUnit, hashText } from '../../model/json.ts'
import type { Merge } from '../../model/merge.ts'
import { DubletteError } from '../../model/error.ts'
import type { OperationBody, OperationOf } from '../../model/operation.ts'
import { reverseOf } from '../../model/reverse-operation.ts'
import type { Plan, PlanDocument, PlannedMerge } from '../../model/plan.ts'
import { type PresentState, presentStateHash } from '../../model/present-state.ts'
import type { Reconciled } from '../../model/reconciled.ts'
import { totalsOf } from '../../model/totals-of.ts'
import type { NamedCorrection } from '../../model/totals.ts'
import { ENDING } from '../../ruleset/decided-why.ts'
import { numbered, type Step } from '../operations-of-merge.ts'
import type { TaskBody } from '../task-body.ts'
import { endTasks, sentence } from './end-tasks.ts'
import { type Ending, isException } from './ending.ts'

export type EndPlanInput = {
  readonly endings: readonly Ending[]
  readonly reconciled: Reconciled
  readonly state: PresentState
  /** Endings of a subscription that were applied before, in their order: a day that is changed is a version of its own. */
  readonly formerOf: (subscription: string) => readonly PlannedMerge[]
  readonly asOf: CalendarDate
  readonly inputHash: string
  readonly stateHash: string
}

/** The id of an ending: the subscription's, and a number that grows with every change of the day. */
export function endingId(subscription: string, version: number): string {
  return `${endingPrefix(subscription)}-${version}`
}

/** What all endings of one subscription have in common. */
export function endingPrefix(subscription: string): string {
  return `e-${hashText(subscription).slice(0, 16)}`
}

/**
 * The plan that ends memberships: a unit each, decided by a person. Only recurring revenue changes, and says by which operation.
 * @throws DubletteError ENDING_INVALID where exactly this was applied already
 */
export function planEndings(input: EndPlanInput): PlanDocument {
  const again = input.endings.flatMap((ending) => { const former = input.formerOf(ending.subscription.id).at(-1); return former !== undefined && isSame(ending, former) ? [`${ending.request.where}: this is planned and applied already, as ${former.merge.id}`] : [] })
  if (again.length > 0) throw new DubletteError('ENDING_INVALID', `What is to end has ${again.length === 1 ? 'a mistake' : `${again.length} mistakes`}:\n    ${again.join('\n    ')}`)
  const merges = input.endings.map((ending) => plannedEnding(ending, input)).toSorted((left, right) => byCodeUnit(left.merge.id, right.merge.id))
  const { records, retired, holdings } = input.reconciled
  const before = totalsOf({ records: records.length + retired.length, retired: retired.length, holdings })
  const corrections = merges.flatMap(lostRevenue)
  const recurring = { ...before.recurring }
  for (const { key, difference } of corrections) recurring[key] = recurring[key]! + difference
  const tasks = merges.reduce((sum, { operations }) => sum + operations.filter((each) => each.type === 'staff_task').length, 0)
  const head: Omit<Plan, 'hash'> = {
    version: 1, kind: 'end', asOf: input.asOf, profile: 'end', rulesHash: '', inputHash: input.inputHash, stateHash: input.stateHash, before, after: { ...before, recurring }, corrections,
    counts: { review: merges.length, sources: 0, tasks, exceptions: input.endings.filter(isException).length },
  }
  return { plan: { ...head, hash: planHash(head, merges) }, merges, observed: input.reconciled.balances }
}

function plannedEnding(ending: Ending, { state, formerOf }: EndPlanInput): PlannedMerge {
  const { owner, subscription } = ending
  const former = formerOf(subscription.id)
  const holdings = (state.holdings.get(owner.id) ?? []).toSorted((left, right) => byCodeUnit(left.id, right.id))
  const merge: Merge = {
    id: endingId(subscription.id, former.length + 1), survivor: owner.id, sources: [], leftOut: [], outcome: 'review', decidedBy: ENDING, loginFrom: null, emailFrom: null, pairs: [],
    refusals: [], golden: [], participants: [], weakestLinkMilliBits: 0, attempt: former.length, stateHash: presentStateHash({ survivor: owner.id, sources: [] }, state),
  }
  const operations = numbered(merge, steps(ending, former.at(-1)))
  return { merge, operations, holdings, hash: plannedMergeHash({ merge, operations, holdings }) }
}

function steps(ending: Ending, former: PlannedMerge | undefined): readonly Step[] {
  const { owner, subscription, on, beyond } = ending
  const bodies: readonly OperationBody[] = [
    { type: 'end_subscription', holding: subscription.id, owner: owner.id, on, endsOnBefore: subscription.endsOn },
    // Of an invoice that reaches over the end only in part, a person decides how much is credited.
    ...(on === null ? [] : beyond.invoices.filter((each) => each.days === null && each.isCertain).map(({ invoice }): OperationBody => ({ type: 'propose_credit_note', holding: invoice.id, owner: owner.id, amount: invoice.total, reason: `after the end of ${subscription.id}` }))),
    ...ending.payOut.map((credit): OperationBody => ({ type: 'propose_payout', holding: credit.id, owner: owner.id, amount: credit.balance, refundRoute: ending.request.payOut! })),
    { type: 'add_note', record: owner.id, ...noteWords(ending) },
  ]
  const tasks = endTasks(ending)
  return [
    ...bodies.map((body): Step => ({ group: 'end', after: [], body })),
    ...[...tasks.slice(0, 1), ...undoneTasks(former, tasks), ...tasks.slice(1)].map((body, index): Step => ({ group: `task ${index}`, after: index === 0 ? [] : [`task ${index - 1}`], body })),
  ]
}

/** What an ending brings beside the end itself, and what must be taken back where the day is changed. */
const consequences: ReadonlySet<string> = new Set(['deactivate', 'credit_invoice', 'pay_out'])

function consequencesOf({ operations }: PlannedMerge): readonly OperationOf<'staff_task'>[] {
  return operations.filter((each): each is OperationOf<'staff_task'> => each.type === 'staff_task' && consequences.has(each.task))
}

/** The steps of the day before are off the list; what was done of them and is not asked for any more is taken back. */
function undoneTasks(former: PlannedMerge | undefined, tasks: readonly TaskBody[]): readonly TaskBody[] {
  return (former === undefined ? [] : consequencesOf(former)).filter((each) => !tasks.some((task) => task.task === each.task && task.de === each.de)).flatMap(({ task, system, record, de, en }) => {
    const back = reverseOf({ type: 'staff_task', task, system, record, de, en })
    return back?.type === 'staff_task' ? [back] : []
  })
}

/** Asked for before, with the same day and the same consequences. */
function isSame(ending: Ending, former: PlannedMerge): boolean {
  const same = former.operations.some((each) => each.type === 'end_subscription' && each.on === ending.on)
  return same && endTasks(ending).filter((task) => consequences.has(task.task)).every((task) => consequencesOf(former).some((each) => each.task === task.task && each.de === task.de))
}

function noteWords({ subscription, on, request }: Ending): { readonly de: string; readonly en: string } {
  const reason = request.reason.trim() === '' ? { de: '', en: '' } : { de: ` Grund: ${sentence(request.reason)}`, en: ` Reason: ${sentence(request.reason)}` }
  if (on === null) return { de: `Das Ende von „${subscription.plan}“ wurde zurückgenommen.${reason.de}`, en: `The end of "${subscription.plan}" was taken back.${reason.en}` }
  const day = on === 'now' ? { de: 'sofort', en: 'at once' } : { de: `am ${dateWords(on).de}`, en: `on ${dateWords(on).en}` }
  return { de: `„${subscription.plan}“ endet ${day.de}.${reason.de}`, en: `"${subscription.plan}" ends ${day.en}.${reason.en}` }
}

/** What ends at once is not charged again; what ends on a day is, until then. */
function lostRevenue({ operations, holdings }: PlannedMerge): readonly NamedCorrection[] {
  return operations.flatMap((operation): readonly NamedCorrection[] => {
    if (operation.type !== 'end_subscription' || operation.on !== 'now') return []
    const held = holdings.find((holding) => holding.id === operation.holding)
    return held?.kind === 'subscription' && held.state === 'active' ? [{ operation: operation.id, total: 'recurring', key: `${held.interval} ${held.price.currency}`, difference: -held.price.amountMinor }] : []
  })
}
