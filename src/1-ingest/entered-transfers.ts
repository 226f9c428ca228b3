import { accountKey, type Transfer } from '../model/account.ts'
import type { RecordId } from '../model/record.ts'

/** An issued transfer, or one that an open unmerge takes back. */
export type Step = Transfer & { readonly key: string; readonly id: string; readonly merge: string; readonly isIssued: boolean }

/** How balances are looked up; amounts in the unit of the account. */
export type Balances = {
  /** After every transfer. */
  readonly expected: (account: string) => bigint
  readonly found: (account: string) => bigint
  /** What is left of the transferred holding under its former owner. */
  readonly exported: (step: Step) => bigint
  readonly isRetired: (record: RecordId) => boolean
  /** Whether an account is given something that is still under way. */
  readonly isReceiving: (account: string) => boolean
}

/** A balance that the transfers entered so far must explain: `before` and the effects of those entered make `found`. */
type Condition = { readonly before: bigint; readonly found: bigint; readonly effects: ReadonlyMap<string, bigint> }

/** Up to this many transfers every combination is tried; beyond, those entered in order, all, or none. 2^12 sums take a millisecond. */
const combinedSteps = 12

/** Which transfers of a component are entered. Where no combination explains the balances, the fewest are called changed. */
export function solveComponent(component: readonly Step[], balances: Balances): ReadonlyMap<string, 'pending' | 'done' | 'changed'> {
  const conditions = conditionsOf(component, balances)
  for (const culprits of [[], ...component.map((step) => [step])]) {
    const keys = new Set(culprits.map((step) => step.key))
    const rest = component.filter((step) => !keys.has(step.key))
    const entered = enteredOf(rest, conditions.filter((condition) => !(condition.effects.size === 1 && keys.has([...condition.effects.keys()][0]!))))
    if (entered !== null) return new Map(component.map((step) => [step.key, keys.has(step.key) ? 'changed' : entered.has(step.key) ? 'done' : 'pending']))
  }
  return new Map(component.map((step) => [step.key, 'changed']))
}

/**
 * A retired record's side is a condition on the holding itself, since all of its balance but what is kept was to leave. The side of an active
 * record, and of one that was itself given something, is one on its account: its own spending and other transfers meet there.
 */
function conditionsOf(component: readonly Step[], balances: Balances): readonly Condition[] {
  const conditions: Condition[] = []
  const effects = new Map<string, Map<string, bigint>>()
  const add = (account: string, key: string, amount: bigint): void => { effects.set(account, (effects.get(account) ?? new Map<string, bigint>()).set(key, amount)) }
  for (const step of component) {
    const from = accountKey(step.from, step.unit)
    add(accountKey(step.to, step.unit), step.key, step.amount)
    if (balances.isRetired(step.from) && !balances.isReceiving(from)) conditions.push({ before: step.amount + step.kept, found: balances.exported(step), effects: new Map([[step.key, -step.amount]]) })
    else add(from, step.key, -step.amount)
  }
  for (const [account, own] of effects) {
    const sum = [...own.values()].reduce((total, effect) => total + effect, 0n)
    conditions.push({ before: balances.expected(account) - sum, found: balances.found(account), effects: own })
  }
  return conditions
}

/** The largest combination that explains every balance; null where none does. */
function enteredOf(steps: readonly Step[], conditions: readonly Condition[]): ReadonlySet<string> | null {
  let best: ReadonlySet<string> | null = null
  for (const combination of combinationsOf(steps)) {
    if (best !== null && combination.size <= best.size) continue
    if (conditions.every((condition) => explains(combination, condition))) best = combination
  }
  return best
}

function* combinationsOf(steps: readonly Step[]): Generator<ReadonlySet<string>> {
  if (steps.length > combinedSteps) {
    for (let entered = steps.length; entered >= 0; entered -= 1) yield new Set(steps.slice(0, entered).map((step) => step.key))
    return
  }
  for (let bits = 2 ** steps.length - 1; bits >= 0; bits -= 1) yield new Set(steps.flatMap((step, index) => (Math.floor(bits / 2 ** index) % 2 === 1 ? [step.key] : [])))
}

function explains(entered: ReadonlySet<string>, { before, found, effects }: Condition): boolean {
  let balance = before
  for (const [key, effect] of effects) if (entered.has(key)) balance += effect
  return balance === found
}
