import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { dedupe, type DedupeResult } from '../../pipelines/dedupe.ts'
import { readProject } from '../../src/edge/project-file.ts'
import type { RememberedPair } from '../../src/model/decision.ts'
import type { Operation } from '../../src/model/operation.ts'
import type { PlannedMerge } from '../../src/model/plan.ts'
import type { RecordId } from '../../src/model/record.ts'
import { emptyStoreState } from '../../src/model/store-state.ts'

const sample = join(import.meta.dirname, '../../samples/tiny')
const golden = join(sample, 'golden')

type Case = { readonly case: string; readonly what: string; readonly records: string; readonly outcome: string; readonly survivor: string; readonly codes: string; readonly operations: string }
const cases = parse(readFileSync(join(sample, 'cases.csv')), { columns: true }) as readonly Case[]

let result: DedupeResult
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dublette-tiny-'))
  cpSync(sample, folder, { recursive: true })
  const [left, right] = cases.find((each) => each.case === 'not-a-duplicate')!.records.split(' ') as [RecordId, RecordId]
  const said: RememberedPair = { left, right, verdict: 'never' }
  result = await dedupe({ project: await readProject(join(folder, 'dublette.yaml')), state: { ...emptyStoreState, pairs: [said] }, asOf: '2026-03-31' })
})

function mergeOf(records: readonly string[]): PlannedMerge | undefined {
  return result.document.merges.find(({ merge }) => records.every((id) => [merge.survivor, ...merge.sources, ...merge.leftOut].includes(id as RecordId)))
}

/** An operation in the few words that cases.csv uses. */
function words(operation: Operation): string {
  switch (operation.type) {
    case 'transfer_credit': return `transfer_credit ${operation.amount.amountMinor} ${operation.amount.currency}`
    case 'transfer_class_credit': return `transfer_class_credit ${operation.units} ${operation.creditType}`
    case 'move_subscription': return `move_subscription renewsOn=${operation.renewsOn}`
    case 'move_holding': return `move_holding ${operation.kind}`
    default: return operation.type
  }
}

describe('samples/tiny: every case has the outcome that its row says', () => {
  it.each(cases)('$case: $what', (each) => {
    const records = each.records.split(' ')
    const planned = mergeOf(records)
    if (each.outcome === 'apart' || each.outcome === 'not-automatic') {
      const allowed = each.outcome === 'apart' ? ['denied', 'review'] : ['denied', 'review', 'skipped']
      expect([undefined, ...allowed]).toContain(planned?.merge.outcome)
      return
    }
    expect(planned, 'records that are in one merge').toBeDefined()
    const { merge, operations } = planned!
    expect({ outcome: merge.outcome, members: [merge.survivor, ...merge.sources, ...merge.leftOut].toSorted() }).toEqual({ outcome: each.outcome, members: records.toSorted() })
    if (each.survivor !== '') expect(merge.survivor).toBe(each.survivor)
    expect([...new Set(merge.refusals.map((refusal) => refusal.code))].join(' ')).toBe(each.codes)
    if (each.operations !== '') expect(operations.map(words).some((text) => text.startsWith(each.operations)), operations.map(words).join(', ')).toBe(true)
    for (const operation of operations) expect(operation.notifyCustomer).toBe(false)
  })
})

describe('samples/tiny/golden', () => {
  const files = (at: string): readonly string[] => readdirSync(at).toSorted().flatMap((name) => (statSync(join(at, name)).isDirectory() ? files(join(at, name)) : [join(at, name)]))
  it('is what a run writes (UPDATE_GOLDEN=1 npx vitest run test/samples/tiny.test.ts writes it anew)', () => {
    const preview = join(folder, 'runs', result.run.id, '6-plan', 'preview')
    if (process.env['UPDATE_GOLDEN'] === '1') { rmSync(golden, { recursive: true, force: true }); mkdirSync(golden); cpSync(preview, golden, { recursive: true }) }
    const text = (base: string): Readonly<Record<string, string>> => Object.fromEntries(files(base).map((path) => [relative(base, path), readFileSync(path, 'utf8')]))
    expect(text(preview)).toEqual(text(golden))
  })
})
