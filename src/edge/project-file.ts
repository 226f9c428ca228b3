import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { columnSpec, entities, entityColumns, neutralFiles, type Entity } from '../model/entity.ts'
import { defaultFalseWords, defaultKey, defaultTrueWords, type ColumnSource, type FileMapping, type OriginRule, type SystemMapping } from '../1-ingest/mapping.ts'
import { DubletteError } from '../model/error.ts'
import type { Project } from '../run/project.ts'
import { readText } from './private-files.ts'
import { projectSchema, type FileText, type ProjectText, type SystemText } from './project-schema.ts'
import { parseYaml, schemaProblems, type YamlProblem, type YamlText } from './yaml-problems.ts'

/**
 * Reads `dublette.yaml`.
 * @throws DubletteError FILE_MISSING, or PROJECT_INVALID listing every mistake with its line.
 */
export async function readProject(path: string): Promise<Project> {
  const absolute = resolve(path)
  if (!existsSync(absolute)) throw new DubletteError('FILE_MISSING', 'There is no project file.', { where: { file: path }, next: 'Write one with `dublette init FILES…`, or name it with --project.' })
  const yaml = parseYaml(await readText(absolute))
  const parsed = yaml.problems.length > 0 ? undefined : projectSchema.safeParse(yaml.value)
  const problems = parsed === undefined ? yaml.problems : parsed.success ? meaningProblems(yaml, parsed.data) : schemaProblems(yaml, parsed.error)
  if (problems.length > 0 || !parsed?.success) throw invalid(path, problems)
  return projectOf(absolute, parsed.data)
}

function invalid(path: string, problems: readonly YamlProblem[]): DubletteError {
  const lines = problems.toSorted((left, right) => left.line - right.line).map((each) => `line ${each.line}${each.path === '' ? '' : `, ${each.path}`}: ${each.text}`)
  return new DubletteError('PROJECT_INVALID', `The project file has ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}:\n    ${lines.join('\n    ')}`, { where: { file: path } })
}

/** What the schema cannot see: target columns per entity, names given twice, time zones. */
function meaningProblems(yaml: YamlText, text: ProjectText): readonly YamlProblem[] {
  const problems: YamlProblem[] = []
  const say = (path: readonly PropertyKey[], what: string): void => { problems.push({ line: yaml.lineOf(path), path: path.map(String).join('.'), text: what }) }
  const names = new Set<string>()
  text.systems.forEach((system, s) => {
    if (names.has(system.name)) say(['systems', s, 'name'], `the system "${system.name}" stands twice`)
    names.add(system.name)
    if (system.format === undefined && (system.files ?? []).length === 0) say(['systems', s], 'expected files, or format: neutral with a folder')
    if (system.format !== undefined && system.folder === undefined) say(['systems', s, 'format'], 'expected the folder of the neutral files')
    const customers = (system.files ?? []).filter((file) => file.entity === 'customer')
    if (system.format === undefined && customers.length === 0) say(['systems', s, 'files'], 'expected a file with entity: customer')
    if (system.origin === 'column' && system.format === undefined && !customers.some((file) => 'origin' in file.columns)) say(['systems', s, 'origin'], 'expected a mapped column origin in the customer file')
    system.files?.forEach((file, f) => {
      const entity = file.entity as Entity
      const known = entityColumns[entity].map((column) => column.name)
      for (const name of Object.keys(file.columns)) if (!columnSpec(entity, name)) say(['systems', s, 'files', f, 'columns', name], `unknown column "${name}" of ${entity}; known: ${known.join(', ')}`)
      for (const name of Object.keys(file.values ?? {})) if (!columnSpec(entity, name)) say(['systems', s, 'files', f, 'values', name], `unknown column "${name}" of ${entity}; known: ${known.join(', ')}`)
      for (const [k, name] of (file.key ?? []).entries()) if (!columnSpec('customer', name)) say(['systems', s, 'files', f, 'key', k], `unknown column "${name}"; known: ${entityColumns.customer.map((column) => column.name).join(', ')}`)
    })
  })
  if (text.timeZone !== undefined && !z.string().refine(isTimeZone).safeParse(text.timeZone).success) say(['timeZone'], `unknown time zone "${text.timeZone}"; expected a name such as Europe/Berlin`)
  return problems
}

function isTimeZone(name: string): boolean {
  try { return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined } catch { return false }
}

function projectOf(path: string, text: ProjectText): Project {
  const folder = dirname(path)
  const url = process.env['DATABASE_URL'] ?? text.store
  const currency = text.currency ?? 'EUR'
  return {
    path, folder, name: text.name ?? basename(folder), language: text.language ?? 'de', timeZone: text.timeZone ?? 'Europe/Berlin',
    profile: profileOf(folder, text.profile ?? 'default'), currency, maxRejects: text.maxRejects ?? null,
    store: url === undefined ? { kind: 'embedded', folder: join(folder, '.dublette') } : { kind: 'server', url },
    systems: text.systems.map((system) => systemOf(folder, currency, system)),
  }
}

/** A path is taken from the project's folder, a bare name is a shipped profile. */
function profileOf(folder: string, profile: string): string {
  return /[/\\]|\.ya?ml$/.test(profile) ? resolve(folder, profile) : profile
}

function systemOf(folder: string, currency: string, text: SystemText): SystemMapping {
  const origin: OriginRule = text.origin === 'has-login' ? { online: 'has-login' } : text.origin === 'column' ? { column: true } : { constant: text.origin }
  const files = text.format === 'neutral' ? neutralMappings(folder, text.folder!, currency) : []
  return { name: text.name, origin, program: text.program ?? null, none: text.none ?? [], freeOfDuplicates: text.freeOfDuplicates ?? false, files: [...files, ...(text.files ?? []).map((file) => mappingOf(currency, file))] }
}

function mappingOf(currency: string, text: FileText): FileMapping {
  return {
    file: text.file, entity: text.entity as Entity, encoding: text.encoding ?? null, delimiter: text.delimiter ?? null, headerLine: text.headerLine ?? 1,
    dateForm: text.dateFormat ?? null, decimal: text.decimal ?? null, currency: text.currency ?? currency,
    columns: Object.fromEntries(Object.entries(text.columns).map(([name, source]): [string, ColumnSource] => [name, typeof source === 'string' ? { headers: [source] } : Array.isArray(source) ? { headers: source } : { constant: String(source.constant) }])),
    values: text.values ?? {}, trueWords: text.trueWords?.map((word) => word.toLowerCase()) ?? defaultTrueWords, falseWords: text.falseWords?.map((word) => word.toLowerCase()) ?? defaultFalseWords,
    key: text.key ?? defaultKey, joinRows: text.joinRows ?? false, expectedRows: text.expectedRows ?? null, extra: text.extra ?? [],
  }
}

/** The neutral files that lie in a folder; a kind without a file is not exported. */
function neutralMappings(folder: string, inside: string, currency: string): readonly FileMapping[] {
  return entities.filter((entity) => entity === 'customer' || existsSync(resolve(folder, inside, neutralFiles[entity]))).map((entity) => neutralMapping(join(inside, neutralFiles[entity]), entity, currency))
}

/** A mapping in which every column has its own name; columns that the file does not have are left out when it is read. */
export function neutralMapping(file: string, entity: Entity, currency: string): FileMapping {
  return {
    file, entity, encoding: 'utf-8', delimiter: ',', headerLine: 1, dateForm: 'YYYY-MM-DD', decimal: 'point', currency, columns: {}, values: {},
    trueWords: defaultTrueWords, falseWords: defaultFalseWords, key: defaultKey, joinRows: false, expectedRows: null, extra: [],
  }
}
