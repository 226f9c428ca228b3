import type { Edges } from '../model/edges.ts'

/** Record → smallest record that edges above the floor connect it with. */
export function components(records: number, edges: Edges, alsoConnected: readonly (readonly [number, number])[]): Int32Array {
  const parent = new Int32Array(records)
  for (let record = 0; record < records; record++) parent[record] = record
  for (let edge = 0; edge < edges.count; edge++) connect(parent, edges.left[edge]!, edges.right[edge]!)
  for (const [left, right] of alsoConnected) connect(parent, left, right)
  for (let record = 0; record < records; record++) parent[record] = rootOf(parent, record)
  return parent
}

function connect(parent: Int32Array, left: number, right: number): void {
  const a = rootOf(parent, left)
  const b = rootOf(parent, right)
  // The smaller record stays the root, so that a component is named by its smallest record.
  if (a < b) parent[b] = a
  else if (b < a) parent[a] = b
}

function rootOf(parent: Int32Array, record: number): number {
  let root = record
  while (parent[root] !== root) root = parent[root]!
  let at = record
  while (parent[at] !== root) {
    const next = parent[at]!
    parent[at] = root
    at = next
  }
  return root
}
