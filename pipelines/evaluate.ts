import { parse } from 'csv-parse/sync'
import { readText } from '../src/edge/private-files.ts'
import { DubletteError } from '../src/model/error.ts'
import { compareGroups, evaluateGroups, groupNumbers, type Evaluation, type GroupingDifference } from '../src/model/evaluation.ts'

export type EvaluateOptions = { readonly clusters: string; readonly truth: string; readonly compare?: string }
export type EvaluateResult = { readonly evaluation: Evaluation; readonly difference: GroupingDifference | null }

/**
 * Compares clusters (`id,cluster`) with the truth (`id,entity`); `compare` names another clusters file to tell the difference from.
 * @throws DubletteError FILE_MISSING, INPUT_UNREADABLE, TRUTH_MISMATCH
 */
export async function evaluate(options: EvaluateOptions): Promise<EvaluateResult> {
  const truth = await readGroups(options.truth)
  const ids = [...truth.keys()]
  const clusters = await readGroups(options.clusters)
  const found = groupsFor(ids, clusters, options.clusters)
  const evaluation = evaluateGroups(found, groupNumbers([...truth.values()]))
  if (options.compare === undefined) return { evaluation, difference: null }
  return { evaluation, difference: compareGroups(groupsFor(ids, await readGroups(options.compare), options.compare), found) }
}

/** First column = id, second = group; further columns are left out. */
async function readGroups(file: string): Promise<ReadonlyMap<string, string>> {
  const groups = new Map<string, string>()
  let rows: readonly (readonly string[])[]
  try {
    rows = parse(await readText(file), { bom: true, skip_empty_lines: true })
  } catch (cause) {
    if (cause instanceof DubletteError) throw cause
    throw new DubletteError('INPUT_UNREADABLE', 'A file of groups cannot be read.', { where: { file }, expected: 'a CSV with a header, an id and a group in each row', cause })
  }
  for (const [id, group] of rows.slice(1)) {
    if (id === undefined || group === undefined) throw new DubletteError('INPUT_UNREADABLE', 'A file of groups has a row without a group.', { where: { file }, expected: 'an id and a group in each row' })
    if (groups.has(id)) throw new DubletteError('INPUT_UNREADABLE', 'A file of groups holds an id more than once.', { where: { file }, expected: 'one row for each id' })
    groups.set(id, group)
  }
  return groups
}

function groupsFor(ids: readonly string[], groups: ReadonlyMap<string, string>, file: string): Int32Array {
  const missing = ids.reduce((count, id) => count + (groups.has(id) ? 0 : 1), 0)
  if (missing > 0 || groups.size !== ids.length) throw new DubletteError('TRUTH_MISMATCH', 'Clusters and truth do not speak of the same records.', { where: { file }, got: `${groups.size} ids, ${missing} of the truth missing`, expected: `the ${ids.length} ids of the truth` })
  return groupNumbers(ids.map((id) => groups.get(id)!))
}
