import type { ValueDictionary } from '../model/record-columns.ts'

/** Longer texts are cut for comparing: beyond this length a difference no longer says anything about a person. */
const LONGEST = 96

const rowBefore = new Int32Array(LONGEST + 2)
const rowLast = new Int32Array(LONGEST + 2)
const rowNow = new Int32Array(LONGEST + 2)
const takenLeft = new Uint8Array(LONGEST)
const takenRight = new Uint8Array(LONGEST)

/** A part of a dictionary's code units: from (inclusive) to (exclusive). */
type Units = ValueDictionary['units']

/**
 * Edit distance with transposition of neighbours (optimal string alignment) between two stretches of code units,
 * or `limit + 1` as soon as it must exceed the limit.
 */
export function editDistance(leftUnits: Units, leftFrom: number, leftTo: number, rightUnits: Units, rightFrom: number, rightTo: number, limit: number): number {
  let a = leftFrom
  let b = rightFrom
  let aEnd = leftTo
  let bEnd = rightTo
  while (a < aEnd && b < bEnd && leftUnits[a] === rightUnits[b]) {
    a++
    b++
  }
  while (aEnd > a && bEnd > b && leftUnits[aEnd - 1] === rightUnits[bEnd - 1]) {
    aEnd--
    bEnd--
  }
  const m = Math.min(aEnd - a, LONGEST)
  const n = Math.min(bEnd - b, LONGEST)
  if (m === 0 || n === 0) return Math.min(m + n, limit + 1)
  if (m - n > limit || n - m > limit) return limit + 1
  if (m === 1 && n === 1) return 1
  return bandedDistance(leftUnits, a, m, rightUnits, b, n, limit)
}

function bandedDistance(leftUnits: Units, a: number, m: number, rightUnits: Units, b: number, n: number, limit: number): number {
  let before = rowBefore
  let last = rowLast
  let now = rowNow
  for (let j = 0; j <= n; j++) last[j] = j
  for (let i = 1; i <= m; i++) {
    const from = Math.max(1, i - limit)
    const to = Math.min(n, i + limit)
    now[from - 1] = from === 1 ? i : limit + 1
    let least = limit + 1
    const unit = leftUnits[a + i - 1]
    for (let j = from; j <= to; j++) {
      const same = unit === rightUnits[b + j - 1]
      let cost = last[j - 1]! + (same ? 0 : 1)
      const removed = (j < i + limit ? last[j]! : limit) + 1
      const added = now[j - 1]! + 1
      if (removed < cost) cost = removed
      if (added < cost) cost = added
      if (!same && i > 1 && j > 1 && unit === rightUnits[b + j - 2] && leftUnits[a + i - 2] === rightUnits[b + j - 1]) {
        const swapped = before[j - 2]! + 1
        if (swapped < cost) cost = swapped
      }
      now[j] = cost
      if (cost < least) least = cost
    }
    if (least > limit) return limit + 1
    const oldest = before
    before = last
    last = now
    now = oldest
  }
  return Math.min(last[n]!, limit + 1)
}

/**
 * Jaro-Winkler likeness of two stretches of code units, 0 to 1, in thousandths rounded down, so that comparing
 * it with a threshold is a comparison of integers.
 */
export function jaroWinkler(leftUnits: Units, leftFrom: number, leftTo: number, rightUnits: Units, rightFrom: number, rightTo: number): number {
  const m = Math.min(leftTo - leftFrom, LONGEST)
  const n = Math.min(rightTo - rightFrom, LONGEST)
  if (m === 0 || n === 0) return 0
  const reach = Math.max(0, (Math.max(m, n) >> 1) - 1)
  takenLeft.fill(0, 0, m)
  takenRight.fill(0, 0, n)
  let common = 0
  for (let i = 0; i < m; i++) {
    const unit = leftUnits[leftFrom + i]
    const to = Math.min(n - 1, i + reach)
    for (let j = Math.max(0, i - reach); j <= to; j++) {
      if (takenRight[j] === 0 && rightUnits[rightFrom + j] === unit) {
        takenLeft[i] = 1
        takenRight[j] = 1
        common++
        break
      }
    }
  }
  if (common === 0) return 0
  let halfTranspositions = 0
  for (let i = 0, j = 0; i < m; i++) {
    if (takenLeft[i] === 0) continue
    while (takenRight[j] === 0) j++
    if (leftUnits[leftFrom + i] !== rightUnits[rightFrom + j]) halfTranspositions++
    j++
  }
  const jaro = (common / m + common / n + (common - (halfTranspositions >> 1)) / common) / 3
  let prefix = 0
  const longestPrefix = Math.min(4, m, n)
  while (prefix < longestPrefix && leftUnits[leftFrom + prefix] === rightUnits[rightFrom + prefix]) prefix++
  return Math.floor((jaro + prefix * 0.1 * (1 - jaro)) * 1000 + 1e-9)
}

/** How many bits are set. */
export function bitCount(bits: number): number {
  let x = bits - ((bits >>> 1) & 0x55555555)
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333)
  return (((x + (x >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
