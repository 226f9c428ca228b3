import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/model/json.ts'
import { recordJson } from '../../src/model/record-json.ts'
import type { SourceRecord } from '../../src/model/record.ts'
import { record } from '../edge/store/world.ts'

const plain = record('s:1')
const cases: readonly (readonly [string, SourceRecord])[] = [
  ['as it is made', plain],
  ['signs that JSON escapes', { ...plain, fields: { familyName: 'a"b\\c\u2028\n\uD800', givenName: 'Zoë 🏔' } }],
  ['fields out of order', { ...plain, fields: { givenName: 'B', familyName: 'A' } }],
  ['extra columns out of order', { ...plain, extra: { b: '2', a: '1' } }],
  ['counts of tabs out of order', { ...plain, flags: { counts: { note: 2, card: 1 } } }],
  ['logins out of order', { ...plain, logins: [{ userName: 'a', passwordReference: 'r' }] }],
  ['a participant', { ...plain, participants: [{ id: 'p', givenName: 'A', familyName: null, birthDate: null }] }],
  ['an issue', { ...plain, issues: [{ where: { column: 'x' }, got: null, expected: 'e', code: 'VALUE_DATE' }] }],
  ['its own keys out of order', Object.fromEntries(Object.entries(plain).toReversed()) as unknown as SourceRecord],
  ['a value that is left out', { ...plain, flags: { staff: true, company: undefined } as unknown as SourceRecord['flags'] }],
]

describe('the JSON of a record', () => {
  it.each(cases)('is the canonical one: %s', (_, each) => {
    expect(recordJson(each)).toBe(canonicalJson(each))
  })
})
