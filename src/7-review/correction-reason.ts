import { dateWords } from '../model/date-words.ts'
import type { OperationOf } from '../model/operation.ts'
import type { PlannedMerge } from '../model/plan.ts'
import type { RecordId } from '../model/record.ts'
import type { Words } from '../model/words.ts'

/** What changes a total, as staff would say it; an operation that has no words of its own is named by its id. */
export function correctionReason(merges: readonly PlannedMerge[]): (operation: string) => Words {
  const reasons = new Map(merges.flatMap(({ operations, holdings }) => operations.flatMap((each): readonly (readonly [string, Words])[] => {
    if (each.type === 'keep_lost_customer') return [[each.id, { de: `${each.record} wird neu angelegt`, en: `${each.record} is created again` }]]
    return each.type === 'end_subscription' ? [[each.id, ofWhom(endWords(each, holdings), each.owner)]] : []
  })))
  return (operation) => reasons.get(operation) ?? { de: operation, en: operation }
}

/** Which membership ends when, such as `„Fit“ endet am 30.06.2026`. */
export function endWords({ holding, on }: OperationOf<'end_subscription'>, holdings: PlannedMerge['holdings']): Words {
  const held = holdings.find((each) => each.id === holding)
  const name = held?.kind === 'subscription' ? { de: `„${held.plan}“`, en: `"${held.plan}"` } : { de: holding, en: holding }
  if (on === null) return { de: `${name.de} läuft weiter`, en: `${name.en} goes on` }
  if (on === 'now') return { de: `${name.de} endet sofort`, en: `${name.en} ends at once` }
  return { de: `${name.de} endet am ${dateWords(on).de}`, en: `${name.en} ends on ${dateWords(on).en}` }
}

function ofWhom({ de, en }: Words, owner: RecordId): Words {
  return { de: `${de} (${owner})`, en: `${en} (${owner})` }
}
