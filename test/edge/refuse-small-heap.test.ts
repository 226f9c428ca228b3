import { describe, expect, it } from 'vitest'
import { refuseSmallHeap } from '../../src/edge/refuse-small-heap.ts'

describe('a heap that cannot hold the run', () => {
  it('is refused before the work, with the setting that helps', () => {
    expect(() => { refuseSmallHeap(1_200_000, 1_800_000, 4_345_000_000) }).toThrow(expect.objectContaining({ code: 'MEMORY_SHORT', exitCode: 69, next: expect.stringContaining('--max-old-space-size=5000') as string }) as Error)
  })
  it('is not spoken of where it is large enough', () => { refuseSmallHeap(1_000_000, 1_500_000, 4_345_000_000) })
})
