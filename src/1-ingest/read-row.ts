import { isCurrency, type Money } from '../model/money.ts'
import type { Issue, IssueCode } from '../model/issue.ts'
import type { BoundColumn, BoundFile } from './bind-columns.ts'
import type { FileMapping } from './mapping.ts'
import { cellAt } from './split-rows.ts'
import { cleanCell, readDate, readEmail, readInteger, readMoney, type Read } from './read-value.ts'

/** A cell's value after reading; null = empty. */
export type RowValue = string | number | boolean | Money | readonly string[] | null

/** An issue with the target column it concerns; `ambiguous`: the mapping does not say which of two readings holds. */
export type ColumnIssue = Issue & { readonly column: string; readonly ambiguous: boolean }

/** One row as values of its entity. `issues` hold no line: records must not depend on where a row stood. */
export type RowValues = {
  readonly values: Readonly<Record<string, RowValue>>
  readonly extra: Readonly<Record<string, string>>
  readonly issues: readonly ColumnIssue[]
}

type CellReader<T = RowValue> = (text: string) => Read<T>

/** A column with more different texts than this is one of ids or e-mails: remembering its readings would not pay. */
const mostRemembered = 50_000

/** Remembers what a column's texts were read as: most columns hold few different ones, and equal values then share memory. */
function remembering<T>(read: CellReader<T>): CellReader<T> {
  let known: Map<string, Read<T>> | null = new Map()
  return (text) => {
    if (known === null) return read(text)
    const present = known.get(text)
    if (present !== undefined) return present
    const found = read(text)
    if (known.size === mostRemembered) known = null
    else known.set(text, found)
    return found
  }
}

const none: readonly never[] = Object.freeze([])
const noExtra: Readonly<Record<string, string>> = Object.freeze({})

/** Makes the function that reads rows of one file by the mapping's forms. Bad values become null and an issue. */
export function rowReader(mapping: FileMapping, bound: BoundFile): (cells: readonly string[]) => RowValues {
  // The currency of a row may stand behind its amounts, so amounts are read last.
  const money = bound.columns.filter((column) => column.spec.type === 'money').map((column) => ({ column, name: column.spec.name, inCurrency: new Map<string, CellReader<Money>>() }))
  const plain = bound.columns.filter((column) => column.spec.type !== 'money').map((column) => ({ column, name: column.spec.name, empty: column.spec.type === 'list' ? none : null, read: isPlainText(mapping, column) ? null : remembering(cellReader(mapping, column)) }))
  const hasCurrency = plain.some(({ name }) => name === 'currency')
  // All rows have the same keys from the start: objects of one kind are several times faster to fill and to read.
  const blank: Readonly<Record<string, RowValue>> = Object.fromEntries([...plain.map(({ name, empty }) => [name, empty] as const), ...money.map(({ name }) => [name, null] as const)])
  return (cells) => {
    const values: Record<string, RowValue> = { ...blank }
    let issues: ColumnIssue[] | null = null
    for (const { column, name, read } of plain) {
      const text = textOf(column, cells)
      if (text === '') continue
      if (read === null) { values[name] = text; continue }
      const found = read(text)
      if ('value' in found) { values[name] = found.value; continue }
      values[name] = null
      ;(issues ??= []).push(issueOf(column, text, found))
    }
    // A currency column that is there but empty leaves the unit open; one that is not there means the mapping's currency.
    const currency = hasCurrency ? values['currency'] as string | null : mapping.currency
    for (const { column, name, inCurrency } of money) {
      const text = textOf(column, cells)
      if (text === '') continue
      const found: Read<Money> = currency === null ? { expected: 'a currency code beside the amount', unit: true } : moneyReader(inCurrency, mapping, currency)(text)
      if ('value' in found) { values[name] = found.value; continue }
      (issues ??= []).push(issueOf(column, text, found))
    }
    return { values, extra: bound.extra.length === 0 ? noExtra : extraOf(bound, cells), issues: issues ?? none }
  }
}

/** Makes the function that reads one text column of a row alone; null where it is empty or not there. */
export function textReader(mapping: FileMapping, bound: BoundFile, delimiter: string, name: string): (row: string) => string | null {
  const column = bound.columns.find(({ spec }) => spec.name === name)
  if (column === undefined) return () => null
  const read = mapping.values[name] === undefined ? (text: string) => text : translated(cellReader(mapping, column))
  if (column.constant !== null) return () => (column.constant === '' ? null : read(column.constant!))
  return (row) => {
    for (const position of column.positions) {
      const text = cleanCell(cellAt(row, delimiter, position))
      if (text !== '') return read(text)
    }
    return null
  }
}

function translated(read: CellReader): (text: string) => string | null {
  return (text) => {
    const found = read(text)
    return 'value' in found && typeof found.value === 'string' ? found.value : null
  }
}

/** A text that is what it says. */
function isPlainText(mapping: FileMapping, { spec }: BoundColumn): boolean {
  return spec.type === 'text' && mapping.values[spec.name] === undefined
}

function moneyReader(inCurrency: Map<string, CellReader<Money>>, mapping: FileMapping, currency: string): CellReader<Money> {
  const reader = inCurrency.get(currency) ?? remembering((text: string) => readMoney(text, mapping.decimal, currency))
  inCurrency.set(currency, reader)
  return reader
}

function extraOf(bound: BoundFile, cells: readonly string[]): Readonly<Record<string, string>> {
  const extra: Record<string, string> = {}
  for (const each of bound.extra) {
    const text = cleanCell(cells[each.position] ?? '')
    if (text !== '') extra[each.name] = text
  }
  return extra
}

function textOf(column: BoundColumn, cells: readonly string[]): string {
  if (column.constant !== null) return column.constant
  for (const position of column.positions) {
    const text = cleanCell(cells[position] ?? '')
    if (text !== '') return text
  }
  return ''
}

/** How the cells of a column are read: first the words of the mapping, then the type. */
function cellReader(mapping: FileMapping, column: BoundColumn): CellReader {
  const { type, name } = column.spec
  const byType = typeReader(mapping, type)
  const words = mapping.values[name]
  if (words === undefined) return byType
  const meanings = new Map(Object.entries(words).map(([word, meaning]) => [word.toLowerCase(), meaning]))
  const known = `${Object.keys(words).join(', ')}, `
  return (text) => {
    const read = byType(meanings.get(text.toLowerCase()) ?? text)
    return 'value' in read || typeof type !== 'object' ? read : { ...read, expected: read.expected.replace('one of ', `one of ${known}`) }
  }
}

function typeReader(mapping: FileMapping, type: BoundColumn['spec']['type']): CellReader {
  if (typeof type === 'object') {
    const expected = `one of ${type.choice.join(', ')}`
    return (text) => { const word = text.toLowerCase(); return type.choice.includes(word) ? { value: word } : { expected } }
  }
  switch (type) {
    case 'text': return (text) => ({ value: text })
    case 'email': return readEmail
    case 'date': return (text) => readDate(text, mapping.dateForms)
    case 'integer': return readInteger
    case 'list': return (text) => ({ value: text.split('|').map((each) => each.trim()).filter((each) => each !== '').toSorted() })
    case 'currency': return (text) => { const code = text.toUpperCase(); return isCurrency(code) ? { value: code } : { expected: 'a currency code of ISO 4217 such as EUR', unit: true } }
    case 'boolean': return (text) => readBoolean(mapping, text)
    case 'money': return (text) => readMoney(text, mapping.decimal, mapping.currency)
  }
}

function readBoolean(mapping: FileMapping, text: string): Read<boolean> {
  const word = text.toLowerCase()
  if (mapping.trueWords.includes(word)) return { value: true }
  if (mapping.falseWords.includes(word)) return { value: false }
  return { expected: `one of ${[...mapping.trueWords, ...mapping.falseWords].filter((each) => each !== '').join(', ')}` }
}

function issueOf(column: BoundColumn, got: string, found: { readonly expected: string; readonly unit?: boolean; readonly ambiguous?: boolean }): ColumnIssue {
  const { name } = column.spec
  return { code: found.unit === true ? 'HOLDING_UNIT' : codeOf(column), expected: found.expected, got, where: { column: name }, column: name, ambiguous: found.ambiguous === true }
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
