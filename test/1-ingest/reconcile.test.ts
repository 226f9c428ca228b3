import { describe, expect, it } from 'vitest'
import { reconcile } from '../../src/1-ingest/reconcile.ts'
import type { RecordId } from '../../src/model/record.ts'
import { emptyStoreState } from '../../src/model/store-state.ts'
import { ingested, record } from '../edge/store/world.ts'

/** A system with this many known records, of which the export lacks some. */
function missing(known: number, gone: number, maxGoneShare: number): number {
  const ids = Array.from({ length: known }, (_, index): RecordId => `s:${index}`)
  const state = { ...emptyStoreState, knownRecords: new Map(ids.map((id) => [id, ''])) }
  return reconcile(ingested(ids.slice(gone).map((id) => record(id)), []), state, { maxGoneShare }).gone.length
}

describe('records that an export lacks', () => {
  it.each([
    { known: 2, most: 1, share: 0.02, why: 'one of two may be deleted' },
    { known: 3, most: 1, share: 0.02, why: 'one of three' },
    { known: 40, most: 4, share: 0.02, why: 'a studio whose customers come and go' },
    { known: 41, most: 5, share: 0.02, why: 'a begun tenth counts' },
    { known: 100, most: 5, share: 0.02, why: 'five at any size' },
    { known: 250, most: 5, share: 0.02, why: 'the share as much as the few' },
    { known: 1_000, most: 20, share: 0.02, why: 'the share alone' },
    { known: 1, most: 0, share: 0.02, why: 'nobody is left: an empty file' },
    { known: 40, most: 0, share: 0, why: 'none at all where the rules say so' },
    { known: 4, most: 4, share: 1, why: 'all where the rules say so' },
  ])('$most of $known, not one more, at a share of $share: $why', ({ known, most, share }) => {
    expect(missing(known, most, share)).toBe(most)
    if (most === known) return
    const expected = most === 0 ? 'none missing' : `at most ${most} missing`
    expect(() => missing(known, most + 1, share)).toThrowError(expect.objectContaining({ code: 'SHORT_EXPORT', got: `${most + 1} missing`, expected }))
  })
})
