import type { RecordId } from '../model/record.ts'
import { mayNotComeTogether } from '../ruleset/identity-refusals.ts'
import { LINK_MILLI_BITS } from './linked.ts'
import type { MergeInput } from './merge-input.ts'
import type { Prepared } from './prepare.ts'

/** A record outside a group, with those that are taken for the same person as it is. */
export type Rival = { readonly record: RecordId; readonly others: readonly RecordId[] }

/**
 * Which members of a group fit somebody outside it who is not the person of another member: a record without a birth
 * date fits father and son alike. By member, the records outside that it fits; `leftOut` are former members.
 */
export function fitsSomebodyElse(group: readonly RecordId[], leftOut: readonly RecordId[], input: Prepared): ReadonlyMap<RecordId, readonly RecordId[]> {
  const inside = new Set(group)
  const found = new Map<RecordId, readonly RecordId[]>()
  for (const member of group) {
    const linkedLeft = leftOut.filter((record) => input.evidence(member, record).weightMilliBits > LINK_MILLI_BITS).map((record): Rival => ({ record, others: [] }))
    const rivals = [...input.rivalsOf(member).filter((rival) => !inside.has(rival.record)), ...linkedLeft]
    const fitting = rivals.filter((rival) => isSomebodyElse(rival, member, group, input)).map((rival) => rival.record)
    if (fitting.length > 0) found.set(member, [...new Set(fitting)].toSorted())
  }
  return found
}

/** Whether the rival is kept apart from another member, and nobody said that this member belongs to that one. */
function isSomebodyElse(rival: Rival, member: RecordId, group: readonly RecordId[], input: Prepared): boolean {
  return group.some((other) => other !== member && input.verdictOf(member, other) !== 'always'
    && [rival.record, ...rival.others].some((record) => mayNotComeTogether(input.recordOf(record), input.recordOf(other), input.ruleset, input.verdictOf, input.formerOf)))
}

/** Looks up whom a record fits outside its own cluster: the best link between each two clusters, where it weighs more than nothing. */
export function rivalsByRecord({ clusters, reviewPairs }: Pick<MergeInput, 'clusters' | 'reviewPairs'>): (record: RecordId) => readonly Rival[] {
  const linked = reviewPairs.filter((pair) => pair.weightMilliBits > LINK_MILLI_BITS)
  const rivals = new Map<RecordId, Rival[]>()
  if (linked.length === 0) return () => []
  const clusterOf = new Map(clusters.flatMap((cluster) => cluster.members.map((member) => [member, cluster.members] as const)))
  const note = (record: RecordId, rival: RecordId): void => {
    const others = clusterOf.get(rival)?.filter((each) => each !== rival) ?? []
    const known = rivals.get(record)
    if (known === undefined) rivals.set(record, [{ record: rival, others }])
    else known.push({ record: rival, others })
  }
  for (const { left, right } of linked) {
    note(left, right)
    note(right, left)
  }
  return (record) => rivals.get(record) ?? []
}
