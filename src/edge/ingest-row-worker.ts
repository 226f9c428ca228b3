import { workerData } from 'node:worker_threads'
import type { RowForms } from '../run/ingest-part.ts'
import { openIngestJobs } from './ingest-job.ts'
import { answerJobs } from './threads.ts'

answerJobs(() => openIngestJobs(workerData as RowForms), (result) => [result.lines.bytes.buffer as ArrayBuffer])
