import type { OutputTable } from '../../src/8-apply/output-table.ts'
import { outputTables } from '../../src/8-apply/outputs.ts'
import { previewAliases, previewOf } from '../../src/8-apply/preview.ts'
import { headOf } from '../../src/model/plan.ts'
import type { Alias } from '../../src/model/store-state.ts'
import { planInputOf, planOf } from '../6-plan/planned.ts'
import { recordId, type Scene } from '../5-merge/scene.ts'

/** The files of one scene, as a run writes them to its preview: survivors in the place of the customers of their merges. */
export function previewTables(scene: Scene, language: 'de' | 'en' = 'de', aliases: readonly Alias[] = []): readonly OutputTable[] {
  const { recordOf } = planInputOf(scene)
  const { merges } = planOf(scene)
  const records = scene.people.map((person) => recordOf(recordId(person.id))).toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const { customers, ...others } = previewOf(merges, recordOf)
  const merged = new Set(others.merges.flatMap(({ planned: { merge } }) => [merge.survivor, ...merge.sources]))
  return outputTables({
    ...others, customers: [...records.filter((record) => !merged.has(record.id)), ...customers].toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    aliases: previewAliases(merges.map(headOf), aliases, planInputOf(scene).asOf), records: records.map((record) => record.id), language,
  })
}
