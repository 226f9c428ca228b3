import { decimalText, type Money } from '../model/money.ts'
import type { Holding, HoldingKind, HoldingOf } from '../model/holding.ts'
import type { OperationOf } from '../model/operation.ts'
import type { OpenOperation } from './open-operation.ts'
import { figure, type OutputCell, type OutputTable } from './output-table.ts'

const head = ['operation', 'merge', 'state'] as const

/** `corrections/credits.csv`: money and class credits that move, in two ledgers that never mix. */
export function creditsTable(open: readonly OpenOperation[]): OutputTable {
  return {
    path: 'corrections/credits.csv', columns: [...head, 'ledger', 'fromCustomer', 'toCustomer', 'amount', 'unit', 'expiresOn', 'holding', 'notifyCustomer'],
    rows: open.flatMap((each): readonly (readonly OutputCell[])[] => {
      const { operation } = each
      if (operation.type === 'transfer_credit') return [[...headOf(each), 'money', operation.from, operation.to, figure(decimalText(operation.amount)), operation.amount.currency, null, operation.holding, 'no']]
      if (operation.type === 'transfer_class_credit') return [[...headOf(each), 'class', operation.from, operation.to, figure(operation.units), operation.creditType, operation.expiresOn, operation.holding, 'no']]
      if (operation.type === 'give_back') return givenCredit(each, operation)
      return operation.type === 'correct_transfer' && operation.amountAfter !== 0n ? [correction(each, operation)] : []
    }),
  }
}

/** What is left to move where a transfer under way was overtaken: it stands in the place of the row that was handed out before. */
function correction(each: OpenOperation, operation: { readonly from: string; readonly to: string; readonly unit: string; readonly amountAfter: bigint; readonly holding: string }): readonly OutputCell[] {
  const isClass = operation.unit.startsWith('class:')
  const unit = isClass ? operation.unit.slice('class:'.length) : operation.unit
  return [...headOf(each), isClass ? 'class' : 'money', operation.from, operation.to, figure(isClass ? operation.amountAfter : decimalText({ amountMinor: operation.amountAfter, currency: unit })), unit, null, operation.holding, 'no']
}

/** What a merge elsewhere gave to another account: off there, and entered again for whoever had it. */
function givenCredit(each: OpenOperation, { takenOff, enteredFor, entitlement }: OperationOf<'give_back'>): readonly (readonly OutputCell[])[] {
  if (entitlement.kind === 'credit') return [[...headOf(each), 'money', takenOff, enteredFor, figure(decimalText(entitlement.balance)), entitlement.balance.currency, null, entitlement.id, 'no']]
  return entitlement.kind === 'classCredit' ? [[...headOf(each), 'class', takenOff, enteredFor, figure(entitlement.units), entitlement.creditType, entitlement.expiresOn, entitlement.id, 'no']] : []
}

/** `corrections/packages.csv`: packages re-entered for the survivor, free of charge, because they are paid already. */
export function packagesTable(open: readonly OpenOperation[]): OutputTable {
  return {
    path: 'corrections/packages.csv', columns: [...head, 'fromCustomer', 'toCustomer', 'product', 'unitsLeft', 'expiresOn', 'price', 'alreadyPaid', 'saleReference', 'holding', 'notifyCustomer'],
    rows: open.flatMap((each): readonly (readonly OutputCell[])[] => {
      const { operation } = each
      if (operation.type === 'give_back' && operation.entitlement.kind === 'package') {
        const { product, unitsLeft, expiresOn, saleReference, id } = operation.entitlement
        return [[...headOf(each), operation.takenOff, operation.enteredFor, product, figure(unitsLeft), expiresOn, figure('0.00'), 'yes', saleReference, id, 'no']]
      }
      if (operation.type !== 'move_package') return []
      const held = holdingOf(each, operation.holding, 'package')
      return [[...headOf(each), operation.from, operation.to, held?.product ?? null, figure(operation.unitsLeft), held?.expiresOn ?? null, figure('0.00'), 'yes', operation.saleReference, operation.holding, 'no']]
    }),
  }
}

/** `corrections/subscriptions.csv`: subscriptions that move at the agreed price, end, or get another renewal. */
export function subscriptionsTable(open: readonly OpenOperation[]): OutputTable {
  return {
    path: 'corrections/subscriptions.csv', columns: [...head, 'action', 'fromCustomer', 'toCustomer', 'plan', 'interval', 'price', 'currency', 'renewsOn', 'endsOn', 'pauses', 'saleReference', 'holding', 'notifyCustomer'],
    rows: open.flatMap((each): readonly (readonly OutputCell[])[] => {
      const { operation } = each
      if (operation.type === 'give_back') return givenSubscription(each, operation)
      if (operation.type !== 'move_subscription' && operation.type !== 'end_subscription' && operation.type !== 'set_renewal') return []
      const held = holdingOf(each, operation.holding, 'subscription')
      const row = (action: string, from: string, to: string, price: Money | null, renewsOn: string | null, endsOn: string | null): readonly (readonly OutputCell[])[] => [[
        ...headOf(each), action, from, to, held?.plan ?? null, held?.interval ?? null, figure(price === null ? null : decimalText(price)), price?.currency ?? null, renewsOn, endsOn, pausesOf(held), held?.saleReference ?? null, operation.holding, 'no',
      ]]
      switch (operation.type) {
        // What has ended is not entered again: it stays to be found where it is.
        case 'move_subscription': return held?.state === 'ended' ? [] : row('move', operation.from, operation.to, operation.price, operation.renewsOn, held?.endsOn ?? null)
        case 'end_subscription': return row(operation.on === null ? 'withdraw-end' : 'end', operation.owner, operation.owner, null, null, operation.on)
        case 'set_renewal': return row('renewal', operation.owner, operation.owner, operation.priceAfter, operation.renewsOnAfter, held?.endsOn ?? null)
      }
    }),
  }
}

/** Two steps: entered free of charge for the period that is paid, then the old price and date. */
function givenSubscription(each: OpenOperation, { takenOff, enteredFor, entitlement, renewsOn }: OperationOf<'give_back'>): readonly (readonly OutputCell[])[] {
  if (entitlement.kind !== 'subscription') return []
  const { plan, interval, price, endsOn, saleReference, id } = entitlement
  const row = (action: string, from: string, amount: string): readonly OutputCell[] => [...headOf(each), action, from, enteredFor, plan, interval, figure(amount), price.currency, renewsOn, endsOn, pausesOf(entitlement), saleReference, id, 'no']
  return [row('re-enter', takenOff, decimalText({ ...price, amountMinor: 0n })), row('renewal', enteredFor, decimalText(price))]
}

function headOf({ operation, state }: OpenOperation): readonly OutputCell[] {
  return [operation.id, operation.merge, state]
}

function holdingOf<K extends HoldingKind>({ planned }: OpenOperation, id: string, kind: K): HoldingOf<K> | undefined {
  return planned.holdings.find((each: Holding): each is HoldingOf<K> => each.id === id && each.kind === kind)
}

function pausesOf(held: HoldingOf<'subscription'> | undefined): string | null {
  return held === undefined || held.pauses.length === 0 ? null : held.pauses.map((pause) => `${pause.from}..${pause.to ?? ''}`).join('|')
}
