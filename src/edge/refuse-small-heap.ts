import { getHeapStatistics } from 'node:v8'
import { DubletteError } from '../model/error.ts'

/** Measured on generated customers with one and a half holdings each: a million of them get through with a heap of 4.3 GB. */
const bytesPerRecord = 1_700
const bytesPerHolding = 1_000
/** What the collector needs above what is held, so that a run does not spend its time collecting. */
const headroom = 1.25

/**
 * Stops before the work where Node's heap cannot hold the run: better than to die in the middle of it.
 * @throws DubletteError MEMORY_SHORT naming the setting that gives Node more
 */
export function refuseSmallHeap(records: number, holdings: number, heapLimitBytes: number = getHeapStatistics().heap_size_limit): void {
  const needed = (records * bytesPerRecord + holdings * bytesPerHolding) * headroom
  if (needed <= heapLimitBytes) return
  const megabytes = Math.ceil(needed / 1e6 / 500) * 500
  throw new DubletteError('MEMORY_SHORT', 'The run would need more memory than Node may use.', {
    got: `${Math.floor(heapLimitBytes / 1e6)} MB for ${records} records and ${holdings} holdings`, expected: `about ${megabytes} MB`,
    next: `Start it with NODE_OPTIONS=--max-old-space-size=${megabytes}, on a machine that has as much.`,
  })
}
