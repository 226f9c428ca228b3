import { type HoldingRows, type HoldingsPart, openPartReader, type RecordRows, type RecordsPart, type RowForms } from '../run/ingest-part.ts'
import { noThreads, openThreads, type Threads } from './threads.ts'

export type IngestJob = { readonly kind: 'records'; readonly rows: RecordRows } | { readonly kind: 'holdings'; readonly rows: HoldingRows }
export type IngestJobResult = ({ readonly kind: 'records' } & RecordsPart) | ({ readonly kind: 'holdings' } & HoldingsPart)

/** Those who read rows: worker threads, or with one thread whoever asks. */
export type IngestThreads = Threads<IngestJob, IngestJobResult>

export function openIngestThreads(forms: RowForms, threads: number): IngestThreads {
  return threads <= 1 ? noThreads(openIngestJobs(forms)) : openThreads(threads, workerFile(), forms)
}

/** Binds the tables once, and returns what does jobs with them. */
export function openIngestJobs(forms: RowForms): (job: IngestJob) => IngestJobResult {
  const reader = openPartReader(forms)
  return (job) => (job.kind === 'records' ? { kind: 'records', ...reader.records(job.rows) } : { kind: 'holdings', ...reader.holdings(job.rows) })
}

/** The compiled worker; where this file itself was not compiled (tests), the one that the build made. */
function workerFile(): URL {
  const isSource = import.meta.url.endsWith('.ts')
  return isSource ? new URL('../../dist/src/edge/ingest-row-worker.js', import.meta.url) : new URL('./ingest-row-worker.js', import.meta.url)
}
