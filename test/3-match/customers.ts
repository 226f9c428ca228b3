import { internChunk, type TextColumn } from '../../src/2-normalise/chunk.ts'
import { mergeChunks } from '../../src/2-normalise/merge-chunks.ts'
import { normaliseChunk } from '../../src/2-normalise/normalise-chunk.ts'
import type { MatchRole } from '../../src/model/match-role.ts'
import type { RecordColumns } from '../../src/model/record-columns.ts'

/** A record for tests: id, system and one text for each column. */
export interface TestRecord {
  readonly id: string
  readonly system?: string
  readonly [column: string]: string | undefined
}

const ROLES: Readonly<Record<string, MatchRole>> = {
  given: 'givenName', family: 'familyName', full: 'fullName', email: 'email', phone: 'phone', birth: 'birthDate', street: 'street', house: 'houseNumber',
  postcode: 'postcode', city: 'city', company: 'company', title: 'title', old: 'other', gender: 'other',
}

/** Records as the columns that matching reads. */
export function recordColumns(records: readonly TestRecord[]): RecordColumns {
  const names = Object.keys(ROLES).filter((name) => records.some((record) => record[name] !== undefined))
  const columns = names.map((name): TextColumn => ({ role: ROLES[name]!, name, values: records.map((record) => record[name] ?? null) }))
  const systems = records.some((record) => record.system !== undefined) ? { systems: records.map((record) => record.system ?? '') } : {}
  return mergeChunks([normaliseChunk(internChunk({ ids: records.map((record) => record.id), columns, ...systems }))])
}

const GIVEN = ['Anna', 'Ben', 'Clara', 'David', 'Eva', 'Felix', 'Greta', 'Hans', 'Ida', 'Jonas', 'Karin', 'Lena', 'Moritz', 'Nora', 'Otto', 'Paula', 'Ralf', 'Sofia', 'Thomas', 'Ulrike']
const FAMILY = ['Schmidt', 'Müller', 'Weber', 'Fischer', 'Wagner', 'Becker', 'Hoffmann', 'Schäfer', 'Koch', 'Richter', 'Wolf', 'Klein', 'Neumann', 'Schwarz', 'Braun', 'Zimmermann', 'Krüger', 'Hartmann', 'Lange', 'Krause']

/** `count` people of whom every third stands twice, the second time with a slip of the pen; the same ones every time. */
export function sampleCustomers(count: number): readonly TestRecord[] {
  let state = 42
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % limit
  }
  return Array.from({ length: count }, (_, person) => person).flatMap((person) => {
    const given = GIVEN[below(GIVEN.length)]!
    const family = FAMILY[below(FAMILY.length)]!
    const first: TestRecord = {
      id: `k${person}a`, given, family, email: below(4) === 0 ? '' : `${given}.${family}${below(90)}@web.de`, phone: below(3) === 0 ? '' : `0171 ${1_000_000 + below(9_000_000)}`,
      birth: `${1950 + below(50)}-0${1 + below(9)}-${10 + below(18)}`, street: `Ringstraße ${1 + below(90)}`, postcode: String(10_000 + below(300)), city: 'Leipzig',
    }
    if (person % 3 !== 0) return [first]
    const second: TestRecord = { ...first, id: `k${person}b`, family: `${family.slice(0, 2)}${family.slice(3)}`, email: '', phone: person % 2 === 0 ? (first.phone ?? '') : '' }
    return [first, second]
  })
}
