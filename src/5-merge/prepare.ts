import { type HoldingKind, holdingKindNames } from '../model/holding.ts'
import type { ChangedAccount } from '../model/reconciled.ts'
import type { RecordId } from '../model/record.ts'
import { type RememberedVerdict, rememberedVerdicts } from '../model/remembered-pairs.ts'
import type { RefusalCode } from '../model/refusal.ts'
import type { RefusalRule } from '../ruleset/ruleset.ts'
import { type Rival, rivalsByRecord } from './fits-somebody-else.ts'
import type { MergeInput } from './merge-input.ts'
import type { RefusalCheck } from './refusals/pair-facts.ts'
import { refusalChecks } from './refusals/table.ts'

/** The input with its lists indexed once, so that no merge walks them. */
export type Prepared = MergeInput & {
  readonly verdictOf: RememberedVerdict
  readonly changesOf: ReadonlyMap<RecordId, readonly ChangedAccount[]>
  /** Whom a record fits outside its cluster. */
  readonly rivalsOf: (record: RecordId) => readonly Rival[]
  /** Kinds of holding that some system exports. */
  readonly exportedKinds: ReadonlySet<HoldingKind>
  /** The refusals that the profile asks, in the order of their table. */
  readonly asked: readonly { readonly code: RefusalCode; readonly rule: RefusalRule; readonly check: RefusalCheck }[]
}

export function prepare(input: MergeInput): Prepared {
  const changesOf = new Map<RecordId, ChangedAccount[]>()
  for (const account of input.changedInFlight.flatMap((change) => change.accounts)) {
    const known = changesOf.get(account.record)
    if (known === undefined) changesOf.set(account.record, [account])
    else known.push(account)
  }
  const asked = (Object.keys(refusalChecks) as RefusalCode[]).map((code) => ({ code, rule: input.ruleset.refusals[code], check: refusalChecks[code] })).filter((each) => each.rule.severity !== 'off')
  const exportedKinds = new Set(holdingKindNames.filter((kind) => Object.values(input.coverage).some((coverage) => coverage[kind] === 'exported')))
  return { ...input, exportedKinds, verdictOf: rememberedVerdicts(input.remembered), rivalsOf: rivalsByRecord(input), changesOf, asked }
}
