import { recordHash } from '../../src/model/content-hash.ts'
import type { Fields } from '../../src/model/field.ts'
import { type Card, type Holding, type HoldingKind, holdingKindNames } from '../../src/model/holding.ts'
import type { Ingested } from '../../src/model/ingested.ts'
import type { LastKnown } from '../../src/model/merged-elsewhere.ts'
import type { Coverage, Participant, RecordFlags, RecordId, SourceRecord } from '../../src/model/record.ts'

/** Customers and holdings of one system `s`, in few words: what an export shows. */
export type Short = { readonly id: string; readonly fields?: Fields; readonly login?: boolean; readonly participants?: readonly Participant[]; readonly flags?: RecordFlags; readonly createdOn?: string; readonly holds?: readonly Loose[] }
export type Loose = { readonly kind: HoldingKind; readonly id?: string } & Readonly<Record<string, unknown>>

export const eur = (amountMinor: number): { readonly amountMinor: bigint; readonly currency: string } => ({ amountMinor: BigInt(amountMinor), currency: 'EUR' })
export const recordId = (id: string): RecordId => `s:${id}`

const defaults: Readonly<Record<string, object>> = {
  credit: { balance: eur(0) },
  classCredit: { creditType: 'Yoga', units: 1, expiresOn: null, subscription: null },
  package: { product: 'Ten', unitsLeft: 6, unitsTotal: 10, price: null, boughtOn: null, expiresOn: null, saleReference: null },
  subscription: { plan: 'Basic', state: 'active', interval: 'monthly', price: eur(3990), listPrice: null, startedOn: '2025-01-31', endsOn: null, renewsOn: null, noticeDays: null, pauses: [], saleReference: null },
  card: { brand: 'Visa', lastFour: null, expiresOn: null },
  note: { origin: null, name: null, title: 'Knee', text: null, followUpOn: null, informStaff: null },
  invoice: { number: 'R-1', total: eur(100), open: eur(0), issuedOn: null, serviceFrom: null, serviceTo: null, subscription: null, caseReference: null },
}

export function holdingsOf(people: readonly Short[]): readonly Holding[] {
  return people.flatMap((person) => (person.holds ?? []).map((hold, n) => ({ ...defaults[hold.kind], ...hold, id: hold.id ?? `${person.id}-${hold.kind}-${n}`, owner: recordId(person.id), participant: hold['participant'] ?? null }) as unknown as Holding))
}

export function recordOf(person: Short): SourceRecord {
  const record: Omit<SourceRecord, 'hash'> = {
    id: recordId(person.id), system: 's', origin: 'online', createdOn: person.createdOn ?? null, lastLoginOn: null, fields: person.fields ?? {}, extra: {},
    logins: person.login === true ? [{ userName: person.id, passwordReference: 'ref' }] : [], participants: person.participants ?? [], flags: person.flags ?? {}, issues: [],
  }
  return { ...record, hash: recordHash(record) }
}

/** An export; every kind is exported unless it is called unknown. */
export function exported(people: readonly Short[], unknown: readonly HoldingKind[] = []): Ingested {
  const coverage = Object.fromEntries(holdingKindNames.map((kind) => [kind, unknown.includes(kind) ? 'unknown' : 'exported'])) as Coverage
  return { records: people.map(recordOf), holdings: holdingsOf(people), coverage: { s: coverage }, quarantine: [], counts: [], hash: 'h' }
}

export function lastKnown(person: Short): LastKnown {
  const holdings = holdingsOf([person])
  return { record: recordOf(person), holdings, cards: holdings.filter((holding): holding is Card => holding.kind === 'card'), unknown: [] }
}
