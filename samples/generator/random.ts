/** A seeded source of chance. Its state is four 32-bit integers, so the same seed gives the same bytes on every machine. */
export interface Random {
  /** A whole number in [0, limit). */
  readonly below: (limit: number) => number
  /** True in the given share (0 to 1) of the calls. */
  readonly chance: (share: number) => boolean
  /** One of the values, each as likely as the others. */
  readonly pick: <T>(values: readonly T[]) => T
}

/** Chris Doty-Humphrey's "small fast counting" generator (sfc32), seeded by a number and the numbers of a stream within it. */
export function randomFrom(seed: number, stream: number): Random {
  let a = mix(seed ^ 0x9e3779b9)
  let b = mix(stream ^ 0x85ebca6b)
  let c = mix((seed + Math.imul(stream, 0x27d4eb2f)) | 0)
  let counter = 1
  const next = (): number => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return sum >>> 0
  }
  // The first outputs still resemble the seed; twelve rounds are what the generator's author advises.
  for (let round = 0; round < 12; round++) next()
  return {
    below: (limit) => Math.floor((next() / 4294967296) * limit),
    chance: (share) => next() < share * 4294967296,
    pick: (values) => values[Math.floor((next() / 4294967296) * values.length)]!,
  }
}

/** Values with their counts, to be drawn as often as they are counted. */
export interface Weighted<T> { readonly values: readonly T[]; readonly upTo: Float64Array; readonly total: number }

/** Makes values drawable by their counts (whole numbers > 0). */
export function weighted<T>(rows: readonly (readonly [value: T, count: number])[]): Weighted<T> {
  const upTo = new Float64Array(rows.length)
  let total = 0
  rows.forEach(([, count], index) => { total += count; upTo[index] = total })
  return { values: rows.map(([value]) => value), upTo, total }
}

/** Draws one value by its count. */
export function draw<T>(random: Random, table: Weighted<T>): T {
  const at = random.below(table.total)
  let low = 0
  let high = table.values.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (table.upTo[middle]! > at) high = middle
    else low = middle + 1
  }
  return table.values[low]!
}

/**
 * A secret order of the numbers 0 to size−1, computed one number at a time, so that ids can be given out in no telling order
 * without keeping them. A Feistel network of four rounds over the next even number of bits; results beyond the size are sent
 * through again until they fall inside.
 */
export function permutationOf(size: number, seed: number): (value: number) => number {
  let half = 1
  while (4 ** half < size) half++
  const mask = 2 ** half - 1
  const keys = [1, 2, 3, 4].map((round) => mix(seed + round * 0x632be5ab))
  const once = (value: number): number => {
    let left = Math.floor(value / (mask + 1))
    let right = value & mask
    for (const key of keys) [left, right] = [right, left ^ (mix(right ^ key) & mask)]
    return left * (mask + 1) + right
  }
  return (value) => {
    let found = once(value)
    while (found >= size) found = once(found)
    return found
  }
}

/** Spreads a 32-bit integer over all bits (the finisher of MurmurHash3). */
function mix(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
