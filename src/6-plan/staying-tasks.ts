import type { CalendarDate } from '../model/calendar.ts'
import { type Holding, holdingKinds } from '../model/holding.ts'
import { holdingName } from '../model/holding-name.ts'
import { isRunning, isUsable } from '../model/holding-state.ts'
import { type Money, moneyWords } from '../model/money.ts'
import type { OperationBody } from '../model/operation.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import { sameness } from '../model/same-holding.ts'
import type { Words } from '../model/words.ts'
import type { PlanInput } from './plan-input.ts'
import { taskFor, type TaskBody } from './task-body.ts'

/**
 * What stays with a source by the rules, or because the survivor has the like, and still counts for something. Once the
 * source is deactivated nobody uses it, pays it or ends it any more, so a person settles it before.
 */
export function stayingTasks(source: SourceRecord, survivor: RecordId, bodies: readonly OperationBody[], input: PlanInput): readonly TaskBody[] {
  const moving = new Set(bodies.flatMap((body) => ('holding' in body ? [body.holding] : [])))
  const there = input.holdingsOf(survivor)
  const staying = input.holdingsOf(source.id).filter((holding) => !moving.has(holding.id) && isWorthSettling(holding, input.asOf) && !there.some((each) => isAsMuch(each, holding)))
  if (staying.length === 0) return []
  const list = staying.map(stayingWords)
  const runs = staying.some((holding) => holding.kind === 'subscription') ? { de: ' Ein Abo, das weiterläuft, würde weiter eingezogen.', en: ' A subscription that goes on would go on being charged.' } : { de: '', en: '' }
  return [taskFor('settle_with_customer', source.id, {
    de: `Bei ${source.id} bleiben und gehen nicht mit: ${list.map((each) => each.de).join(', ')}. Klären, was damit geschieht, bevor ${source.id} stillgelegt wird.${runs.de}`,
    en: `These stay with ${source.id} and do not move: ${list.map((each) => each.en).join(', ')}. Settle what becomes of them before ${source.id} is deactivated.${runs.en}`,
  })]
}

/** What somebody could still use, owe or be charged for. A gift card that cannot move has a task of its own. */
function isWorthSettling(holding: Holding, asOf: CalendarDate): boolean {
  const lasts = (until: CalendarDate | null): boolean => until === null || until >= asOf
  switch (holding.kind) {
    case 'credit': return holding.balance.amountMinor !== 0n
    case 'classCredit': case 'package': return isUsable(holding, asOf)
    case 'subscription': return isRunning(holding, asOf)
    case 'invoice': case 'instalment': return holding.open.amountMinor !== 0n
    case 'offer': return holding.state === 'open' && lasts(holding.validUntil)
    case 'booking': return (holding.state === 'booked' || holding.state === 'waiting') && (holding.startsOn === null || holding.startsOn >= asOf)
    case 'rental': return holding.state !== 'returned'
    case 'damageCase': return holding.state === 'open'
    case 'voucher': return holding.movable && holding.value?.amountMinor !== 0n && lasts(holding.expiresOn)
    case 'discount': return lasts(holding.validUntil)
    case 'contract': case 'attendance': case 'card': case 'document': case 'note': case 'communication': case 'surveyVote': case 'group': case 'priceGroup': case 'permission': case 'activity': return false
  }
}

/** The same voucher with as much on it, or the same discount: nothing is left to settle. */
function isAsMuch(present: Holding, holding: Holding): boolean {
  if (present.kind === 'voucher' && holding.kind === 'voucher') return sameness(present) === sameness(holding) && present.value?.amountMinor === holding.value?.amountMinor && present.value?.currency === holding.value?.currency
  return present.kind === 'discount' && holding.kind === 'discount' && present.reduction === holding.reduction
}

function stayingWords(holding: Holding): Words {
  if (holding.kind === 'classCredit') return { de: `${holding.units} × ${holding.creditType}`, en: `${holding.units} × ${holding.creditType}` }
  const amount = amountOf(holding)
  const kind = holdingKinds[holding.kind]
  if (holding.kind === 'credit') return { de: `${moneyWords(holding.balance, 'de')} ${kind.de}`, en: `${moneyWords(holding.balance, 'en')} ${kind.en}` }
  const name = holding.kind === 'discount' ? holding.reduction : holdingName(holding)
  const in_ = (language: 'de' | 'en'): string => [kind[language], ...(name === null ? [] : [name]), ...(amount === null ? [] : [`(${moneyWords(amount, language)})`])].join(' ')
  return { de: in_('de'), en: in_('en') }
}

function amountOf(holding: Holding): Money | null {
  if (holding.kind === 'voucher') return holding.value
  if (holding.kind === 'subscription') return holding.price
  return holding.kind === 'invoice' || holding.kind === 'instalment' ? holding.open : null
}
