import { describe, expect, it } from 'vitest'
import { distinctPairs } from '../../src/3-match/sampled-pairs.ts'

describe('sampled pairs', () => {
  it('stand once each, in the order in which they first come, with the rule and the weight of the first rule that found them', () => {
    const found = distinctPairs({
      pairs: { left: Int32Array.of(0, 2, 0, 0, 2), right: Int32Array.of(1, 5, 3, 1, 5) },
      rule: Uint8Array.of(0, 0, 1, 1, 2),
      weight: Float64Array.of(1, 1, 4, 4, 8),
    })
    expect(found).toEqual({
      pairs: { left: Int32Array.of(0, 2, 0), right: Int32Array.of(1, 5, 3) },
      rule: Uint8Array.of(0, 0, 1),
      weight: Float64Array.of(1, 1, 4),
      placeOf: Int32Array.of(0, 1, 2, 0, 1),
    })
  })
})
