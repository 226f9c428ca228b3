import { byCodeUnit, canonicalJson, hashOf, hashText } from './json.ts'
import type { OperationBody } from './operation.ts'
import type { ApprovedPlan, Plan, PlannedMerge } from './plan.ts'
import type { SourceRecord } from './record.ts'

/**
 * The hashes by which stages recognise one another's work. They stand together because whoever checks one
 * must take it exactly as whoever made it.
 */

/** A record's hash: over everything it holds. */
export function recordHash(record: Omit<SourceRecord, 'hash'>): string {
  return hashOf({ ...record, hash: undefined })
}

/** Idempotency key: the operation's business content within its merge. Two operations of equal content in one merge are told apart by `number`. */
export function operationKey(merge: string, number: number, body: OperationBody): string {
  return hashOf({ merge, number, body })
}

/** Content hash of a merge, its operations and the holdings they were made from: what a decision names. */
export function plannedMergeHash(planned: Omit<PlannedMerge, 'hash'>): string {
  return hashText(contentText(planned))
}

/** A planned merge as its line in the plan, with its hash, from one canonical text. */
export function plannedMergeLine(planned: Omit<PlannedMerge, 'hash'>): { readonly hash: string; readonly line: string } {
  const content = contentText(planned)
  const hash = hashText(content)
  return { hash, line: `{"hash":"${hash}",${content.slice(1)}` }
}

/** The hash that a line of a plan names, null where its content has another; told from its text, which is canonical. */
export function contentHashOfLine(line: string): string | null {
  if (!/^\{"hash":"[0-9a-f]{64}",/.test(line)) return null
  // What is returned was taken anew: a piece cut out of the line would keep all of the line in memory.
  const hash = hashText(`{${line.slice(headLength)}`)
  return line.startsWith(hash, hashFrom) ? hash : null
}

const hashFrom = '{"hash":"'.length

/** `{"hash":"…",` in front of every line. */
const headLength = '{"hash":"",'.length + 64

/** Canonical JSON of merge, operations and holdings, in the order of their keys. */
function contentText({ merge, operations, holdings }: Omit<PlannedMerge, 'hash'>): string {
  return canonicalJson({ holdings, merge, operations })
}

/** Hash of a plan: its head and the sorted hashes of its merges. */
export function planHash(head: Omit<Plan, 'hash'>, merges: readonly Pick<PlannedMerge, 'hash'>[]): string {
  return hashOf({ head: { ...head, hash: undefined }, merges: merges.map((each) => each.hash).sort(byCodeUnit) })
}

/** Hash of an approved plan: over everything `apply` acts on. */
export function approvedPlanHash({ plan, merges, decisions, remember }: Omit<ApprovedPlan, 'hash' | 'merges'> & { readonly merges: Iterable<Pick<PlannedMerge, 'hash'>> }): string {
  return hashOf({ plan: plan.hash, merges: Array.from(merges, (each) => each.hash), decisions, remember })
}
