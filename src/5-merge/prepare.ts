import type { ChangedAccount } from '../model/reconciled.ts'
import type { RecordId } from '../model/record.ts'
import { type RememberedVerdict, rememberedVerdicts } from '../model/remembered-pairs.ts'
import type { MergeInput } from './merge-input.ts'

/** The input with its lists indexed once, so that no merge walks them. */
export type Prepared = MergeInput & {
  readonly verdictOf: RememberedVerdict
  readonly changesOf: ReadonlyMap<RecordId, readonly ChangedAccount[]>
}

export function prepare(input: MergeInput): Prepared {
  const changesOf = new Map<RecordId, ChangedAccount[]>()
  for (const account of input.changedInFlight.flatMap((change) => change.accounts)) {
    const known = changesOf.get(account.record)
    if (known === undefined) changesOf.set(account.record, [account])
    else known.push(account)
  }
  return { ...input, verdictOf: rememberedVerdicts(input.remembered), changesOf }
}
