import { join } from 'node:path'
import { readRules } from '../../src/edge/rules-file.ts'
import type { MergeInput } from '../../src/5-merge/merge-input.ts'
import { mergeClusters } from '../../src/5-merge/merge-clusters.ts'
import type { Fields } from '../../src/model/field.ts'
import { type Holding, type HoldingKind, holdingKindNames } from '../../src/model/holding.ts'
import { hashOf } from '../../src/model/json.ts'
import type { Merge } from '../../src/model/merge.ts'
import type { Coverage, RecordId, SourceRecord } from '../../src/model/record.ts'
import type { Ruleset } from '../../src/ruleset/ruleset.ts'

/** A record as far as a case needs to say; everything else is plain. */
export type Person = Partial<Omit<SourceRecord, 'id' | 'fields'>> & { readonly id: string; readonly fields?: Fields; readonly holds?: readonly Loose[] }
/** A holding as far as a case needs to say. */
export type Loose = { readonly [K in HoldingKind]: { readonly kind: K } & Partial<Extract<Holding, { readonly kind: K }>> }[HoldingKind]

/** A case: people of one cluster, how sure matching is, and what else is special. */
export type Scene = Partial<Omit<MergeInput, 'recordOf' | 'holdingsOf' | 'evidence'>> & {
  readonly people: readonly Person[]
  readonly profile?: string
  readonly rules?: Ruleset
  /** Bits between two people, `a b` → 20; 20 unless said. */
  readonly bits?: Readonly<Record<string, number>>
  /** Level of the given-name comparison; exact unless said. */
  readonly given?: number
  readonly unknown?: readonly HoldingKind[]
}

const rulesets = new Map<string, Ruleset>()
export function rulesOf(profile: string): Ruleset {
  const known = rulesets.get(profile) ?? readRules(profile, join(import.meta.dirname, '../../rules'))
  rulesets.set(profile, known)
  return known
}

export function eur(amountMinor: number): { readonly amountMinor: bigint; readonly currency: string } {
  return { amountMinor: BigInt(amountMinor), currency: 'EUR' }
}

const plain: { readonly [K in HoldingKind]: object } = {
  credit: { balance: eur(1000) },
  classCredit: { creditType: 'Yoga', units: 3, expiresOn: null, subscription: null },
  package: { product: '10er-Karte', unitsLeft: 4, unitsTotal: 10, price: null, boughtOn: null, expiresOn: null, saleReference: null },
  subscription: { plan: 'Flatrate', state: 'active', interval: 'monthly', price: eur(4900), listPrice: null, startedOn: '2025-01-01', endsOn: null, renewsOn: '2026-12-01', noticeDays: null, pauses: [], saleReference: null },
  contract: { title: 'Mitgliedschaft', startsOn: null, endsOn: null, state: 'active' },
  invoice: { number: 'R1', total: eur(4900), open: eur(0), issuedOn: null, serviceFrom: null, serviceTo: null, subscription: null, caseReference: null },
  communication: { channel: 'email', sentOn: null, subject: null },
  note: { origin: null, name: null, title: null, text: null, followUpOn: null, informStaff: null },
  instalment: { title: 'Jahreskurs', amount: eur(5000), open: eur(0), dueOn: null, contract: null },
  offer: { number: 'A1', title: null, total: null, state: 'open', validUntil: null },
  booking: { title: 'Yoga', slot: null, startsOn: '2026-12-01', state: 'booked', price: null, paidWith: null },
  attendance: { course: 'Yoga', slot: null, attendedOn: '2026-10-01', state: 'attended' },
  rental: { object: 'Kajak 7', caseReference: null, from: null, dueOn: null, state: 'out', price: null },
  damageCase: { number: 'S1', object: null, amount: null, state: 'open', caseReference: null },
  voucher: { code: 'GS-1', value: eur(2000), expiresOn: null, movable: true, source: null },
  document: { name: 'Vertrag.pdf', contentHash: 'aa11', addedOn: null },
  surveyVote: { survey: 'Kurszeiten', choice: 'abends', votedOn: null, voucher: null },
  group: { name: 'Rundbrief', steers: 'mailing' },
  priceGroup: { name: 'ermäßigt', proven: true, provenUntil: null },
  permission: { action: 'reservieren', allowed: true, isDefault: true },
  discount: { reduction: '10 %', name: null, validUntil: null },
  activity: { happenedOn: null, text: null },
  card: { brand: 'Visa', lastFour: '1111', expiresOn: null },
}

export function recordId(id: string): RecordId {
  return id.includes(':') ? id as RecordId : `s:${id}`
}

function recordOf(person: Person): SourceRecord {
  const { holds: _, ...said } = person
  const record = {
    system: recordId(person.id).slice(0, recordId(person.id).indexOf(':')), origin: 'staff', createdOn: '2020-01-01', lastLoginOn: null, extra: {}, logins: [], participants: [], flags: {}, issues: [], hash: '',
    ...said, id: recordId(person.id), fields: { givenName: 'Anna', familyName: 'Berg', ...person.fields },
  } as const
  return { ...record, hash: hashOf([record.fields, record.logins, record.createdOn]) }
}

function holdingsOf(person: Person): readonly Holding[] {
  return (person.holds ?? []).map((loose, index) => ({ id: `${recordId(person.id)}:${loose.kind}:${index}`, owner: recordId(person.id), participant: null, ...plain[loose.kind], ...loose }) as Holding)
}

/** What stage 5 reads of a scene. */
export function inputOf(scene: Scene): MergeInput {
  const { people, profile = 'default', rules = rulesOf(profile), bits = {}, given = 5, unknown = [], ...special } = scene
  const records = new Map(people.map((person) => [recordId(person.id), recordOf(person)]))
  const holdings = new Map(people.map((person) => [recordId(person.id), holdingsOf(person)]))
  const coverage = Object.fromEntries(holdingKindNames.map((kind) => [kind, unknown.includes(kind) ? 'unknown' : 'exported'])) as Coverage
  const weight = (one: RecordId, other: RecordId): number => {
    const [a, b] = [one.replace('s:', ''), other.replace('s:', '')]
    return Math.round((bits[`${a} ${b}`] ?? bits[`${b} ${a}`] ?? 20) * 1000)
  }
  return {
    clusters: [{ members: [...records.keys()].toSorted(), weakestLinkMilliBits: 20_000 }], separated: [], reviewPairs: [],
    coverage: Object.fromEntries([...records.values()].map((record) => [record.system, coverage])),
    formerOf: () => [], quarantined: new Map(), uncertainIds: new Set(), changedInFlight: [], remembered: [], attempts: new Map(), asOf: '2026-11-23',
    ...special,
    recordOf: (id) => records.get(id)!, holdingsOf: (id) => holdings.get(id)!,
    evidence: (source, survivor) => ({ source, weightMilliBits: weight(source, survivor), levels: [given, 5, 1, 5, 5, 0, 0, 0, 0, 0], blockingRule: null }),
    ruleset: rules,
  }
}

export function mergesOf(scene: Scene): readonly Merge[] {
  return mergeClusters(inputOf(scene))
}

/** What a case expects: outcome, decidedBy, survivor, sources, those left out, refusal codes in order of the merge. */
export type Expected = { readonly outcome: Merge['outcome']; readonly decidedBy?: string; readonly survivor?: string; readonly sources?: readonly string[]; readonly leftOut?: readonly string[]; readonly refusals?: readonly string[] }

/** The part of a merge that a case speaks of. */
export function gistOf(merge: Merge, expected: Expected): Expected {
  const short = (id: RecordId): string => id.replace('s:', '')
  const all: Required<Expected> = {
    outcome: merge.outcome, decidedBy: merge.decidedBy, survivor: short(merge.survivor), sources: merge.sources.map(short), leftOut: merge.leftOut.map(short), refusals: merge.refusals.map((refusal) => refusal.code),
  }
  return Object.fromEntries(Object.keys(expected).map((key) => [key, all[key as keyof Expected]])) as Expected
}
