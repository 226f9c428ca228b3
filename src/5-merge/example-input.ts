import { comparisonNames, levelNames } from '../model/comparison.ts'
import type { CalendarDate } from '../model/calendar.ts'
import type { Fields } from '../model/field.ts'
import { type Holding, holdingKindNames } from '../model/holding.ts'
import { hashOf } from '../model/json.ts'
import type { Money } from '../model/money.ts'
import type { Coverage, Login, RecordId, SourceRecord } from '../model/record.ts'
import type { ExampleHolding, ExamplePerson, RuleExample } from '../ruleset/example-schema.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import type { MergeInput } from './merge-input.ts'

/** System of records that name none. */
const EXAMPLE_SYSTEM = 'example'
const BITS = 20
const logins: Readonly<Record<NonNullable<ExamplePerson['login']>, readonly Login[]>> = {
  whole: [{ userName: 'user', passwordReference: 'reference' }], half: [{ userName: 'user', passwordReference: null }], none: [],
}

/** `old` → `example:old`; a name with a colon is an id already. */
export function exampleId(name: string): RecordId {
  return name.includes(':') ? name as RecordId : `${EXAMPLE_SYSTEM}:${name}`
}

/** What stage 5 reads of an example: everything that is not said is plain. */
export function exampleInput(example: RuleExample, asOf: CalendarDate, ruleset: Ruleset): MergeInput {
  const people = Object.entries(example.records).map(([name, person]) => ({ id: exampleId(name), person }))
  const records = new Map(people.map(({ id, person }) => [id, recordOf(id, person)]))
  const holdings = new Map(people.map(({ id, person }) => [id, (person.holdings ?? []).map((holding, index) => holdingOf(holding, id, index))]))
  const members = [...records.keys()].toSorted()
  const coverage = Object.fromEntries(holdingKindNames.map((kind) => [kind, example.notExported?.includes(kind) === true ? 'unknown' : 'exported'])) as Coverage
  const weightMilliBits = Math.round((example.bits ?? BITS) * 1000)
  const levels = comparisonNames.map((name) => levelNames.indexOf(example.levels?.[name] ?? (name === 'given' || name === 'family' ? 'exact' : 'missing')))
  return {
    clusters: [{ members, weakestLinkMilliBits: weightMilliBits }], separated: [], reviewPairs: [],
    recordOf: (id) => records.get(id)!, holdingsOf: (id) => holdings.get(id)!,
    coverage: Object.fromEntries([...records.values()].map((record) => [record.system, coverage])),
    evidence: (source) => ({ source, weightMilliBits, levels, blockingRule: null }),
    formerOf: () => [], quarantined: new Map(), uncertainIds: new Set(), changedInFlight: [], attempts: new Map(), ruleset, asOf,
    remembered: example.aPersonSaid === undefined ? [] : [{ left: members[0]!, right: members[1]!, verdict: example.aPersonSaid }],
  }
}

function recordOf(id: RecordId, person: ExamplePerson): SourceRecord {
  const fields: Fields = { givenName: 'Anna', familyName: 'Berg', ...definedOf(person.fields ?? {}) }
  return {
    id, system: id.slice(0, id.indexOf(':')), origin: person.origin ?? 'staff', createdOn: person.createdOn ?? null, lastLoginOn: person.lastLoginOn ?? null,
    fields, extra: {}, logins: logins[person.login ?? 'none'], flags: definedOf(person.flags ?? {}), issues: [], hash: hashOf(person),
    participants: (person.participants ?? []).map((each) => ({ id: each.id, givenName: each.givenName, familyName: fields.familyName ?? null, birthDate: each.birthDate ?? null })),
  }
}

/** The same without keys that are undefined. */
function definedOf<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> }
}

function euros(amount: number | undefined, otherwise: number): Money {
  return { amountMinor: BigInt(Math.round((amount ?? otherwise) * 100)), currency: 'EUR' }
}

function holdingOf(said: ExampleHolding, owner: RecordId, index: number): Holding {
  const base = { id: `${owner}:${said.kind}:${index + 1}`, owner, participant: said.participant ?? null }
  const endsOn = said.endsOn ?? null
  const called = said.plan ?? 'Example'
  const amount = said.amount === undefined ? null : euros(said.amount, 0)
  switch (said.kind) {
    case 'credit': return { ...base, kind: 'credit', balance: euros(said.amount, 10) }
    case 'classCredit': return { ...base, kind: 'classCredit', creditType: said.plan ?? 'Yoga', units: said.units ?? 1, expiresOn: endsOn, subscription: null }
    case 'package': return { ...base, kind: 'package', product: said.plan ?? 'Package', unitsLeft: said.units ?? 1, unitsTotal: null, price: euros(said.amount, 0), boughtOn: null, expiresOn: endsOn, saleReference: null }
    case 'subscription': return { ...base, kind: 'subscription', plan: said.plan ?? 'Flatrate', state: oneOf(said.state, ['active', 'paused', 'future', 'ended'], 'active'), interval: 'monthly', price: euros(said.amount, 49), listPrice: null, startedOn: '2020-01-01', endsOn, renewsOn: null, noticeDays: null, pauses: [], saleReference: null }
    case 'contract': return { ...base, kind: 'contract', title: said.plan ?? 'Contract', startsOn: null, endsOn, state: oneOf(said.state, ['active', 'future', 'ended'], 'active') }
    case 'instalment': return { ...base, kind: 'instalment', title: called, amount: euros(said.amount, 50), open: euros(said.open, 0), dueOn: null, contract: null }
    case 'invoice': return { ...base, kind: 'invoice', number: `${index + 1}`, total: euros(said.amount, 49), open: euros(said.open, 0), issuedOn: null, serviceFrom: null, serviceTo: said.serviceTo ?? null, subscription: null, caseReference: null }
    case 'offer': return { ...base, kind: 'offer', number: called, title: null, total: amount, state: 'open', validUntil: endsOn }
    case 'booking': return { ...base, kind: 'booking', title: called, slot: null, startsOn: said.on ?? null, state: oneOf(said.state, ['booked', 'attended', 'missed', 'cancelled'], 'booked'), price: amount, paidWith: null }
    case 'attendance': return { ...base, kind: 'attendance', course: called, slot: null, attendedOn: said.on ?? null, state: oneOf(said.state, ['attended', 'missed', 'cancelled'], 'attended') }
    case 'rental': return { ...base, kind: 'rental', object: called, caseReference: null, from: null, dueOn: endsOn, state: oneOf(said.state, ['out', 'returned'], 'out'), price: amount }
    case 'damageCase': return { ...base, kind: 'damageCase', number: called, object: null, amount, state: oneOf(said.state, ['open', 'closed'], 'open'), caseReference: null }
    case 'voucher': return { ...base, kind: 'voucher', code: called, value: amount, expiresOn: endsOn, movable: said.movable ?? true, source: null }
    case 'document': return { ...base, kind: 'document', name: called, contentHash: called, addedOn: null }
    case 'surveyVote': return { ...base, kind: 'surveyVote', survey: called, choice: null, votedOn: said.on ?? null, voucher: null }
    case 'group': return { ...base, kind: 'group', name: called, steers: said.steers ?? 'nothing' }
    case 'priceGroup': return { ...base, kind: 'priceGroup', name: called, proven: said.proven ?? true, provenUntil: endsOn }
    case 'permission': return { ...base, kind: 'permission', action: called, allowed: said.allowed ?? true, isDefault: false }
    case 'discount': return { ...base, kind: 'discount', reduction: called, name: null, validUntil: endsOn }
    case 'activity': return { ...base, kind: 'activity', happenedOn: said.on ?? null, text: null }
    case 'communication': return { ...base, kind: 'communication', channel: 'email', sentOn: null, subject: null }
    case 'note': return { ...base, kind: 'note', origin: null, name: null, title: null, text: null, followUpOn: null, informStaff: null }
    case 'card': return { ...base, kind: 'card', brand: null, lastFour: said.lastFour ?? null, expiresOn: null }
  }
}

/** The state that is said, where the kind knows it. */
function oneOf<S extends string>(said: string | undefined, known: readonly S[], otherwise: S): S {
  return known.find((each) => each === said) ?? otherwise
}
