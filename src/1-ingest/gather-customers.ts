import type { QuarantinedRow } from '../model/ingested.ts'
import { canonicalJson, hashText } from '../model/json.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import { recordIdOf, type OriginLine, type Tallies } from './assemble.ts'
import { makeRecord, textValue, type DraftRecord } from './make-record.ts'
import type { SystemMapping } from './mapping.ts'
import type { Parts } from './gather-parts.ts'
import { rowIssue, type Table, type TableRow } from './read-table.ts'
import type { ColumnIssue, RowValue, RowValues } from './read-row.ts'

type Placed = { readonly table: Table; readonly each: TableRow }

export type Customers = {
  readonly drafts: ReadonlyMap<RecordId, DraftRecord>
  /** Makes the records once logins and participants are known. */
  readonly finish: (parts: Parts) => Generator<SourceRecord>
}

/** Customer rows by id: one row is a record, equal rows repeat it, declared parts join it, other rows of one id are all set aside. */
export function gatherCustomers(system: SystemMapping, tables: readonly Table[], tallies: Tallies, quarantine: QuarantinedRow[], origins: OriginLine[]): Customers {
  const drafts = new Map<RecordId, DraftRecord>()
  const groups = new Map<RecordId, Placed | Placed[]>()
  for (const table of tables) {
    if (table.mapping.entity !== 'customer') continue
    for (const each of table.rows) {
      const id = idOf(system.name, table, each.row)
      if (id === null) { setAside(quarantine, tallies, { table, each }, 'ROW_WITHOUT_ID'); continue }
      const group = groups.get(id)
      if (group === undefined) groups.set(id, { table, each })
      else if (Array.isArray(group)) group.push({ table, each })
      else groups.set(id, [group, { table, each }])
    }
  }
  for (const [id, group] of groups) {
    const members = Array.isArray(group) ? group : [group]
    const row = unite(members)
    if (row === null) { for (const member of members) setAside(quarantine, tallies, member, 'ROW_CONFLICTING_ID'); continue }
    drafts.set(id, { id, row: row.row, keyed: isKeyed(members[0]!) })
    members.forEach((member, index) => {
      const tally = tallies.get(member.table)!
      if (index === 0) tally.records += 1
      else if (row.joined) tally.joined += 1
      else tally.repeated += 1
      origins.push({ id, file: member.table.mapping.file, line: member.each.line })
    })
  }
  return { drafts, finish: function* (parts) { for (const draft of drafts.values()) yield makeRecord(system.name, system.origin, draft, parts.logins.get(draft.id) ?? [], parts.participants.get(draft.id) ?? []) } }
}

/** The export's own id, or `k-` and a hash over the key columns; null where all of them are empty. */
function idOf(system: string, table: Table, row: RowValues): RecordId | null {
  const own = textValue(row.values['id'])
  if (own !== null) return recordIdOf(system, own)
  const key = table.mapping.key.map((column) => (textValue(row.values[column]) ?? '').normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' '))
  return key.every((part) => part === '') ? null : recordIdOf(system, `k-${hashText(key.join('\u0001')).slice(0, 16)}`)
}

function isKeyed(member: Placed): boolean {
  return textValue(member.each.row.values['id']) === null
}

/** Equal rows are one; rows without an id of their own and rows declared as parts are joined; anything else is null. */
function unite(members: readonly Placed[]): { readonly row: RowValues; readonly joined: boolean } | null {
  const first = members[0]!
  if (members.length === 1) return { row: first.each.row, joined: false }
  const texts = new Map(members.map((member) => [canonicalJson([member.each.row.values, member.each.row.extra]), member]))
  if (texts.size === 1) return { row: first.each.row, joined: false }
  if (!members.every((member) => member.table.mapping.joinRows || isKeyed(member))) return null
  // In the order of their content, so that the order of rows does not matter.
  const ordered = [...texts.keys()].toSorted().map((text) => texts.get(text)!.each.row)
  return joinRows(ordered, members.every(isKeyed))
}

/**
 * Fills each value from the first row that has it. Where two rows differ, parts of one id contradict each other
 * (null); rows that only their key makes one keep the first value, and the other stands in an issue.
 */
function joinRows(rows: readonly RowValues[], keyed: boolean): { readonly row: RowValues; readonly joined: boolean } | null {
  const values: Record<string, RowValue> = {}
  const extra: Record<string, string> = {}
  const differing: ColumnIssue[] = []
  for (const row of rows) {
    for (const [name, value] of Object.entries(row.values)) {
      const present = values[name]
      if (value === null || (Array.isArray(value) && value.length === 0)) values[name] = present ?? value
      else if (present === undefined || present === null || (Array.isArray(present) && present.length === 0)) values[name] = value
      else if (Array.isArray(present) && Array.isArray(value)) values[name] = [...new Set([...present as readonly string[], ...value as readonly string[]])].toSorted()
      else if (canonicalJson(present) !== canonicalJson(value)) {
        if (!keyed) return null
        differing.push({ code: 'VALUE_DIFFERS', got: String(value), expected: 'the same value in all rows of one key', where: { column: name }, column: name })
      }
    }
    for (const [name, value] of Object.entries(row.extra)) {
      if (extra[name] !== undefined && extra[name] !== value && !keyed) return null
      extra[name] ??= value
    }
  }
  return { row: { values, extra, issues: [...rows.flatMap((row) => row.issues), ...differing] }, joined: true }
}

function setAside(quarantine: QuarantinedRow[], tallies: Tallies, { table, each }: Placed, code: 'ROW_WITHOUT_ID' | 'ROW_CONFLICTING_ID'): void {
  tallies.get(table)!.quarantined += 1
  quarantine.push({ system: table.system, file: table.mapping.file, line: each.line, entity: 'customer', issue: rowIssue(code, table.mapping.file, each.line, null), text: each.cells.join(table.mapping.delimiter ?? ','), owner: null, amountText: null })
}
