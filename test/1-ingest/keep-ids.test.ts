import { describe, expect, it } from 'vitest'
import { keepIds } from '../../src/1-ingest/keep-ids.ts'
import { recordHash } from '../../src/model/content-hash.ts'
import type { Fields } from '../../src/model/field.ts'
import { isKeyed, traitsOf } from '../../src/model/key-traits.ts'
import type { RecordId } from '../../src/model/record.ts'
import { emptyStoreState, type StoreState } from '../../src/model/store-state.ts'
import { credit, ingested, record } from '../edge/store/world.ts'

const anna: Fields = { givenName: 'Anna', familyName: 'Berg', email: 'anna@berg.example', birthDate: '1990-05-04' }
const id = (digit: string): RecordId => `club:k-${digit.repeat(16)}`
const [old, other, added, second] = [id('1'), id('2'), id('a'), id('b')]

function remembered(...records: readonly (readonly [RecordId, Fields])[]): StoreState {
  const known = records.map(([each, fields]) => record(each, fields))
  return { ...emptyStoreState, knownRecords: new Map(known.map((each) => [each.id, each.hash])), traits: new Map(known.filter((each) => isKeyed(each.id)).map((each) => [each.id, traitsOf(each)])) }
}

type Row = { readonly name: string; readonly before: readonly (readonly [RecordId, Fields])[]; readonly now: readonly (readonly [RecordId, Fields])[]; readonly kept?: Readonly<Record<string, RecordId>>; readonly uncertain?: readonly RecordId[] }

const rows: readonly Row[] = [
  { name: 'a new e-mail', before: [[old, anna]], now: [[added, { ...anna, email: 'a.berg@new.example' }]], kept: { [added]: old } },
  { name: 'a name changed by marriage', before: [[old, anna]], now: [[added, { ...anna, familyName: 'Tal' }]], kept: { [added]: old } },
  { name: 'a corrected birth date', before: [[old, anna]], now: [[added, { ...anna, birthDate: '1990-04-05' }]], kept: { [added]: old } },
  { name: 'case and spaces', before: [[old, { ...anna, familyName: 'von  Berg' }]], now: [[added, { ...anna, givenName: 'ANNA', familyName: 'VON Berg', email: 'x@y.example' }]], kept: { [added]: old } },
  { name: 'somebody else of that name', before: [[old, anna]], now: [[added, { ...anna, email: 'x@y.example', birthDate: '1955-01-01' }]], kept: {} },
  { name: 'another person in the household', before: [[old, anna]], now: [[added, { ...anna, givenName: 'Ben', birthDate: '1988-01-01' }]], kept: {} },
  { name: 'still there: whoever is new is new', before: [[old, anna]], now: [[old, anna], [added, { ...anna, email: 'x@y.example' }]], kept: {} },
  { name: 'of another system', before: [[old, anna]], now: [['shop:k-aaaaaaaaaaaaaaaa', { ...anna, email: 'x@y.example' }]], kept: {} },
  { name: 'an id of its own', before: [['club:7', anna]], now: [['club:8', { ...anna, email: 'x@y.example' }]], kept: {} },
  { name: 'two that it could be', before: [[old, anna], [other, { givenName: 'Anna', familyName: 'Berg' }]], now: [[added, { ...anna, email: 'x@y.example' }]], uncertain: [added] },
  { name: 'two that could be it', before: [[old, { givenName: 'Anna', familyName: 'Berg' }]], now: [[added, anna], [second, { ...anna, birthDate: '1955-01-01', email: 'x@y.example' }]], uncertain: [added, second] },
]

describe('records without an id of their own, when their row changes', () => {
  for (const row of rows) {
    it(row.name, () => {
      const found = keepIds(ingested(row.now.map(([each, fields]) => record(each, fields)), []), remembered(...row.before))
      expect(Object.fromEntries(found.kept)).toEqual(row.kept ?? {})
      expect([...found.uncertain]).toEqual(row.uncertain ?? [])
    })
  }

  it('keeps the id everywhere: record and hash, owner, a holding named by its content; a second time changes nothing', () => {
    const holding = { ...credit('club:credit:k-0000000000000000-1', added, 500n) }
    const state = remembered([old, anna])
    const first = keepIds(ingested([record(added, { ...anna, email: 'new@berg.example' })], [holding]), state)
    const [kept] = first.ingested.records
    expect(kept).toMatchObject({ id: old })
    const { hash, ...content } = kept!
    expect(hash).toBe(recordHash(content))
    expect(first.ingested.holdings).toMatchObject([{ owner: old, balance: { amountMinor: 500n } }])
    expect(first.ingested.holdings[0]!.id).toMatch(/^club:credit:k-[0-9a-f]{16}-1$/)
    expect(first.kept.get(holding.id)).toBe(first.ingested.holdings[0]!.id)
    expect(keepIds(first.ingested, state).ingested).toEqual(first.ingested)
  })

  it('remembers hashes of the traits, no value', () => {
    expect(traitsOf(record(old, anna))).toMatch(/^([0-9a-f]{16} ){4}-$/)
  })
})
