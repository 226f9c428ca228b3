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

/** Edges by component, and where the outcome is written: in shared memory, so that threads take a part each. */
export interface ComponentWork {
  /** The numbers of the edges, those of one component next to each other. */
  readonly order: Int32Array
  /** Components with edges by their smallest records, in ascending order, and where their edges begin, with the end of the last one. */
  readonly roots: Int32Array
  readonly starts: Int32Array
  /** Smallest record of a component → pairs in it that must be together. */
  readonly always: ReadonlyMap<number, readonly (readonly [number, number])[]>
  readonly forbidden: ReadonlySet<number>
  readonly clusterOf: Int32Array
  readonly weakestMilliBits: Int32Array
}

/**
 * Joins records to clusters. Two records that only each other is connected with are joined when their weight is
 * above zero. Larger components are joined greedily, best pair of groups first, by field-wise linkage. Ties go to
 * the smaller record numbers.
 */
export function cluster(input: ClusterInput): Clusters {
  const work = componentWork(input)
  return clustersOf(input, work, clusterComponents(input, work, 0, work.roots.length))
}

/** Finds the components; the records of each are clustered on their own. */
export function componentWork({ records, edges, constraints }: Omit<ClusterInput, 'weights'>): ComponentWork {
  const clusterOf = sharedInts(records)
  for (let record = 0; record < records; record++) clusterOf[record] = record
  const component = components(records, edges, constraints.always)
  return { ...edgesOfComponents(component, edges), always: groupedByComponent(constraints.always, component), forbidden: pairKeys(constraints.never), clusterOf, weakestMilliBits: sharedInts(records) }
}

/** Clusters the components from one place to another, and tells which joins were prevented. */
export function clusterComponents(input: ClusterInput, work: ComponentWork, from: number, to: number): readonly ClusterConflict[] {
  const { edges } = input
  const { order, roots, starts, always, forbidden, clusterOf, weakestMilliBits } = work
  const conflicts: ClusterConflict[] = []
  const isFree = forbidden.size === 0 && always.size === 0 && input.exclusiveSystem === null
  for (let component = from; component < to; component++) {
    const edgeNumbers = order.subarray(starts[component], starts[component + 1])
    const only = edgeNumbers[0]!
    if (edgeNumbers.length > 1 || !isFree) agglomerate(input, edgeNumbers, always.get(roots[component]!) ?? [], forbidden, { clusterOf, weakestMilliBits, conflicts })
    else if (edges.weightMilliBits[only]! > 0) {
      clusterOf[edges.right[only]!] = edges.left[only]!
      weakestMilliBits[edges.left[only]!] = edges.weightMilliBits[only]!
    }
  }
  return conflicts
}

/** The clusters, once all components are clustered. */
export function clustersOf(input: ClusterInput, work: ComponentWork, prevented: readonly ClusterConflict[]): Clusters {
  const { always, forbidden, clusterOf, weakestMilliBits } = work
  const conflicts = [...prevented]
  // Records that must be together although no edge connects either of them with anything.
  const rootsWithEdges = new Set(always.size === 0 ? [] : work.roots)
  for (const [root, pairs] of [...always].sort(([a], [b]) => a - b)) {
    if (!rootsWithEdges.has(root)) agglomerate(input, new Int32Array(0), pairs, forbidden, { clusterOf, weakestMilliBits, conflicts })
  }
  return { clusterOf, weakestMilliBits, conflicts: strongestConflicts(conflicts), reviewLinks: reviewLinks(input.edges, clusterOf, forbidden) }
}

function sharedInts(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4))
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

function groupedByComponent(pairs: readonly (readonly [number, number])[], component: Int32Array): ReadonlyMap<number, readonly (readonly [number, number])[]> {
  const grouped = new Map<number, (readonly [number, number])[]>()
  for (const pair of pairs) {
    const root = component[pair[0]]!
    grouped.set(root, [...(grouped.get(root) ?? []), pair])
  }
  return grouped
}

function edgesOfComponents(component: Int32Array, edges: Edges): Pick<ComponentWork, 'order' | 'roots' | 'starts'> {
  const next = new Int32Array(component.length + 1)
  for (let edge = 0; edge < edges.count; edge++) next[component[edges.left[edge]!]! + 1]!++
  const roots: number[] = []
  const starts: number[] = []
  for (let root = 0; root < component.length; root++) {
    next[root + 1]! += next[root]!
    if (next[root + 1] === next[root]) continue
    roots.push(root)
    starts.push(next[root]!)
  }
  const order = sharedInts(edges.count)
  for (let edge = 0; edge < edges.count; edge++) order[next[component[edges.left[edge]!]!]!++] = edge
  return { order, roots: sharedCopy(roots), starts: sharedCopy([...starts, edges.count]) }
}

function sharedCopy(numbers: readonly number[]): Int32Array {
  const copy = sharedInts(numbers.length)
  copy.set(numbers)
  return copy
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
