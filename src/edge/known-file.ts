import { knownProblems } from '../9-unmerge/repair/known-repairs.ts'
import { knownSchema, type KnownText } from '../9-unmerge/repair/known-schema.ts'
import { DubletteError } from '../model/error.ts'
import { readText } from './private-files.ts'
import { parseYaml, schemaProblems, type YamlProblem } from './yaml-problems.ts'

/**
 * Reads what is known of merges made elsewhere.
 * @throws DubletteError FILE_MISSING, or KNOWN_INVALID listing every mistake with its line; no values.
 */
export async function readKnown(path: string, currency: string): Promise<KnownText> {
  const yaml = parseYaml(await readText(path))
  const parsed = yaml.problems.length > 0 ? undefined : knownSchema.safeParse(yaml.value)
  const problems: readonly YamlProblem[] = [
    ...yaml.problems,
    ...(parsed?.success === false ? schemaProblems(yaml, parsed.error, knownSchema) : []),
    ...(parsed?.success === true ? knownProblems(parsed.data, currency).map((each) => ({ ...yaml.placeOf(each.path), path: each.path.join('.'), text: each.text })) : []),
  ]
  if (parsed?.success === true && problems.length === 0) return parsed.data
  const lines = problems.toSorted((left, right) => left.line - right.line || left.column - right.column).map((each) => `line ${each.line}, column ${each.column}${each.path === '' ? '' : `, ${each.path}`}: ${each.text}`)
  throw new DubletteError('KNOWN_INVALID', `The file of what is known has ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}:\n    ${lines.join('\n    ')}`, { where: { file: path } })
}
