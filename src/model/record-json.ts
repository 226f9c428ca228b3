import { canonicalJson, hashText, hasKeysInOrder } from './json.ts'
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

/** A record with its hash and its canonical JSON, both from one text: a million of them are written. */
export function hashedRecord({ createdOn, extra, fields, flags, id, issues, lastLoginOn, logins, origin, participants, system }: Omit<SourceRecord, 'hash'>): { readonly record: SourceRecord; readonly json: string } {
  const before = { createdOn, extra, fields, flags }
  const behind = { id, issues, lastLoginOn, logins, origin, participants, system }
  const isPlain = issues.length + logins.length + participants.length === 0 && flags.counts === undefined && hasKeysInOrder(fields) && hasKeysInOrder(flags) && hasKeysInOrder(extra)
  const write = isPlain ? JSON.stringify : canonicalJson
  const [head, tail] = [write(before).slice(0, -1), write(behind).slice(1)]
  const hash = hashText(`${head},${tail}`)
  return { record: { ...before, hash, ...behind }, json: `${head},"hash":"${hash}",${tail}` }
}
