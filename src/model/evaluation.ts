/** How well a grouping of records agrees with the truth, over pairs and over records (B-cubed). */
export type Evaluation = {
  readonly records: number
  readonly pairs: { readonly found: bigint; readonly true: bigint; readonly both: bigint }
  readonly pairwise: Scores
  /** B-cubed (Bagga and Baldwin 1998): precision and recall of each record's cluster, averaged over records. */
  readonly bCubed: Scores
  readonly largestCluster: number
  readonly largestEntity: number
}

/** `interval`: 95 % confidence interval of a share after Wilson (1927); B-cubed has none. */
export type Scores = { readonly precision: number; readonly recall: number; readonly f1: number; readonly precisionInterval?: readonly [number, number]; readonly recallInterval?: readonly [number, number] }

/** Compares two groupings of the same records, given as one group number a record. Linear in the records. */
export function evaluateGroups(found: Int32Array, truth: Int32Array): Evaluation {
  const foundSizes = sizesOf(found)
  const trueSizes = sizesOf(truth)
  let both = 0n
  let precisionSum = 0
  let recallSum = 0
  for (const { group, entity, size } of overlaps(found, foundSizes, truth)) {
    both += pairsIn(size)
    precisionSum += (size * size) / foundSizes[group]!
    recallSum += (size * size) / trueSizes[entity]!
  }
  const foundPairs = sumPairs(foundSizes)
  const truePairs = sumPairs(trueSizes)
  return {
    records: found.length,
    pairs: { found: foundPairs, true: truePairs, both },
    pairwise: { ...scores(share(both, foundPairs), share(both, truePairs)), precisionInterval: wilson(both, foundPairs), recallInterval: wilson(both, truePairs) },
    bCubed: scores(found.length === 0 ? 1 : precisionSum / found.length, found.length === 0 ? 1 : recallSum / found.length),
    largestCluster: foundSizes.reduce((largest, size) => Math.max(largest, size), 0),
    largestEntity: trueSizes.reduce((largest, size) => Math.max(largest, size), 0),
  }
}

/** Numbers names 0, 1, 2 … in the order of their first appearance. */
export function openNumbering(): (name: string) => number {
  const numbers = new Map<string, number>()
  return (name) => {
    const known = numbers.get(name)
    if (known !== undefined) return known
    numbers.set(name, numbers.size)
    return numbers.size - 1
  }
}

function sizesOf(groups: Int32Array): Int32Array {
  const sizes = new Int32Array(groups.reduce((largest, group) => Math.max(largest, group), -1) + 1)
  for (const group of groups) sizes[group] = sizes[group]! + 1
  return sizes
}

/** How many records each found group shares with each entity, group by group; pairs that share none are left out. */
function* overlaps(found: Int32Array, sizes: Int32Array, truth: Int32Array): Generator<{ readonly group: number; readonly entity: number; readonly size: number }> {
  const starts = new Int32Array(sizes.length + 1)
  for (const [group, size] of sizes.entries()) starts[group + 1] = starts[group]! + size
  const next = starts.slice()
  const entities = new Int32Array(found.length)
  for (const [record, group] of found.entries()) entities[next[group]!++] = truth[record]!
  for (let group = 0; group < sizes.length; group += 1) {
    const own = entities.subarray(starts[group], starts[group + 1]).sort()
    for (let from = 0, to = 0; from < own.length; from = to) {
      while (to < own.length && own[to] === own[from]) to += 1
      yield { group, entity: own[from]!, size: to - from }
    }
  }
}

function pairsIn(size: number): bigint {
  return (BigInt(size) * BigInt(size - 1)) / 2n
}

function sumPairs(sizes: Int32Array): bigint {
  let sum = 0n
  for (const size of sizes) if (size > 1) sum += pairsIn(size)
  return sum
}

/** Nothing found where nothing was to be found is right. */
function share(part: bigint, whole: bigint): number {
  return whole === 0n ? 1 : Number(part) / Number(whole)
}

function scores(precision: number, recall: number): Scores {
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

/** The 95 % confidence interval of a share after Wilson (1927): 1.96 standard deviations. */
export function wilson(part: bigint, whole: bigint): readonly [number, number] {
  if (whole === 0n) return [0, 1]
  const n = Number(whole)
  const p = Number(part) / n
  const z = 1.96
  const middle = p + (z * z) / (2 * n)
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return [Math.max(0, (middle - spread) / (1 + (z * z) / n)), Math.min(1, (middle + spread) / (1 + (z * z) / n))]
}

/** What changed between two results: clusters that were joined, parted, or exchanged records. */
export type GroupingDifference = { readonly same: number; readonly merged: number; readonly split: number; readonly moved: number }

/** Clusters of `after` by what became of those of `before`: made of several whole ones, part of one, or of parts of several. */
export function compareGroups(before: Int32Array, after: Int32Array): GroupingDifference {
  const beforeSizes = sizesOf(before)
  const members = new Map<number, Map<number, number>>()
  for (let record = 0; record < after.length; record += 1) {
    const group = members.get(after[record]!) ?? new Map<number, number>()
    group.set(before[record]!, (group.get(before[record]!) ?? 0) + 1)
    members.set(after[record]!, group)
  }
  const counts = { same: 0, merged: 0, split: 0, moved: 0 }
  for (const group of members.values()) {
    const whole = [...group].every(([from, size]) => beforeSizes[from] === size)
    if (group.size === 1) counts[whole ? 'same' : 'split'] += 1
    else counts[whole ? 'merged' : 'moved'] += 1
  }
  return counts
}
