import type { BillingInterval } from '../model/calendar.ts'
import type { Communication, Contract, Holding, HoldingKind, HoldingOf, Pause, SubscriptionState } from '../model/holding.ts'
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
