/** A possible join of two groups, named by their smallest records, as it stood when it was queued. */
export interface QueuedJoin {
  readonly weightMilliBits: number
  readonly left: number
  readonly right: number
  /** How often each group had grown when this was queued; a join of groups that have grown since is void. */
  readonly leftGrown: number
  readonly rightGrown: number
}

/** A binary heap with the best join first: the greatest weight, then the smaller left, then the smaller right record. */
export interface MergeQueue {
  readonly heap: QueuedJoin[]
}

export function createMergeQueue(): MergeQueue {
  return { heap: [] }
}

function comesFirst(a: QueuedJoin, b: QueuedJoin): boolean {
  if (a.weightMilliBits !== b.weightMilliBits) return a.weightMilliBits > b.weightMilliBits
  return a.left !== b.left ? a.left < b.left : a.right < b.right
}

export function enqueue({ heap }: MergeQueue, join: QueuedJoin): void {
  let at = heap.length
  heap.push(join)
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (!comesFirst(join, heap[parent]!)) break
    heap[at] = heap[parent]!
    at = parent
  }
  heap[at] = join
}

export function dequeue({ heap }: MergeQueue): QueuedJoin | undefined {
  const first = heap[0]
  const last = heap.pop()
  if (first === undefined || last === undefined || heap.length === 0) return first
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && comesFirst(heap[child + 1]!, heap[child]!)) child++
    if (!comesFirst(heap[child]!, last)) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = last
  return first
}
