import type { Holding, Subscription } from '../model/holding.ts'
import { canonicalJson } from '../model/json.ts'
import type { Operation, OperationBody, OperationOf } from '../model/operation.ts'
import type { Ending } from '../model/reconciled.ts'
import type { RecordId } from '../model/record.ts'
import type { IssuedOperation } from '../model/store-state.ts'
import { byKey, followChain, type Change } from './chain.ts'

/** Lays issued moves, endings, renewals and cleared follow-ups over the exported holdings, in place. Returns the keys of those the exports show, and what becomes of recurring revenue. */
export function layOverHoldings(view: Map<string, Holding>, issued: readonly IssuedOperation[]): { readonly confirmed: readonly string[]; readonly ending: readonly Ending[] } {
  const confirmed: string[] = []
  const ending: Ending[] = []
  const named = issued.flatMap(({ operation }) => ('holding' in operation ? [operation] : []))
  for (const [id, operations] of byKey(named, (operation) => operation.holding)) {
    const holding = view.get(id)
    const moves = operations.flatMap((operation): Change<RecordId>[] => (isMove(operation) ? [{ key: operation.key, before: operation.from, after: operation.to }] : []))
    if (moves.length > 0) {
      // A holding that is no longer exported has arrived wherever it went.
      const owner = holding === undefined ? { value: null, confirmed: moves.map((move) => move.key) } : followChain(holding.owner, moves, (one, other) => one === other)
      if (holding !== undefined && owner.value !== null) view.set(id, { ...holding, owner: owner.value })
      confirmed.push(...owner.confirmed)
    }
    for (const operation of operations) {
      const present = view.get(id)
      if (operation.type !== 'end_subscription' && operation.type !== 'set_renewal' && operation.type !== 'clear_followup') continue
      const changed = present === undefined ? undefined : layOver(present, operation)
      if (changed === undefined) confirmed.push(operation.key)
      else {
        ending.push(...revenueChanges(operation.id, present!, changed))
        view.set(id, changed)
      }
    }
  }
  return { confirmed, ending }
}

function revenueChanges(operation: string, before: Holding, after: Holding): readonly Ending[] {
  if (before.kind !== 'subscription' || after.kind !== 'subscription' || before.state !== 'active') return []
  const left = after.state === 'active' ? after.price.amountMinor : 0n
  return left === before.price.amountMinor ? [] : [{ operation, key: `${before.interval} ${before.price.currency}`, difference: left - before.price.amountMinor }]
}

function isMove(body: OperationBody): body is OperationOf<'move_package' | 'move_subscription' | 'move_holding'> {
  return body.type === 'move_package' || body.type === 'move_subscription' || body.type === 'move_holding'
}

/** The holding as it will be; undefined where the exports already show it, or something later. */
function layOver(holding: Holding, body: Operation): Holding | undefined {
  if (body.type === 'end_subscription' && holding.kind === 'subscription') return endSubscription(holding, body)
  if (body.type === 'set_renewal' && holding.kind === 'subscription') {
    const isBefore = canonicalJson([holding.price, holding.renewsOn]) === canonicalJson([body.priceBefore, body.renewsOnBefore])
    return isBefore ? { ...holding, price: body.priceAfter, renewsOn: body.renewsOnAfter } : undefined
  }
  if (body.type === 'clear_followup' && holding.kind === 'note') return holding.followUpOn === body.followUpOnBefore ? { ...holding, followUpOn: null } : undefined
  return undefined
}

function endSubscription(holding: Subscription, body: OperationOf<'end_subscription'>): Holding | undefined {
  if (holding.state === 'ended' || holding.endsOn !== body.endsOnBefore) return undefined
  return body.on === 'now' ? { ...holding, state: 'ended' } : { ...holding, endsOn: body.on }
}
