import type { BillingInterval } from '../model/calendar.ts'
import type { Attendance, Booking, Communication, Contract, DamageCase, Group, Holding, HoldingKind, HoldingOf, Offer, Pause, Rental, SubscriptionState } from '../model/holding.ts'
import type { Money } from '../model/money.ts'
import type { RecordId } from '../model/record.ts'
import type { RowValues } from './read-row.ts'

/** What every holding has beside the values of its kind. */
export type HoldingHead = { readonly id: string; readonly owner: RecordId; readonly participant: string | null }

type Values = RowValues['values']
type Maker<K extends HoldingKind> = (head: HoldingHead, values: Values, pauses: readonly Pause[]) => HoldingOf<K>

/** One maker a kind; a new kind does not compile until it has one. Written out without spreading: a million are made. */
const makers: { readonly [K in HoldingKind]: Maker<K> } = {
  credit: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'credit', balance: mustMoney(v['balance']) }),
  classCredit: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'classCredit', creditType: mustText(v['creditType']), units: integer(v['units']) ?? 0, expiresOn: text(v['expiresOn']), subscription: text(v['subscription']) }),
  package: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'package', product: mustText(v['product']), unitsLeft: integer(v['unitsLeft']), unitsTotal: integer(v['unitsTotal']), price: money(v['price']), boughtOn: text(v['boughtOn']), expiresOn: text(v['expiresOn']), saleReference: text(v['saleReference']) }),
  subscription: ({ id, owner, participant }, v, pauses) => ({
    id, owner, participant, kind: 'subscription', plan: mustText(v['plan']), state: mustText(v['state']) as SubscriptionState, interval: mustText(v['interval']) as BillingInterval,
    price: mustMoney(v['price']), listPrice: money(v['listPrice']), startedOn: mustText(v['startedOn']), endsOn: text(v['endsOn']), renewsOn: text(v['renewsOn']),
    noticeDays: integer(v['noticeDays']), pauses, saleReference: text(v['saleReference']),
  }),
  contract: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'contract', title: mustText(v['title']), startsOn: text(v['startsOn']), endsOn: text(v['endsOn']), state: mustText(v['state']) as Contract['state'] }),
  invoice: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'invoice', number: mustText(v['number']), total: mustMoney(v['total']), open: mustMoney(v['open']), issuedOn: text(v['issuedOn']), serviceFrom: text(v['serviceFrom']), serviceTo: text(v['serviceTo']), subscription: text(v['subscription']), caseReference: text(v['caseReference']) }),
  communication: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'communication', channel: mustText(v['channel']) as Communication['channel'], sentOn: text(v['sentOn']), subject: text(v['subject']) }),
  note: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'note', origin: text(v['origin']), name: text(v['name']), title: text(v['title']), text: text(v['text']), followUpOn: text(v['followUpOn']), informStaff: text(v['informStaff']) }),
  instalment: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'instalment', title: mustText(v['title']), amount: mustMoney(v['amount']), open: mustMoney(v['open']), dueOn: text(v['dueOn']), contract: text(v['contract']) }),
  offer: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'offer', number: mustText(v['number']), title: text(v['title']), total: money(v['total']), state: mustText(v['state']) as Offer['state'], validUntil: text(v['validUntil']) }),
  booking: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'booking', title: mustText(v['title']), slot: text(v['slot']), startsOn: text(v['startsOn']), state: mustText(v['state']) as Booking['state'], price: money(v['price']), paidWith: text(v['paidWith']) }),
  attendance: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'attendance', course: mustText(v['course']), slot: text(v['slot']), attendedOn: text(v['attendedOn']), state: mustText(v['state']) as Attendance['state'] }),
  rental: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'rental', object: mustText(v['object']), caseReference: text(v['caseReference']), from: text(v['from']), dueOn: text(v['dueOn']), state: mustText(v['state']) as Rental['state'], price: money(v['price']) }),
  damageCase: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'damageCase', number: mustText(v['number']), object: text(v['object']), amount: money(v['amount']), state: mustText(v['state']) as DamageCase['state'], caseReference: text(v['caseReference']) }),
  voucher: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'voucher', code: mustText(v['code']), value: money(v['value']), expiresOn: text(v['expiresOn']), movable: v['movable'] !== false, source: text(v['source']) }),
  document: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'document', name: mustText(v['name']), contentHash: text(v['contentHash']), addedOn: text(v['addedOn']) }),
  surveyVote: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'surveyVote', survey: mustText(v['survey']), choice: text(v['choice']), votedOn: text(v['votedOn']), voucher: text(v['voucher']) }),
  group: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'group', name: mustText(v['name']), steers: (text(v['steers']) ?? 'unknown') as Group['steers'] }),
  priceGroup: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'priceGroup', name: mustText(v['name']), proven: v['proven'] === true, provenUntil: text(v['provenUntil']) }),
  permission: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'permission', action: mustText(v['action']), allowed: v['allowed'] === true, isDefault: v['isDefault'] === true }),
  discount: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'discount', reduction: mustText(v['reduction']), name: text(v['name']), validUntil: text(v['validUntil']) }),
  activity: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'activity', happenedOn: text(v['happenedOn']), text: text(v['text']) }),
  card: ({ id, owner, participant }, v) => ({ id, owner, participant, kind: 'card', brand: text(v['brand']), lastFour: text(v['lastFour']), expiresOn: text(v['expiresOn']) }),
}

/** The typed holding of a row; the caller has made sure that required values are there. */
export function makeHolding(kind: HoldingKind, head: HoldingHead, values: Values, pauses: readonly Pause[]): Holding {
  return (makers[kind] as Maker<HoldingKind>)(head, values, pauses)
}

type Value = Values[string] | undefined

function text(value: Value): string | null {
  return typeof value === 'string' ? value : null
}

function integer(value: Value): number | null {
  return typeof value === 'number' ? value : null
}

function money(value: Value): Money | null {
  return typeof value === 'object' && value !== null && 'amountMinor' in value ? value : null
}

function mustText(value: Value): string {
  return there(text(value))
}

function mustMoney(value: Value): Money {
  return there(money(value))
}

function there<T>(value: T | null): T {
  if (value === null) throw new TypeError('a required value of a holding was not checked')
  return value
}
