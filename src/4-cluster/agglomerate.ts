import type { ClusterConflict } from '../model/clusters.ts'
import { pairKey, type ClusterInput, type ComparedPair } from './cluster.ts'
import { addLinkage, addPair, emptyLinkage, linkedWeight, type Linkage } from './linkage.ts'
import { createMergeQueue, dequeue, enqueue, type MergeQueue } from './merge-queue.ts'

/** Where the outcome is written. */
export interface ClusterOutcome {
  readonly clusterOf: Int32Array
  readonly weakestMilliBits: Int32Array
  readonly conflicts: ClusterConflict[]
}

/** A group of records while its component is worked on; named by its smallest record. */
interface Group {
  readonly name: number
  readonly members: number[]
  readonly links: Map<number, Linkage>
  grown: number
  weakest: number
}

interface Work {
  readonly input: ClusterInput
  readonly forbidden: ReadonlySet<number>
  readonly groups: Map<number, Group>
  readonly queue: MergeQueue
  readonly compared: ComparedPair
  readonly outcome: ClusterOutcome
}

/** Joins the records of one component, best pair of groups first, while a join has a weight above zero. */
export function agglomerate(input: ClusterInput, edgeNumbers: Int32Array, always: readonly (readonly [number, number])[], forbidden: ReadonlySet<number>, outcome: ClusterOutcome): void {
  const { comparisons } = input.weights
  const compared = { levels: new Uint8Array(comparisons), matched: new Int32Array(comparisons), household: new Int32Array(comparisons) }
  const work: Work = { input, forbidden, groups: new Map(), queue: createMergeQueue(), compared, outcome }
  for (const edge of edgeNumbers) linkRecords(work, edge)
  // What must be together is joined first, whatever it weighs, in the order of the record numbers.
  const wanted = [...always].map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1])
  for (const [left, right] of wanted) joinWanted(work, left, right)
  for (const group of [...work.groups.values()].sort((a, b) => a.name - b.name)) {
    for (const other of group.links.keys()) if (group.name < other) queueJoin(work, group, work.groups.get(other)!)
  }
  for (let join = dequeue(work.queue); join !== undefined; join = dequeue(work.queue)) {
    const left = work.groups.get(join.left)
    const right = work.groups.get(join.right)
    if (left === undefined || right === undefined || left.grown !== join.leftGrown || right.grown !== join.rightGrown) continue
    const conflict = conflictBetween(work, left, right)
    if (conflict !== undefined) {
      outcome.conflicts.push({ ...conflict, cutMilliBits: join.weightMilliBits })
      continue
    }
    joinGroups(work, left, right, join.weightMilliBits, true)
  }
  for (const group of work.groups.values()) {
    if (group.members.length < 2) continue
    for (const member of group.members) outcome.clusterOf[member] = group.name
    outcome.weakestMilliBits[group.name] = group.weakest
  }
}

function groupOf(work: Work, record: number): Group {
  const known = work.groups.get(record)
  if (known !== undefined) return known
  const group: Group = { name: record, members: [record], links: new Map(), grown: 0, weakest: 2 ** 31 - 1 }
  work.groups.set(record, group)
  return group
}

function linkRecords(work: Work, edge: number): void {
  const { edges, weights } = work.input
  const left = edges.left[edge]!
  const right = edges.right[edge]!
  const linkage = emptyLinkage(weights.comparisons)
  weights.compareEdge(edges, edge, work.compared)
  addCompared(work, linkage)
  groupOf(work, left).links.set(right, linkage)
  groupOf(work, right).links.set(left, linkage)
}

function addRecordPair(work: Work, linkage: Linkage, left: number, right: number): void {
  work.input.weights.compare(Math.min(left, right), Math.max(left, right), work.compared)
  addCompared(work, linkage)
}

function addCompared(work: Work, linkage: Linkage): void {
  const { compared } = work
  for (let i = 0; i < compared.levels.length; i++) if (compared.levels[i] !== 0) addPair(linkage, i, compared.matched[i]!, compared.household[i]!)
}

function joinWanted(work: Work, left: number, right: number): void {
  groupOf(work, left)
  groupOf(work, right)
  const a = groupHolding(work, left)
  const b = groupHolding(work, right)
  if (a === b) return
  const first = a.name < b.name ? a : b
  const second = first === a ? b : a
  joinGroups(work, first, second, weightBetween(work, first, second), false)
}

function groupHolding(work: Work, record: number): Group {
  for (const group of work.groups.values()) if (group.members.includes(record)) return group
  return groupOf(work, record)
}

function weightBetween(work: Work, left: Group, right: Group): number {
  const linkage = linkageBetween(work, left, right)
  const sums = linkedWeight(linkage, Math.min(left.members.length, right.members.length))
  return work.input.weights.total(sums.matched, sums.household)
}

/** What is known between two groups, comparing their records now if nothing is. */
function linkageBetween(work: Work, left: Group, right: Group): Linkage {
  const known = left.links.get(right.name)
  if (known !== undefined) return known
  const linkage = emptyLinkage(work.input.weights.comparisons)
  for (const a of left.members) for (const b of right.members) addRecordPair(work, linkage, a, b)
  return linkage
}

function queueJoin(work: Work, left: Group, right: Group): void {
  const weightMilliBits = weightBetween(work, left, right)
  if (weightMilliBits > 0) enqueue(work.queue, { weightMilliBits, left: left.name, right: right.name, leftGrown: left.grown, rightGrown: right.grown })
}

/** Joins two groups into the one with the smaller record, and brings the links to all others up to date. */
function joinGroups(work: Work, kept: Group, gone: Group, weightMilliBits: number, queueAgain: boolean): void {
  const others = [...new Set([...kept.links.keys(), ...gone.links.keys()])].filter((name) => name !== kept.name && name !== gone.name).sort((a, b) => a - b)
  for (const name of others) {
    const other = work.groups.get(name)!
    const linkage = emptyLinkage(work.input.weights.comparisons)
    addLinkage(linkage, linkageBetween(work, kept, other))
    addLinkage(linkage, linkageBetween(work, gone, other))
    kept.links.set(name, linkage)
    other.links.set(kept.name, linkage)
    other.links.delete(gone.name)
  }
  kept.links.delete(gone.name)
  kept.members.push(...gone.members)
  kept.grown++
  kept.weakest = Math.min(kept.weakest, gone.weakest, weightMilliBits)
  work.groups.delete(gone.name)
  if (!queueAgain) return
  for (const name of others) {
    const other = work.groups.get(name)!
    if (kept.name < name) queueJoin(work, kept, other)
    else queueJoin(work, other, kept)
  }
}

function conflictBetween(work: Work, left: Group, right: Group): Omit<ClusterConflict, 'cutMilliBits'> | undefined {
  const exclusive = work.input.exclusiveSystem
  if (work.forbidden.size === 0 && exclusive === null) return undefined
  for (const a of left.members) {
    for (const b of right.members) {
      const pair = { left: Math.min(a, b), right: Math.max(a, b) }
      if (work.forbidden.has(pairKey(a, b))) return { ...pair, reason: 'forbiddenPair' }
      if (exclusive !== null && exclusive[a] !== 0 && exclusive[a] === exclusive[b]) return { ...pair, reason: 'systemFreeOfDuplicates' }
    }
  }
  return undefined
}
