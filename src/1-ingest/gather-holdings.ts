import { entityColumns, type ColumnSpec } from '../model/entity.ts'
import { holdingKindNames, type Holding, type HoldingKind, type Pause } from '../model/holding.ts'
import type { QuarantinedRow } from '../model/ingested.ts'
import type { IssueCode } from '../model/issue.ts'
import { canonicalJson, hashText } from '../model/json.ts'
import { decimalText, type Money } from '../model/money.ts'
import { ownIdOf } from '../model/record.ts'
import { book, setAside, type Account, type Place } from './account.ts'
import { joinRows } from './join-rows.ts'
import { makeHolding } from './make-holding.ts'
import { textValue } from './make-record.ts'
import type { Draft } from './gather-customers.ts'
import { isOwner, type Owner } from './owners.ts'
import type { RowValues } from './read-row.ts'

/** What holdings of one system are read against. */
export type HoldingContext = {
  readonly system: string
  /** The customer of an id as exported. */
  readonly customerOf: (id: string) => Draft | undefined
  readonly ownerOf: (row: RowValues) => Owner
  readonly participantIds: ReadonlySet<string>
  /** Pauses of a subscription, by its id as exported; null = the system has none. */
  readonly pausesOf: ((subscription: string) => readonly Pause[]) | null
}

/** A row that is a holding, unless its values cannot be trusted: `made` where they had to be read to find its id or its owner. */
export type HoldingEntry = Place & { readonly id: string; readonly holder: Draft; readonly made: Holding | null }

const noPauses: readonly Pause[] = Object.freeze([])

/** What a holding cannot do without, beside its owner. */
const requiredColumns = Object.fromEntries(holdingKindNames.map((kind) => [kind, entityColumns[kind].filter((column) => column.required === true && column.name !== 'customer')])) as unknown as Readonly<Record<HoldingKind, readonly ColumnSpec[]>>

/**
 * Holding rows of one kind. Equal rows of one id are one holding, declared parts are joined, other rows of one id are
 * all set aside; a row without an id is a holding of its own. One that cannot be trusted is set aside with its amount.
 */
export function gatherHoldings(kind: HoldingKind, accounts: readonly Account[], context: HoldingContext, quarantine: QuarantinedRow[]): readonly HoldingEntry[] {
  const entries: HoldingEntry[] = []
  const several = severalRows(accounts)
  const occurrences = new Map<string, number>()
  for (const account of accounts) {
    const { table } = account
    for (let row = 0; row < table.lines.length; row += 1) {
      const place = { account, row }
      const own = table.readId(row)
      const places = own === null ? undefined : several.get(own)
      if (places !== undefined && (places[0]!.account !== account || places[0]!.row !== row)) continue
      const holder = own === null || places !== undefined || (kind === 'subscription' && context.pausesOf !== null) ? undefined : context.customerOf(table.readCustomer(row) ?? '')
      if (holder !== undefined) { entries.push({ account, row, id: `${context.system}:${kind}:${own}`, holder, made: null }); continue }
      const holding = places === undefined ? trusted(kind, place, table.read(row), context, quarantine) : united(kind, places, context, quarantine)
      if (holding === null) continue
      if (own !== null && places === undefined) book(place, 'holdings', holding.id)
      const made = own === null ? numbered(holding, place, context.system, occurrences) : holding
      entries.push({ account, row, id: made.id, holder: context.customerOf(ownIdOf(made.owner))!, made })
    }
  }
  return entries
}

/** The holding of an entry, booked; null where it is set aside. */
export function holdingOf(entry: HoldingEntry, context: HoldingContext, quarantine: QuarantinedRow[]): Holding | null {
  if (entry.made !== null) return entry.made
  const { table } = entry.account
  const holding = trusted(table.mapping.entity as HoldingKind, entry, table.read(entry.row), context, quarantine)
  if (holding !== null) book(entry, 'holdings', holding.id)
  return holding
}

/** Of entries whose rows were read elsewhere, those that are holdings, booked; `distrusted`: the places of the others, which are set aside. */
export function bookHoldings(entries: readonly HoldingEntry[], distrusted: ReadonlySet<number>, contextOf: (entry: HoldingEntry) => HoldingContext, quarantine: QuarantinedRow[]): readonly HoldingEntry[] {
  return entries.filter((entry, at) => {
    if (distrusted.has(at)) return holdingOf(entry, contextOf(entry), quarantine) !== null
    if (entry.made === null) book(entry, 'holdings', entry.id)
    return true
  })
}

/** The ids that more than one row carries, with all their rows. */
function severalRows(accounts: readonly Account[]): ReadonlyMap<string, readonly Place[]> {
  const seen = new Set<string>()
  const several = new Map<string, Place[]>()
  for (const account of accounts) {
    for (let row = 0; row < account.table.lines.length; row += 1) {
      const id = account.table.readId(row)
      if (id === null) continue
      if (seen.has(id)) several.set(id, [])
      else seen.add(id)
    }
  }
  if (several.size === 0) return several
  for (const account of accounts) {
    for (let row = 0; row < account.table.lines.length; row += 1) {
      const id = account.table.readId(row)
      if (id !== null) several.get(id)?.push({ account, row })
    }
  }
  return several
}

/** A holding without an id of its own is named by its content and by how often that occurred. */
function numbered(holding: Holding, place: Place, system: string, occurrences: Map<string, number>): Holding {
  const content = contentHash(holding)
  const n = (occurrences.get(content) ?? 0) + 1
  occurrences.set(content, n)
  const id = `${system}:${holding.kind}:k-${content}-${n}`
  book(place, 'holdings', id)
  return { ...holding, id }
}

function contentHash(holding: Holding): string {
  return hashText(canonicalJson({ ...holding, id: '' })).slice(0, 16)
}

/** A holding under the id that its content gives it, where it is named by its content; else as it is. */
export function contentId(holding: Holding): Holding {
  const own = /^(.*:k-)[0-9a-f]{16}(-\d+)$/.exec(holding.id)
  return own === null ? holding : { ...holding, id: `${own[1]}${contentHash(holding)}${own[2]}` }
}

/** The holding of a row, or null where it was set aside. */
function trusted(kind: HoldingKind, place: Place, row: RowValues, context: HoldingContext, quarantine: QuarantinedRow[]): Holding | null {
  const holding = readHolding(kind, row, context.ownerOf(row), context)
  if (typeof holding !== 'string') return holding
  distrust(kind, place, row, holding, context, quarantine)
  return null
}

/** The one holding of several rows, or null where they were set aside. */
function united(kind: HoldingKind, places: readonly Place[], context: HoldingContext, quarantine: QuarantinedRow[]): Holding | null {
  const rows = places.map(({ account, row }) => account.table.read(row))
  const texts = rows.map((row) => canonicalJson([row.values, row.issues]))
  const { joinRows: declared, sum } = places[0]!.account.table.mapping
  const same = new Set(texts).size === 1
  const adding = declared && sum.length > 0
  const ordered = texts.map((text, index) => ({ text, row: rows[index]! })).toSorted((left, right) => (left.text < right.text ? -1 : left.text > right.text ? 1 : 0)).map((each) => each.row)
  const row = same && !adding ? rows[0]! : declared ? joinRows(ordered, false, sum) : null
  const holding = row === null ? 'ROW_CONFLICTING_ID' : readHolding(kind, row, context.ownerOf(row), context)
  if (typeof holding === 'string') {
    places.forEach((place, index) => distrust(kind, place, rows[index]!, holding, context, quarantine))
    return null
  }
  places.forEach((place, index) => book(place, index === 0 ? 'holdings' : same && !adding ? 'repeated' : 'joined', holding.id))
  return holding
}

/** The holding of a row, or why it cannot be trusted. */
export function readHolding(kind: HoldingKind, row: RowValues, owner: Owner, { system, participantIds, pausesOf }: Pick<HoldingContext, 'system' | 'participantIds' | 'pausesOf'>): Holding | IssueCode {
  const fault = faultOf(kind, row, owner, participantIds)
  if (fault !== null || !isOwner(owner)) return fault ?? 'HOLDING_OWNER_UNKNOWN'
  const own = textValue(row.values['id'])
  const pauses = kind === 'subscription' && own !== null && pausesOf !== null ? pausesOf(own) : noPauses
  return makeHolding(kind, { id: own === null ? '' : `${system}:${kind}:${own}`, owner, participant: textValue(row.values['participant']) }, row.values, pauses)
}

/** Why a holding cannot be trusted, or null. A bad date is a fault even where the date may be missing. */
function faultOf(kind: HoldingKind, row: RowValues, owner: Owner, participantIds: ReadonlySet<string>): IssueCode | null {
  const { values, issues } = row
  for (const issue of issues) {
    if (issue.code === 'HOLDING_UNIT') return 'HOLDING_UNIT'
    if (issue.code === 'VALUE_NUMBER') return 'HOLDING_AMOUNT'
    if (issue.code === 'VALUE_DATE' && !issue.column.includes('.')) return 'HOLDING_DATE'
  }
  for (const column of requiredColumns[kind]) {
    if ((values[column.name] ?? null) !== null) continue
    return column.type === 'money' || column.type === 'integer' ? 'HOLDING_AMOUNT' : column.type === 'date' ? 'HOLDING_DATE' : 'HOLDING_VALUE'
  }
  if (!isOwner(owner)) return owner
  const participant = textValue(values['participant'])
  return participant !== null && !participantIds.has(participant) ? 'HOLDING_PARTICIPANT_UNKNOWN' : null
}

function distrust(kind: HoldingKind, place: Place, row: RowValues, code: IssueCode, { ownerOf }: HoldingContext, quarantine: QuarantinedRow[]): void {
  const owner = ownerOf(row)
  const column = entityColumns[kind].find(({ type }) => type === 'money' || type === 'integer')?.name
  const written = row.issues.find((issue) => issue.column === column)?.got
  const value = column === undefined ? null : row.values[column] ?? null
  const amountText = written ?? (value === null ? null : isMoney(value) ? `${decimalText(value)} ${value.currency}` : String(value))
  const wrong = row.issues.find((issue) => issue.code === 'VALUE_DATE' || issue.code === 'VALUE_NUMBER' || issue.code === 'HOLDING_UNIT' || issue.code === 'VALUE_CHOICE')
  setAside(place, quarantine, code, { owner: isOwner(owner) ? owner : null, got: wrong?.got ?? null, amountText })
}

function isMoney(value: NonNullable<RowValues['values'][string]>): value is Money {
  return typeof value === 'object' && 'amountMinor' in value
}
