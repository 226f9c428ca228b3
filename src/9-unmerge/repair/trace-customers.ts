import { byCodeUnit } from '../../model/json.ts'
import type { RecordId, SourceRecord } from '../../model/record.ts'
import { type Exported, type Sign, signsOf } from './signs.ts'

export type TraceInput = {
  readonly before: Exported
  readonly after: Exported
  /** Records that a merge of ours retired: that they are missing is as it should be. */
  readonly retired: ReadonlySet<RecordId>
  /** What a person says: where a missing customer went. */
  readonly told: ReadonlyMap<RecordId, RecordId>
}

/** Where the customers went who are in the first export and not in the second. All lists sorted. */
export type Traced = {
  readonly into: ReadonlyMap<RecordId, RecordId>
  /** Signs point at several accounts: a person must say which. */
  readonly ambiguous: readonly { readonly record: RecordId; readonly accounts: readonly RecordId[] }[]
  /** Nothing of theirs stands anywhere: deleted, or they had nothing. */
  readonly untraced: readonly RecordId[]
}

/** Finds who is missing, and the account that remains for each of them. Guesses nothing. */
export function traceCustomers({ before, after, retired, told }: TraceInput): Traced {
  const present = new Set(after.records.map((record) => record.id))
  const missing = before.records.filter((record) => !present.has(record.id) && !retired.has(record.id))
  const signs = signsOf(missing, before, after)
  const into = new Map<RecordId, RecordId>()
  const ambiguous: { readonly record: RecordId; readonly accounts: readonly RecordId[] }[] = []
  const untraced: RecordId[] = []
  for (const record of missing.toSorted((left, right) => byCodeUnit(left.id, right.id))) {
    const accounts = accountsOf(record, told.get(record.id), signs.get(record.id) ?? [])
    if (accounts.length === 0) untraced.push(record.id)
    else if (accounts.length === 1) into.set(record.id, accounts[0]!)
    else ambiguous.push({ record: record.id, accounts })
  }
  return { into, ambiguous, untraced }
}

/**
 * What a person says counts first, then the very things by their ids. Among accounts with things of equal content one
 * counts alone only if it has something of everything that was found: the same product may have been sold to another by chance.
 */
function accountsOf(record: SourceRecord, told: RecordId | undefined, signs: readonly Sign[]): readonly RecordId[] {
  if (told !== undefined) return [told]
  const accountsWith = (some: readonly Sign[]): readonly RecordId[] => [...new Set(some.map((sign) => sign.account))].filter((account) => account !== record.id).toSorted(byCodeUnit)
  const same = accountsWith(signs.filter((sign) => sign.strength === 'same'))
  if (same.length > 0) return same
  const like = accountsWith(signs)
  const things = new Set(signs.map((sign) => sign.of))
  const whole = like.filter((account) => new Set(signs.filter((sign) => sign.account === account).map((sign) => sign.of)).size === things.size)
  return whole.length === 1 && things.size > 1 ? whole : like
}
