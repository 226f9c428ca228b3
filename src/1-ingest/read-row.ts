import type { Issue, IssueCode } from '../model/issue.ts'
import type { Money } from '../model/money.ts'
import type { BoundColumn, BoundFile } from './bind-columns.ts'
import type { FileMapping } from './mapping.ts'
import { cleanCell, readDate, readEmail, readInteger, readMoney, type Read } from './read-value.ts'

/** A cell's value after reading; null = empty. */
export type RowValue = string | number | boolean | Money | readonly string[] | null

/** An issue with the target column it concerns. */
export type ColumnIssue = Issue & { readonly column: string }

/** One row as values of its entity. `issues` hold no line: records must not depend on where a row stood. */
export type RowValues = {
  readonly values: Readonly<Record<string, RowValue>>
  readonly extra: Readonly<Record<string, string>>
  readonly issues: readonly ColumnIssue[]
}

/** Reads the cells of one row by the mapping's forms. Bad values become null and an issue. */
export function readRow(mapping: FileMapping, bound: BoundFile, cells: readonly string[]): RowValues {
  const values: Record<string, RowValue> = {}
  const issues: ColumnIssue[] = []
  let currency = mapping.currency
  const money: { readonly column: BoundColumn; readonly text: string }[] = []
  for (const column of bound.columns) {
    const text = textOf(column, cells)
    const name = column.spec.name
    if (text === '') { values[name] = column.spec.type === 'list' ? [] : null; continue }
    // The currency of a row may stand behind its amounts, so amounts are read last.
    if (column.spec.type === 'money') { money.push({ column, text }); continue }
    const read = readCell(mapping, column, text)
    if ('value' in read) values[name] = read.value
    else { values[name] = null; issues.push(issueOf(column, text, read.expected)) }
    if (column.spec.type === 'currency' && typeof values[name] === 'string') currency = values[name]
  }
  for (const { column, text } of money) {
    const read = readMoney(text, mapping.decimal, currency)
    if ('value' in read) values[column.spec.name] = read.value
    else { values[column.spec.name] = null; issues.push(issueOf(column, text, read.expected)) }
  }
  const extra: Record<string, string> = {}
  for (const each of bound.extra) {
    const text = cleanCell(cells[each.position] ?? '')
    if (text !== '') extra[each.name] = text
  }
  return { values, extra, issues }
}

function textOf(column: BoundColumn, cells: readonly string[]): string {
  if (column.constant !== null) return column.constant
  for (const position of column.positions) {
    const text = cleanCell(cells[position] ?? '')
    if (text !== '') return text
  }
  return ''
}

function readCell(mapping: FileMapping, column: BoundColumn, written: string): Read<RowValue> {
  const { type, name } = column.spec
  const words = mapping.values[name]
  const text = words === undefined ? written : (meaning(words, written) ?? written)
  if (typeof type === 'object') {
    const choice = type.choice.find((each) => each === text.toLowerCase())
    return choice === undefined ? { expected: `one of ${[...Object.keys(words ?? {}), ...type.choice].join(', ')}` } : { value: choice }
  }
  switch (type) {
    case 'text': return { value: text }
    case 'email': return readEmail(text)
    case 'date': return readDate(text, mapping.dateForm)
    case 'integer': return readInteger(text)
    case 'list': return { value: text.split('|').map((each) => each.trim()).filter((each) => each !== '').toSorted() }
    case 'currency': return /^[A-Z]{3}$/.test(text) ? { value: text } : { expected: 'a currency code of three capital letters' }
    case 'boolean': return readBoolean(mapping, text)
    case 'money': return readMoney(text, mapping.decimal, mapping.currency)
  }
}

function readBoolean(mapping: FileMapping, text: string): Read<boolean> {
  const word = text.toLowerCase()
  if (mapping.trueWords.includes(word)) return { value: true }
  if (mapping.falseWords.includes(word)) return { value: false }
  return { expected: `one of ${[...mapping.trueWords, ...mapping.falseWords].filter((each) => each !== '').join(', ')}` }
}

function meaning(words: Readonly<Record<string, string>>, text: string): string | undefined {
  const sought = text.toLowerCase()
  return Object.entries(words).find(([word]) => word.toLowerCase() === sought)?.[1]
}

function issueOf(column: BoundColumn, got: string, expected: string): ColumnIssue {
  return { code: codeOf(column), got, expected, where: { column: column.spec.name }, column: column.spec.name }
}

function codeOf(column: BoundColumn): IssueCode {
  const { type } = column.spec
  if (typeof type === 'object') return 'VALUE_CHOICE'
  switch (type) {
    case 'date': return 'VALUE_DATE'
    case 'email': return 'VALUE_EMAIL'
    case 'money': case 'integer': return 'VALUE_NUMBER'
    case 'text': case 'list': case 'boolean': case 'currency': return 'VALUE_CHOICE'
  }
}
