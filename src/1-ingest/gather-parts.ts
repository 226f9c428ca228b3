import type { Pause } from '../model/holding.ts'
import type { QuarantinedRow } from '../model/ingested.ts'
import type { IssueCode } from '../model/issue.ts'
import { byCodeUnit, canonicalJson } from '../model/json.ts'
import type { Login, Participant, RecordId } from '../model/record.ts'
import { recordIdOf, type Tallies } from './assemble.ts'
import { textValue, type DraftRecord } from './make-record.ts'
import type { SystemMapping } from './mapping.ts'
import { rowIssue, type Table, type TableRow } from './read-table.ts'

/** What joins a customer or a subscription from files of its own. */
export type Parts = {
  readonly logins: ReadonlyMap<RecordId, readonly Login[]>
  readonly participants: ReadonlyMap<RecordId, readonly Participant[]>
  readonly participantIds: ReadonlySet<string>
  /** By the subscription's id as exported. */
  readonly pauses: ReadonlyMap<string, readonly Pause[]>
}

/** Reads logins, participants and pauses; one whose owner is not in the export is set aside. */
export function gatherParts(system: SystemMapping, tables: readonly Table[], tallies: Tallies, known: ReadonlyMap<RecordId, DraftRecord>, quarantine: QuarantinedRow[]): Parts {
  const logins = new Map<RecordId, Login[]>()
  const participants = new Map<RecordId, Participant[]>()
  const participantIds = new Set<string>()
  const pauses = new Map<string, Pause[]>()
  for (const table of tables) {
    const { entity } = table.mapping
    if (entity !== 'login' && entity !== 'participant' && entity !== 'pause') continue
    const seen = new Set<string>()
    for (const each of table.rows) {
      const place = { table, each, quarantine, tallies }
      const text = canonicalJson(each.row.values)
      if (seen.has(text)) { tallies.get(table)!.repeated += 1; continue }
      seen.add(text)
      if (entity === 'pause') { takePause(place, pauses); continue }
      const owner = ownerOf(system.name, each, known)
      if (owner === null) { setAside(place, 'HOLDING_OWNER_UNKNOWN', null); continue }
      const { values } = each.row
      if (entity === 'login') add(logins, owner, { userName: textValue(values['userName']), passwordReference: textValue(values['passwordReference']) })
      else {
        const id = textValue(values['id'])
        if (id === null) { setAside(place, 'HOLDING_VALUE', owner); continue }
        participantIds.add(id)
        add(participants, owner, { id, givenName: textValue(values['givenName']), familyName: textValue(values['familyName']), birthDate: textValue(values['birthDate']) })
      }
      tallies.get(table)!.joined += 1
    }
  }
  return { logins: sorted(logins), participants: sorted(participants), participantIds, pauses: sorted(pauses) }
}

type Place = { readonly table: Table; readonly each: TableRow; readonly quarantine: QuarantinedRow[]; readonly tallies: Tallies }

function takePause(place: Place, pauses: Map<string, Pause[]>): void {
  const { values, issues } = place.each.row
  const subscription = textValue(values['subscription'])
  const from = textValue(values['from'])
  if (subscription === null || from === null || issues.length > 0) { setAside(place, issues.length > 0 ? 'HOLDING_DATE' : 'HOLDING_VALUE', null); return }
  add(pauses, subscription, { from, to: textValue(values['to']) })
  place.tallies.get(place.table)!.joined += 1
}

function ownerOf(system: string, each: TableRow, known: ReadonlyMap<RecordId, DraftRecord>): RecordId | null {
  const customer = textValue(each.row.values['customer'])
  const id = customer === null ? null : recordIdOf(system, customer)
  return id !== null && known.has(id) ? id : null
}

function setAside({ table, each, quarantine, tallies }: Place, code: IssueCode, owner: RecordId | null): void {
  tallies.get(table)!.quarantined += 1
  quarantine.push({ system: table.system, file: table.mapping.file, line: each.line, entity: table.mapping.entity, issue: rowIssue(code, table.mapping.file, each.line, null), text: each.cells.join(table.mapping.delimiter ?? ','), owner, amountText: null })
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const present = map.get(key)
  if (present) present.push(value)
  else map.set(key, [value])
}

function sorted<K, V>(map: Map<K, V[]>): ReadonlyMap<K, readonly V[]> {
  for (const list of map.values()) if (list.length > 1) list.sort((left, right) => byCodeUnit(canonicalJson(left), canonicalJson(right)))
  return map
}
