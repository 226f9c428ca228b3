import type { Holding, HoldingKind, Pause } from '../model/holding.ts'
import { holdingKindNames } from '../model/holding.ts'
import type { QuarantinedRow } from '../model/ingested.ts'
import type { IssueCode } from '../model/issue.ts'
import { canonicalJson, hashText } from '../model/json.ts'
import type { RecordId } from '../model/record.ts'
import { recordIdOf, type OriginLine, type Tallies } from './assemble.ts'
import { entityColumns } from '../model/entity.ts'
import { makeHolding } from './make-holding.ts'
import { textValue, type DraftRecord } from './make-record.ts'
import type { SystemMapping } from './mapping.ts'
import { rowIssue, type Table, type TableRow } from './read-table.ts'

type Known = { readonly known: ReadonlyMap<RecordId, DraftRecord>; readonly pauses: ReadonlyMap<string, readonly Pause[]>; readonly participants: ReadonlySet<string> }
type Placed = { readonly table: Table; readonly each: TableRow }

const kinds: ReadonlySet<string> = new Set(holdingKindNames)

/** Holding rows by id. A row that cannot be trusted is set aside with its amount, and names its customer if it has one. */
export function gatherHoldings(system: SystemMapping, tables: readonly Table[], tallies: Tallies, context: Known, quarantine: QuarantinedRow[], origins: OriginLine[]): readonly Holding[] {
  const groups = new Map<string, Placed[]>()
  const holdings: Holding[] = []
  for (const table of tables) {
    if (!kinds.has(table.mapping.entity)) continue
    // Rows without an id are told apart by how often they occurred within their file.
    const occurrences = new Map<string, number>()
    for (const each of table.rows) {
      const id = holdingId(system.name, table, each, occurrences)
      const group = groups.get(id)
      if (group) group.push({ table, each })
      else groups.set(id, [{ table, each }])
    }
  }
  for (const [id, members] of groups) {
    const texts = new Set(members.map((member) => canonicalJson(member.each.row.values)))
    if (texts.size > 1) { for (const member of members) setAside(system.name, member, 'ROW_CONFLICTING_ID', tallies, context, quarantine); continue }
    const first = members[0]!
    const wrong = fault(system.name, first, context)
    if (wrong !== null) { for (const member of members) setAside(system.name, member, wrong, tallies, context, quarantine); continue }
    const { values } = first.each.row
    const kind = first.table.mapping.entity as HoldingKind
    const owner = recordIdOf(system.name, textValue(values['customer'])!)
    holdings.push(makeHolding(kind, { id, owner, participant: textValue(values['participant']), pauses: context.pauses.get(textValue(values['id']) ?? '') ?? [] }, first.each.row))
    members.forEach((member, index) => {
      const tally = tallies.get(member.table)!
      if (index === 0) tally.holdings += 1
      else tally.repeated += 1
      origins.push({ id, file: member.table.mapping.file, line: member.each.line })
    })
  }
  return holdings
}

function holdingId(system: string, table: Table, each: TableRow, occurrences: Map<string, number>): string {
  const kind = table.mapping.entity
  const own = textValue(each.row.values['id'])
  if (own !== null) return `${system}:${kind}:${own}`
  const content = hashText(canonicalJson([each.row.values, each.row.issues.map((issue) => issue.got)])).slice(0, 16)
  const n = (occurrences.get(content) ?? 0) + 1
  occurrences.set(content, n)
  return `${system}:${kind}:k-${content}-${n}`
}

/** Why a holding cannot be trusted, or null. A bad date is a fault even where the date may be missing. */
function fault(system: string, { table, each }: Placed, { known, participants }: Known): IssueCode | null {
  const { values, issues } = each.row
  for (const issue of issues) {
    if (issue.code === 'VALUE_NUMBER') return 'HOLDING_AMOUNT'
    if (issue.code === 'VALUE_DATE') return 'HOLDING_DATE'
    if (issue.column === 'currency') return 'HOLDING_UNIT'
  }
  for (const column of entityColumns[table.mapping.entity]) {
    if (!column.required || column.name === 'customer' || (values[column.name] ?? null) !== null) continue
    return column.type === 'money' || column.type === 'integer' ? 'HOLDING_AMOUNT' : column.type === 'date' ? 'HOLDING_DATE' : 'HOLDING_VALUE'
  }
  const customer = textValue(values['customer'])
  if (customer === null || !known.has(recordIdOf(system, customer))) return 'HOLDING_OWNER_UNKNOWN'
  const participant = textValue(values['participant'])
  return participant !== null && !participants.has(participant) ? 'HOLDING_PARTICIPANT_UNKNOWN' : null
}

function setAside(system: string, { table, each }: Placed, code: IssueCode, tallies: Tallies, { known }: Known, quarantine: QuarantinedRow[]): void {
  const { values, issues } = each.row
  const customer = textValue(values['customer'])
  const owner = customer === null ? null : recordIdOf(system, customer)
  const column = entityColumns[table.mapping.entity].find(({ type }) => type === 'money' || type === 'integer')?.name
  const written = issues.find((issue) => issue.column === column)?.got
  const value = column === undefined ? null : values[column] ?? null
  const amountText = written ?? (value === null ? null : typeof value === 'object' ? canonicalJson(value) : String(value))
  tallies.get(table)!.quarantined += 1
  quarantine.push({
    system, file: table.mapping.file, line: each.line, entity: table.mapping.entity, text: each.cells.join(table.mapping.delimiter ?? ','),
    issue: rowIssue(code, table.mapping.file, each.line, written ?? null), owner: owner !== null && known.has(owner) ? owner : null, amountText,
  })
}
