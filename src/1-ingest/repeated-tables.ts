import { canonicalJson, hashText } from '../model/json.ts'
import type { Table } from './read-table.ts'
import { splitRow } from './split-rows.ts'

/**
 * The tables that say what an earlier one says: the same export given twice. Rows are compared as a set with counts,
 * so that neither their order nor line ends, quotes or delimiters matter.
 */
export function repeatedTables(tables: readonly Table[]): ReadonlySet<Table> {
  const alike = new Map<string, Table[]>()
  for (const table of tables) {
    const rows = table.lines.length + table.rejects.length
    if (rows === 0) continue
    const { file: _file, delimiter: _delimiter, encoding: _encoding, ...reading } = table.mapping
    const key = canonicalJson([reading, rows])
    const group = alike.get(key)
    if (group) group.push(table)
    else alike.set(key, [table])
  }
  const repeated = new Set<Table>()
  for (const group of alike.values()) {
    if (group.length === 1) continue
    const seen = new Set<string>()
    for (const table of group) {
      const content = contentOf(table)
      if (seen.has(content)) repeated.add(table)
      seen.add(content)
    }
  }
  return repeated
}

function contentOf(table: Table): string {
  const rows = table.texts.map((text) => hashText(canonicalJson(splitRow(text, table.delimiter))))
  return hashText([...rows, ...table.rejects.map((each) => hashText(each.text))].toSorted().join(''))
}
