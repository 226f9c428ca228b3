import { join } from 'node:path'
import { readText } from '../src/edge/private-files.ts'
import type { RunFolder } from '../src/edge/run-folder.ts'
import { withRunPlan } from '../src/edge/run-reader.ts'
import type { ObservedBalance, PlanDocument } from '../src/model/plan.ts'

/** The whole plan of a run, read back from its folder. */
export function readRunPlan(run: RunFolder): Promise<PlanDocument> {
  return withRunPlan(run, async ({ plan, heads, mergesOf }) => {
    const observed = (await readText(join(run.path, '6-plan', 'observed.jsonl'))).split('\n').filter((line) => line !== '').map((line): ObservedBalance => {
      const { amount, ...account } = JSON.parse(line) as Omit<ObservedBalance, 'amount'> & { readonly amount: string }
      return { ...account, amount: BigInt(amount) }
    })
    return { plan, merges: mergesOf(heads), observed }
  })
}
