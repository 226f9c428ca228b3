import type { Holding } from './holding.ts'
import type { OperationBody } from './operation.ts'
import type { RecordId } from './record.ts'

/** Holdings by id while operations act on them. */
export type HoldingView = Map<string, Holding>

/** Ids of the holdings that a transfer makes on the receiving side: one a record, unit and kind. */
export function receivedHoldingId(to: RecordId, kind: 'credit' | 'classCredit', unit: string, source: string): string {
  return `${to}:${kind}:received:${unit}:${source}`
}

/**
 * Carries one operation out on a view of holdings, in place. Money and class credits are moved by amount, everything
 * else by owner. An operation whose holding is missing, or owned by somebody else, is a mistake of the plan.
 * @throws Error naming operation and holding; never a value.
 */
export function carryOut(view: HoldingView, body: OperationBody): void {
  switch (body.type) {
    case 'transfer_credit': {
      const source = held(view, body.holding, body.from, 'credit')
      const units = source.balance
      if (units.currency !== body.amount.currency) throw new Error(`transfer_credit changes the currency of ${body.holding}`)
      view.set(source.id, { ...source, balance: { ...units, amountMinor: units.amountMinor - body.amount.amountMinor } })
      const id = receivedHoldingId(body.to, 'credit', body.amount.currency, body.holding)
      const present = view.get(id)
      const before = present?.kind === 'credit' ? present.balance.amountMinor : 0n
      view.set(id, { kind: 'credit', id, owner: body.to, participant: source.participant, balance: { amountMinor: before + body.amount.amountMinor, currency: units.currency } })
      return
    }
    case 'transfer_class_credit': {
      const source = held(view, body.holding, body.from, 'classCredit')
      view.set(source.id, { ...source, units: source.units - body.units })
      const id = receivedHoldingId(body.to, 'classCredit', body.creditType, body.holding)
      const present = view.get(id)
      view.set(id, { ...source, id, owner: body.to, units: (present?.kind === 'classCredit' ? present.units : 0) + body.units })
      return
    }
    case 'move_package': case 'move_subscription': case 'move_holding': {
      const holding = view.get(body.holding)
      if (!holding || holding.owner !== body.from) throw new Error(`${body.type} names ${body.holding}, which its owner does not hold`)
      view.set(holding.id, { ...holding, owner: body.to })
      return
    }
    case 'end_subscription': {
      const holding = held(view, body.holding, body.owner, 'subscription')
      view.set(holding.id, body.on === 'now' ? { ...holding, state: 'ended' } : { ...holding, endsOn: body.on })
      return
    }
    case 'set_renewal': {
      const holding = held(view, body.holding, body.owner, 'subscription')
      view.set(holding.id, { ...holding, price: body.priceAfter, renewsOn: body.renewsOnAfter })
      return
    }
    case 'clear_followup': {
      const holding = held(view, body.holding, body.owner, 'note')
      view.set(holding.id, { ...holding, followUpOn: null })
      return
    }
    // These change no holding; a correction of a transfer that is under way changes the ledger, not what the exports show.
    case 'archive_customer': case 'set_field': case 'move_login': case 'correct_transfer': case 'move_participant': case 'propose_credit_note': case 'propose_payout':
    case 'retire_customer': case 'restore_customer': case 'add_alias': case 'repoint_alias': case 'add_note': case 'keep_lost_customer': case 'give_back': case 'staff_task': return
  }
}

function held<K extends Holding['kind']>(view: HoldingView, id: string, owner: RecordId, kind: K): Extract<Holding, { kind: K }> {
  const holding = view.get(id)
  if (holding?.kind !== kind || holding.owner !== owner) throw new Error(`an operation names ${id}, which is no ${kind} of its owner`)
  return holding as Extract<Holding, { kind: K }>
}
