import { balanceOf } from '../../model/account.ts'
import { nextBillingDate, type CalendarDate } from '../../model/calendar.ts'
import type { FieldName } from '../../model/field.ts'
import type { Card, Holding } from '../../model/holding.ts'
import type { Entitlement, Thing } from '../../model/merged-elsewhere.ts'
import type { OperationOf } from '../../model/operation.ts'
import type { Coverage, RecordId, SourceRecord } from '../../model/record.ts'
import type { FindingCode } from './finding-words.ts'
import { judgeThing } from './judge-thing.ts'

/** What an export shows of one repair. */
export type RepairView = {
  readonly remaining: RecordId
  /** The remaining account's holdings when the repair was planned, and now. */
  readonly planned: readonly Holding[]
  readonly holdingsOf: (account: RecordId) => readonly Holding[]
  readonly coverage: Coverage
  readonly given: readonly OperationOf<'give_back'>[]
  /** The remaining account, and the values it is to have again. */
  readonly remainingRecord: SourceRecord | null
  readonly values: readonly OperationOf<'set_field'>[]
  readonly lostCards: readonly Card[]
  /** What the lost customers had beside entitlements and cards. */
  readonly lostThings: readonly Thing[]
  /** The lost customer created again: the record, how many it could be, or nobody yet. */
  readonly createdOf: (lost: RecordId) => { readonly record: SourceRecord | null; readonly candidates: readonly RecordId[] }
}

/** Whether the export shows that a task was done; `open` says why not. */
export type Judged = 'done' | FindingCode

/** Judges one task. `gift` is what it gives back, for tasks about one thing. */
export function judgeTask(task: OperationOf<'staff_task'>, gift: OperationOf<'give_back'> | undefined, view: RepairView): Judged {
  const person = task.record === view.remaining ? null : view.createdOf(task.record)
  const account = person === null ? view.remaining : person.record?.id
  switch (task.task) {
    case 'remove_card': case 'remove_all_cards': return judgeCards(task.task, view)
    case 'remove_entitlement': return gift === undefined ? 'LOOK' : judgeRemoval(gift, view)
    case 'restore_values': return view.values.every(({ field, after }) => (view.remainingRecord?.fields[field as FieldName] ?? null) === after) ? 'done' : 'STILL_THERE'
    case 're_create_customer': return person?.record ? 'done' : (person?.candidates.length ?? 0) > 1 ? 'SEVERAL_CANDIDATES' : 'NOT_CREATED'
    case 'enter_again': return account === undefined ? 'NOT_CREATED' : judgeEnteredAgain(task.about, account, view)
    case 'free_re_entry': return account === undefined ? 'NOT_CREATED' : gift === undefined ? 'LOOK' : judgeEntry(gift, account, view)
    case 'set_renewal_by_hand': return account === undefined ? 'NOT_CREATED' : gift === undefined ? 'LOOK' : judgeRenewal(gift, account, view)
    case 'ask_customer_for_card': case 'warn_no_card': {
      if (view.coverage.card === 'unknown') return 'NOT_EXPORTED'
      // A card of the remaining account that was there when the repair was planned is one that is to be removed.
      const isNew = (holding: Holding): boolean => person !== null || view.planned.every((each) => each.id !== holding.id)
      if (account !== undefined && view.holdingsOf(account).some((holding) => holding.kind === 'card' && isNew(holding))) return 'done'
      return task.task === 'warn_no_card' ? 'DUE_WITHOUT_CARD' : 'NO_CARD'
    }
    case 're_invite': return (person?.record?.logins.length ?? 0) > 0 ? 'done' : 'NO_LOGIN'
    case 'merge_by_hand': case 'deactivate': case 'check_saved': case 'settle_with_customer': case 'credit_invoice': case 'decide_double_subscription': case 'check_mailing_groups': case 'end_by_hand': case 'check_bookings': case 'pay_out': return 'LOOK'
  }
}

function judgeEnteredAgain(about: string | undefined, account: RecordId, view: RepairView): Judged {
  const thing = view.lostThings.find((each) => each.id === about)
  if (thing === undefined) return 'LOOK'
  return view.coverage[thing.kind] === 'unknown' ? 'NOT_EXPORTED' : judgeThing(thing, view.holdingsOf(account))
}

function judgeCards(task: 'remove_card' | 'remove_all_cards', view: RepairView): Judged {
  if (view.coverage.card === 'unknown') return 'NOT_EXPORTED'
  const present = view.holdingsOf(view.remaining).filter((holding): holding is Card => holding.kind === 'card')
  const isMeant = (card: Card): boolean => (task === 'remove_all_cards' ? view.planned.some((holding) => holding.id === card.id) : view.lostCards.some((lost) => lost.id === card.id || lost.lastFour !== null && lost.lastFour === card.lastFour && lost.brand === card.brand))
  return present.some(isMeant) ? 'STILL_THERE' : 'done'
}

function judgeRemoval({ entitlement, foundAs }: OperationOf<'give_back'>, view: RepairView): Judged {
  if (view.coverage[entitlement.kind] === 'unknown') return 'NOT_EXPORTED'
  const present = view.holdingsOf(view.remaining)
  const part = balanceOf(entitlement)
  if (part === null) {
    if (foundAs === null) return 'LOOK'
    return present.some((holding) => holding.id === foundAs && !(holding.kind === 'subscription' && holding.state === 'ended')) ? 'STILL_THERE' : 'done'
  }
  const target = balanceIn(view.planned, part.unit) - givenIn(view.given, part.unit)
  const now = balanceIn(present, part.unit)
  return (part.amount > 0n ? now <= target : now >= target) ? 'done' : 'STILL_THERE'
}

function judgeEntry({ entitlement, enteredFor }: OperationOf<'give_back'>, account: RecordId, view: RepairView): Judged {
  if (view.coverage[entitlement.kind] === 'unknown') return 'NOT_EXPORTED'
  const held = view.holdingsOf(account)
  const part = balanceOf(entitlement)
  if (part !== null) {
    const due = givenIn(view.given.filter((each) => each.enteredFor === enteredFor), part.unit)
    const now = balanceIn(held, part.unit)
    return now === due ? 'done' : now === 0n ? 'NOT_ENTERED' : 'AMOUNT_DIFFERS'
  }
  const found = entered(entitlement, held)
  if (found === undefined) return 'NOT_ENTERED'
  if (found.kind !== 'package' || entitlement.kind !== 'package') return 'done'
  if (found.price !== null && found.price.amountMinor !== 0n) return 'NOT_FREE'
  if (found.unitsLeft !== entitlement.unitsLeft) return 'AMOUNT_DIFFERS'
  return found.expiresOn === entitlement.expiresOn ? 'done' : 'DATE_DIFFERS'
}

/** The price agreed with this customer, and a renewal on the original rhythm, not before the planned one. */
function judgeRenewal({ entitlement, renewsOn }: OperationOf<'give_back'>, account: RecordId, view: RepairView): Judged {
  if (view.coverage.subscription === 'unknown') return 'NOT_EXPORTED'
  const found = entered(entitlement, view.holdingsOf(account))
  if (found?.kind !== 'subscription' || entitlement.kind !== 'subscription') return 'NOT_ENTERED'
  if (found.price.amountMinor !== entitlement.price.amountMinor || found.price.currency !== entitlement.price.currency) return 'PRICE_DIFFERS'
  if (renewsOn === null) return 'done'
  const onRhythm = (original: CalendarDate, date: CalendarDate): boolean => nextBillingDate(original, entitlement.interval, date) === date
  return found.renewsOn !== null && found.renewsOn >= renewsOn && (onRhythm(entitlement.startedOn, found.renewsOn) || onRhythm(renewsOn, found.renewsOn)) ? 'done' : 'DATE_DIFFERS'
}

/** The thing as entered again: by its product or plan, for the original sale where the export names one. */
function entered(entitlement: Entitlement, held: readonly Holding[]): Holding | undefined {
  const alike = held.filter((holding) => (entitlement.kind === 'package' ? holding.kind === 'package' && holding.product === entitlement.product
    : entitlement.kind === 'subscription' && holding.kind === 'subscription' && holding.plan === entitlement.plan && holding.interval === entitlement.interval && holding.state !== 'ended'))
  return alike.find((holding) => 'saleReference' in holding && 'saleReference' in entitlement && holding.saleReference === entitlement.saleReference) ?? alike[0]
}

function balanceIn(holdings: readonly Holding[], unit: string): bigint {
  return holdings.reduce((sum, holding) => { const part = balanceOf(holding); return part?.unit === unit ? sum + part.amount : sum }, 0n)
}

function givenIn(given: readonly OperationOf<'give_back'>[], unit: string): bigint {
  return balanceIn(given.map((each) => each.entitlement), unit)
}
