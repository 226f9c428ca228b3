import type { Pause } from '../model/holding.ts'
import type { QuarantinedRow } from '../model/ingested.ts'
import type { Issue } from '../model/issue.ts'
import { byCodeUnit, canonicalJson } from '../model/json.ts'
import type { Login, Participant, RecordId } from '../model/record.ts'
import { book, setAside, type Account, type Place } from './account.ts'
import { plainIssue, textValue, type Additions } from './make-record.ts'
import { isOwner, type Owner } from './owners.ts'
import type { RowValues } from './read-row.ts'

type Added = { logins: Login[]; participants: Participant[]; issues: Issue[] }

/** What logins and participants of other files add to customers, and the participants there are. */
export type Parts = { readonly additions: ReadonlyMap<RecordId, Additions>; readonly participantIds: ReadonlySet<string> }

type OwnerOf = (row: RowValues) => Owner

/** Reads logins and participants; one whose owner is not in the export is set aside, and so are several that share an id and differ. */
export function gatherParts(accounts: readonly Account[], ownerOf: OwnerOf, quarantine: QuarantinedRow[]): Parts {
  const additions = new Map<RecordId, Added>()
  const participantIds = new Set<string>()
  const to = (owner: RecordId): Added => {
    const present = additions.get(owner) ?? { logins: [], participants: [], issues: [] }
    additions.set(owner, present)
    return present
  }
  for (const { first, row, owner } of distinctRows(accounts, 'login', ownerOf, quarantine)) {
    const userName = textValue(row.values['userName'])
    const passwordReference = textValue(row.values['passwordReference'])
    if (userName === null && passwordReference === null) { setAside(first, quarantine, 'HOLDING_VALUE', { owner }); continue }
    to(owner).logins.push({ passwordReference, userName })
    book(first, 'joined', owner)
  }
  for (const { first, row, owner } of distinctRows(accounts, 'participant', ownerOf, quarantine)) {
    const id = textValue(row.values['id'])
    if (id === null) { setAside(first, quarantine, 'HOLDING_VALUE', { owner }); continue }
    participantIds.add(id)
    const added = to(owner)
    added.participants.push({ birthDate: textValue(row.values['birthDate']), familyName: textValue(row.values['familyName']), givenName: textValue(row.values['givenName']), id })
    for (const issue of row.issues) added.issues.push({ ...plainIssue(issue), where: { column: `participant.${issue.column}` } })
    book(first, 'joined', owner)
  }
  for (const added of additions.values()) { sort(added.logins); sort(added.participants); sort(added.issues) }
  return { additions, participantIds }
}

type Distinct = { readonly first: Place; readonly row: RowValues; readonly owner: RecordId }

/** Rows of one entity that name a known customer, equal ones once; different rows of one id are all set aside. */
function* distinctRows(accounts: readonly Account[], entity: 'login' | 'participant', ownerOf: OwnerOf, quarantine: QuarantinedRow[]): Generator<Distinct> {
  const groups = new Map<string, { readonly text: string; readonly row: RowValues; readonly places: Place[]; conflicting: boolean }>()
  for (const account of accounts) {
    if (account.table.mapping.entity !== entity) continue
    for (let row = 0; row < account.table.lines.length; row += 1) {
      const values = account.table.read(row)
      const text = canonicalJson([values.values, values.issues])
      const id = textValue(values.values['id'])
      const key = entity === 'participant' && id !== null ? id : text
      const present = groups.get(key)
      if (present === undefined) { groups.set(key, { text, row: values, places: [{ account, row }], conflicting: false }); continue }
      present.places.push({ account, row })
      present.conflicting ||= present.text !== text
    }
  }
  for (const { row, places, conflicting } of groups.values()) {
    const owner = ownerOf(row)
    if (conflicting || !isOwner(owner)) { for (const place of places) setAside(place, quarantine, conflicting || isOwner(owner) ? 'ROW_CONFLICTING_ID' : owner, { owner: isOwner(owner) ? owner : null }); continue }
    for (const place of places.slice(1)) book(place, 'repeated', owner)
    yield { first: places[0]!, row, owner }
  }
}

/** A pause and the row it came from, until its subscription is known. */
export type PlacedPause = { readonly place: Place; readonly pause: Pause }

/** Pauses by the id of their subscription as exported. */
export function gatherPauses(accounts: readonly Account[], quarantine: QuarantinedRow[]): ReadonlyMap<string, readonly PlacedPause[]> {
  const pauses = new Map<string, PlacedPause[]>()
  const seen = new Set<string>()
  for (const account of accounts) {
    for (let row = 0; row < account.table.lines.length; row += 1) {
      const place = { account, row }
      const { values, issues } = account.table.read(row)
      const subscription = textValue(values['subscription'])
      const from = textValue(values['from'])
      if (issues.length > 0) { setAside(place, quarantine, 'HOLDING_DATE', { got: issues[0]!.got }); continue }
      if (subscription === null || from === null) { setAside(place, quarantine, 'HOLDING_VALUE'); continue }
      const text = canonicalJson(values)
      if (seen.has(text)) { book(place, 'repeated', subscription); continue }
      seen.add(text)
      const placed = { place, pause: { from, to: textValue(values['to']) } }
      const present = pauses.get(subscription)
      if (present) present.push(placed)
      else pauses.set(subscription, [placed])
    }
  }
  for (const list of pauses.values()) list.sort((left, right) => byCodeUnit(canonicalJson(left.pause), canonicalJson(right.pause)))
  return pauses
}

function sort(list: unknown[]): void {
  if (list.length > 1) list.sort((left, right) => byCodeUnit(canonicalJson(left), canonicalJson(right)))
}
