import { describe, expect, it } from 'vitest'
import { recordValue, type ValueName, withRecordValue } from '../../src/model/record-value.ts'
import type { SourceRecord } from '../../src/model/record.ts'

const record: SourceRecord = { id: 's:1', system: 's', origin: 'staff', createdOn: null, lastLoginOn: null, fields: { city: 'Ulm' }, extra: { Farbe: 'rot' }, logins: [], participants: [], flags: { staff: false, sanctions: ['b', 'a'] }, issues: [], hash: '' }

describe('a value of a record', () => {
  const check = (name: ValueName, before: string | null, after: string | null): void => {
    expect(recordValue(record, name)).toBe(before)
    const changed = withRecordValue(record, name, after)
    expect(recordValue(changed, name)).toBe(after)
    expect(recordValue(withRecordValue(changed, name, before), name)).toBe(before)
    for (const other of ['city', 'phone', 'extra.Farbe', 'extra.city', 'sanctions'] as const) if (other !== name) expect(recordValue(changed, other)).toBe(recordValue(record, other))
    expect(changed.flags.staff).toBe(false)
  }
  it.each([
    ['city', 'Ulm', 'Bonn'], ['city', 'Ulm', null], ['phone', null, '1'], ['extra.Farbe', 'rot', null], ['extra.city', null, 'x'], ['sanctions', 'a|b', 'a|b|c'], ['sanctions', 'a|b', null],
  ] as const)('%s from %s to %s', (name, before, after) => check(name, before, after))
})
