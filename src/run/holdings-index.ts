import type { Holding } from '../model/holding.ts'
import type { RecordId } from '../model/record.ts'

/** Which holdings are whose, as numbers: those of owner `n` are `held[starts[n] … starts[n + 1])`. In shared memory. */
export type HoldingsIndex = { readonly starts: Int32Array; readonly held: Int32Array }

/** Holdings stand behind their owner as numbers in one column: a list for each of a million owners would take gigabytes. */
export function indexHoldings(owners: Iterable<RecordId>, count: number, holdings: readonly Pick<Holding, 'owner'>[]): HoldingsIndex {
  const numberOf = new Map<RecordId, number>()
  for (const owner of owners) numberOf.set(owner, numberOf.size)
  return indexByOwner(Int32Array.from(holdings, (holding) => numberOf.get(holding.owner) ?? -1), count)
}

/** The index of holdings whose owners are known by number, -1 for none; `count` owners. */
export function indexByOwner(ownerOf: Int32Array, count: number): HoldingsIndex {
  const starts = new Int32Array(new SharedArrayBuffer((count + 1) * 4))
  for (const owner of ownerOf) if (owner >= 0) starts[owner + 1]! += 1
  for (let number = 0; number < count; number += 1) starts[number + 1]! += starts[number]!
  const next = starts.slice()
  const held = new Int32Array(new SharedArrayBuffer(starts.at(-1)! * 4))
  for (const [number, owner] of ownerOf.entries()) if (owner >= 0) held[next[owner]!++] = number
  return { starts, held }
}
