import { balanceOf } from '../model/account.ts'
import type { Card, Holding } from '../model/holding.ts'
import type { Operation, OperationOf } from '../model/operation.ts'
import { holdingWords, joinedWords } from './holding-words.ts'
import type { ReportHolding } from './report-document.ts'

/** What a repair does with a holding of the account that remains; null where it leaves it, or the plan is no repair. */
export function repairedHolding(holding: Holding, operations: readonly Operation[]): Pick<ReportHolding, 'words' | 'action' | 'to'> | null {
  const gifts = operations.filter((each): each is OperationOf<'give_back'> => each.type === 'give_back' && each.foundAs === holding.id)
  const words = holdingWords(holding)
  const [first] = gifts
  const all = balanceOf(holding)
  if (first !== undefined && (all === null || all.amount === balanceOf(first.entitlement)?.amount)) return { words, action: 'move', to: first.enteredFor }
  if (first !== undefined) {
    const parts = gifts.map(({ entitlement, enteredFor }) => { const part = holdingWords(entitlement); return { de: `davon ${part.de} für ${enteredFor}`, en: `${part.en} of it for ${enteredFor}` } })
    return { words: joinedWords([words, ...parts], '; '), action: 'stay', to: null }
  }
  const again = operations.find((each): each is OperationOf<'staff_task'> => each.type === 'staff_task' && each.task === 'enter_again' && each.about === holding.id)
  // A note and a file stay there as well.
  if (again !== undefined && holding.kind !== 'note' && holding.kind !== 'document') return { words, action: 'move', to: again.record }
  return holding.kind === 'card' && isRemoved(holding, operations) ? { words, action: 'end', to: null } : null
}

function isRemoved(card: Card, operations: readonly Operation[]): boolean {
  const asks = (task: 'remove_card' | 'remove_all_cards'): boolean => operations.some((each) => each.type === 'staff_task' && each.task === task && each.record === card.owner)
  const kept = operations.filter((each): each is OperationOf<'keep_lost_customer'> => each.type === 'keep_lost_customer')
  if (kept.length === 0) return false
  const lost = kept.flatMap(({ lastKnown }): readonly Card[] => lastKnown.cards ?? [])
  return asks('remove_all_cards') || (asks('remove_card') && lost.some((other) => other.id === card.id || other.lastFour !== null && other.lastFour === card.lastFour))
}
