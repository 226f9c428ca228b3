import type { Edges } from '../model/edges.ts'
import type { MatchSpace } from './match-space.ts'
import type { EdgeBatch } from './score-rule.ts'

/** Joins the edges of all rules and their parts, sorted by (left, right). Each pair stands in one batch only. */
export function collectEdges(space: MatchSpace, batches: readonly EdgeBatch[]): Edges {
  const count = batches.reduce((total, batch) => total + batch.left.length, 0)
  const comparisons = space.comparisons.length
  const edges = {
    count,
    comparisons,
    left: sharedInts(count),
    right: sharedInts(count),
    weightMilliBits: sharedInts(count),
    rule: new Uint8Array(new SharedArrayBuffer(count)),
    levels: new Uint8Array(new SharedArrayBuffer(count * comparisons)),
  }
  const batchOf = new Uint16Array(count)
  const placeIn = new Int32Array(count)
  const order = sortedOrder(space.count, batches, batchOf, placeIn)
  for (let edge = 0; edge < count; edge++) {
    const from = order[edge]!
    const batch = batches[batchOf[from]!]!
    const place = placeIn[from]!
    edges.left[edge] = batch.left[place]!
    edges.right[edge] = batch.right[place]!
    edges.weightMilliBits[edge] = batch.weightMilliBits[place]!
    edges.rule[edge] = batch.rule
    for (let i = 0; i < comparisons; i++) edges.levels[edge * comparisons + i] = batch.levels[place * comparisons + i]!
  }
  return edges
}

/** Positions in (left, right) order: counted by left, then sorted by right within the few edges of each record. */
function sortedOrder(records: number, batches: readonly EdgeBatch[], batchOf: Uint16Array, placeIn: Int32Array): Int32Array {
  const starts = new Int32Array(records + 1)
  for (const batch of batches) for (const left of batch.left) starts[left + 1]!++
  for (let record = 0; record < records; record++) starts[record + 1]! += starts[record]!
  const order = new Int32Array(batchOf.length)
  const next = starts.slice()
  const right = new Int32Array(batchOf.length)
  let at = 0
  batches.forEach((batch, index) => {
    for (let place = 0; place < batch.left.length; place++) {
      batchOf[at] = index
      placeIn[at] = place
      right[at] = batch.right[place]!
      order[next[batch.left[place]!]!++] = at
      at++
    }
  })
  for (let record = 0; record < records; record++) {
    const from = starts[record]!
    const to = starts[record + 1]!
    if (to - from > 1) order.subarray(from, to).sort((a, b) => right[a]! - right[b]!)
  }
  return order
}

function sharedInts(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4))
}
