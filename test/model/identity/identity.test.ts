import { describe, expect, it } from 'vitest'
import type { Fields } from '../../../src/model/field.ts'
import { birthDatesConflict } from '../../../src/model/identity/birth-dates.ts'
import { isCompanyAndContact } from '../../../src/model/identity/company-contact.ts'
import { givenNamesPlainlyDiffer } from '../../../src/model/identity/given-names.ts'
import { isParentAndChild } from '../../../src/model/identity/parent-child.ts'
import { isSharedMailbox, isSlipOrTwins } from '../../../src/model/identity/shared-email.ts'
import type { Participant, SourceRecord } from '../../../src/model/record.ts'

function record(fields: Fields, more: Partial<SourceRecord> = {}): SourceRecord {
  return { id: 's:1', system: 's', origin: 'staff', createdOn: null, lastLoginOn: null, fields, extra: {}, logins: [], participants: [], flags: {}, issues: [], hash: '', ...more }
}

function child(givenName: string, birthDate: string | null = null): Participant {
  return { id: givenName, givenName, familyName: 'Berg', birthDate }
}

describe('given names that are plainly different', () => {
  const check = (left: string, right: string, expected: boolean, more: readonly [Fields, Fields] = [{}, {}]): void => {
    expect(givenNamesPlainlyDiffer({ givenName: left, ...more[0] }, { givenName: right, ...more[1] })).toBe(expected)
    expect(givenNamesPlainlyDiffer({ givenName: right, ...more[1] }, { givenName: left, ...more[0] })).toBe(expected)
  }
  it.each([
    ['Ute', 'Jens'], ['Mia', 'Ole'], ['Martin', 'Martina'], ['Mario', 'Maria'], ['Stefan', 'Stefanie'], ['Julian', 'Juliana'], ['Paul', 'Paula'], ['Peter', 'Petra'],
    ['A.', 'Bernd'], ['Jan', 'Jon'], ['Hans-Peter', 'Klaus'], ['Anna', 'Emma'], ['Max', 'Moritz'], ['Hannes', 'Hannah'], ['Lisa', 'Lina'], ['Karl', 'Karla'], ['Michael', 'Michaela'], ['Anna Maria', 'Eva Maria'], ['Hans-Peter', 'Klaus-Peter'],
  ])('D1.3 %s and %s', (left, right) => check(left, right, true))
  it.each([
    ['Hans', 'Johannes'], ['Sepp', 'Josef'], ['Hans-Peter', 'Hans'], ['Hans-Peter', 'Hanspeter'], ['Hans Peter', 'Peter'], ['A.', 'Anna'], ['A', 'Anna'], ['Chrisitan', 'Christian'], ['Katharina', 'Katarina'],
    ['Müller-Jürgen', 'Mueller Juergen'], ['Jürgen', 'Jurgen'], ['ANNA', 'anna'], ['Alex', 'Alexander'], ['Anna Maria', 'Anna'], ['Stephan', 'Stefan'], ['Elisabeth', 'Lisa'], ['Bernhard', 'Bernd'], ['Thomsa', 'Thomas'], ['René', 'Rene'], ['Karolin', 'Karoline'], ['Christin', 'Christine'], ['Anna M.', 'Anna Maria'], ['Maria Anna', 'Anna-Maria'], ['Johannes Peter', 'Hans-Peter'],
  ])('D1.3 not %s and %s', (left, right) => check(left, right, false))
  it('D1.3 not where one has none', () => {
    expect(givenNamesPlainlyDiffer({}, { givenName: 'Ute' })).toBe(false)
    expect(givenNamesPlainlyDiffer({ givenName: ' ' }, { givenName: 'Ute' })).toBe(false)
  })
  it('D1.3 not where given and family name stand in each other\'s place', () => check('Anna', 'Berg', false, [{ familyName: 'Berg' }, { familyName: 'Anna' }]))
  it('D1.3 alike names of a woman and a man', () => check('Andrea', 'Andreas', true, [{ salutation: 'Frau' }, { salutation: 'Herr' }]))
})

describe('shared mailbox', () => {
  it('D1.3 one mailbox, two people', () => expect(isSharedMailbox({ email: ' Fam@X.de', givenName: 'Ute' }, { email: 'fam@x.de', givenName: 'Jens' })).toBe(true))
  it('D1.3 one mailbox, one person of a new family name', () => expect(isSharedMailbox({ email: 'u@x.de', givenName: 'Ute', familyName: 'Alt' }, { email: 'u@x.de', givenName: 'Ute', familyName: 'Neu' })).toBe(false))
  it.each([
    ['Tnja', 'Tanja'], ['Jan', 'Jana'], ['Ina', 'Tina'], ['Tim', 'Tom'], ['Uwe', 'Uew'], ['Martin', 'Martina'],
  ])('D1.3 %s and %s: two people by the mailbox alone, a slip or twins where both are born on one day', (one, other) => {
    const pair = (born?: string, bornToo?: string): readonly [Fields, Fields] => [{ email: 'a@x.de', givenName: one, ...(born === undefined ? {} : { birthDate: born }) }, { email: 'a@x.de', givenName: other, ...(bornToo === undefined ? {} : { birthDate: bornToo }) }]
    for (const [left, right] of [pair(), pair('1980-05-17'), pair('1980-05-17', '1980-05-18'), pair('1900-01-01', '1900-01-01')]) {
      expect([isSharedMailbox(left, right), isSlipOrTwins(left, right)]).toEqual([true, false])
    }
    const [left, right] = pair('1980-05-17', '1980-05-17')
    expect([isSharedMailbox(left, right), isSlipOrTwins(left, right), isSlipOrTwins(right, left)]).toEqual([false, true, true])
    const [herr, frau] = [{ ...left, salutation: 'Herr' }, { ...right, salutation: 'Frau' }]
    expect([isSharedMailbox(herr, frau), isSlipOrTwins(herr, frau)]).toEqual([true, false])
    expect(isSlipOrTwins({ ...left, email: 'b@x.de' }, right)).toBe(false)
  })
  it.each([['Max', 'Mia'], ['Ute', 'Jens'], ['Bo', 'Jo'], ['Anna Maria', 'Eva Maria'], ['Merle', 'Svenja']])('D1.3 %s and %s are two people whenever they were born', (one, other) => {
    const [left, right] = [{ email: 'a@x.de', givenName: one, birthDate: '1980-05-17' }, { email: 'a@x.de', givenName: other, birthDate: '1980-05-17' }]
    expect([isSharedMailbox(left, right), isSlipOrTwins(left, right)]).toEqual([true, false])
  })
  it('D1.3 two mailboxes', () => expect(isSharedMailbox({ email: 'u@x.de', givenName: 'Ute' }, { email: 'j@x.de', givenName: 'Jens' })).toBe(false))
  it('D1.3 no mailbox', () => expect(isSharedMailbox({ givenName: 'Ute' }, { givenName: 'Jens' })).toBe(false))
})

describe('birth dates', () => {
  it.each([
    ['nothing in common', '1980-05-17', '1982-06-18', true], ['the year alone', '1980-05-17', '1980-06-18', true],
    ['year and month', '1980-05-17', '1980-05-18', false], ['month and day', '1958-05-17', '1985-05-17', false], ['the month alone', '1980-05-17', '1981-05-18', false], ['the day alone', '1980-05-17', '1981-06-17', false],
    ['day and month swapped', '1980-05-06', '1980-06-05', false], ['day and month swapped in another year', '1951-03-04', '1983-04-03', true], ['one is missing', '1980-05-17', undefined, false], ['one is a placeholder', '1900-01-01', '1980-05-17', false], ['one is not whole', '1980-00-00', '1980-05-17', false],
  ] as const)('%s', (_, left, right, expected) => {
    expect(birthDatesConflict(left, right)).toBe(expected)
    expect(birthDatesConflict(right, left)).toBe(expected)
  })
})

describe('parent and child', () => {
  const anna = { givenName: 'Anna', familyName: 'Berg' }
  it.each([
    ['father and son of one name, a generation apart', record({ givenName: 'Karl', familyName: 'Berg', birthDate: '1960-01-02' }), record({ givenName: 'Karl', familyName: 'Berg', birthDate: '1990-03-04' }), true],
    ['father and son born in the same month', record({ givenName: 'Karl', familyName: 'Berg', birthDate: '1960-03-02' }), record({ givenName: 'Karl', familyName: 'Berg', birthDate: '1990-03-04' }), true],
    ['father and son born on the same day of a month', record({ givenName: 'Karl', familyName: 'Berg', birthDate: '1960-01-04' }), record({ givenName: 'Karl', familyName: 'Berg', birthDate: '1990-03-04' }), true],
    ['siblings', record({ ...anna, birthDate: '1990-01-02' }), record({ givenName: 'Ute', familyName: 'Berg', birthDate: '1993-03-04' }), false],
    ['a typing mistake in the year', record({ ...anna, birthDate: '1958-01-02' }), record({ ...anna, birthDate: '1985-01-02' }), false],
    ['two families', record({ givenName: 'Karl', familyName: 'Berg', birthDate: '1960-01-02' }), record({ givenName: 'Karl', familyName: 'Tal', birthDate: '1990-03-04' }), false],
    ['junior and senior', record({ givenName: 'Karl', familyName: 'Berg jun.' }), record({ title: 'Senior', givenName: 'Karl', familyName: 'Berg' }), true],
    ['a child that attends on the account of the other', record(anna, { participants: [child('Mia', '2015-02-03')] }), record({ givenName: 'Mia', familyName: 'Berg', birthDate: '2015-02-03' }), true],
    ['somebody who attends in person', record(anna, { participants: [child('Anna')] }), record(anna), false],
    ['son of the same name who attends', record({ givenName: 'Karl', familyName: 'Berg', birthDate: '1980-05-06' }, { participants: [child('Karl', '2015-02-03')] }), record({ givenName: 'Karl', familyName: 'Berg' }), true],
  ])('D1.5 %s', (_, left, right, expected) => {
    expect(isParentAndChild(left, right)).toBe(expected)
    expect(isParentAndChild(right, left)).toBe(expected)
  })
})

describe('company and contact', () => {
  const anna = { givenName: 'Anna', familyName: 'Berg', email: 'anna@berg.de' }
  it.each([
    ['a marked company and a person', record({ company: 'Berg GmbH', givenName: 'Bea', familyName: 'Tal' }, { flags: { company: true } }), record(anna), true],
    ['a company without a person\'s name', record({ company: 'Berg GmbH' }), record(anna), true],
    ['a role mailbox without a name', record({ email: 'info@berg.de' }), record(anna), true],
    ['one person, once with the company named', record({ ...anna, company: 'Berg GmbH' }), record(anna), false],
    ['a sole trader, whose two records a person must judge', record({ ...anna, company: 'Anna Berg' }, { flags: { company: true } }), record(anna), true],
    ['two companies', record({ company: 'Berg GmbH' }), record({ company: 'Tal GmbH' }), false],
    ['two people', record(anna), record(anna), false],
  ])('%s', (_, left, right, expected) => {
    expect(isCompanyAndContact(left, right)).toBe(expected)
    expect(isCompanyAndContact(right, left)).toBe(expected)
  })
})
