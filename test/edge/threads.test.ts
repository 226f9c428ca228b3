import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { noThreads, openThreads } from '../../src/edge/threads.ts'
import { folderWith } from '../project-folder.ts'

/** A worker that answers a number with its context's times as much; the smaller the number, the later it answers. */
function workerFile(): URL {
  const path = join(folderWith({}), 'worker.mjs')
  writeFileSync(path, `import { parentPort, workerData } from 'node:worker_threads'
parentPort.on('message', (job) => {
  if (job === 13) { parentPort.postMessage({ failed: { code: 'INTERNAL', message: 'thirteen', got: '13' } }); return }
  if (job === 14) throw new Error('fourteen')
  const until = performance.now() + 20 / job
  while (performance.now() < until);
  parentPort.postMessage({ result: job * workerData })
})`)
  return pathToFileURL(path)
}

async function all<T>(results: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = []
  for await (const result of results) found.push(result)
  return found
}

describe('jobs on several threads', () => {
  it('give their results in the order of the jobs', async () => {
    const threads = openThreads<number, number>(3, workerFile(), 10)
    const jobs = Array.from({ length: 20 }, (_, index) => (index % 7) + 1)
    expect(await all(threads.each(jobs))).toEqual(jobs.map((job) => job * 10))
    expect(await all(threads.each([]))).toEqual([])
    await threads.close()
  })
  it('give the same without threads', async () => {
    const none = noThreads((job: number) => job * 10)
    expect(await all(none.each([3, 1, 2]))).toEqual([30, 10, 20])
    await none.close()
  })
  it('let a signal be heard between two jobs, also without threads', async () => {
    const order: (number | string)[] = []
    setImmediate(() => { order.push('signal') })
    for await (const result of noThreads((job: number) => job).each([1, 2, 3])) order.push(result)
    expect(order).toEqual([1, 'signal', 2, 3])
  })
  it('carry an error of ours with its code, and any other as it is', async () => {
    for (const [job, expected] of [[13, { code: 'INTERNAL', message: 'thirteen', got: '13', exitCode: 2 }], [14, { message: 'fourteen' }]] as const) {
      const threads = openThreads<number, number>(2, workerFile(), 10)
      await expect(all(threads.each([1, job, 2, 3, 4, 5, 6, 7]))).rejects.toMatchObject(expected)
      await threads.close()
    }
  })
})
