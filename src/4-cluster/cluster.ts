import type { ClusterConflict, Clusters, ReviewLink } from '../model/clusters.ts'
import type { Edges } from '../model/edges.ts'
import type { MatchConstraints } from '../model/match-model.ts'
import { REVIEW_FLOOR_MILLI_BITS } from '../model/verdict-bands.ts'
import { agglomerate } from './agglomerate.ts'
import { components } from './components.ts'

/** How clustering asks for weights, without knowing how they come about. */
export interface PairWeights {
  /** How many comparisons there are. */
  readonly comparisons: number
  /** Writes the weight of every comparison of a pair, in thousandths of a bit, and its level byte (0: missing). */
  readonly compare: (left: number, right: number, into: ComparedPair) => void
  /** The same for the records of an edge, whose levels are stored. */
  readonly compareEdge: (edges: Edges, edge: number, into: ComparedPair) => void
  /** Prior and household term: the weight of two groups whose comparisons sum up to these. */
  readonly total: (matched: number, household: number) => number
}

/** Where `compare` writes to. */
export interface ComparedPair {
  readonly levels: Uint8Array
  readonly matched: Int32Array
  readonly household: Int32Array
}

/** What clustering reads. */
export interface ClusterInput {
  readonly records: number
  readonly edges: Edges
  readonly weights: PairWeights
  readonly constraints: MatchConstraints
  /** Record → number of a system that holds nobody twice, 0 for all others. */
  readonly exclusiveSystem: Int32Array | null
}

/**
 * Joins records to clusters. Two records that only each other is connected with are joined when their weight is
 * above zero. Larger components are joined greedily, best pair of groups first, by field-wise linkage. Ties go to
 * the smaller record numbers.
 */
export function cluster(input: ClusterInput): Clusters {
  const { records, edges } = input
  const clusterOf = new Int32Array(records)
  for (let record = 0; record < records; record++) clusterOf[record] = record
  const weakestMilliBits = new Int32Array(records)
  const conflicts: ClusterConflict[] = []
  const component = components(records, edges, input.constraints.always)
  const bounds = edgeBoundsOfComponents(component, edges)
  const forbidden = pairKeys(input.constraints.never)
  const always = groupedByComponent(input.constraints.always, component)
  for (const { root, from, to } of bounds.ranges) {
    const edgeNumbers = bounds.order.subarray(from, to)
    const only = edgeNumbers[0]
    if (edgeNumbers.length === 1 && only !== undefined && forbidden.size === 0 && always.size === 0 && input.exclusiveSystem === null) {
      if (edges.weightMilliBits[only]! > 0) {
        clusterOf[edges.right[only]!] = edges.left[only]!
        weakestMilliBits[edges.left[only]!] = edges.weightMilliBits[only]!
      }
      continue
    }
    agglomerate(input, edgeNumbers, always.get(root) ?? [], forbidden, { clusterOf, weakestMilliBits, conflicts })
  }
  // Records that must be together although no edge connects either of them with anything.
  const rootsWithEdges = new Set(bounds.ranges.map((range) => range.root))
  for (const [root, pairs] of [...always].sort(([a], [b]) => a - b)) {
    if (!rootsWithEdges.has(root)) agglomerate(input, new Int32Array(0), pairs, forbidden, { clusterOf, weakestMilliBits, conflicts })
  }
  return { clusterOf, weakestMilliBits, conflicts: strongestConflicts(conflicts), reviewLinks: reviewLinks(edges, clusterOf, forbidden) }
}

/** Left and right record number as one number that sorts like the pair. */
export function pairKey(left: number, right: number): number {
  return Math.min(left, right) * 2 ** 26 + Math.max(left, right)
}

/** Each pair once, with the heaviest join that it prevented; sorted by (left, right). */
function strongestConflicts(conflicts: readonly ClusterConflict[]): readonly ClusterConflict[] {
  const strongest = new Map<number, ClusterConflict>()
  for (const conflict of conflicts) {
    const known = strongest.get(pairKey(conflict.left, conflict.right))
    if (known === undefined || conflict.cutMilliBits > known.cutMilliBits) strongest.set(pairKey(conflict.left, conflict.right), conflict)
  }
  return [...strongest.values()].sort((a, b) => a.left - b.left || a.right - b.right)
}

function pairKeys(pairs: readonly (readonly [number, number])[]): ReadonlySet<number> {
  return new Set(pairs.map(([left, right]) => pairKey(left, right)))
}

function groupedByComponent(pairs: readonly (readonly [number, number])[], component: Int32Array): Map<number, (readonly [number, number])[]> {
  const grouped = new Map<number, (readonly [number, number])[]>()
  for (const pair of pairs) {
    const root = component[pair[0]]!
    grouped.set(root, [...(grouped.get(root) ?? []), pair])
  }
  return grouped
}

interface ComponentRange {
  readonly root: number
  readonly from: number
  readonly to: number
}

/** The edges of each component next to each other, components in the order of their smallest records. */
function edgeBoundsOfComponents(component: Int32Array, edges: Edges): { readonly order: Int32Array; readonly ranges: readonly ComponentRange[] } {
  const starts = new Int32Array(component.length + 1)
  for (let edge = 0; edge < edges.count; edge++) starts[component[edges.left[edge]!]! + 1]!++
  const ranges: ComponentRange[] = []
  for (let root = 0; root < component.length; root++) {
    starts[root + 1]! += starts[root]!
    if (starts[root + 1]! > starts[root]!) ranges.push({ root, from: starts[root]!, to: starts[root + 1]! })
  }
  const order = new Int32Array(edges.count)
  const next = starts.slice()
  for (let edge = 0; edge < edges.count; edge++) order[next[component[edges.left[edge]!]!]!++] = edge
  return { order, ranges }
}

/** The best edge in the review band between each two clusters. */
function reviewLinks(edges: Edges, clusterOf: Int32Array, forbidden: ReadonlySet<number>): readonly ReviewLink[] {
  const best = new Map<number, ReviewLink>()
  for (let edge = 0; edge < edges.count; edge++) {
    const weightMilliBits = edges.weightMilliBits[edge]!
    const left = edges.left[edge]!
    const right = edges.right[edge]!
    if (weightMilliBits < REVIEW_FLOOR_MILLI_BITS || clusterOf[left] === clusterOf[right] || forbidden.has(pairKey(left, right))) continue
    const key = pairKey(clusterOf[left]!, clusterOf[right]!)
    const known = best.get(key)
    // Edges come sorted by (left, right), so of two equal ones the first stays.
    if (known === undefined || weightMilliBits > known.weightMilliBits) best.set(key, { left, right, weightMilliBits })
  }
  return [...best.values()].sort((a, b) => a.left - b.left || a.right - b.right)
}
