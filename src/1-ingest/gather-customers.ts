import type { QuarantinedRow } from '../model/ingested.ts'
import { canonicalJson, hashText } from '../model/json.ts'
import type { RecordId } from '../model/record.ts'
import { book, setAside, type Account, type Place } from './account.ts'
import { joinRows } from './join-rows.ts'
import { draftRecord, textValue, type DraftRecord } from './make-record.ts'
import type { FileMapping } from './mapping.ts'
import { recordIdOf } from './record-id.ts'
import type { RowValues } from './read-row.ts'

type Found = { readonly account: Account; readonly row: number; draft: DraftRecord | null }

/** Customers of one system by their id in it: without the system's name in front, which a million look-ups would have to add. */
export type Drafts = ReadonlyMap<string, DraftRecord>

/** Customer rows by id: one row is a record, equal rows repeat it, declared parts join it, other rows of one id are all set aside. */
export function gatherCustomers(system: string, accounts: readonly Account[], quarantine: QuarantinedRow[]): Drafts {
  const found = new Map<string, Found>()
  const several = new Map<string, Place[]>()
  for (const account of accounts) {
    const { table } = account
    for (let row = 0; row < table.lines.length; row += 1) {
      const values = table.read(row)
      const own = idOf(table.mapping, values)
      if (own === null) { setAside({ account, row }, quarantine, 'ROW_WITHOUT_ID'); continue }
      const present = found.get(own)
      if (present === undefined) found.set(own, { account, row, draft: draftRecord(recordIdOf(system, own), values) })
      else add(several, own, present, { account, row })
    }
  }
  for (const [own, places] of several) found.get(own)!.draft = united(recordIdOf(system, own), places, quarantine)
  const drafts = new Map<string, DraftRecord>()
  for (const [own, { account, row, draft }] of found) {
    if (draft === null) continue
    drafts.set(own, draft)
    if (!several.has(own)) book({ account, row }, 'records', draft.id)
  }
  return drafts
}

function add(several: Map<string, Place[]>, own: string, { account, row }: Place, place: Place): void {
  const places = several.get(own)
  if (places) places.push(place)
  else several.set(own, [{ account, row }, place])
}

/** The one record of several rows, or null where they contradict each other and are all set aside. */
function united(id: RecordId, places: readonly Place[], quarantine: QuarantinedRow[]): DraftRecord | null {
  const rows = places.map(({ account, row }) => account.table.read(row))
  const keyed = rows.every((row) => textValue(row.values['id']) === null)
  const declared = keyed || places.every(({ account }) => account.table.mapping.joinRows)
  const texts = rows.map((row) => canonicalJson([row.values, row.extra, row.issues]))
  const different = [...new Set(texts)].toSorted()
  // Joined in the order of their content, so that the order of rows does not matter.
  const parts = different.map((text) => rows[texts.indexOf(text)]!)
  const row = parts.length === 1 ? parts[0]! : declared ? joinRows(parts, keyed, []) : null
  if (row === null) {
    for (const place of places) setAside(place, quarantine, 'ROW_CONFLICTING_ID')
    return null
  }
  const seen = new Set<string>()
  places.forEach((place, index) => {
    const first = seen.size === 0
    const again = seen.has(texts[index]!)
    seen.add(texts[index]!)
    book(place, first ? 'records' : again ? 'repeated' : 'joined', id)
  })
  return draftRecord(id, row)
}

/** The id within the system: the export's own, or `k-` and a hash over the key columns; null where all of them are empty. */
function idOf(mapping: FileMapping, row: RowValues): string | null {
  const own = textValue(row.values['id'])
  if (own !== null) return own
  const key = mapping.key.map((column) => keyPart(row.values[column]))
  return key.every((part) => part === '') ? null : `k-${hashText(key.join('\u0001')).slice(0, 16)}`
}

/** A value as part of a key: case and width of spaces do not count. */
export function keyPart(value: unknown): string {
  return typeof value === 'string' ? value.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ') : ''
}
