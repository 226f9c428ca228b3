import type { QuarantinedRow } from '../model/ingested.ts'
import { issueCodes } from '../model/issue.ts'
import { byCodeUnit } from '../model/json.ts'
import type { ReportQuarantine } from './report-document.ts'

/** How many rows of a group are shown as they stood. */
const exampleCount = 3
/** How many amounts of a group are listed. */
const amountCount = 10

/** Rows that were set aside, by reason, system and file. No line numbers: the report must not depend on the order of rows. */
export function reportQuarantine(rows: readonly QuarantinedRow[]): readonly ReportQuarantine[] {
  const groups = new Map<string, QuarantinedRow[]>()
  for (const row of rows) {
    const key = `${row.issue.code}\t${row.system}\t${row.file}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return [...groups].toSorted(([left], [right]) => byCodeUnit(left, right)).map(([, group]): ReportQuarantine => {
    const { issue, system, file } = group[0]!
    const { de, en } = issueCodes[issue.code]
    return {
      code: issue.code, words: { de, en }, system, file, count: group.length,
      examples: group.map((row) => row.text).toSorted(byCodeUnit).slice(0, exampleCount),
      amounts: group.flatMap((row) => row.amountText ?? []).toSorted(byCodeUnit).slice(0, amountCount),
    }
  })
}
