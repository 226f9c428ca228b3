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

/**
 * The blocks of a rule one behind the other as scoring goes through them, four bytes a record: the records of a block in
 * ascending order, the first of them as its complement.
 */
export type BlockMembers = Int32Array

/** The members of all blocks of a rule, once they are entered: records of one key are one block, however they came to it. */
export function membersOfBlocks({ keys: table, rules }: BlockTable, count: number, rule: number): BlockMembers {
  const keys = new Int32Array(count)
  const records = new Int32Array(count)
  let at = 0
  for (let record = 0; record < count; record++) {
    const key = table[record * rules + rule]!
    if (key === 0) continue
    keys[at] = key
    records[at++] = record
  }
  const sorted = sortedByKey({ keys: keys.subarray(0, at), records: records.subarray(0, at) })
  const members = new Int32Array(new SharedArrayBuffer(at * 4))
  for (let i = 0; i < at; i++) members[i] = i === 0 || sorted.keys[i] !== sorted.keys[i - 1] ? ~sorted.records[i]! : sorted.records[i]!
  return members
}

/** Cuts members at beginnings of blocks into parts of about so many pairs: the beginning of each part, then the end. */
export function cutMembers(members: BlockMembers, pairsOfPart: number): readonly number[] {
  const cuts = [0]
  let pairs = 0
  let first = 0
  for (let i = 0; i < members.length; i++) {
    if (members[i]! < 0) {
      first = i
      if (pairs >= pairsOfPart) {
        cuts.push(i)
        pairs = 0
      }
    }
    pairs += i - first
  }
  return [...cuts, members.length]
}

/** Calls `visit` for every pair of the blocks from one place in the members to another, left < right. */
export function eachPairOf(members: BlockMembers, from: number, to: number, visit: (left: number, right: number) => void): void {
  for (let first = from; first < to; ) {
    let end = first + 1
    while (end < to && members[end]! >= 0) end++
    for (let i = first; i < end; i++) {
      const left = i === first ? ~members[i]! : members[i]!
      for (let j = i + 1; j < end; j++) visit(left, members[j]!)
    }
    first = end
  }
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
  return all <= wanted ? allPairs(count, all) : drawnPairs(count, wanted)
}

function allPairs(count: number, size: number): PairList {
  const pairs = { left: new Int32Array(size), right: new Int32Array(size) }
  let at = 0
  for (let a = 0; a < count; a++) for (let b = a + 1; b < count; b++, at++) {
    pairs.left[at] = a
    pairs.right[at] = b
  }
  return pairs
}

function drawnPairs(count: number, size: number): PairList {
  const pairs = { left: new Int32Array(size), right: new Int32Array(size) }
  for (let draw = 1, at = 0; at < size; draw++) {
    const a = (joinHashes(draw, 0x51ed27) >>> 0) % count
    const b = (joinHashes(draw, 0x2c1b3c) >>> 0) % count
    if (a === b) continue
    pairs.left[at] = Math.min(a, b)
    pairs.right[at] = Math.max(a, b)
    at++
  }
  return pairs
}
