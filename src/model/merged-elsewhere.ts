import type { FieldName } from './field.ts'
import type { Card, ClassCredit, Credit, Holding, HoldingKind, HoldingOf, Package, Subscription } from './holding.ts'
import type { RecordId, SourceRecord } from './record.ts'

/** What is paid already and comes back by being entered anew, free of charge. */
export type Entitlement = Credit | ClassCredit | Package | Subscription

export const entitlementKinds = ['credit', 'classCredit', 'package', 'subscription'] as const satisfies readonly HoldingKind[]

export function isEntitlement(holding: Holding): holding is Entitlement {
  return (entitlementKinds as readonly HoldingKind[]).includes(holding.kind)
}

export const thingKinds = ['contract', 'instalment', 'offer', 'booking', 'rental', 'damageCase', 'voucher', 'document', 'note', 'group', 'priceGroup', 'permission', 'discount', 'invoice'] as const satisfies readonly HoldingKind[]

/** What is neither entitlement nor card nor mere history: it is entered again, or looked after where it stays. */
export type Thing = HoldingOf<(typeof thingKinds)[number]>

export function isThing(holding: Holding): holding is Thing {
  return (thingKinds as readonly HoldingKind[]).includes(holding.kind)
}

/** A customer as last known, before a merge elsewhere. */
export type LastKnown = {
  readonly record: SourceRecord
  readonly holdings: readonly Holding[]
  /** Null: nobody knows whether it had any. */
  readonly cards: readonly Card[] | null
  /** Kinds of entitlement of which nobody knows whether it had any, because they were not exported. */
  readonly unknown: readonly Entitlement['kind'][]
}

/** A customer and the account that got its things by a merge made elsewhere. */
export type Swallowed = { readonly lastKnown: LastKnown; readonly remaining: RecordId }

/** An entitlement that a merge elsewhere gave to the account that remains. */
export type LostEntitlement = {
  /** As it is to be entered again, owned by the customer who is missing: what is left of it. */
  readonly entitlement: Entitlement
  /** Whether the remaining account shows it: `several` where it has more than one that it could be, `unknown` where this kind is not exported. */
  readonly seen: 'there' | 'missing' | 'several' | 'unknown'
  /** Id of the holding in which the remaining account shows it. */
  readonly foundAs: string | null
  /** How much of it is gone since it was last known, in minor units or pieces. */
  readonly spent: bigint
}

/** What is known of the cards of an account that others were merged into. */
export type CardsAfterMerge =
  /** The system keeps no cards: what renews is paid otherwise. */
  | { readonly standing: 'notKept' }
  | { readonly standing: 'none' }
  /** Each card is known to be somebody's; these came from the others. */
  | { readonly standing: 'clear'; readonly foreign: readonly { readonly card: Card; readonly of: RecordId }[] }
  /** Whose card is whose cannot be told. */
  | { readonly standing: 'unclear' }

/** Credits of one unit that two customers spent of while they shared an account. Unit: a currency or `class:TYPE`. */
export type SpentTogether = { readonly unit: string; readonly amount: bigint }

/** A value of the account that remains that the merge replaced by a missing customer's. */
export type TakenValue = { readonly field: FieldName; readonly was: string | null; readonly now: string; readonly of: RecordId }

export type LostCustomer = { readonly lastKnown: LastKnown; readonly entitlements: readonly LostEntitlement[] }

/** One account that remains, and every customer who went into it elsewhere: the unit of a repair. */
export type MergedElsewhere = {
  readonly remaining: RecordId
  /** Sorted by id. */
  readonly lost: readonly LostCustomer[]
  readonly cards: CardsAfterMerge
  readonly spentTogether: readonly SpentTogether[]
  /** In the order of the fields. */
  readonly taken: readonly TakenValue[]
}
