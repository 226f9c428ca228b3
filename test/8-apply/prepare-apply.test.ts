import { describe, expect, it } from 'vitest'
import { reconcile } from '../../src/1-ingest/reconcile.ts'
import { prepareApply } from '../../src/8-apply/prepare-apply.ts'
import type { PlannedMerge } from '../../src/model/plan.ts'
import { emptyStoreState } from '../../src/model/store-state.ts'
import { approve, asOf, ingested, plan, record } from '../edge/store/world.ts'

const view = reconcile(ingested([record('s:a'), record('s:b')], []), emptyStoreState, { maxGoneShare: 0.02 })
const merge = plan(view, 's:b', ['s:a'])

/** How often the records were gone through to prepare these merges. */
function lookedThrough(merges: readonly PlannedMerge[], applied: ReadonlyMap<string, string>): { readonly times: number; readonly ready: number } {
  let times = 0
  const reconciled = { ...view, get records() { times += 1; return view.records } }
  const { ready } = prepareApply({ approved: approve(merges), reconciled, ledger: new Map(), applied, asOf, maxPlanAgeDays: 14 })
  return { times, ready: ready.size }
}

describe('what apply holds merges against', () => {
  it('is looked up for merges that are to be applied, and not where there is none', () => {
    expect(lookedThrough([merge], new Map())).toMatchObject({ times: 1, ready: 1 })
    expect(lookedThrough([merge], new Map([[merge.merge.id, merge.hash]]))).toEqual({ times: 0, ready: 0 })
    expect(lookedThrough([], new Map())).toEqual({ times: 0, ready: 0 })
  })
})
