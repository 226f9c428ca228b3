import { describe, expect, it } from 'vitest'
import { match } from '../../src/3-match/match.ts'
import type { Fields } from '../../src/model/field.ts'
import type { RecordId, SourceRecord } from '../../src/model/record.ts'
import { comparableRecords } from '../../src/run/comparable-records.ts'
import { reportEvidence } from '../../src/run/report-evidence.ts'

const iban = 'DE02120300000000202051'
const people: readonly Fields[] = [
  { givenName: 'Anna', familyName: 'Bärwald', email: 'anna@t-online.de', birthDate: '1987-06-05', street: 'Lindenallee', houseNumber: '12', postcode: '50668', city: 'Köln', iban },
  { givenName: 'Anna', familyName: 'Baerwald', email: 'a.baerwald@gmail.com', birthDate: '1987-06-05', street: 'Lindenallee', houseNumber: '12', postcode: '50668', city: 'Köln', iban },
  { givenName: 'Jonas', familyName: 'Huber', email: 'jonas@web.de', birthDate: '1990-01-02', mobile: '+491715550001', street: 'Marktplatz', houseNumber: '3', postcode: '80331', city: 'München' },
  { givenName: 'Mia', familyName: 'Nowak', birthDate: '2001-11-30', street: 'Am Bach', houseNumber: '7', postcode: '04103', city: 'Leipzig' },
]

function recordOf(fields: Fields, index: number): SourceRecord {
  return { id: `s:${index}`, system: 's', origin: 'staff', createdOn: null, lastLoginOn: null, fields, extra: {}, logins: [], participants: [], flags: {}, issues: [], hash: String(index) }
}

describe('evidence in the report', () => {
  it('the bars add up to the weight of every pair, and no sentence or bar holds a bank account', async () => {
    const columns = comparableRecords(people.map(recordOf))
    const evidence = reportEvidence(await match(columns), columns)
    for (const [source, survivor] of [['s:1', 's:0'], ['s:2', 's:0'], ['s:3', 's:2']] as readonly (readonly [RecordId, RecordId])[]) {
      const found = evidence(source, survivor)
      expect(found.comparisons.reduce((sum, bar) => sum + bar.weightMilliBits, 0)).toBe(found.weightMilliBits)
      expect(JSON.stringify(found).toLowerCase()).not.toContain('202051')
      expect(found.sentences.every(({ de, en }) => de.endsWith('.') && en.endsWith('.'))).toBe(true)
    }
  })

  it('says the sum first, what speaks for and against with the values, and what could not be compared', async () => {
    const columns = comparableRecords(people.map(recordOf))
    const twin = reportEvidence(await match(columns), columns)('s:1', 's:0')
    expect(twin.sentences[0]!.de).toMatch(/^Zusammen [+−]\d+,\d, das heißt /)
    expect(twin.sentences.map((words) => words.en).join(' ')).toContain('(5 Jun 1987)')
    expect(twin.sentences.at(-1)!.en).toBe('Empty on one side and therefore not compared: Phone.')
    expect(twin.comparisons.map((bar) => bar.name.de)).toEqual(expect.arrayContaining(['Ausgangslage', 'Vorname', 'Nachname', 'E-Mail', 'Geburtsdatum', 'Anschrift']))
  })
})
