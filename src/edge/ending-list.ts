import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { parseCalendarDate } from '../model/calendar.ts'
import type { EndingRequest, EndWhen } from '../model/ending-request.ts'
import { DubletteError } from '../model/error.ts'

const columns = ['subscription', 'when', 'deactivate', 'payOut', 'reason'] as const

/**
 * Reads a list of endings: CSV with the columns subscription, when, deactivate, payOut and reason, of which only the first is
 * required. Empty cells say what the command line says by default.
 * @throws DubletteError FILE_MISSING, ENDING_INVALID listing every mistake
 */
export async function readEndingList(path: string): Promise<readonly EndingRequest[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new DubletteError('FILE_MISSING', 'The list of endings cannot be read.', { where: { file: path }, cause })
  })
  const rows = rowsOf(text, path)
  const [header = [], ...body] = rows
  const unknown = header.filter((name) => !columns.some((column) => column === name))
  if (!header.includes('subscription') || unknown.length > 0) {
    throw new DubletteError('ENDING_INVALID', 'The list of endings has another header.', { where: { file: path, line: 1 }, got: header.join(', '), expected: `subscription and any of ${columns.slice(1).join(', ')}` })
  }
  const mistakes: string[] = []
  const requests = body.map((cells, index): EndingRequest => {
    const cell = (name: (typeof columns)[number]): string => (cells[header.indexOf(name)] ?? '').trim()
    const where = `${path}:${index + 2}`
    const when = cell('when') === 'withdraw' ? 'withdraw' : endWhen(cell('when') || 'end-date')
    const deactivate = cell('deactivate') === '' ? null : endWhen(cell('deactivate'))
    if (when === undefined) mistakes.push(`${where}: when is none of now, end-date, withdraw or a date YYYY-MM-DD`)
    if (deactivate === undefined) mistakes.push(`${where}: deactivate is none of now, end-date or a date YYYY-MM-DD`)
    return { subscription: cell('subscription'), when: when ?? 'end-date', deactivate: deactivate ?? null, payOut: cell('payOut') || null, reason: cell('reason'), where }
  })
  if (mistakes.length > 0) throw new DubletteError('ENDING_INVALID', `The list of endings has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}:\n    ${mistakes.join('\n    ')}`)
  if (requests.length === 0) throw new DubletteError('ENDING_INVALID', 'The list of endings is empty.', { where: { file: path }, expected: 'a header and a row for each subscription' })
  return requests
}

/** `now`, `end-date` or a date; undefined where it is none of them. */
export function endWhen(text: string): EndWhen | undefined {
  return text === 'now' || text === 'end-date' ? text : parseCalendarDate(text) ?? undefined
}

function rowsOf(text: string, path: string): readonly (readonly string[])[] {
  const delimiter = /^[^\n]*;/.test(text) ? ';' : ','
  try {
    return parse(text, { bom: true, delimiter, skip_empty_lines: true, relax_column_count: true }) as string[][]
  } catch (cause) {
    throw new DubletteError('ENDING_INVALID', 'The list of endings is no CSV file.', { where: { file: path }, cause })
  }
}
