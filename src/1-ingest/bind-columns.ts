import { DubletteError } from '../model/error.ts'
import { columnSpec, entityColumns, ownerPrefix, type ColumnSpec } from '../model/entity.ts'
import type { FileMapping } from './mapping.ts'

/** A target column and the positions of the cells it is read from, first filled one wins. */
export type BoundColumn = { readonly spec: ColumnSpec; readonly positions: readonly number[]; readonly constant: string | null }

/** A file's header bound to its mapping. */
export type BoundFile = {
  readonly columns: readonly BoundColumn[]
  readonly extra: readonly { readonly name: string; readonly position: number }[]
  /** Headers that the mapping does not use. */
  readonly unknown: readonly string[]
}

/** Headers compare without regard to case, outer spaces and a leading apostrophe. */
export function headerKey(header: string): string {
  return header.replace(/^\uFEFF/, '').trim().replace(/^'/, '').toLowerCase()
}

/**
 * Finds each mapped column in the header, which stands on `line`. A header that stands twice cannot be told apart, so
 * it counts as missing where the mapping names it.
 * @throws DubletteError COLUMN_MISSING naming every required column that is not there.
 */
export function bindColumns(system: string, mapping: FileMapping, header: readonly string[], line: number): BoundFile {
  const { positions, repeated } = positionsOf(header)
  const used = new Set<number>()
  const missing: string[] = []
  const columns: BoundColumn[] = []
  for (const [name, source] of Object.entries(columnsOf(mapping, positions))) {
    const spec = columnSpec(mapping.entity, name)
    if (!spec) continue
    if ('constant' in source) { columns.push({ spec, positions: [], constant: source.constant }); continue }
    const found = source.headers.map((each) => positions.get(headerKey(each))).filter((each) => each !== undefined)
    if (found.length === 0) { missing.push(source.headers.map((each) => `"${each}"${repeated.has(headerKey(each)) ? ' (stands twice)' : ''}`).join(' or ')); continue }
    for (const position of found) used.add(position)
    columns.push({ spec, positions: found, constant: null })
  }
  const bound = new Set(columns.map((column) => column.spec.name))
  const namesOwner = columns.some((column) => column.spec.name.startsWith(ownerPrefix))
  for (const spec of entityColumns[mapping.entity]) {
    if (spec.required && !bound.has(spec.name) && !(spec.name in mapping.columns) && !(spec.name === 'customer' && namesOwner)) missing.push(`a column for ${spec.name}`)
  }
  if (missing.length > 0) {
    throw new DubletteError('COLUMN_MISSING', `The export lacks ${missing.length === 1 ? 'a column' : `${missing.length} columns`} that the mapping requires.`, {
      got: `columns ${header.map((each) => `"${each.trim()}"`).join(', ')}`, expected: missing.join(', '), where: { system, file: mapping.file, line },
    })
  }
  const extra = extraColumns(mapping, header, positions)
  for (const each of extra) used.add(each.position)
  return { columns, extra, unknown: header.filter((name, position) => !used.has(position) && name.trim() !== '') }
}

function positionsOf(header: readonly string[]): { readonly positions: ReadonlyMap<string, number>; readonly repeated: ReadonlySet<string> } {
  const positions = new Map<string, number>()
  const repeated = new Set<string>()
  header.forEach((name, position) => {
    const key = headerKey(name)
    if (positions.has(key)) repeated.add(key)
    positions.set(key, position)
  })
  for (const key of repeated) positions.delete(key)
  return { positions, repeated }
}

/** The mapping's columns; a neutral file has the target names as headers, and those that are there are read. */
function columnsOf(mapping: FileMapping, positions: ReadonlyMap<string, number>): FileMapping['columns'] {
  if (Object.keys(mapping.columns).length > 0) return mapping.columns
  return Object.fromEntries(entityColumns[mapping.entity].filter((column) => positions.has(headerKey(column.name))).map((column) => [column.name, { headers: [column.name] }]))
}

/** Columns kept under `extra`: those the mapping names, and headers `extra.NAME` of the neutral format. */
function extraColumns(mapping: FileMapping, header: readonly string[], positions: ReadonlyMap<string, number>): readonly { readonly name: string; readonly position: number }[] {
  if (mapping.entity !== 'customer') return []
  const named = mapping.extra.flatMap((name) => { const position = positions.get(headerKey(name)); return position === undefined ? [] : [{ name: name.replaceAll(/[^\p{L}\p{N}_-]+/gu, '_'), position }] })
  const neutral = header.flatMap((name, position) => (name.startsWith('extra.') ? [{ name: name.slice('extra.'.length), position }] : []))
  return [...named, ...neutral]
}
