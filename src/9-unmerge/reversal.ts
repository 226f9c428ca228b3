import { accountKey, balancesOf, transferOf, type Transfer } from '../model/account.ts'
import type { AppliedMerge } from '../model/applied-merge.ts'
import { decimalText } from '../model/money.ts'
import type { Operation, OperationBody } from '../model/operation.ts'
import type { RecordId } from '../model/record.ts'
import { systemOf } from '../model/record.ts'
import { reverseOf } from '../model/reverse-operation.ts'

/** What taking a merge back is worked out from. */
export type ReversalInput = {
  readonly target: AppliedMerge
  /** Corrections of its transfers that were approved since. */
  readonly corrections: readonly AppliedMerge[]
  /** Balances now, by account. */
  readonly balances: ReadonlyMap<string, bigint>
  /** What is left to move of transfers that somebody overtook, by key. */
  readonly leftToMove: ReadonlyMap<string, bigint>
  /** Records that the exports hold. */
  readonly exported: ReadonlySet<RecordId>
}

/**
 * The operations that give back what a merge did, the last first; what cannot be given back is said in a note and a task.
 * To a source that the exports no longer hold nothing is given: the target has merged it for good, and only a repair,
 * under a new id, brings its things back. The exports show them with the survivor until then.
 */
export function reversalBodies(input: ReversalInput): readonly OperationBody[] {
  const { target } = input
  const { merge } = target.planned
  const standing = [target, ...input.corrections].flatMap((each) => each.operations.filter((operation) => operation.state !== 'reversed').map((operation) => operation.operation))
  const missing = merge.sources.filter((source) => !input.exported.has(source))
  const isMissing = (record: RecordId): boolean => missing.includes(record)
  const back = standing.toReversed().flatMap((operation): readonly OperationBody[] => {
    if (transferOf(operation) !== null) return []
    const reverse = reverseOf(bodyOf(operation))
    if (reverse === null || ('to' in reverse && isMissing(reverse.to))) return []
    if (reverse.type === 'staff_task' && (missing.length === merge.sources.length || isMissing(reverse.record))) return []
    return [reverse]
  })
  const transfers = transfersBack(standing.filter((operation) => { const transfer = transferOf(operation); return transfer === null || !isMissing(transfer.from) }), input)
  return [
    ...back.filter((body) => body.type === 'restore_customer'),
    ...transfers,
    ...back.filter((body) => body.type !== 'restore_customer'),
    ...missing.map((source): OperationBody => ({
      type: 'staff_task', task: 're_create_customer', system: systemOf(source), record: source,
      de: `${source} steht nicht mehr im Export: Das Programm hat die Zusammenführung ausgeführt und kann sie nicht zurücknehmen. \`dublette repair --record ${source}\` plant, was bei ${merge.survivor} auszutragen, wer neu anzulegen und was kostenlos wieder einzutragen ist. Keine Nachricht an den Kunden.`,
      en: `${source} is no longer in the export: the program has carried the merge out and cannot take it back. \`dublette repair --record ${source}\` plans what to take off ${merge.survivor}, whom to create again and what to enter again free of charge. No message to the customer.`,
    })),
  ]
}

/** An operation without what makes it part of a plan. */
function bodyOf(operation: OperationBody & { readonly id: string }): OperationBody {
  const { id: _id, merge: _merge, dependsOn: _dependsOn, key: _key, notifyCustomer: _notify, ...body } = operation as OperationBody & Readonly<Record<string, unknown>>
  return body as OperationBody
}

/**
 * Amounts go back whole; where the customer has spent of them since, as far as they are still there: what is gone cannot be
 * given to the other one. What the exports still show of a transfer that was overtaken is known of each by itself: where one
 * source has spent, another gives it nothing.
 */
function transfersBack(standing: readonly Operation[], input: ReversalInput): readonly OperationBody[] {
  const left = new Map(input.balances)
  const expected = balancesOf(input.target.planned.holdings)
  for (const operation of standing) {
    const transfer = transferOf(operation)
    if (transfer === null) continue
    const key = accountKey(transfer.to, transfer.unit)
    expected.set(key, (expected.get(key) ?? 0n) + transfer.amount)
  }
  return standing.flatMap((operation): readonly OperationBody[] => {
    const transfer = transferOf(operation)
    if (transfer === null || transfer.amount === 0n) return []
    const key = accountKey(transfer.to, transfer.unit)
    const there = left.get(key) ?? 0n
    const isSpent = there < (expected.get(key) ?? 0n)
    const amount = input.leftToMove.get(operation.key) ?? (!isSpent || transfer.amount < 0n || there >= transfer.amount ? transfer.amount : there > 0n ? there : 0n)
    left.set(key, there - amount)
    expected.set(key, (expected.get(key) ?? 0n) - amount)
    return [...(amount === 0n ? [] : [transferBack(operation, transfer, amount)]), ...(amount >= transfer.amount ? [] : shortfall(transfer, amount))]
  })
}

function transferBack(operation: OperationBody, transfer: Transfer, amount: bigint): OperationBody {
  const base = { holding: transfer.holding, from: transfer.to, to: transfer.from }
  return transfer.unit.startsWith('class:')
    ? { type: 'transfer_class_credit', ...base, creditType: transfer.unit.slice('class:'.length), units: Number(amount), expiresOn: operation.type === 'transfer_class_credit' ? operation.expiresOn : null }
    : { type: 'transfer_credit', ...base, amount: { amountMinor: amount, currency: transfer.unit } }
}

function shortfall(transfer: Transfer, given: bigint): readonly OperationBody[] {
  const words = (amount: bigint): string => (transfer.unit.startsWith('class:') ? `${amount} ${transfer.unit.slice('class:'.length)}` : `${decimalText({ amountMinor: amount, currency: transfer.unit })} ${transfer.unit}`)
  const de = `Von ${words(transfer.amount)} gehen ${words(given)} an ${transfer.from} zurück; der Rest ist seit der Zusammenführung verbraucht.`
  const en = `Of ${words(transfer.amount)}, ${words(given)} go back to ${transfer.from}; the rest was spent since the merge.`
  return [{ type: 'add_note', record: transfer.to, de, en }, { type: 'staff_task', task: 'check_saved', system: systemOf(transfer.from), record: transfer.from, de: `Klären, wem der Rest zusteht. ${de}`, en: `Settle who is owed the rest. ${en}` }]
}
