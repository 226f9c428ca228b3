import { columnSpec, entities, entityColumns, fullNameColumn, type Entity } from '../model/entity.ts'
import { rivalDateForms } from '../1-ingest/mapping.ts'
import { fieldNames } from '../model/field.ts'
import type { FileText, ProjectText, SystemText } from './project-schema.ts'
import { profileExists, shippedProfiles } from './rules-file.ts'
import type { YamlProblem, YamlText } from './yaml-problems.ts'

type Say = (path: readonly PropertyKey[], what: string) => void

/**
 * What the schema cannot see: target columns per entity, names given twice, time zones. Parts that the schema refuses
 * are passed over, so that both lists of mistakes can stand in one message.
 */
export function meaningProblems(yaml: YamlText, folder: string): readonly YamlProblem[] {
  const problems: YamlProblem[] = []
  const say: Say = (path, what) => { problems.push({ ...yaml.placeOf(path), path: path.map(String).join('.'), text: what }) }
  if (!isObject(yaml.value)) return problems
  const { systems, timeZone, profile } = yaml.value as Partial<ProjectText>
  const names = new Set<string>()
  for (const [s, system] of objects<SystemText>(systems)) {
    if (names.has(system.name)) say(['systems', s, 'name'], `the system "${system.name}" stands twice`)
    names.add(system.name)
    checkSystem(system, s, say)
  }
  if (typeof profile === 'string' && !profileExists(profile, folder)) say(['profile'], `unknown profile "${profile}"; known: ${shippedProfiles().join(', ')}, or the path of a rules file, such as ./ours.yaml`)
  if (typeof timeZone === 'string' && !isTimeZone(timeZone)) say(['timeZone'], `unknown time zone "${timeZone}"; expected a name such as Europe/Berlin`)
  return problems
}

function checkSystem(system: SystemText, s: number, say: Say): void {
  const files = [...objects<FileText>(system.files)]
  const neutral = system.format !== undefined
  if (system.folder === undefined && files.length === 0) say(['systems', s], neutral ? 'expected the folder of the neutral files, or files with their entity' : 'expected files, or format: neutral with a folder')
  if (system.folder !== undefined && !neutral) say(['systems', s, 'folder'], 'a folder is read in the neutral format only; expected format: neutral')
  const customers = files.filter(([, file]) => file.entity === 'customer')
  if (system.folder === undefined && files.length > 0 && customers.length === 0) say(['systems', s, 'files'], 'expected a file with entity: customer')
  if (system.origin === 'column' && !neutral && !customers.some(([, file]) => isObject(file.columns) && 'origin' in file.columns)) say(['systems', s, 'origin'], 'expected a mapped column origin in the customer file')
  for (const [f, file] of files) {
    if ((file.file === undefined) === (file.query === undefined)) say(['systems', s, 'files', f], 'expected either file or query')
    if (file.query !== undefined && system.database === undefined) say(['systems', s, 'files', f, 'query'], 'expected database in the system: the environment variable that holds the address')
    if (file.columns === undefined && !neutral) say(['systems', s, 'files', f], 'expected columns, or format: neutral for the system')
    const forms: readonly unknown[] = Array.isArray(file.dateFormat) ? file.dateFormat : []
    for (const [first, second] of rivalDateForms) if (forms.includes(first) && forms.includes(second)) say(['systems', s, 'files', f, 'dateFormat'], `${first} and ${second} fit the same texts; expected one of them`)
    if (entities.includes(file.entity as Entity)) checkColumns(file, ['systems', s, 'files', f], say)
  }
}

function checkColumns(file: FileText, at: readonly PropertyKey[], say: Say): void {
  const entity = file.entity as Entity
  const known = [...entityColumns[entity], ...(entity === 'customer' ? [fullNameColumn] : [])].map((column) => column.name)
  const owner = known.includes('customer') ? `; a row without a customer id names its customer by customer.FIELD (${fieldNames.join(', ')})` : ''
  const check = (path: readonly PropertyKey[], name: string): void => { if (!columnSpec(entity, name)) say([...at, ...path], `unknown column "${name}" of ${entity}; known: ${known.join(', ')}${owner}`) }
  for (const name of Object.keys(isObject(file.columns) ? file.columns : {})) check(['columns', name], name)
  for (const name of Object.keys(isObject(file.values) ? file.values : {})) check(['values', name], name)
  for (const [k, name] of (Array.isArray(file.sum) ? file.sum : []).entries()) check(['sum', k], name)
  for (const [k, name] of (Array.isArray(file.key) ? file.key : []).entries()) {
    if (!columnSpec('customer', name)) say([...at, 'key', k], `unknown column "${name}"; known: ${entityColumns.customer.map((column) => column.name).join(', ')}`)
  }
}

function* objects<T>(list: unknown): Generator<readonly [number, T]> {
  if (!Array.isArray(list)) return
  for (const [index, each] of list.entries()) if (isObject(each)) yield [index, each as T]
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTimeZone(name: string): boolean {
  try { return Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '' } catch { return false }
}
