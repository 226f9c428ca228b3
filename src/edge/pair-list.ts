import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { DubletteError } from '../model/error.ts'
import { recordOf, type RecordColumns } from '../model/record-columns.ts'

/** Mistakes that are named before the list is cut. */
const MOST_NAMED = 10

/**
 * Reads pairs that a person decided: CSV with a header and two columns of ids.
 * @returns pairs of record numbers, the smaller first
 * @throws DubletteError FILE_MISSING, PAIRS_INVALID listing the lines whose ids the customer file does not hold
 */
export async function readPairs(path: string, columns: RecordColumns): Promise<readonly (readonly [number, number])[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new DubletteError('FILE_MISSING', 'The list of pairs cannot be read.', { where: { file: path }, cause })
  })
  const mistakes: string[] = []
  const pairs = rowsOf(text, path).slice(1).flatMap((cells, index): readonly (readonly [number, number])[] => {
    const numbers = cells.slice(0, 2).map((id) => recordOf(columns, id.trim()))
    const [one, other] = numbers
    if (one === undefined || other === undefined) mistakes.push(`line ${index + 2}: two ids are expected`)
    else if (one < 0 || other < 0) mistakes.push(`line ${index + 2}: the customer file has no such id in the ${one < 0 ? 'first' : 'second'} column`)
    else if (one === other) mistakes.push(`line ${index + 2}: both ids are the same`)
    else return [one < other ? [one, other] : [other, one]]
    return []
  })
  if (mistakes.length > 0) {
    const more = mistakes.length > MOST_NAMED ? [`and ${mistakes.length - MOST_NAMED} more`] : []
    throw new DubletteError('PAIRS_INVALID', `The list of pairs has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}:\n    ${[...mistakes.slice(0, MOST_NAMED), ...more].join('\n    ')}`, { where: { file: path }, expected: 'a header, then two ids of the customer file in each line' })
  }
  return pairs
}

function rowsOf(text: string, path: string): readonly (readonly string[])[] {
  const delimiter = /^[^\n]*;/.test(text) ? ';' : ','
  try {
    return parse(text, { bom: true, delimiter, skip_empty_lines: true, relax_column_count: true }) as string[][]
  } catch (cause) {
    throw new DubletteError('PAIRS_INVALID', 'The list of pairs is no CSV file.', { where: { file: path }, cause })
  }
}
