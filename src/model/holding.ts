import type { BillingInterval, CalendarDate } from './calendar.ts'
import type { Money } from './money.ts'
import type { RecordId } from './record.ts'

/**
 * Everything that hangs on a customer: one type a kind, discriminated by `kind`.
 * To add a kind: write its type here, add it to `Holding` and to `holdingKinds`; the compiler then names every place that must know it.
 */
export type HoldingBase = {
  /** `system:kind:id`, unique over all exports. */
  readonly id: string
  readonly owner: RecordId
  /** The participant it is for, if any. */
  readonly participant: string | null
}

/** Money the studio owes the customer; negative = the customer owes. */
export type Credit = HoldingBase & { readonly kind: 'credit'; readonly balance: Money }
/** Credits for classes of one type: counted, not money. */
export type ClassCredit = HoldingBase & { readonly kind: 'classCredit'; readonly creditType: string; readonly units: number; readonly expiresOn: CalendarDate | null; readonly subscription: string | null }
export type Package = HoldingBase & {
  readonly kind: 'package'; readonly product: string; readonly unitsLeft: number | null; readonly unitsTotal: number | null
  readonly price: Money | null; readonly boughtOn: CalendarDate | null; readonly expiresOn: CalendarDate | null; readonly saleReference: string | null
}
export type SubscriptionState = 'active' | 'paused' | 'future' | 'ended'
export type Pause = { readonly from: CalendarDate; readonly to: CalendarDate | null }
export type Subscription = HoldingBase & {
  readonly kind: 'subscription'; readonly plan: string; readonly state: SubscriptionState; readonly interval: BillingInterval
  /** The price agreed with this customer, which a merge never changes; the list price may differ. */
  readonly price: Money; readonly listPrice: Money | null
  readonly startedOn: CalendarDate; readonly endsOn: CalendarDate | null; readonly renewsOn: CalendarDate | null
  readonly noticeDays: number | null; readonly pauses: readonly Pause[]; readonly saleReference: string | null
}
export type Contract = HoldingBase & { readonly kind: 'contract'; readonly title: string; readonly startsOn: CalendarDate | null; readonly endsOn: CalendarDate | null; readonly state: 'active' | 'future' | 'ended' }
export type Invoice = HoldingBase & {
  readonly kind: 'invoice'; readonly number: string; readonly total: Money; readonly open: Money; readonly issuedOn: CalendarDate | null
  readonly serviceFrom: CalendarDate | null; readonly serviceTo: CalendarDate | null; readonly subscription: string | null; readonly caseReference: string | null
}
export type Communication = HoldingBase & { readonly kind: 'communication'; readonly channel: 'email' | 'sms' | 'letter' | 'other'; readonly sentOn: CalendarDate | null; readonly subject: string | null }
/** A note has six parts, all of which must be carried: origin, name, title, text, follow-up date, staff to inform. */
export type Note = HoldingBase & { readonly kind: 'note'; readonly origin: string | null; readonly name: string | null; readonly title: string | null; readonly text: string | null; readonly followUpOn: CalendarDate | null; readonly informStaff: string | null }
/** A payment method: never a number, only what identifies it at the desk. */
export type Card = HoldingBase & { readonly kind: 'card'; readonly brand: string | null; readonly lastFour: string | null; readonly expiresOn: CalendarDate | null }

export type Holding = Credit | ClassCredit | Package | Subscription | Contract | Invoice | Communication | Note | Card
export type HoldingKind = Holding['kind']
export type HoldingOf<K extends HoldingKind> = Extract<Holding, { readonly kind: K }>

/** The kinds in the order in which reports list them, with their words. */
export const holdingKinds: { readonly [K in HoldingKind]: { readonly de: string; readonly en: string; readonly dePlural: string; readonly enPlural: string } } = {
  credit: { de: 'Guthaben', en: 'credit', dePlural: 'Guthaben', enPlural: 'credits' },
  classCredit: { de: 'Kursguthaben', en: 'class credit', dePlural: 'Kursguthaben', enPlural: 'class credits' },
  package: { de: 'Paket', en: 'package', dePlural: 'Pakete', enPlural: 'packages' },
  subscription: { de: 'Abo', en: 'subscription', dePlural: 'Abos', enPlural: 'subscriptions' },
  contract: { de: 'Vertrag', en: 'contract', dePlural: 'Verträge', enPlural: 'contracts' },
  invoice: { de: 'Rechnung', en: 'invoice', dePlural: 'Rechnungen', enPlural: 'invoices' },
  communication: { de: 'Korrespondenz', en: 'correspondence', dePlural: 'Korrespondenz', enPlural: 'correspondence' },
  note: { de: 'Notiz', en: 'note', dePlural: 'Notizen', enPlural: 'notes' },
  card: { de: 'Karte', en: 'card', dePlural: 'Karten', enPlural: 'cards' },
}

export const holdingKindNames = Object.keys(holdingKinds) as readonly HoldingKind[]

/** What the rules may say of a kind: it moves, equal ones are united, it stays, it is archived, a person decides, the merge is blocked. */
export const holdingPolicies = ['move', 'combine', 'keep', 'archive', 'review', 'block'] as const
export type HoldingPolicy = (typeof holdingPolicies)[number]
