import type { QuarantinedRow } from '../model/ingested.ts'
import { canonicalJson, hashText } from '../model/json.ts'
import type { RecordId } from '../model/record.ts'
import { book, setAside, type Account, type Place } from './account.ts'
import { joinRows } from './join-rows.ts'
import { keyPart } from '../model/key-part.ts'
import { textValue } from './make-record.ts'
import type { FileMapping } from './mapping.ts'
import { recordIdOf } from './record-id.ts'
import type { RowValues } from './read-row.ts'

/**
 * A customer before its values are read: the first row of its id; `united` where several rows make it together. Its
 * `rank` among all records sorted by id is known when all are gathered.
 */
export type Draft = Place & { readonly id: RecordId; readonly united: RowValues | null; rank: number }

const notRankedYet = -1

/** Customers of one system by their id in it: without the system's name in front, which a million look-ups would have to add. */
export type Drafts = ReadonlyMap<string, Draft>

/** What the exports say of a customer. */
export function valuesOf({ account, row, united }: Draft): RowValues {
  return united ?? account.table.read(row)
}

/** Customer rows by id: one row is a record, equal rows repeat it, declared parts join it, other rows of one id are all set aside. */
export function gatherCustomers(system: string, accounts: readonly Account[], quarantine: QuarantinedRow[]): Drafts {
  const drafts = new Map<string, Draft>()
  const several = new Map<string, Place[]>()
  for (const account of accounts) {
    const { table } = account
    for (let row = 0; row < table.lines.length; row += 1) {
      const own = table.readId(row) ?? keyedId(table.mapping, table.read(row))
      if (own === null) { setAside({ account, row }, quarantine, 'ROW_WITHOUT_ID'); continue }
      const present = drafts.get(own)
      if (present === undefined) drafts.set(own, { account, row, id: recordIdOf(system, own), united: null, rank: notRankedYet })
      else add(several, own, present, { account, row })
    }
  }
  for (const [own, draft] of drafts) {
    const places = several.get(own)
    if (places === undefined) { book(draft, 'records', draft.id); continue }
    const row = united(draft.id, places, quarantine)
    if (row === null) drafts.delete(own)
    else drafts.set(own, { ...places[0]!, id: draft.id, united: row, rank: notRankedYet })
  }
  return drafts
}

function add(several: Map<string, Place[]>, own: string, { account, row }: Place, place: Place): void {
  const places = several.get(own)
  if (places) places.push(place)
  else several.set(own, [{ account, row }, place])
}

/** The one row of several, or null where they contradict each other and are all set aside. */
function united(id: RecordId, places: readonly Place[], quarantine: QuarantinedRow[]): RowValues | null {
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
  return row
}

/** The id that a row without one of its own has within its system: `k-` and a hash over the key columns; null where all of them are empty. */
export function keyedId(mapping: FileMapping, row: RowValues): string | null {
  const key = mapping.key.map((column) => keyPart(row.values[column]))
  return key.every((part) => part === '') ? null : `k-${hashText(key.join('\u0001')).slice(0, 16)}`
}
