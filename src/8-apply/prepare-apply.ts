import { accountKey, accountOf, transferOf } from '../model/account.ts'
import { toDayNumber, type CalendarDate } from '../model/calendar.ts'
import { approvedPlanHash } from '../model/content-hash.ts'
import { DubletteError } from '../model/error.ts'
import type { Operation, OperationOf } from '../model/operation.ts'
import type { ApprovedPlan, ObservedBalance, PlannedMerge } from '../model/plan.ts'
import { presentState, presentStateHash, type PresentState } from '../model/present-state.ts'
import type { ChangedInFlight, Reconciled } from '../model/reconciled.ts'
import { systemOf, type RecordId } from '../model/record.ts'

/** Why a merge was left out. The others of its plan are applied. */
export type FailureCode =
  /** Its records or holdings are no longer as they were when it was planned. */
  | 'STALE_EXPORT'
  /** A date in it has passed since it was planned. */
  | 'PLAN_STALE'
  /** A balance it touches was changed by somebody while a transfer was under way; the correction must be approved first. */
  | 'CHANGED_IN_FLIGHT'
  /** Another merge has one of its records. */
  | 'MERGE_IN_PROGRESS'
  /** A record it would retire could not be archived. */
  | 'NO_ARCHIVE'
  /** The store holds the same key with other content. */
  | 'IDEMPOTENCY_CLASH'
  /** The merge it takes back is not there, or was taken back. */
  | 'MERGE_UNKNOWN'
  /** The database refused it for a reason nobody foresaw; nothing of it was written. */
  | 'UNFORESEEN'

export type Refused = { readonly merge: string; readonly code: FailureCode }

export type Prepared = {
  /** The merges whose state is what they were made from, in the order of the plan: id → hash. */
  readonly ready: ReadonlyMap<string, string>
  readonly already: readonly string[]
  readonly refused: readonly Refused[]
  /** Balances to post as observed before anything is transferred. */
  readonly observed: readonly ObservedBalance[]
  /** Accounts that are not posted, because a change in flight is not decided yet. */
  readonly undecided: ReadonlySet<string>
}

export type PrepareInput = {
  readonly approved: ApprovedPlan
  readonly reconciled: Reconciled
  /** Balances of the ledger, by account. */
  readonly ledger: ReadonlyMap<string, bigint>
  /** Hashes of merges in the store, by id. */
  readonly applied: ReadonlyMap<string, string>
  readonly asOf: CalendarDate
  readonly maxPlanAgeDays: number
}

/**
 * Holds every approved merge against the present state.
 * @throws DubletteError PLAN_ALTERED, or PLAN_STALE where the whole plan is too old.
 */
export function prepareApply(input: PrepareInput): Prepared {
  const { approved, reconciled, applied, asOf } = input
  const { plan } = approved
  const already: string[] = []
  const ready = new Map<string, string>()
  const refused: Refused[] = []
  const corrections: Correction[] = []
  const hashes: Pick<PlannedMerge, 'hash'>[] = []
  const undecided = undecidedAccounts(changesToDecide(approved, reconciled), approved.merges, applied)
  // All records and holdings by their ids, made for the first merge that is held against them: most nights there is none.
  let view: PresentState | null = null
  for (const planned of approved.merges) {
    const { id } = planned.merge
    hashes.push({ hash: planned.hash })
    if (applied.get(id) === planned.hash) { already.push(id); continue }
    const code = applied.has(id) ? 'IDEMPOTENCY_CLASH' : refusalOf(planned, view ??= presentState(reconciled), undecided, plan.asOf, asOf)
    if (code !== null) { refused.push({ merge: id, code }); continue }
    ready.set(id, planned.hash)
    corrections.push(...correctionsOf(planned))
  }
  if (approvedPlanHash({ ...approved, merges: hashes }) !== approved.hash) throw new DubletteError('PLAN_ALTERED', 'The approved plan does not have the content its hash names.')
  const age = toDayNumber(asOf) - toDayNumber(plan.asOf)
  if (ready.size + refused.length > 0 && age > input.maxPlanAgeDays) {
    throw new DubletteError('PLAN_STALE', 'The plan is too old.', { got: `${age} days`, expected: `at most ${input.maxPlanAgeDays}` })
  }
  return { ready, already, refused, observed: [...observedBalances(reconciled, corrections, undecided), ...undecidedBalances(reconciled, undecided, input.ledger)], undecided }
}

type Correction = OperationOf<'correct_transfer'>

function correctionsOf({ operations }: PlannedMerge): readonly Correction[] {
  return operations.filter((operation) => operation.type === 'correct_transfer')
}

function refusalOf(planned: PlannedMerge, view: PresentState, undecided: ReadonlySet<string>, plannedOn: CalendarDate, asOf: CalendarDate): FailureCode | null {
  if (planned.operations.some((operation) => dateOf(operation, plannedOn, asOf))) return 'PLAN_STALE'
  if (touches(planned, undecided)) return 'CHANGED_IN_FLIGHT'
  return presentStateHash(planned.merge, view) === planned.merge.stateHash ? null : 'STALE_EXPORT'
}

/** Whether a date in the operation has passed between plan and apply. */
function dateOf(operation: Operation, plannedOn: CalendarDate, asOf: CalendarDate): boolean {
  const date = operation.type === 'end_subscription' || operation.type === 'retire_customer' ? operation.on
    : operation.type === 'move_subscription' || operation.type === 'give_back' ? operation.renewsOn
      : operation.type === 'set_renewal' ? operation.renewsOnAfter : null
  return date !== null && date !== 'now' && date >= plannedOn && date < asOf
}

function touches({ operations }: PlannedMerge, undecided: ReadonlySet<string>): boolean {
  return undecided.size > 0 && operations.some((operation) => {
    const transfer = transferOf(operation)
    return transfer !== null && (undecided.has(accountKey(transfer.from, transfer.unit)) || undecided.has(accountKey(transfer.to, transfer.unit)))
  })
}

/**
 * The changes in flight that wait for a decision: all, but for those on the way to the survivor of a merge that is taken
 * back, where no export holds that customer any more, whichever merges they are of. Of that customer nobody can be asked;
 * what the exports still show of this merge goes back to its sources.
 */
function changesToDecide({ plan, merges }: ApprovedPlan, reconciled: Reconciled): readonly ChangedInFlight[] {
  const { changedInFlight } = reconciled
  if (plan.kind !== 'unmerge' || changedInFlight.length === 0) return changedInFlight
  const vanished = new Set(Array.from(merges, ({ merge }) => merge.survivor))
  for (const { id } of reconciled.records) vanished.delete(id)
  // Whoever gave to that customer was given to by others.
  for (const giver of vanished) for (const { from, to } of changedInFlight) if (to === giver) vanished.add(from)
  return changedInFlight.filter(({ from, to }) => !vanished.has(from) && !vanished.has(to))
}

/** Accounts of changes in flight that no approved correction settles. */
function undecidedAccounts(changes: readonly ChangedInFlight[], merges: Iterable<PlannedMerge>, applied: ReadonlyMap<string, string>): ReadonlySet<string> {
  const settled = new Set<string>()
  // A large plan is read for it only where something has changed.
  if (changes.length > 0) for (const planned of merges) if (applied.get(planned.merge.id) !== planned.hash) for (const each of correctionsOf(planned)) settled.add(`${each.corrects} ${each.holding} ${each.amountAfter}`)
  const left = changes.filter((change) => !settled.has(`${change.operation} ${change.holding} ${change.amountLeft}`))
  return new Set(left.flatMap((change) => [accountKey(change.from, change.unit), accountKey(change.to, change.unit)]))
}

/**
 * What each account is to hold before the transfers of this plan: what reconciling found, less the correcting entries that
 * the plan is about to make.
 */
function observedBalances(reconciled: Reconciled, corrections: readonly Correction[], undecided: ReadonlySet<string>): readonly ObservedBalance[] {
  const balances = new Map(reconciled.balances.map((each) => [accountKey(each.record, each.unit), each]))
  const add = (record: RecordId, unit: string, amount: bigint): void => {
    const key = accountKey(record, unit)
    balances.set(key, { record, unit, amount: (balances.get(key)?.amount ?? 0n) + amount })
  }
  for (const correction of corrections) {
    const amount = correctingAmount(correction)
    if (amount === 0n) continue
    add(correction.from, correction.unit, amount)
    add(correction.to, correction.unit, -amount)
  }
  return [...balances].filter(([key]) => !undecided.has(key)).map(([, balance]) => balance)
}

/**
 * Accounts that wait for a decision keep their balance, so that the question stays. What the exports show more or less of
 * them stands on one account a system until it is decided: the ledger as a whole holds what the exports hold at any time.
 */
function undecidedBalances(reconciled: Reconciled, undecided: ReadonlySet<string>, ledger: ReadonlyMap<string, bigint>): readonly ObservedBalance[] {
  if (undecided.size === 0) return []
  const present = new Map(reconciled.balances.map((each) => [accountKey(each.record, each.unit), each.amount]))
  const sums = new Map<string, bigint>()
  for (const key of undecided) {
    const { record, unit } = accountOf(key)
    const account = accountKey(`undecided:${systemOf(record)}`, unit)
    sums.set(account, (sums.get(account) ?? 0n) + (present.get(key) ?? 0n) - (ledger.get(key) ?? 0n))
  }
  return [...sums].map(([key, amount]) => ({ ...accountOf(key), amount }))
}

/** The correcting entry of a correction; none where nothing is left to move, since then only what was observed remains. */
export function correctingAmount(operation: { readonly amountBefore: bigint; readonly amountAfter: bigint }): bigint {
  return operation.amountAfter === 0n ? 0n : operation.amountAfter - operation.amountBefore
}
