import { describe, expect, it } from 'vitest'
import type { RecordId } from '../../src/model/record.ts'
import type { Alias } from '../../src/model/store-state.ts'
import { formerRecords } from '../../src/run/former-records.ts'
import { inputOf } from '../5-merge/scene.ts'

describe('records that earlier merges made part of a customer', () => {
  it('are found under the record that stands for the customer now, also where another one stood for it first', () => {
    const { recordOf } = inputOf({ people: [{ id: 'old' }, { id: 'new' }] })
    const [old, now, first]: readonly RecordId[] = ['s:old', 's:new', 's:first'] as const
    const alias = (record: RecordId, state: Alias['state']): Alias => ({ record, customer: first!, survivor: now!, state, since: '2026-01-01', merge: null })
    const formerOf = formerRecords([alias(old!, 'retired'), alias(now!, 'active')], [old!], recordOf)
    expect(formerOf(now!).map(({ id }) => id)).toEqual([old])
  })
})
