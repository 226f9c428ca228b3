import { beyondEnd } from '../model/beyond-end.ts'
import type { CalendarDate } from '../model/calendar.ts'
import type { ChosenEnding } from '../model/decision.ts'
import { noticeDate, regularEnd } from '../model/end-date.ts'
import type { Holding, HoldingOf } from '../model/holding.ts'
import type { SourceRecord } from '../model/record.ts'
import { endTasks } from './end/end-tasks.ts'
import type { Ending } from './end/ending.ts'
import type { PlanInput } from './plan-input.ts'
import type { TaskBody } from './task-body.ts'

/** The subscriptions of a member that a reviewer lets end with the merge, because another one stays in their place. */
export function endingsOf(member: SourceRecord, input: PlanInput): readonly Ending[] {
  const holdings = input.holdingsOf(member.id)
  return holdings.flatMap((holding): readonly Ending[] => {
    const chosen = holding.kind === 'subscription' ? input.endingOf?.(holding.id) ?? null : null
    if (holding.kind !== 'subscription' || chosen === null) return []
    const on = endOf(holding, chosen.when, input)
    return [{
      request: { subscription: holding.id, when: chosen.when, deactivate: null, payOut: null, reason: chosen.reason, where: holding.id },
      owner: member, program: input.programOf(member.system), subscription: holding, on, noticeOn: noticeDate(holding, input.asOf), deactivateOn: null, payOut: [],
      beyond: beyondEnd(holding, holdings, on, input.asOf), owes: new Map(), left: [],
    }]
  })
}

function endOf(holding: HoldingOf<'subscription'>, when: ChosenEnding['when'], { asOf }: PlanInput): CalendarDate {
  return when === 'end-date' ? regularEnd(holding, asOf) : when
}

/** The same input, in which those subscriptions have their end already: what renews, moves or is charged follows from it. */
export function withChosenEnds(input: PlanInput): PlanInput {
  const { endingOf } = input
  if (endingOf === undefined) return input
  const ended = (holding: Holding): Holding => {
    const chosen = holding.kind === 'subscription' ? endingOf(holding.id) : null
    return holding.kind !== 'subscription' || chosen === null ? holding : { ...holding, endsOn: endOf(holding, chosen.when, input) }
  }
  return { ...input, holdingsOf: (id) => input.holdingsOf(id).map(ended) }
}

/** It ends where it stands, before anything is merged; invoices for the time after it and the last check are tasks of the merge. */
export function endingTasks(endings: readonly Ending[]): readonly TaskBody[] {
  return endings.flatMap((ending) => endTasks(ending).filter(({ task }) => task === 'end_by_hand' || task === 'check_bookings' || task === 'settle_with_customer'))
}
