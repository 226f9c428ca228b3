import { parentPort, workerData } from 'node:worker_threads'
import { errorParts } from '../src/model/error.ts'
import { ingest, type IngestInput } from './ingest.ts'
import type { IngestMessage } from './ingest-exports.ts'

const say = (message: IngestMessage): void => { parentPort?.postMessage(message) }

try {
  const ingested = await ingest(workerData as IngestInput, {
    begin: (stage, words) => { say({ kind: 'begin', stage, words }) },
    at: (done, of) => { say({ kind: 'at', done, of }) },
    end: (counts) => { say({ kind: 'end', counts }) },
  })
  say({ kind: 'ingested', ingested })
} catch (error) {
  const failed = errorParts(error)
  if (failed === undefined) throw error
  say({ kind: 'failed', failed })
}
