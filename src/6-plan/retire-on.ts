import type { CalendarDate } from '../model/calendar.ts'
import { isCurrent, isRunning } from '../model/holding-state.ts'
import { byCodeUnit } from '../model/json.ts'
import type { SourceRecord } from '../model/record.ts'
import type { PlanInput } from './plan-input.ts'

/** Where contracts run and the profile says so, a source is retired on the day the last one ends; else at once. */
export function retireOn(source: SourceRecord, input: PlanInput): CalendarDate | 'now' {
  if (input.ruleset.retire === 'now') return 'now'
  const ends = input.holdingsOf(source.id).flatMap((holding) => {
    if (holding.kind !== 'contract' && holding.kind !== 'subscription') return []
    const runs = holding.kind === 'contract' ? isCurrent(holding, input.asOf) : isRunning(holding, input.asOf)
    return runs && holding.endsOn !== null && holding.endsOn > input.asOf ? [holding.endsOn] : []
  })
  return ends.toSorted(byCodeUnit).at(-1) ?? 'now'
}
