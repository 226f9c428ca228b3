import { describe, expect, it } from 'vitest'
import { householdsOf, allPhoneEndings } from '../../src/run/households.ts'
import { comparableRecords } from '../../src/run/comparable-records.ts'
import { householdWords } from '../../src/7-review/household-words.ts'
import type { Fields } from '../../src/model/field.ts'
import { recordsById } from '../../src/run/stage-inputs.ts'
import { mergesOf, inputOf, recordId, type Person } from '../5-merge/scene.ts'

const home: Fields = { street: 'Fliederstieg', houseNumber: '4', postcode: '24103', city: 'Kiel' }
const merged: readonly Person[] = [{ id: '1', fields: { ...home, phone: '0461 559812' } }, { id: '2', origin: 'online', fields: home }]

/** The sentences about others beside the merge of 1 and 2. */
function check(others: readonly Person[], expected: readonly string[], language: 'de' | 'en' = 'en'): void {
  const merges = mergesOf({ people: merged })
  const all = inputOf({ people: [...merged, ...others] })
  const records = [...merged, ...others].map((person) => all.recordOf(recordId(person.id))).toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const found = householdsOf(merges, { columns: comparableRecords(records), phoneEndings: allPhoneEndings(records), recordAt: (number) => records[number]! }, [])
  expect(householdWords(found.get(merges[0]!.id)!, recordsById(records)).map((words) => words[language])).toEqual(expected)
}

describe('who lives with a member and is another customer', () => {
  it('nobody', () => check([{ id: '3', fields: { street: 'Anderswo', houseNumber: '4', postcode: '24103' } }], []))
  it('the same address and family name, however it is written', () => {
    check([{ id: '3', fields: { ...home, givenName: 'Bernd', street: 'FLIEDERSTIEG 4', houseNumber: '' } as Fields }], ['Bernd Berg (s:3): same address and family name.'])
  })
  it('another family in the same house is no household', () => check([{ id: '3', fields: { ...home, familyName: 'Quellbrunn' } }], []))
  it('the same telephone, in another spelling and under mobile', () => {
    check([{ id: '3', fields: { givenName: 'Ute', familyName: 'Quellbrunn', mobile: '+49 461/559812' } }], ['Ute Quellbrunn (s:3): gleiche Telefonnummer.'], 'de')
  })
  it('both are said once', () => {
    check([{ id: '3', fields: { ...home, givenName: 'Bernd', phone: '0461559812' } }], ['Bernd Berg (s:3): same address and family name, same telephone number.'])
  })
  it('a telephone of very many is no household', () => {
    check(Array.from({ length: 9 }, (_, index) => ({ id: String(index + 3), fields: { familyName: 'Amt', phone: '0461 559812' } })), [])
  })
  it('in a fixed order, whatever the order of records', () => {
    const one: Person = { id: '4', fields: { ...home, givenName: 'Uta' } }
    const other: Person = { id: '3', fields: { ...home, givenName: 'Jens' } }
    const words = ['Jens Berg (s:3): same address and family name.', 'Uta Berg (s:4): same address and family name.']
    check([one, other], words)
    check([other, one], words)
  })
})
