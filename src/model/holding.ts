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
/** A part of a debt that is paid by and by: an obligation, with what is still open of it. */
export type Instalment = HoldingBase & { readonly kind: 'instalment'; readonly title: string; readonly amount: Money; readonly open: Money; readonly dueOn: CalendarDate | null; readonly contract: string | null }
export type Offer = HoldingBase & { readonly kind: 'offer'; readonly number: string; readonly title: string | null; readonly total: Money | null; readonly state: 'open' | 'accepted' | 'declined' | 'expired'; readonly validUntil: CalendarDate | null }
/** A place in a class or course; its price stays what it was. `slot` names the same date of the same class in every booking of it. */
export type Booking = HoldingBase & { readonly kind: 'booking'; readonly title: string; readonly slot: string | null; readonly startsOn: CalendarDate | null; readonly state: 'booked' | 'waiting' | 'attended' | 'missed' | 'cancelled'; readonly price: Money | null; readonly paidWith: string | null }
export type Attendance = HoldingBase & { readonly kind: 'attendance'; readonly course: string; readonly slot: string | null; readonly attendedOn: CalendarDate | null; readonly state: 'attended' | 'missed' | 'cancelled' }
export type Rental = HoldingBase & { readonly kind: 'rental'; readonly object: string; readonly caseReference: string | null; readonly from: CalendarDate | null; readonly dueOn: CalendarDate | null; readonly state: 'reserved' | 'out' | 'returned'; readonly price: Money | null }
export type DamageCase = HoldingBase & { readonly kind: 'damageCase'; readonly number: string; readonly object: string | null; readonly amount: Money | null; readonly state: 'open' | 'closed'; readonly caseReference: string | null }
/** `movable`: false for a gift card or store credit that its system cannot hand to another customer. */
export type Voucher = HoldingBase & { readonly kind: 'voucher'; readonly code: string; readonly value: Money | null; readonly expiresOn: CalendarDate | null; readonly movable: boolean; readonly source: string | null }
/** A file: known by the hash of its content, wherever it hangs. */
export type CustomerDocument = HoldingBase & { readonly kind: 'document'; readonly name: string; readonly contentHash: string | null; readonly addedOn: CalendarDate | null }
/** A vote counts as it was given, for ever; a survey may have granted a voucher for it. */
export type SurveyVote = HoldingBase & { readonly kind: 'surveyVote'; readonly survey: string; readonly choice: string | null; readonly votedOn: CalendarDate | null; readonly voucher: string | null }
/** `steers`: what being in the group changes for the customer. */
export type Group = HoldingBase & { readonly kind: 'group'; readonly name: string; readonly steers: 'price' | 'rights' | 'mailing' | 'nothing' | 'unknown' }
/** A reduced price, which needs a proof (a student card, a pass). */
export type PriceGroup = HoldingBase & { readonly kind: 'priceGroup'; readonly name: string; readonly proven: boolean; readonly provenUntil: CalendarDate | null }
/** What the customer may do when booking. `isDefault`: as the settings give it to everybody. */
export type Permission = HoldingBase & { readonly kind: 'permission'; readonly action: string; readonly allowed: boolean; readonly isDefault: boolean }
/** A discount for good, as its system writes it (`10 %`): it is compared and never reckoned with. */
export type Discount = HoldingBase & { readonly kind: 'discount'; readonly reduction: string; readonly name: string | null; readonly validUntil: CalendarDate | null }
export type Activity = HoldingBase & { readonly kind: 'activity'; readonly happenedOn: CalendarDate | null; readonly text: string | null }

export type Holding = Credit | ClassCredit | Package | Subscription | Contract | Instalment | Invoice | Offer | Booking | Attendance | Rental | DamageCase
  | Voucher | Card | CustomerDocument | Note | Communication | SurveyVote | Group | PriceGroup | Permission | Discount | Activity
export type HoldingKind = Holding['kind']
export type HoldingOf<K extends HoldingKind> = Extract<Holding, { readonly kind: K }>

/** The kinds in the order in which reports list them, with their words. */
export const holdingKinds: { readonly [K in HoldingKind]: { readonly de: string; readonly en: string; readonly dePlural: string; readonly enPlural: string } } = {
  credit: { de: 'Guthaben', en: 'credit', dePlural: 'Guthaben', enPlural: 'credits' },
  classCredit: { de: 'Kursguthaben', en: 'class credit', dePlural: 'Kursguthaben', enPlural: 'class credits' },
  package: { de: 'Paket', en: 'package', dePlural: 'Pakete', enPlural: 'packages' },
  subscription: { de: 'Abo', en: 'subscription', dePlural: 'Abos', enPlural: 'subscriptions' },
  contract: { de: 'Vertrag', en: 'contract', dePlural: 'Verträge', enPlural: 'contracts' },
  instalment: { de: 'Rate', en: 'instalment', dePlural: 'Raten', enPlural: 'instalments' },
  invoice: { de: 'Rechnung', en: 'invoice', dePlural: 'Rechnungen', enPlural: 'invoices' },
  offer: { de: 'Angebot', en: 'offer', dePlural: 'Angebote', enPlural: 'offers' },
  booking: { de: 'Buchung', en: 'booking', dePlural: 'Buchungen', enPlural: 'bookings' },
  attendance: { de: 'Teilnahme', en: 'attendance', dePlural: 'Teilnahmen', enPlural: 'attendances' },
  rental: { de: 'Mietgegenstand', en: 'rented object', dePlural: 'Mietgegenstände', enPlural: 'rented objects' },
  damageCase: { de: 'Schadensfall', en: 'damage case', dePlural: 'Schadensfälle', enPlural: 'damage cases' },
  voucher: { de: 'Gutschein', en: 'voucher', dePlural: 'Gutscheine', enPlural: 'vouchers' },
  card: { de: 'Karte', en: 'card', dePlural: 'Karten', enPlural: 'cards' },
  document: { de: 'Dokument', en: 'document', dePlural: 'Dokumente', enPlural: 'documents' },
  note: { de: 'Notiz', en: 'note', dePlural: 'Notizen', enPlural: 'notes' },
  communication: { de: 'Korrespondenz', en: 'correspondence', dePlural: 'Korrespondenz', enPlural: 'correspondence' },
  surveyVote: { de: 'Umfragestimme', en: 'survey vote', dePlural: 'Umfragestimmen', enPlural: 'survey votes' },
  group: { de: 'Kundengruppe', en: 'customer group', dePlural: 'Kundengruppen', enPlural: 'customer groups' },
  priceGroup: { de: 'Preisgruppe', en: 'price group', dePlural: 'Preisgruppen', enPlural: 'price groups' },
  permission: { de: 'Berechtigung', en: 'permission', dePlural: 'Berechtigungen', enPlural: 'permissions' },
  discount: { de: 'Dauerrabatt', en: 'permanent discount', dePlural: 'Dauerrabatte', enPlural: 'permanent discounts' },
  activity: { de: 'Aktivität', en: 'activity', dePlural: 'Aktivitäten', enPlural: 'activities' },
}

export const holdingKindNames = Object.keys(holdingKinds) as readonly HoldingKind[]

/** What the rules may say of a kind: it moves, equal ones are united, it stays, it is archived, a person decides, the merge is blocked. */
export const holdingPolicies = ['move', 'combine', 'keep', 'archive', 'review', 'block'] as const
export type HoldingPolicy = (typeof holdingPolicies)[number]
