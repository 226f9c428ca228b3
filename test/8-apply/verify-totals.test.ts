import { describe, expect, it } from 'vitest'
import { reconcile } from '../../src/1-ingest/reconcile.ts'
import { verifyTotals } from '../../src/8-apply/verify-totals.ts'
import type { RecordId } from '../../src/model/record.ts'
import { type Alias, emptyStoreState } from '../../src/model/store-state.ts'
import { credit, ingested, record } from '../edge/store/world.ts'

const retired: Alias = { record: 's:a', customer: 's:b', survivor: 's:b', state: 'retired', since: '2026-03-31', merge: 'm-0000000000000001' }

/** The check of owners where `s:a` was merged into `s:b`, who is in no export, and these credits stand in them. */
function owners(...holders: readonly RecordId[]): { readonly corrections: readonly string[]; readonly ok: boolean } {
  const exports = ingested([record('s:a')], holders.map((owner, index) => credit(`s:credit:${index}`, owner, 100n)))
  const rows = verifyTotals({ ingested: exports, reconciled: reconcile(exports, { ...emptyStoreState, aliases: [retired] }, { maxGoneShare: 1 }), stored: [], faults: [], appliedInput: null })
  return rows.find((row) => row.check === 'holdings with one owner')!
}

describe('a holding whose owner is in no export', () => {
  it('is named and no failure where a merge moved it to a customer who was deleted since', () => {
    expect(owners('s:a')).toMatchObject({ corrections: [expect.stringContaining('s:credit:0 belongs to s:b, who is in no export any more: if this customer is gone for good, delete s:a')], ok: true })
  })
  it('is a failure where nothing accounts for the owner', () => {
    expect(owners('s:a', 's:x')).toMatchObject({ corrections: [expect.stringContaining('s:credit:0'), 's:credit:1 belongs to s:x, who is in no export'], ok: false })
  })
})
