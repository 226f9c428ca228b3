import { join } from 'node:path'
import { destination, pino, type Logger } from 'pino'

/** Keys that may never reach a log, whatever a caller passes. Records are never logged, only their counts. */
const redacted = ['fields', '*.fields', 'record.fields', 'extra', '*.extra', 'text', '*.text', 'got', '*.got', 'userName', '*.userName', 'logins', '*.logins']

/** JSON lines in the run's folder: stages, counts, durations and codes; no values of customers. */
export function openLog(runPath: string): Logger {
  return pino({ base: null, redact: { paths: redacted, censor: '[left out]' }, timestamp: pino.stdTimeFunctions.isoTime }, destination({ dest: join(runPath, 'log.jsonl'), mode: 0o600, sync: true }))
}
