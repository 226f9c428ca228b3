import { contentHashOfLine, planHash } from '../model/content-hash.ts'
import { DubletteError } from '../model/error.ts'
import { headOf, type Plan, type PlannedHead, type PlannedMerge } from '../model/plan.ts'
import { reviveAmounts, reviveJson } from '../model/revive-json.ts'
import type { Totals } from '../model/totals.ts'

/** The head alone, its totals with amounts again. Its hash is checked together with its merges. */
export function readPlanHead(text: string): Plan {
  const head = reviveJson(text) as Plan
  return { ...head, before: reviveTotals(head.before), after: reviveTotals(head.after) }
}

/** One merge, checked against its own hash. @throws DubletteError PLAN_ALTERED, as its head and its hash do */
export function readPlannedMerge(line: string, file: string): PlannedMerge {
  hashOfLine(line, file)
  return reviveJson(line) as PlannedMerge
}

/** The head of one merge, checked against its own hash. */
export function readPlannedHead(line: string, file: string): PlannedHead {
  hashOfLine(line, file)
  return headOf(JSON.parse(line) as PlannedMerge)
}

/** The hash of one merge, after its line was held against it. */
export function hashOfLine(line: string, file: string): string {
  const hash = contentHashOfLine(line)
  if (hash === null) throw line.endsWith('\r') ? converted(file) : altered(file)
  return hash
}

/** @throws DubletteError PLAN_ALTERED where the head does not belong to these merges */
export function refuseOtherHead({ hash, ...head }: Plan, merges: readonly Pick<PlannedMerge, 'hash'>[], file: string): void {
  if (planHash(head, merges) !== hash) throw altered(file)
}

function reviveTotals(totals: Totals): Totals {
  return { ...totals, credit: reviveAmounts(totals.credit), openBalance: reviveAmounts(totals.openBalance), recurring: reviveAmounts(totals.recurring), voucherValue: reviveAmounts(totals.voucherValue) }
}

/** Every line has lost its hash at once: that was no hand that changed a merge. */
function converted(file: string): DubletteError {
  return new DubletteError('PLAN_ALTERED', 'An editor or a transfer has converted the line breaks of the plan.', { where: { file }, got: 'lines that end with CR LF', expected: 'lines that end with LF, as they were written', next: 'Take the file from the run folder again without converting it (as binary), or start a new run.' })
}

function altered(file: string): DubletteError {
  return new DubletteError('PLAN_ALTERED', 'The plan does not have the content its hash names.', { where: { file } })
}
