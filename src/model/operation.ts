import type { CalendarDate } from './calendar.ts'
import type { HoldingKind } from './holding.ts'
import type { Entitlement, LastKnown } from './merged-elsewhere.ts'
import type { Login } from './record.ts'
import type { Money } from './money.ts'
import type { RecordId } from './record.ts'
import type { ValueName } from './record-value.ts'

/** What a person at the desk must do because no program may press the buttons; a closed list. */
export const taskKinds = [
  'merge_by_hand', 'remove_card', 'remove_all_cards', 'ask_customer_for_card', 'free_re_entry', 'set_renewal_by_hand',
  're_create_customer', 're_invite', 'deactivate', 'check_saved', 'remove_entitlement', 'settle_with_customer', 'restore_values', 'enter_again', 'credit_invoice', 'decide_double_subscription', 'warn_no_card', 'check_mailing_groups', 'end_by_hand', 'check_bookings', 'pay_out',
] as const
export type TaskKind = (typeof taskKinds)[number]

type Base = {
  /** Stable within the plan: merge id, a running number and the type. */
  readonly id: string
  readonly merge: string
  /** Operations of the same merge that must be done before. */
  readonly dependsOn: readonly string[]
  /** Hash of the business content; the same key is never carried out twice. */
  readonly key: string
  readonly notifyCustomer: false
}

/** The closed union of everything a plan may do. Report and executor read the same list; each has a reverse. */
export type OperationBody =
  | { readonly type: 'archive_customer'; readonly record: RecordId; readonly recordHash: string }
  | { readonly type: 'set_field'; readonly record: RecordId; readonly field: ValueName; readonly before: string | null; readonly after: string | null; readonly from: RecordId | null; readonly rule: string }
  /** The two sides change places: `to` gets `logins`, and `from` gets `replaced`, which `to` had before. */
  | { readonly type: 'move_login'; readonly from: RecordId; readonly to: RecordId; readonly logins: readonly Login[]; readonly replaced: readonly Login[] }
  /** `amountKept`: what stays with `from`, where a reviewer lets only a part move; left out where all of it moves. The same of class credits and corrections. */
  | { readonly type: 'transfer_credit'; readonly holding: string; readonly from: RecordId; readonly to: RecordId; readonly amount: Money; readonly amountKept?: bigint }
  | { readonly type: 'transfer_class_credit'; readonly holding: string; readonly from: RecordId; readonly to: RecordId; readonly creditType: string; readonly units: number; readonly expiresOn: CalendarDate | null; readonly amountKept?: bigint }
  /** Puts another amount in the place of an issued transfer that the exports overtook; `corrects` is its key, null where something arrived late. Unit: a currency or `class:TYPE`. */
  | { readonly type: 'correct_transfer'; readonly holding: string; readonly from: RecordId; readonly to: RecordId; readonly unit: string; readonly amountBefore: bigint; readonly amountAfter: bigint; readonly amountKept?: bigint; readonly corrects: string | null }
  | { readonly type: 'move_package'; readonly holding: string; readonly from: RecordId; readonly to: RecordId; readonly unitsLeft: number | null; readonly alreadyPaid: true; readonly saleReference: string | null }
  | { readonly type: 'move_subscription'; readonly holding: string; readonly from: RecordId; readonly to: RecordId; readonly price: Money; readonly renewsOn: CalendarDate | null }
  /** `on`: its last day, or null where an end that was entered is taken back. */
  | { readonly type: 'end_subscription'; readonly holding: string; readonly owner: RecordId; readonly on: CalendarDate | 'now' | null; readonly endsOnBefore: CalendarDate | null }
  | { readonly type: 'set_renewal'; readonly holding: string; readonly owner: RecordId; readonly priceBefore: Money; readonly priceAfter: Money; readonly renewsOnBefore: CalendarDate | null; readonly renewsOnAfter: CalendarDate | null }
  | { readonly type: 'move_participant'; readonly participant: string; readonly from: RecordId; readonly to: RecordId; readonly combineWith: string | null }
  | { readonly type: 'move_holding'; readonly holding: string; readonly kind: HoldingKind; readonly from: RecordId; readonly to: RecordId }
  | { readonly type: 'propose_credit_note'; readonly holding: string; readonly owner: RecordId; readonly amount: Money; readonly reason: string }
  | { readonly type: 'propose_payout'; readonly holding: string; readonly owner: RecordId; readonly amount: Money; readonly refundRoute: string }
  | { readonly type: 'clear_followup'; readonly holding: string; readonly owner: RecordId; readonly followUpOnBefore: CalendarDate }
  | { readonly type: 'retire_customer'; readonly record: RecordId; readonly survivor: RecordId; readonly on: CalendarDate | 'now' }
  | { readonly type: 'restore_customer'; readonly record: RecordId; readonly survivor: RecordId }
  | { readonly type: 'add_alias'; readonly record: RecordId; readonly survivor: RecordId }
  | { readonly type: 'repoint_alias'; readonly record: RecordId; readonly before: RecordId; readonly after: RecordId }
  | { readonly type: 'add_note'; readonly record: RecordId; readonly de: string; readonly en: string }
  /** A customer whom a merge made elsewhere swallowed, kept as last known; its id leads to `survivor` until it is created again. */
  | { readonly type: 'keep_lost_customer'; readonly record: RecordId; readonly survivor: RecordId; readonly lastKnown: LastKnown }
  /**
   * What such a merge gave to another account goes back: taken off there (`foundAs`, where an export shows it), entered anew
   * at price 0, because it is paid. It changes no owner in the store: the next export shows what was done.
   */
  | { readonly type: 'give_back'; readonly takenOff: RecordId; readonly foundAs: string | null; readonly enteredFor: RecordId; readonly entitlement: Entitlement; readonly renewsOn: CalendarDate | null; readonly alreadyPaid: true }
  /** `about`: id of the holding that is entered again, credited or paid out, so that a later export can show whether it was. */
  | { readonly type: 'staff_task'; readonly task: TaskKind; readonly system: string; readonly record: RecordId; readonly de: string; readonly en: string; readonly about?: string }

export type Operation = Base & OperationBody
export type OperationType = OperationBody['type']
export type OperationOf<T extends OperationType> = Extract<Operation, { readonly type: T }>

/** planned → issued (files handed out) → confirmed (a later export shows it, or its task was ticked); or reversed by an unmerge. */
export type OperationState = 'issued' | 'confirmed' | 'reversed'
