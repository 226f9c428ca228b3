import type { AppliedMerge } from '../../model/applied-merge.ts'
import { DubletteError } from '../../model/error.ts'
import type { Ingested } from '../../model/ingested.ts'
import type { Card, Holding } from '../../model/holding.ts'
import { isThing } from '../../model/merged-elsewhere.ts'
import type { OperationOf, TaskKind } from '../../model/operation.ts'
import type { ReCreated } from '../../model/re-created.ts'
import { systemOf, type RecordId, type SourceRecord } from '../../model/record.ts'
import type { Alias } from '../../model/store-state.ts'
import { candidatesFor } from './find-re-created.ts'
import type { FindingCode } from './finding-words.ts'
import { judgeTask, type RepairView } from './judge-task.ts'

export type CheckInput = {
  /** Repairs that were applied. */
  readonly repairs: readonly AppliedMerge[]
  readonly ingested: Pick<Ingested, 'records' | 'holdings' | 'coverage'>
  readonly aliases: readonly Alias[]
  /** What a person says: under which id a customer was created again. */
  readonly told: ReadonlyMap<RecordId, RecordId>
}

export type OpenTask = { readonly repair: string; readonly task: string; readonly kind: TaskKind; readonly record: RecordId; readonly code: FindingCode; readonly candidates: readonly RecordId[] }

export type RepairCheck = {
  /** Ids of tasks whose effect the export shows. */
  readonly done: readonly string[]
  readonly open: readonly OpenTask[]
  /** Keys of operations to confirm: done tasks, and all of a repair that is done. */
  readonly keys: readonly string[]
  readonly reCreated: readonly ReCreated[]
}

/**
 * Holds every open step of the repairs against the next export. A step that no export can show stays open until a person ticks it.
 * @throws DubletteError RECORD_UNKNOWN where `told` names a record that is not exported
 */
export function checkRepairs(input: CheckInput): RepairCheck {
  const records = new Map(input.ingested.records.map((record) => [record.id, record]))
  for (const id of input.told.values()) if (!records.has(id)) throw new DubletteError('RECORD_UNKNOWN', 'A record named with --re-created is not in the exports.', { got: id })
  const holdings = new Map<RecordId, Holding[]>()
  for (const holding of input.ingested.holdings) holdings.set(holding.owner, [...(holdings.get(holding.owner) ?? []), holding])
  const checks = input.repairs.map((repair) => checkOne(repair, records, holdings, input))
  return { done: checks.flatMap((each) => each.done), open: checks.flatMap((each) => each.open), keys: checks.flatMap((each) => each.keys).toSorted(), reCreated: checks.flatMap((each) => each.reCreated) }
}

function checkOne(repair: AppliedMerge, records: ReadonlyMap<RecordId, SourceRecord>, holdings: ReadonlyMap<RecordId, readonly Holding[]>, input: CheckInput): RepairCheck {
  const { merge } = repair.planned
  const created = createdAgain(repair, records, input)
  const all = repair.operations.map((each) => each.operation)
  const given = all.filter((each): each is OperationOf<'give_back'> => each.type === 'give_back')
  const kept = all.filter((each): each is OperationOf<'keep_lost_customer'> => each.type === 'keep_lost_customer')
  const view: RepairView = {
    remaining: merge.survivor, planned: repair.planned.holdings, holdingsOf: (account) => holdings.get(account) ?? [], coverage: input.ingested.coverage[systemOf(merge.survivor)]!,
    given, remainingRecord: records.get(merge.survivor) ?? null, values: all.filter((each): each is OperationOf<'set_field'> => each.type === 'set_field'), lostCards: kept.flatMap(({ lastKnown }): readonly Card[] => lastKnown.cards ?? []), lostThings: kept.flatMap(({ lastKnown }) => lastKnown.holdings.filter(isThing)),
    createdOf: (lost) => created.get(lost) ?? { record: null, candidates: [] },
  }
  const tasks = repair.operations.flatMap(({ operation, state }) => (operation.type === 'staff_task' ? [{ operation, state }] : []))
  const judged = tasks.filter((each) => each.state === 'issued' && each.operation.task !== 'check_saved')
    .map(({ operation }) => ({ operation, verdict: judgeTask(operation, given.find((each) => operation.dependsOn.includes(each.id)), view) }))
  const open = judged.flatMap(({ operation, verdict }): readonly OpenTask[] => (verdict === 'done' ? [] : [openTask(operation, verdict, verdict === 'SEVERAL_CANDIDATES' ? view.createdOf(operation.record).candidates : [])]))
  const done = judged.filter((each) => each.verdict === 'done').map((each) => each.operation)
  // Comparing what was saved is what this check does: with nothing else open, it is done.
  const last = tasks.filter((each) => each.state === 'issued' && each.operation.task === 'check_saved').map((each) => each.operation)
  const isDone = open.length === 0
  const closed = new Set([...done, ...tasks.filter((each) => each.state === 'confirmed').map((each) => each.operation)].map((each) => each.id))
  const isGiven = (gift: OperationOf<'give_back'>): boolean => tasks.filter((each) => each.operation.dependsOn.includes(gift.id)).every((each) => closed.has(each.operation.id))
  const issued = repair.operations.filter((each) => each.state === 'issued').map((each) => each.operation)
  const confirmed = isDone ? issued : issued.filter((each) => closed.has(each.id) || (each.type === 'give_back' && isGiven(each)))
  return {
    done: (isDone ? [...done, ...last] : done).map((each) => each.id), open: isDone ? [] : [...open, ...last.map((each) => openTask(each, 'WAITS', []))], keys: confirmed.map((each) => each.key),
    reCreated: [...created].flatMap(([record, { record: as }]): readonly ReCreated[] => (as === null ? [] : [{ merge: merge.id, record, remaining: merge.survivor, as: as.id }])),
  }
}

function openTask({ merge, id, task, record }: OperationOf<'staff_task'>, code: FindingCode, candidates: readonly RecordId[]): OpenTask {
  return { repair: merge, task: id, kind: task, record, code, candidates }
}

/** Who was created again: as the store knows, as a person says, or as the only one it can be; one record is one person. */
function createdAgain({ planned: { merge }, operations, appliedOn }: AppliedMerge, records: ReadonlyMap<RecordId, SourceRecord>, { told, aliases }: CheckInput): ReadonlyMap<RecordId, { readonly record: SourceRecord | null; readonly candidates: readonly RecordId[] }> {
  const all = [...records.values()]
  const found = operations.flatMap(({ operation }): readonly (readonly [RecordId, readonly RecordId[]])[] => {
    if (operation.type !== 'keep_lost_customer') return []
    const { record: lost } = operation.lastKnown
    const known = told.get(lost.id) ?? aliases.find((alias) => alias.record === lost.id && alias.state === 'retired' && alias.survivor !== merge.survivor)?.survivor
    return [[lost.id, known === undefined ? candidatesFor({ lost, remaining: merge.survivor, since: appliedOn }, all) : [known]]]
  })
  const claims = new Map<RecordId, number>()
  for (const [, candidates] of found) for (const candidate of candidates) claims.set(candidate, (claims.get(candidate) ?? 0) + 1)
  return new Map(found.map(([lost, candidates]) => {
    const [only] = candidates
    const isCertain = candidates.length === 1 && only !== undefined && claims.get(only) === 1
    return [lost, { record: isCertain ? records.get(only) ?? null : null, candidates }]
  }))
}
