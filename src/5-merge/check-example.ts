import type { FieldName } from '../model/field.ts'
import type { Merge } from '../model/merge.ts'
import type { LocatedExample } from '../ruleset/read-examples.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import { exampleId, exampleInput } from './example-input.ts'
import { mergeClusters } from './merge-clusters.ts'

/** An example and in what the rules differ from it; none where they agree. */
export type ExampleResult = { readonly case: string; readonly file: string; readonly line: number; readonly differences: readonly { readonly what: string; readonly expected: string; readonly got: string }[] }

/** Runs one example through stage 5. Only what the example names is compared. */
export function checkExample({ example, asOf, file, line }: LocatedExample, ruleset: Ruleset): ExampleResult {
  const [merge] = mergeClusters(exampleInput(example, asOf, ruleset))
  if (merge === undefined) throw new Error('a cluster of two records gave no merge')
  const nameOf = (id: string | null): string => Object.keys(example.records).find((name) => exampleId(name) === id) ?? 'nobody'
  const { expected } = example
  const pairs: readonly (readonly [string, string | undefined, string])[] = [
    ['outcome', expected.outcome, merge.outcome],
    ['decidedBy', expected.decidedBy, merge.decidedBy],
    ['survivor', expected.survivor, nameOf(merge.survivor)],
    ['sources', expected.sources?.toSorted().join(' '), merge.sources.map(nameOf).toSorted().join(' ')],
    ['leftOut', expected.leftOut?.toSorted().join(' '), merge.leftOut.map(nameOf).toSorted().join(' ')],
    ['loginFrom', expected.loginFrom === null ? 'nobody' : expected.loginFrom, nameOf(merge.loginFrom)],
    ['emailFrom', expected.emailFrom === null ? 'nobody' : expected.emailFrom, nameOf(merge.emailFrom)],
    ['refusals', expected.refusals?.toSorted().join(' '), [...new Set(merge.refusals.map((refusal) => refusal.code))].toSorted().join(' ')],
    ...Object.entries(expected.fields ?? {}).map(([field, value]) => [field, value, resultOf(merge, field as FieldName)] as const),
  ]
  const differences = pairs.flatMap(([what, wanted, got]) => (wanted === undefined || wanted === got ? [] : [{ what, expected: wanted, got }]))
  return { case: example.case, file, line, differences }
}

function resultOf(merge: Merge, field: FieldName): string {
  return merge.golden.find((each) => each.field === field)?.result ?? ''
}
