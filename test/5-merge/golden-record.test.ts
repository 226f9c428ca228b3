import { describe, expect, it } from 'vitest'
import type { Fields } from '../../src/model/field.ts'
import type { Participant } from '../../src/model/record.ts'
import type { Ruleset, Take } from '../../src/ruleset/ruleset.ts'
import { mergesOf, type Person, rulesOf } from './scene.ts'

/** The result of one merge of survivor `a` (online), then `b`, then `c`, for the fields that the case names. */
function check(records: readonly (Partial<Person> & { readonly fields: Fields })[], expected: Readonly<Record<string, string | null>>, rules: Ruleset = rulesOf('default')): void {
  const ids = ['a', 'b', 'c']
  const people = records.map((record, index): Person => ({ createdOn: `20${20 + index}-01-01`, origin: index === 0 ? 'online' : 'staff', ...record, id: ids[index]! }))
  const [merge] = mergesOf({ people, rules })
  const results = Object.fromEntries(Object.keys(expected).map((name) => {
    const field = merge!.golden.find((each) => each.field === name)
    return [name, field === undefined || field.result === null ? null : `${field.result} < ${field.from!.slice(2)} ${field.rule}`]
  }))
  expect(results).toEqual(expected)
}

function withTake(field: 'phone' | 'company', take: Take): Ruleset {
  const rules = rulesOf('default')
  return { ...rules, fields: [{ id: 'special', why: { de: 'x', en: 'x' }, fields: [field], take, atomic: false }, ...rules.fields.map((rule) => ({ ...rule, fields: rule.fields.filter((each) => each !== field) }))] }
}

describe('golden record', () => {
  const cases: readonly (readonly [string, Parameters<typeof check>[0], Parameters<typeof check>[1], Ruleset?])[] = [
    ['D2.9 what is there stays', [{ fields: { phone: '1' } }, { fields: { phone: '2' } }], { phone: '1 < a phones' }],
    ['D2.9 what is empty is filled', [{ fields: {} }, { fields: { phone: '2' } }], { phone: '2 < b phones' }],
    ['D2.9 emptiness never overwrites', [{ fields: { title: 'Dr.' } }, { fields: {} }], { title: 'Dr. < a person' }],
    ['the source that would survive next fills first', [{ fields: {} }, { fields: { phone: '2' }, createdOn: '2019-01-01' }, { fields: { phone: '3' }, createdOn: '2018-01-01' }], { phone: '3 < c phones' }],
    ['D1.7 the number of a source does not replace an empty one', [{ fields: {} }, { fields: { customerNumber: '77' } }], { customerNumber: null }],
    ['an address is not mixed', [{ fields: { street: 'Seeweg', city: 'Ulm' } }, { fields: { street: 'Talstr.', houseNumber: '3', postcode: '10115', city: 'Berlin' } }], { street: 'Seeweg < a address', houseNumber: null, postcode: null, city: 'Ulm < a address' }],
    ['the same address written in full completes it', [{ fields: { street: 'SEEWEG', city: 'Ulm' } }, { fields: { street: 'Seeweg', houseNumber: '3', postcode: '89073', city: 'Ulm' } }], { street: 'SEEWEG < a address', houseNumber: '3 < b address', postcode: '89073 < b address', city: 'Ulm < a address' }],
    ['an address that shares nothing does not complete it', [{ fields: { street: 'Seeweg' } }, { fields: { city: 'Berlin' } }], { street: 'Seeweg < a address', city: null }],
    ['no address takes a whole one', [{ fields: {} }, { fields: { street: 'Talstr.', city: 'Berlin' } }], { street: 'Talstr. < b address', city: 'Berlin < b address' }],
    ['a mandate comes only with its account', [{ fields: { iban: 'DE01' } }, { fields: { iban: 'DE02', mandateReference: 'M2' } }], { iban: 'DE01 < a bank', mandateReference: null }],
    ['a mandate of the same account', [{ fields: { iban: 'DE01' } }, { fields: { iban: 'DE01', mandateReference: 'M1' } }], { iban: 'DE01 < a bank', mandateReference: 'M1 < b bank' }],
    ['an objection of the source holds', [{ fields: { marketingConsent: 'ja' } }, { fields: { marketingConsent: 'Nein' } }], { marketingConsent: 'Nein < b consent' }],
    ['a consent of the source is not taken over', [{ fields: {} }, { fields: { marketingConsent: 'ja' } }], { marketingConsent: null }],
    ['newest', [{ fields: { phone: '1' } }, { fields: { phone: '2' } }, { fields: {} }], { phone: '2 < b special' }, withTake('phone', 'newest')],
    ['longest', [{ fields: { company: 'Berg' } }, { fields: { company: 'Berg GmbH' } }], { company: 'Berg GmbH < b special' }, withTake('company', 'longest')],
    ['survivor, even if empty', [{ fields: {} }, { fields: { phone: '2' } }], { phone: null }, withTake('phone', 'survivor')],
    ['most restrictive', [{ fields: { phone: 'yes' } }, { fields: { phone: 'no' } }], { phone: 'no < b special' }, withTake('phone', 'most-restrictive')],
    ['as the e-mail', [{ fields: { phone: '1' } }, { fields: { phone: '2', email: 'b@x.de' } }], { phone: '2 < b special', email: 'b@x.de < b email' }, withTake('phone', 'emailFrom')],
    ['D7.6 a restriction of the source stays', [{ fields: {} }, { fields: {}, flags: { sanctions: ['may not reserve'] } }], { sanctions: 'may not reserve < b sanctions' }],
    ['D7.6 restrictions of the survivor stay', [{ fields: {}, flags: { sanctions: ['b', 'a'] } }, { fields: {} }], { sanctions: 'a|b < a sanctions' }],
    ['columns of its own', [{ fields: {}, extra: { Farbe: '' } }, { fields: {}, extra: { Farbe: 'rot', Gr: 'M' } }], { 'extra.Farbe': 'rot < b extra', 'extra.Gr': 'M < b extra' }],
  ]
  it.each(cases.map(([name, records, expected, rules]) => ({ name, records, expected, rules })))('$name', ({ records, expected, rules }) => check(records, expected, rules))

  it('D7.6 restrictions of several add up', () => {
    const [merge] = mergesOf({ people: [{ id: 'a', flags: { sanctions: ['no booking'] } }, { id: 'b', flags: { sanctions: ['cash only'] } }] })
    expect(merge!.golden.find((field) => field.field === 'sanctions')).toEqual({ field: 'sanctions', values: [{ record: 's:a', value: 'no booking' }, { record: 's:b', value: 'cash only' }], result: 'cash only|no booking', from: null, rule: 'sanctions' })
  })

  it('D2.8 says what every member holds, survivor first', () => {
    const [merge] = mergesOf({ people: [{ id: 'z', origin: 'online', fields: { phone: '1' } }, { id: 'b', fields: {} }, { id: 'a', fields: { phone: '3' } }] })
    expect(merge!.golden.find((field) => field.field === 'phone')!.values).toEqual([{ record: 's:z', value: '1' }, { record: 's:a', value: '3' }, { record: 's:b', value: null }])
  })
})

describe('participants', () => {
  const child = (id: string, givenName: string, birthDate: string | null = null): Participant => ({ id, givenName, familyName: 'Berg', birthDate })
  it.each<readonly [string, readonly Participant[], readonly Participant[], readonly (readonly [string, 'combine' | 'keep'])[]]>([
    ['D1.5 equal ones are proposed as combined', [child('1', 'Mia', '2015-01-02')], [child('2', 'MIA', '2015-01-02')], [['1 2', 'combine']]],
    ['D1.5 one without a birth date', [child('1', 'Mia', '2015-01-02')], [child('2', 'Mia')], [['1 2', 'combine']]],
    ['D1.5 the same name, another birth date', [child('1', 'Mia', '2015-01-02')], [child('2', 'Mia', '2017-03-04')], [['1 2', 'keep']]],
    ['D1.5 twins', [child('1', 'Mia', '2015-01-02')], [child('2', 'Ole', '2015-01-02')], [['1 2', 'keep']]],
    ['D1.5 two children', [child('1', 'Mia', '2015-01-02')], [child('2', 'Ole', '2017-01-02')], []],
    ['D1.5 two of one name on one account', [child('1', 'Mia'), child('3', 'Mia')], [child('2', 'Mia')], [['1 3 2', 'keep']]],
    ['D1.5 without a name', [{ ...child('1', ''), givenName: null }], [{ ...child('2', ''), givenName: null }], []],
  ])('%s', (_, ours, theirs, expected) => {
    const [merge] = mergesOf({ people: [{ id: 'a', participants: ours }, { id: 'b', participants: theirs }] })
    expect(merge!.participants.map((match) => [match.participants.map((each) => each.participant).join(' '), match.proposal])).toEqual(expected)
  })
})
