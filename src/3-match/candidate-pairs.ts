import { sortedByKey, type Blocks } from './blocking-keys.ts'
import type { MatchSpace } from './match-space.ts'
import { joinHashes } from './value-features.ts'

/**
 * For every record its final block under every rule, row by row: `keys[record × rules + rule]`, 0 for none. A
 * pair was found by a rule exactly if both have the same block there, so no list of pairs is needed to count
 * each pair once.
 */
export interface BlockTable {
  readonly keys: Int32Array
  readonly rules: number
}

export function createBlockTable(space: MatchSpace, rules: number): BlockTable {
  return { keys: new Int32Array(new SharedArrayBuffer(space.count * rules * 4)), rules }
}

/** Writes the blocks of a rule into its column of the table. */
export function enterBlocks(table: BlockTable, rule: number, blocks: Blocks): void {
  const { keys, records } = blocks
  for (let i = 0; i < keys.length; i++) table.keys[records[i]! * table.rules + rule] = keys[i]!
}

/** Blocks of a rule, read back from the table: those whose key leaves `part` when divided by `parts`. */
export function blocksOfTable({ keys: table, rules }: BlockTable, count: number, { rule, part, parts }: { readonly rule: number; readonly part: number; readonly parts: number }): Pick<Blocks, 'keys' | 'records'> {
  const keys = new Int32Array(count)
  const records = new Int32Array(count)
  let at = 0
  for (let record = 0; record < count; record++) {
    const key = table[record * rules + rule]!
    if (key === 0 || (key >>> 0) % parts !== part) continue
    keys[at] = key
    records[at++] = record
  }
  return sortedByKey({ keys: keys.subarray(0, at), records: records.subarray(0, at) })
}

/** Whether no earlier rule among those in use has found the pair. */
export function isFirstFinder(table: BlockTable, used: Uint8Array, rule: number, left: number, right: number): boolean {
  const a = left * table.rules
  const b = right * table.rules
  for (let earlier = 0; earlier < rule; earlier++) {
    const key = table.keys[a + earlier]!
    if (key !== 0 && key === table.keys[b + earlier] && used[earlier] === 1) return false
  }
  return true
}

/** Calls `visit` for every pair within the blocks, left < right. */
export function eachPair(blocks: Pick<Blocks, 'keys' | 'records'>, visit: (left: number, right: number) => void): void {
  const { keys, records } = blocks
  for (let from = 0; from < keys.length; ) {
    const key = keys[from]!
    let to = from + 1
    while (to < keys.length && keys[to] === key) to++
    for (let i = from; i < to; i++) {
      for (let j = i + 1; j < to; j++) visit(records[i]!, records[j]!)
    }
    from = to
  }
}

/** A pair and its mirror never both: `left` and `right` lists of equal length. */
export interface PairList {
  readonly left: Int32Array
  readonly right: Int32Array
}

/** About `wanted` pairs of the blocks, evenly spread over them; all pairs where there are no more. */
export function samplePairs(blocks: Blocks, wanted: number): PairList {
  const every = Math.max(1, Math.ceil(blocks.pairs / wanted))
  const left: number[] = []
  const right: number[] = []
  // Starting in the middle of the first stride keeps the sample even at both ends.
  let countdown = Math.floor(every / 2)
  eachPair(blocks, (a, b) => {
    if (countdown-- > 0) return
    countdown = every - 1
    left.push(a)
    right.push(b)
  })
  return { left: Int32Array.from(left), right: Int32Array.from(right) }
}

/** `wanted` different-record pairs drawn evenly from all pairs, the same ones every time; all pairs where there are no more. */
export function randomPairs(count: number, wanted: number): PairList {
  const all = (count * (count - 1)) / 2
  const left: number[] = []
  const right: number[] = []
  if (all <= wanted) {
    for (let a = 0; a < count; a++) for (let b = a + 1; b < count; b++) {
      left.push(a)
      right.push(b)
    }
  } else {
    for (let draw = 1; left.length < wanted; draw++) {
      const a = (joinHashes(draw, 0x51ed27) >>> 0) % count
      const b = (joinHashes(draw, 0x2c1b3c) >>> 0) % count
      if (a === b) continue
      left.push(Math.min(a, b))
      right.push(Math.max(a, b))
    }
  }
  return { left: Int32Array.from(left), right: Int32Array.from(right) }
}
