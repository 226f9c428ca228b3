import { doubledPlans } from '../model/doubled-plans.ts'
import { type HoldingOf } from '../model/holding.ts'
import { intervalWords } from '../model/interval-words.ts'
import { isKeyed } from '../model/key-traits.ts'
import { moneyWords } from '../model/money.ts'
import type { Merge } from '../model/merge.ts'
import type { OperationBody } from '../model/operation.ts'
import type { SourceRecord } from '../model/record.ts'
import type { Words } from '../model/words.ts'
import { addsCards, cardTasks } from './card-tasks.ts'
import { mailingTask } from './mailing-task.ts'
import { invoicesBeyondEnds } from '../model/beyond-end.ts'
import { creditTask } from './end/end-tasks.ts'
import { mergeSteps } from './merge-steps.ts'
import { placeWords } from './menu-places.ts'
import type { PlanInput, Program } from './plan-input.ts'
import { retireOn } from './retire-on.ts'
import { taskFor, type TaskBody } from './task-body.ts'
import { transferTasks } from './transfer-tasks.ts'

/**
 * What a person must do because no program may press the buttons, in the order in which it must be done. `bodies` is what
 * the plan does otherwise, so that tasks speak of nothing that stays.
 */
export function tasksOfMerge(merge: Merge, survivor: SourceRecord, sources: readonly SourceRecord[], bodies: readonly OperationBody[], input: PlanInput): readonly TaskBody[] {
  const program = input.programOf(survivor.system)
  const cards = cardTasks(survivor, sources, bodies, input)
  const tasks = [
    ...cards.before,
    ...doubleSubscriptions(survivor, sources, program, input),
    ...sources.flatMap((source) => storedValueTasks(source, input)),
    ...[survivor, ...sources].flatMap((member) => invoicesBeyondEnds(input.holdingsOf(member.id)).map((each) => creditTask(each, member.id, input.programOf(member.system)))),
    ...sources.flatMap((source) => sourceTasks(source, { merge, survivor, sources, bodies, cardsRemoved: cards.before.length > 0 }, input)),
    ...mailingTask(survivor, bodies, input),
    ...cards.after,
    savedCheck(survivor, sources, input),
  ]
  return tasks.map((task) => withNames(task, [survivor, ...sources]))
}

/** What is left on a gift card that no program hands over would be lost with its record: it is settled before. */
function storedValueTasks(source: SourceRecord, input: PlanInput): readonly TaskBody[] {
  return input.holdingsOf(source.id).flatMap((holding): readonly TaskBody[] => {
    if (holding.kind !== 'voucher' || holding.movable || holding.value?.amountMinor === 0n) return []
    const left = holding.value === null ? { de: '', en: '' } : { de: ` (${moneyWords(holding.value, 'de')})`, en: ` (${moneyWords(holding.value, 'en')})` }
    return [taskFor('settle_with_customer', source.id, {
      de: `Der Gutschein ${holding.code}${left.de} lässt sich nicht übertragen und bleibt bei ${source.id}. Vor allem anderen mit dem Kunden klären, was damit geschieht (einlösen, auszahlen oder neu ausstellen).`,
      en: `Voucher ${holding.code}${left.en} cannot be moved and stays with ${source.id}. Before anything else settle with the customer what becomes of it (redeem, pay out or issue anew).`,
    })]
  })
}

/** An id that was made from a row's values is found nowhere in the program: such a customer is called by name and e-mail. */
function withNames(task: TaskBody, members: readonly SourceRecord[]): TaskBody {
  const named = (text: string): string => members.filter((member) => isKeyed(member.id)).reduce((words, { id, fields }) => {
    const called = [[fields.givenName, fields.familyName].filter((part) => part !== undefined).join(' '), fields.email ?? fields.phone ?? ''].filter((part) => part !== '').join(', ')
    return called === '' ? words : words.replaceAll(id, called)
  }, text)
  return { ...task, de: named(task.de), en: named(task.en) }
}

type Around = { readonly merge: Merge; readonly survivor: SourceRecord; readonly sources: readonly SourceRecord[]; readonly bodies: readonly OperationBody[]; readonly cardsRemoved: boolean }

/** By the program's own function where it has one and both stand in it; else by hand. */
function sourceTasks(source: SourceRecord, { merge, survivor, sources, bodies, cardsRemoved }: Around, input: PlanInput): readonly TaskBody[] {
  const program = input.programOf(survivor.system)
  const card = !cardsRemoved && addsCards(program, source.id, sources, survivor) && input.holdingsOf(source.id).some((holding) => holding.kind === 'card')
  const steps = source.system === survivor.system ? mergeSteps(program, survivor.id, source.id, { login: merge.loginFrom === source.id, card, rentals: [source, survivor].some((member) => input.holdingsOf(member.id).some((holding) => holding.kind === 'rental')) }) : null
  if (steps !== null) return [taskFor('merge_by_hand', survivor.id, steps)]
  const own = bodies.filter((body) => 'from' in body && body.from === source.id)
  return transferTasks({ merge, survivor, source, bodies: own, retireOn: retireOn(source, input) }, input)
}

/** The same plan on two members would be charged twice in the next billing run: which one stays, a person decides first. */
function doubleSubscriptions(survivor: SourceRecord, sources: readonly SourceRecord[], program: Program, input: PlanInput): readonly TaskBody[] {
  const holders = [survivor, ...sources].map((record) => ({ record, holdings: input.holdingsOf(record.id) }))
  const doubles = holders.flatMap((holder, index) => doubledPlans(holder, holders.slice(0, index), input.asOf))
  const menu = program === 'portal'
    ? { de: ' („Produkte“ › Mitgliedschaft › „Optionen“ oben rechts › „Mitgliedschaft beenden“ › „Am Enddatum“; Rechnungen in der „Rechnungsübersicht“)', en: ' ("Produkte" › membership › "Optionen" top right › "Mitgliedschaft beenden" › "Am Enddatum"; invoices in the "Rechnungsübersicht")' }
    : { de: '', en: '' }
  const undecided = doubles.filter((pair) => pair.every((each) => (input.endingOf?.(each.id) ?? null) === null))
  return undecided.map(([mine, other]) => {
    const [one, two] = [priceOf(other), priceOf(mine)]
    return taskFor('decide_double_subscription', survivor.id, {
      de: `„${other.plan}“ gibt es zweimal: ${one.de} bei ${other.owner} und ${two.de} bei ${mine.owner}. Entscheiden, welches Abo bleibt; das andere am Enddatum beenden, nicht sofort, und bereits gestellte Rechnungen gutschreiben${menu.de}.`,
      en: `"${other.plan}" is there twice: ${one.en} at ${other.owner} and ${two.en} at ${mine.owner}. Decide which subscription stays; end the other on its end date, not at once, and credit invoices already issued${menu.en}.`,
    })
  })
}

function priceOf({ price, interval }: HoldingOf<'subscription'>): Words {
  return { de: `${moneyWords(price, 'de')} ${intervalWords[interval].de}`, en: `${moneyWords(price, 'en')} ${intervalWords[interval].en}` }
}

function savedCheck(survivor: SourceRecord, sources: readonly SourceRecord[], input: PlanInput): TaskBody {
  const members = [survivor, ...sources]
  const where = placeWords(input.programOf(survivor.system), [...(members.some((member) => member.logins.length > 0) ? ['login' as const] : []), ...(members.some((member) => member.participants.length > 0) ? ['participant' as const] : []), ...members.flatMap((member) => input.holdingsOf(member.id).map((holding) => holding.kind))])
  return taskFor('check_saved', survivor.id, {
    de: `Kunde ${survivor.id} erneut öffnen und mit dem Bericht vergleichen (Felder, Guthaben, Pakete, Abos und alles Übrige).${where.de} Erst dann abhaken.`,
    en: `Open customer ${survivor.id} again and compare it with the report (fields, credit, packages, subscriptions and everything else).${where.en} Tick only then.`,
  })
}
