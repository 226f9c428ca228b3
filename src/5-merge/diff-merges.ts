import { byCodeUnit } from '../model/json.ts'
import type { Merge, Outcome } from '../model/merge.ts'
import type { RecordId } from '../model/record.ts'

/** What two rulesets made of one set of records; null where one of them made nothing of it. */
type MergeDifference = { readonly members: readonly RecordId[]; readonly before: Decided | null; readonly after: Decided | null; readonly changed: readonly ('outcome' | 'survivor' | 'sources' | 'refusals' | 'login' | 'email' | 'fields')[] }
type Decided = Pick<Merge, 'id' | 'outcome' | 'decidedBy' | 'survivor' | 'sources' | 'loginFrom' | 'emailFrom'> & { readonly refusals: readonly string[] }

export type MergesDifference = {
  /** How many went from which outcome to which; "none" where a ruleset made no merge of these records. */
  readonly moved: readonly { readonly from: Outcome | 'none'; readonly to: Outcome | 'none'; readonly count: number }[]
  readonly same: number
  /** Sorted by members. */
  readonly differences: readonly MergeDifference[]
}

/** Compares what two rulesets made of the same input, cluster by cluster. */
export function diffMerges(before: readonly Merge[], after: readonly Merge[]): MergesDifference {
  const old = byMembers(before)
  const young = byMembers(after)
  const keys = [...new Set([...old.keys(), ...young.keys()])].toSorted(byCodeUnit)
  const differences = keys.flatMap((key): readonly MergeDifference[] => {
    const [one, other] = [old.get(key), young.get(key)]
    const changed = one === undefined || other === undefined ? ['outcome' as const] : changesBetween(one, other)
    return changed.length === 0 ? [] : [{ members: membersOf((one ?? other)!), before: one === undefined ? null : decided(one), after: other === undefined ? null : decided(other), changed }]
  })
  return { moved: movedOf(differences), same: keys.length - differences.length, differences }
}

function membersOf(merge: Merge): readonly RecordId[] {
  return [merge.survivor, ...merge.sources, ...merge.leftOut].toSorted(byCodeUnit)
}

function byMembers(merges: readonly Merge[]): ReadonlyMap<string, Merge> {
  return new Map(merges.map((merge) => [membersOf(merge).join('\n'), merge]))
}

function refusalsOf(merge: Merge): readonly string[] {
  return [...new Set(merge.refusals.map((refusal) => `${refusal.code} ${refusal.severity}`))].toSorted(byCodeUnit)
}

function decided(merge: Merge): Decided {
  const { id, outcome, decidedBy, survivor, sources, loginFrom, emailFrom } = merge
  return { id, outcome, decidedBy, survivor, sources, loginFrom, emailFrom, refusals: refusalsOf(merge) }
}

function changesBetween(one: Merge, other: Merge): MergeDifference['changed'] {
  const fieldsOf = (merge: Merge): string => merge.golden.map((field) => `${field.field}=${field.result ?? ''}`).join('\n')
  const changes: readonly (readonly [MergeDifference['changed'][number], boolean])[] = [
    ['outcome', one.outcome !== other.outcome], ['survivor', one.survivor !== other.survivor], ['sources', one.sources.join(' ') !== other.sources.join(' ')],
    ['refusals', refusalsOf(one).join(' ') !== refusalsOf(other).join(' ')], ['login', one.loginFrom !== other.loginFrom], ['email', one.emailFrom !== other.emailFrom],
    ['fields', fieldsOf(one) !== fieldsOf(other)],
  ]
  return changes.filter(([, differs]) => differs).map(([what]) => what)
}

function movedOf(differences: readonly MergeDifference[]): MergesDifference['moved'] {
  const counts = new Map<string, number>()
  for (const { before, after } of differences) {
    const key = `${before?.outcome ?? 'none'} ${after?.outcome ?? 'none'}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].toSorted((a, b) => byCodeUnit(a[0], b[0])).map(([key, count]) => {
    const [from, to] = key.split(' ') as [Outcome | 'none', Outcome | 'none']
    return { from, to, count }
  })
}
