import { balancesOf } from '../../model/account.ts'
import type { CalendarDate } from '../../model/calendar.ts'
import { dateWords } from '../../model/date-words.ts'
import type { Fields } from '../../model/field.ts'
import type { Holding } from '../../model/holding.ts'
import type { LostCustomer, LostEntitlement, MergedElsewhere } from '../../model/merged-elsewhere.ts'
import { notRestored } from '../../model/not-restored.ts'
import type { RecordId, SourceRecord } from '../../model/record.ts'
import { askForCardTask, noCardTask } from '../card-tasks.ts'
import type { Step } from '../operations-of-merge.ts'
import type { Program } from '../plan-input.ts'
import { renewalDate } from '../renewal-date.ts'
import { taskFor, type TaskBody } from '../task-body.ts'
import { pauseWords, renewalTask } from '../transfer-tasks.ts'
import { creation, reEntry, reInvitation } from './give-back-tasks.ts'
import { otherRemovals, otherThings } from './other-things.ts'
import { cardRemovals, removal, settleTasks, valueTask } from './remove-tasks.ts'

/** The account that remains, as it is now. */
export type Remaining = { readonly record: SourceRecord; readonly holdings: readonly Holding[]; readonly program: Program; readonly asOf: CalendarDate }

/**
 * The steps of a repair in their order: cards, what must be settled, whose values and things come off the remaining account, the customers,
 * what they get back, price and date of what renews, new cards, and the look at what was saved.
 */
export function repairSteps(merged: MergedElsewhere, account: Remaining): readonly Step[] {
  const { program } = account
  const steps: Step[] = [
    ...merged.lost.map(({ lastKnown }): Step => ({ group: 'keep', after: [], body: { type: 'keep_lost_customer', record: lastKnown.record.id, survivor: merged.remaining, lastKnown } })),
    ...merged.lost.map(({ lastKnown }): Step => ({ group: 'note', after: [], body: noteBody(lastKnown.record.id, notRestored(lastKnown, merged.remaining), merged.remaining, account.asOf) })),
    ...merged.lost.flatMap((customer) => given(customer).map((each): Step => giveBackStep(each, customer, merged.remaining, account.asOf))),
    ...cardRemovals(merged, program).map((body): Step => ({ group: 'cards', after: ['keep'], body })),
    ...settleTasks(merged, account.asOf).map((body): Step => ({ group: 'settle', after: ['cards'], body })),
    ...merged.taken.map(({ field, was, now }): Step => ({ group: 'value', after: ['keep'], body: { type: 'set_field', record: merged.remaining, field, before: now, after: was, from: null, rule: 'repair' } })),
    ...valueTask(merged).map((body): Step => ({ group: 'values', after: ['value'], body })),
    ...removalSteps(merged, account),
    ...merged.lost.flatMap((customer) => customerSteps(customer, merged, account)),
    ...ownCardSteps(merged, account),
  ]
  // What nothing else waits for: with these done, all is done.
  const awaited = new Set(steps.flatMap((step) => (step.body.type === 'staff_task' ? step.after : [])))
  const done = [...new Set(steps.filter((step) => step.body.type === 'staff_task' && !awaited.has(step.group)).map((step) => step.group))]
  return [...steps, ...[merged.remaining, ...merged.lost.map(({ lastKnown }) => lastKnown.record.id)].map((record): Step => ({ group: `check ${record}`, after: done, body: record === merged.remaining ? remainingCheck(merged, steps.some((step) => step.group === 'cards')) : savedCheck(record) }))]
}

/** What the plan gives back by itself: what is still there, or what the exports do not speak of. */
function given({ entitlements }: LostCustomer): readonly LostEntitlement[] {
  return entitlements.filter((each) => each.seen !== 'missing')
}

function giveGroup(record: RecordId, { entitlement }: LostEntitlement): string {
  return `give ${record} ${entitlement.id}`
}

function renewalOf({ entitlement }: LostEntitlement, asOf: CalendarDate): CalendarDate | null {
  return entitlement.kind === 'subscription' ? renewalDate(entitlement, asOf) : null
}

function giveBackStep(each: LostEntitlement, { lastKnown: { record } }: LostCustomer, remaining: RecordId, asOf: CalendarDate): Step {
  return { group: giveGroup(record.id, each), after: ['keep'], body: { type: 'give_back', takenOff: remaining, foundAs: each.foundAs, enteredFor: record.id, entitlement: each.entitlement, renewsOn: renewalOf(each, asOf), alreadyPaid: true } }
}

/** Everything comes off before anything is entered again, so that at no time two customers have it. */
function removalSteps({ lost, remaining }: MergedElsewhere, account: Remaining): readonly Step[] {
  const left = balancesOf(account.holdings)
  return lost.flatMap((customer) => [
    ...given(customer).map((each): Step => ({ group: 'remove', after: ['cards', 'settle', giveGroup(customer.lastKnown.record.id, each)], body: removal(each, customer.lastKnown.record.id, remaining, left) })),
    ...otherRemovals(customer.lastKnown, remaining, account.asOf).map((body): Step => ({ group: 'remove', after: ['cards', 'settle'], body })),
  ])
}

function customerSteps(customer: LostCustomer, merged: MergedElsewhere, { record: remaining, program, asOf }: Remaining): readonly Step[] {
  const { lastKnown } = customer
  const { record } = lastKnown
  const created = `create ${record.id}`
  const entries = given(customer).flatMap((each): readonly Step[] => {
    const renewsOn = renewalOf(each, asOf)
    const entered = `enter ${record.id} ${each.entitlement.id}`
    const entry: Step = { group: entered, after: [created, giveGroup(record.id, each)], body: reEntry(each.entitlement, record, { renewsOn, asOf }, program) }
    if (each.entitlement.kind !== 'subscription' || renewsOn === null) return [entry]
    return [entry, { group: `renew ${record.id}`, after: [entered, giveGroup(record.id, each)], body: renewalTask(each.entitlement, record.id, renewsOn, pauseWords(each.entitlement), program) }]
  })
  const isAsked = lastKnown.cards === null || lastKnown.cards.length > 0 || merged.cards.standing === 'unclear'
  const later: readonly TaskBody[] = [
    ...otherThings(lastKnown, merged.remaining, program, asOf),
    ...(merged.cards.standing === 'notKept' ? [] : noCardTask(record.id, given(customer).map((each) => each.entitlement), asOf)),
    ...(isAsked ? [askForCardTask(record.id, askReason)] : []),
    ...reInvitation(record),
  ]
  return [
    { group: created, after: ['cards', 'settle', 'values', 'remove'], body: creation(lastKnown, { ...remaining, fields: withoutTaken(remaining.fields, merged.taken) }, program) },
    ...entries,
    ...later.map((body): Step => ({ group: `later ${record.id}`, after: [created], body })),
  ]
}

/** The values of the account that remains once those of the others are gone from it. */
function withoutTaken(fields: Fields, taken: MergedElsewhere['taken']): Fields {
  return taken.reduce((kept, { field, was }) => { const { [field]: _, ...others } = kept; return was === null ? others : { ...others, [field]: was } }, fields)
}

const askReason = { de: 'zwei Kundenkonten waren irrtümlich verbunden und sind wieder getrennt', en: 'two customer accounts had been joined by mistake and are apart again' }

/** Where all cards were removed, the account that remains has none either. */
function ownCardSteps({ remaining, cards, lost }: MergedElsewhere, { holdings, asOf }: Remaining): readonly Step[] {
  if (cards.standing !== 'unclear') return []
  const gone = new Set(lost.flatMap((customer) => customer.entitlements.flatMap((each) => each.foundAs ?? [])))
  const own = holdings.filter((holding) => !gone.has(holding.id))
  return [...noCardTask(remaining, own, asOf), askForCardTask(remaining, askReason)].map((body): Step => ({ group: 'own card', after: ['cards'], body }))
}

/** The account that remains: nothing of the others is left, and what was stopped goes on. */
function remainingCheck({ remaining }: MergedElsewhere, hasStopped: boolean): TaskBody {
  const charging = hasStopped ? { de: ' Die angehaltenen Abbuchungen wieder aufnehmen, sobald die richtige Karte hinterlegt ist.', en: ' Resume the charging that was stopped as soon as the right card is on file.' } : { de: '', en: '' }
  return taskFor('check_saved', remaining, {
    de: `${remaining} erneut öffnen: Es steht nur noch Eigenes dort.${charging.de} Nach dem nächsten Export \`dublette repair --check\` starten.`,
    en: `Open ${remaining} again: only its own things are left.${charging.en} After the next export start \`dublette repair --check\`.`,
  })
}

function savedCheck(record: RecordId): TaskBody {
  return taskFor('check_saved', record, {
    de: `Den neu angelegten Kunden (früher ${record}) erneut öffnen und mit den Schritten vergleichen: Guthaben, Pakete, Abos, Verlängerungspreis und Datum, und alles Übrige. Erst dann abhaken.`,
    en: `Open the customer created anew (formerly ${record}) again and compare with the steps: credit, packages, subscriptions, renewal price and date, and everything else. Tick only then.`,
  })
}

function noteBody(record: RecordId, lost: { readonly de: string; readonly en: string }, remaining: RecordId, asOf: CalendarDate): Step['body'] {
  return {
    type: 'add_note', record: remaining,
    de: `${dateWords(asOf).de}: ${record} war irrtümlich mit diesem Kunden zusammengeführt und wird wieder getrennt. ${lost.de}`,
    en: `${dateWords(asOf).en}: ${record} was merged into this customer by mistake and is taken out again. ${lost.en}`,
  }
}
