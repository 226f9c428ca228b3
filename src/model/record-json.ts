import { canonicalJson, hasKeysInOrder } from './json.ts'
import type { SourceRecord } from './record.ts'

/** The canonical JSON of a record: plain JSON, which is several times faster, where it comes to the same. */
export function recordJson(record: SourceRecord | Omit<SourceRecord, 'hash'>): string {
  return isPlain(record) ? JSON.stringify(record) : canonicalJson(record)
}

/** Whether every key stands in its order; lists of objects are not looked into. */
function isPlain(record: Omit<SourceRecord, 'hash'>): boolean {
  const { fields, flags, extra, issues, logins, participants } = record
  return issues.length + logins.length + participants.length === 0 && flags.counts === undefined && hasKeysInOrder(record) && hasKeysInOrder(fields) && hasKeysInOrder(flags) && hasKeysInOrder(extra)
}
