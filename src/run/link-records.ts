import type { LinkedPair, MemberCluster } from '../5-merge/merge-input.ts'
import type { Clusters } from '../model/clusters.ts'
import type { Edges } from '../model/edges.ts'
import type { MatchConstraints } from '../model/match-model.ts'
import { idOf, recordOf, type RecordColumns } from '../model/record-columns.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import type { RememberedPair } from '../model/decision.ts'

/** Says of two records whether the rules forbid that they share a cluster. */
export type MayNotShare = (left: SourceRecord, right: SourceRecord) => boolean

/** Pairs of a person's decisions as pairs of record numbers; a record that is not in the exports has none. */
export function rememberedConstraints(columns: RecordColumns, pairs: readonly RememberedPair[], systemsFreeOfDuplicates: readonly string[]): MatchConstraints {
  const numbered = (verdict: RememberedPair['verdict']): readonly (readonly [number, number])[] => pairs.flatMap((pair): readonly (readonly [number, number])[] => {
    if (pair.verdict !== verdict) return []
    const left = recordOf(columns, pair.left)
    const right = recordOf(columns, pair.right)
    return left < 0 || right < 0 ? [] : [left < right ? [left, right] : [right, left]]
  })
  return { never: numbered('never'), always: numbered('always'), systemsFreeOfDuplicates }
}

/** Per edge, 1 where the rules forbid that its records share a cluster; asked once, whatever the edges weigh. */
export function forbiddenEdges(edges: Edges, recordAt: (number: number) => SourceRecord, mayNotShare: MayNotShare): Uint8Array {
  const forbidden = new Uint8Array(edges.count)
  let left = -1
  let record: SourceRecord | undefined
  for (let edge = 0; edge < edges.count; edge += 1) {
    // Edges are sorted, so that the left record is often the one before.
    if (edges.left[edge]! !== left) { left = edges.left[edge]!; record = recordAt(left) }
    if (mayNotShare(record!, recordAt(edges.right[edge]!))) forbidden[edge] = 1
  }
  return forbidden
}

/** Edges heavy enough to join two records that the rules keep apart: handed to clustering as pairs that may not share a cluster. */
export function separatedPairs(edges: Edges, mayNotShare: Uint8Array): readonly (readonly [number, number])[] {
  const separated: (readonly [number, number])[] = []
  for (let edge = 0; edge < edges.count; edge += 1) {
    if (edges.weightMilliBits[edge]! <= 0) continue
    if (mayNotShare[edge] === 1) separated.push([edges.left[edge]!, edges.right[edge]!])
  }
  return separated
}

/** Clusters of two or more with their members' ids. Record numbers follow the order of ids, so both come sorted. */
export function memberClusters(columns: RecordColumns, clusters: Clusters): readonly MemberCluster[] {
  const members = new Map<number, RecordId[]>()
  const seen = new Int8Array(columns.count)
  for (let record = 0; record < columns.count; record += 1) if (clusters.clusterOf[record] !== record) { seen[record] = 1; seen[clusters.clusterOf[record]!] = 1 }
  for (let record = 0; record < columns.count; record += 1) {
    if (seen[record] === 0) continue
    const root = clusters.clusterOf[record]!
    const list = members.get(root)
    const id = idOf(columns, record) as RecordId
    if (list) list.push(id)
    else members.set(root, [id])
  }
  return [...members].map(([root, ids]): MemberCluster => ({ members: ids, weakestLinkMilliBits: clusters.weakestMilliBits[root]! }))
}

/** Pairs of record numbers as pairs of ids with the weight of each. */
export function linkedPairs(columns: RecordColumns, pairs: Iterable<{ readonly left: number; readonly right: number; readonly weightMilliBits: number }>): readonly LinkedPair[] {
  return [...pairs].map((pair): LinkedPair => ({ left: idOf(columns, pair.left) as RecordId, right: idOf(columns, pair.right) as RecordId, weightMilliBits: pair.weightMilliBits }))
}
