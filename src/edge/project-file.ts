import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { entities, neutralFiles, type Entity } from '../model/entity.ts'
import { defaultFalseWords, defaultKey, defaultTrueWords, type ColumnSource, type FileMapping, type OriginRule, type SystemMapping } from '../1-ingest/mapping.ts'
import { DubletteError } from '../model/error.ts'
import type { Project } from '../run/project.ts'
import { readText } from './private-files.ts'
import { meaningProblems } from './project-meaning.ts'
import { projectSchema, type FileText, type ProjectText, type SystemText } from './project-schema.ts'
import { parseYaml, schemaProblems, type YamlProblem } from './yaml-problems.ts'

/**
 * Reads `dublette.yaml`. With `exportsIn` its mapping is laid over the files of another folder, such as last week's exports:
 * there each file is looked for under its path, else under its name alone; a system without its customers there is left out.
 * @throws DubletteError FILE_MISSING, or PROJECT_INVALID listing every mistake with its line.
 */
export async function readProject(path: string, exportsIn?: string): Promise<Project> {
  const absolute = resolve(path)
  if (!existsSync(absolute)) throw new DubletteError('FILE_MISSING', 'There is no project file.', { where: { file: path }, next: 'Write one with `dublette init FILES…`, or name it with --project.' })
  const yaml = parseYaml(await readText(absolute))
  const parsed = yaml.problems.length > 0 ? undefined : projectSchema.safeParse(yaml.value)
  const problems = parsed === undefined ? yaml.problems : [...(parsed.success ? [] : schemaProblems(yaml, parsed.error, projectSchema)), ...meaningProblems(yaml, dirname(absolute))]
  if (problems.length > 0 || !parsed?.success) throw invalid(path, problems)
  return exportsIn === undefined ? projectOf(absolute, parsed.data, dirname(absolute)) : projectOf(absolute, inFolder(parsed.data, resolve(exportsIn)), resolve(exportsIn))
}

function invalid(path: string, problems: readonly YamlProblem[]): DubletteError {
  const lines = problems.toSorted((left, right) => left.line - right.line || left.column - right.column).map((each) => `line ${each.line}, column ${each.column}${each.path === '' ? '' : `, ${each.path}`}: ${each.text}`)
  return new DubletteError('PROJECT_INVALID', `The project file has ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}:\n    ${lines.join('\n    ')}`, { where: { file: path } })
}

/** The same project over the files of another folder. @throws DubletteError FILE_MISSING where it holds the customers of no system. */
function inFolder(text: ProjectText, folder: string): ProjectText {
  const named = text.systems.flatMap((system) => [...(system.folder === undefined ? [] : [neutralFiles.customer]), ...(system.files ?? []).filter((file) => file.entity === 'customer').map((file) => basename(file.file ?? ''))])
  // A name that two systems use cannot stand for both of them.
  const isOwn = (name: string): boolean => named.filter((each) => each === name).length === 1
  const placed = (file: string): string => (!existsSync(resolve(folder, file)) && (isOwn(basename(file)) || !named.includes(basename(file))) && existsSync(resolve(folder, basename(file))) ? basename(file) : file)
  const systems = text.systems.map((system) => ({
    ...system,
    ...(system.folder === undefined ? {} : { folder: !existsSync(resolve(folder, system.folder, neutralFiles.customer)) && isOwn(neutralFiles.customer) ? '.' : system.folder }),
    ...(system.files === undefined ? {} : { files: system.files.map((file) => (file.file === undefined ? file : { ...file, file: placed(file.file) })) }),
  })).filter((system) => (system.folder !== undefined && existsSync(resolve(folder, system.folder, neutralFiles.customer))) || system.files?.some((file) => file.entity === 'customer' && file.file !== undefined && existsSync(resolve(folder, file.file))))
  if (systems.length === 0) throw new DubletteError('FILE_MISSING', 'The folder holds the customers of no system of the project.', { where: { file: folder }, expected: 'the export files that the project file names' })
  return { ...text, systems }
}

function projectOf(path: string, text: ProjectText, folder: string): Project {
  const url = process.env['DATABASE_URL'] ?? text.store
  const currency = text.currency ?? 'EUR'
  return {
    path, folder, name: text.name ?? basename(folder), language: text.language ?? 'de', timeZone: text.timeZone ?? 'Europe/Berlin',
    profile: profileOf(folder, text.profile ?? 'default'), currency, maxRejects: text.maxRejects ?? null, compare: text.compare ?? [], setWeights: text.weights ?? null,
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
  const files = text.folder === undefined ? [] : neutralMappings(folder, text.folder, currency)
  return { name: text.name, origin, program: text.program ?? null, none: text.none ?? [], freeOfDuplicates: text.freeOfDuplicates ?? false, database: text.database ?? null, files: [...files, ...(text.files ?? []).map((file, n) => fileOf(currency, file, n))] }
}

function fileOf(currency: string, text: FileText, n: number): FileMapping {
  const name = text.file ?? `query ${n + 1}`
  const read = text.columns === undefined ? { ...neutralMapping(name, text.entity as Entity, currency), expectedRows: text.expectedRows ?? null } : mappingOf(currency, { ...text, file: name }, text.columns)
  if (text.query === undefined) return read
  // PostgreSQL writes dates and numbers in one form, unless the query makes texts of its own of them.
  return { ...read, query: text.query, dateForms: text.dateFormat === undefined ? ['YYYY-MM-DD'] : read.dateForms, decimal: text.decimal ?? 'point', delimiter: ',' }
}

function mappingOf(currency: string, text: FileText & { readonly file: string }, columns: NonNullable<FileText['columns']>): FileMapping {
  return {
    file: text.file, query: null, entity: text.entity as Entity, sheet: text.sheet ?? null, encoding: text.encoding ?? null, delimiter: text.delimiter ?? null, headerLine: text.headerLine ?? 1,
    dateForms: text.dateFormat === undefined ? [] : typeof text.dateFormat === 'string' ? [text.dateFormat] : text.dateFormat, decimal: text.decimal ?? null, currency: text.currency ?? currency,
    columns: Object.fromEntries(Object.entries(columns).map(([name, source]): [string, ColumnSource] => [name, typeof source === 'string' ? { headers: [source] } : Array.isArray(source) ? { headers: source } : { constant: String(source.constant) }])),
    values: text.values ?? {}, trueWords: text.trueWords?.map((word) => word.toLowerCase()) ?? defaultTrueWords, falseWords: text.falseWords?.map((word) => word.toLowerCase()) ?? defaultFalseWords,
    key: text.key ?? defaultKey, joinRows: text.joinRows ?? false, sum: text.sum ?? [], expectedRows: text.expectedRows ?? null, extra: text.extra ?? [],
  }
}

/** The neutral files that lie in a folder; a kind without a file is not exported. */
function neutralMappings(folder: string, inside: string, currency: string): readonly FileMapping[] {
  return entities.filter((entity) => entity === 'customer' || existsSync(resolve(folder, inside, neutralFiles[entity]))).map((entity) => neutralMapping(join(inside, neutralFiles[entity]), entity, currency))
}

/** A mapping in which every column has its own name; columns that the file does not have are left out when it is read. */
export function neutralMapping(file: string, entity: Entity, currency: string): FileMapping {
  return {
    file, query: null, entity, sheet: null, encoding: 'utf-8', delimiter: ',', headerLine: 1, dateForms: ['YYYY-MM-DD'], decimal: 'point', currency, columns: {}, values: {},
    trueWords: defaultTrueWords, falseWords: defaultFalseWords, key: defaultKey, joinRows: false, sum: [], expectedRows: null, extra: [],
  }
}
