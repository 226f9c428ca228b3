import type { BillingInterval } from '../model/calendar.ts'
import type { Communication, Contract, Holding, HoldingKind, HoldingOf, Pause, SubscriptionState } from '../model/holding.ts'
import type { Money } from '../model/money.ts'
import type { RecordId } from '../model/record.ts'
import type { RowValues } from './read-row.ts'

/** What every holding is made from beside its row. */
export type HoldingHead = { readonly id: string; readonly owner: RecordId; readonly participant: string | null; readonly pauses: readonly Pause[] }

type Maker<K extends HoldingKind> = (head: Omit<HoldingHead, 'pauses'>, read: Reader, pauses: readonly Pause[]) => HoldingOf<K>

/** Values of a row whose required ones are known to be there. */
type Reader = {
  readonly text: (name: string) => string | null
  readonly must: (name: string) => string
  readonly integer: (name: string) => number | null
  readonly money: (name: string) => Money | null
  readonly mustMoney: (name: string) => Money
}

/** One maker a kind; a new kind does not compile until it has one. */
const makers: { readonly [K in HoldingKind]: Maker<K> } = {
  credit: (head, read) => ({ ...head, kind: 'credit', balance: read.mustMoney('balance') }),
  classCredit: (head, read) => ({ ...head, kind: 'classCredit', creditType: read.must('creditType'), units: read.integer('units') ?? 0, expiresOn: read.text('expiresOn'), subscription: read.text('subscription') }),
  package: (head, read) => ({ ...head, kind: 'package', product: read.must('product'), unitsLeft: read.integer('unitsLeft'), unitsTotal: read.integer('unitsTotal'), price: read.money('price'), boughtOn: read.text('boughtOn'), expiresOn: read.text('expiresOn'), saleReference: read.text('saleReference') }),
  subscription: (head, read, pauses) => ({
    ...head, kind: 'subscription', plan: read.must('plan'), state: read.must('state') as SubscriptionState, interval: read.must('interval') as BillingInterval,
    price: read.mustMoney('price'), listPrice: read.money('listPrice'), startedOn: read.must('startedOn'), endsOn: read.text('endsOn'), renewsOn: read.text('renewsOn'),
    noticeDays: read.integer('noticeDays'), pauses, saleReference: read.text('saleReference'),
  }),
  contract: (head, read) => ({ ...head, kind: 'contract', title: read.must('title'), startsOn: read.text('startsOn'), endsOn: read.text('endsOn'), state: read.must('state') as Contract['state'] }),
  invoice: (head, read) => ({ ...head, kind: 'invoice', number: read.must('number'), total: read.mustMoney('total'), open: read.mustMoney('open'), issuedOn: read.text('issuedOn'), serviceFrom: read.text('serviceFrom'), serviceTo: read.text('serviceTo'), subscription: read.text('subscription'), caseReference: read.text('caseReference') }),
  communication: (head, read) => ({ ...head, kind: 'communication', channel: read.must('channel') as Communication['channel'], sentOn: read.text('sentOn'), subject: read.text('subject') }),
  note: (head, read) => ({ ...head, kind: 'note', origin: read.text('origin'), name: read.text('name'), title: read.text('title'), text: read.text('text'), followUpOn: read.text('followUpOn'), informStaff: read.text('informStaff') }),
  card: (head, read) => ({ ...head, kind: 'card', brand: read.text('brand'), lastFour: read.text('lastFour'), expiresOn: read.text('expiresOn') }),
}

/** The typed holding of a row; the caller has made sure that required values are there. */
export function makeHolding(kind: HoldingKind, head: HoldingHead, row: RowValues): Holding {
  const { pauses, ...rest } = head
  return (makers[kind] as Maker<HoldingKind>)(rest, readerOf(row), pauses)
}

function readerOf({ values }: RowValues): Reader {
  const text = (name: string): string | null => { const value = values[name]; return typeof value === 'string' ? value : null }
  const integer = (name: string): number | null => { const value = values[name]; return typeof value === 'number' ? value : null }
  const money = (name: string): Money | null => { const value = values[name]; return value !== null && typeof value === 'object' && 'amountMinor' in value ? value : null }
  const there = <T>(name: string, value: T | null): T => { if (value === null) throw new TypeError(`required value ${name} was not checked`); return value }
  return { text, integer, money, must: (name) => there(name, text(name)), mustMoney: (name) => there(name, money(name)) }
}
