import { addDays, addMonths, type BillingInterval, type CalendarDate, nextBillingDate, toDayNumber } from '../../../src/model/calendar.ts'
import type { HoldingKind } from '../../../src/model/holding.ts'
import type { Random } from '../random.ts'
import { type Account, EXPORTED_ON } from './account.ts'

/** One row of an export in neutral terms: column names of the neutral format, dates as YYYY-MM-DD, money in cents. */
export type Row = Readonly<Record<string, string>>

/** Everything that hangs on the customers of one system; pauses belong to subscriptions. */
export type Holdings = Readonly<Record<SampledKind | 'pause', Row[]>>

type SampledKind = Extract<HoldingKind, 'credit' | 'classCredit' | 'package' | 'subscription' | 'contract' | 'invoice' | 'communication' | 'note' | 'card'>

interface Plan { readonly plan: string; readonly interval: BillingInterval; readonly cents: number; readonly forChildren: boolean }

const PLANS: readonly Plan[] = [
  { plan: 'Basis 1x Woche', interval: 'monthly', cents: 2900, forChildren: false },
  { plan: 'Premium', interval: 'monthly', cents: 5900, forChildren: false },
  { plan: 'Flex', interval: 'two-weekly', cents: 1750, forChildren: false },
  { plan: 'Jahresabo', interval: 'yearly', cents: 49000, forChildren: false },
  { plan: 'Kindertanz', interval: 'monthly', cents: 2450, forChildren: true },
]

const PRODUCTS = [['10er-Karte Yoga', 10, 13000], ['5er-Karte Pilates', 5, 7500], ['20er-Karte', 20, 22000], ['Schnupperkarte', 3, 1500]] as const

const STAFF = ['Empfang', 'Büro', 'Studioleitung'] as const

/** How often a customer of each system has something, in hundredths. The desk writes notes and letters, the booking page keeps cards. */
const SHARES = {
  kartei: { credit: 12, package: 20, subscription: 20, contract: 35, invoice: 25, communication: 15, note: 14, card: 3 },
  online: { credit: 9, package: 24, subscription: 12, contract: 6, invoice: 28, communication: 7, note: 3, card: 35 },
} as const

/** What people who stand twice are made to have, so that a sample of a few hundred of them holds every case several times. */
const ARRANGED: Readonly<Record<number, readonly string[]>> = {
  1: ['same plan'], 2: ['another plan'], 3: ['two-weekly', 'card'], 4: ['owes'], 5: ['paused'], 6: ['credit', 'note'], 7: ['credit'], 8: ['letters'], 9: ['future contract'],
}

/** An empty set of holdings to draw into. */
export function noHoldings(): Holdings {
  return { credit: [], classCredit: [], package: [], subscription: [], pause: [], contract: [], invoice: [], communication: [], note: [], card: [] }
}

/** Draws what hangs on one account and adds it to the holdings of its system. */
export function drawHoldings(random: Random, account: Account, into: Holdings): void {
  if (account.redacted) return
  const share = SHARES[account.system]
  const arranged = new Set(account.of > 1 ? ARRANGED[account.entity % 30] ?? [] : [])
  const first = account.nth === 0
  const has = (kind: keyof typeof share): boolean => random.chance(share[kind] / 100)
  if (has('credit') || (first && (arranged.has('credit') || arranged.has('owes')))) drawCredit(random, account, first && arranged.has('owes'), into)
  const arrangedPlan = arranged.has('same plan') ? PLANS[1] : arranged.has('another plan') ? PLANS[first ? 0 : 1] : arranged.has('two-weekly') && first ? PLANS[2] : arranged.has('paused') && first ? PLANS[0] : undefined
  if (arrangedPlan !== undefined || has('subscription')) drawSubscription(random, account, arrangedPlan, arranged.has('paused'), into)
  else if (random.chance(0.05)) drawClassCredit(random, account, '', into)
  if (first && arranged.has('future contract')) addContract(account, { title: 'Mitgliedsvertrag', startsOn: '2026-05-01', endsOn: '2027-04-30', state: 'future' }, into)
  if (has('package')) drawPackage(random, account, into)
  if (has('invoice')) drawInvoices(random, account, into)
  if (has('communication') || (first && arranged.has('letters'))) drawCommunications(random, account, into)
  if (has('note') || (first && arranged.has('note'))) drawNote(random, account, into)
  if (has('card') || arranged.has('card')) drawCard(random, account, into)
}

function add(account: Account, kind: keyof Holdings, row: Row, into: Holdings): string {
  const id = `${LETTERS[kind]}${account.system === 'kartei' ? '' : '-'}${String(into[kind].length + 1).padStart(account.system === 'kartei' ? 5 : 6, '0')}`
  into[kind].push({ id, customer: account.id, ...row })
  return id
}

const LETTERS: Readonly<Record<keyof Holdings, string>> = { credit: 'G', classCredit: 'K', package: 'P', subscription: 'A', pause: 'R', contract: 'V', invoice: 'I', communication: 'C', note: 'N', card: 'Z' }

function drawCredit(random: Random, account: Account, owes: boolean, into: Holdings): void {
  const cents = (1 + random.below(240)) * 50
  add(account, 'credit', { balance: String(owes || random.chance(0.07) ? -cents : cents) }, into)
}

function drawSubscription(random: Random, account: Account, arranged: Plan | undefined, paused: boolean, into: Holdings): void {
  const child = account.attendees.length > 0 && arranged === undefined && random.chance(0.5) ? random.pick(account.attendees) : undefined
  const plan = arranged ?? random.pick(PLANS.filter((each) => each.forChildren === (child !== undefined)))
  const draw = arranged === undefined ? random.below(100) : paused ? 72 : 0
  const state = draw < 70 ? 'active' : draw < 76 ? 'paused' : draw < 79 ? 'future' : 'ended'
  const startedOn = state === 'future' ? addDays(EXPORTED_ON, 14 + random.below(60)) : between(random, account.createdOn, '2026-01-15')
  const endsOn = state === 'ended' ? between(random, startedOn, addDays(EXPORTED_ON, -20)) : random.chance(0.12) ? addMonths(startedOn, 12 * (2 + random.below(8))) : ''
  const runs = state !== 'ended' && (endsOn === '' || endsOn > EXPORTED_ON)
  const agreed = random.chance(0.7) ? plan.cents : plan.cents - 100 * (1 + random.below(6))
  const id = add(account, 'subscription', {
    participant: child?.id ?? '', plan: plan.plan, state: runs ? state : 'ended', interval: plan.interval, price: String(agreed), listPrice: String(plan.cents), startedOn, endsOn,
    renewsOn: runs ? nextBillingDate(startedOn, plan.interval, addDays(EXPORTED_ON, 1)) : '', noticeDays: '30', saleReference: `V${toDayNumber(startedOn)}-${random.below(1000)}`,
  }, into)
  if (runs && state === 'paused') into.pause.push({ subscription: id, from: '2026-02-01', to: random.chance(0.7) ? '2026-03-31' : '' })
  if (runs && random.chance(0.2)) drawClassCredit(random, account, id, into)
  if (random.chance(SHARES[account.system].contract / 100)) addContract(account, { participant: child?.id ?? '', title: 'Mitgliedsvertrag', startsOn: startedOn, endsOn, state: !runs ? 'ended' : state === 'future' ? 'future' : 'active' }, into)
  // The last collection of an ended plan was sometimes invoiced before anybody ended it.
  if (!runs && random.chance(0.15)) addInvoice(random, account, { total: agreed, open: agreed, issuedOn: addDays(endsOn === '' ? EXPORTED_ON : endsOn, -3), serviceFrom: addDays(endsOn, 1), serviceTo: addMonths(addDays(endsOn, 1), 1), subscription: id }, into)
  else if (runs && state === 'active' && random.chance(0.4)) addInvoice(random, account, { total: agreed, open: random.chance(0.1) ? agreed : 0, issuedOn: '2026-02-01', serviceFrom: '2026-02-01', serviceTo: '2026-02-28', subscription: id }, into)
}

function addContract(account: Account, row: Row, into: Holdings): void {
  add(account, 'contract', row, into)
}

function drawClassCredit(random: Random, account: Account, subscription: string, into: Holdings): void {
  add(account, 'classCredit', { creditType: random.pick(['Yoga', 'Pilates', 'Alle Kurse']), units: String(1 + random.below(12)), expiresOn: addDays(EXPORTED_ON, 10 + random.below(300)), subscription }, into)
}

function drawPackage(random: Random, account: Account, into: Holdings): void {
  const [product, units, cents] = random.pick(PRODUCTS)
  const boughtOn = between(random, later(account.createdOn, '2024-09-01'), EXPORTED_ON)
  add(account, 'package', { participant: account.attendees.length > 0 && random.chance(0.2) ? account.attendees[0]!.id : '', product, unitsLeft: String(random.below(units + 1)), unitsTotal: String(units), price: String(cents), boughtOn, expiresOn: addMonths(boughtOn, 18), saleReference: `V${toDayNumber(boughtOn)}-${random.below(1000)}` }, into)
}

function drawInvoices(random: Random, account: Account, into: Holdings): void {
  const count = 1 + random.below(3)
  for (let nth = 0; nth < count; nth++) {
    const total = (2 + random.below(60)) * 250
    // A proof of refund must be kept for ten years, so some invoices are that old.
    const issuedOn = between(random, later(account.createdOn, '2015-01-01'), EXPORTED_ON)
    addInvoice(random, account, { total: random.chance(0.03) ? -total : total, open: random.chance(0.08) ? total : random.chance(0.04) ? Math.floor(total / 2) : 0, issuedOn, serviceFrom: issuedOn, serviceTo: addMonths(issuedOn, 1), subscription: '' }, into)
  }
}

function addInvoice(random: Random, account: Account, invoice: { readonly total: number; readonly open: number; readonly issuedOn: CalendarDate; readonly serviceFrom: CalendarDate; readonly serviceTo: CalendarDate; readonly subscription: string }, into: Holdings): void {
  const number = `${account.system === 'kartei' ? 'RE' : 'INV'}-${invoice.issuedOn.slice(0, 4)}-${String(into.invoice.length + 1).padStart(5, '0')}`
  add(account, 'invoice', { ...invoice, number, total: String(invoice.total), open: String(invoice.total < 0 ? 0 : invoice.open), caseReference: random.chance(0.1) ? `F${1000 + random.below(9000)}` : '' }, into)
}

function drawCommunications(random: Random, account: Account, into: Holdings): void {
  const count = 1 + random.below(3)
  for (let nth = 0; nth < count; nth++) {
    const channel = account.system === 'kartei' ? random.pick(['letter', 'letter', 'email', 'other']) : random.pick(['email', 'email', 'sms'])
    add(account, 'communication', { channel, sentOn: between(random, account.createdOn, EXPORTED_ON), subject: random.pick(['Willkommen', 'Rückfrage zur Rechnung', 'Kündigungsbestätigung', 'Neue Kurszeiten', 'Bescheinigung für die Krankenkasse']) }, into)
  }
}

function drawNote(random: Random, account: Account, into: Holdings): void {
  const followUp = random.chance(0.35)
  add(account, 'note', {
    origin: random.pick(['Telefon', 'Empfang', 'Probestunde']), name: random.pick(['A. Beispiel', 'B. Muster', 'C. Probe']), title: random.pick(['Rückruf', 'Kurswunsch', 'Verletzung', 'Kündigung angefragt', 'Adresse prüfen']),
    text: random.pick(['Möchte dienstags; bitte anrufen, wenn ein Platz frei wird.', 'Kommt zweimal die Woche, "nur vormittags".', 'Knie geschont bis Ostern.', 'Hat nach der 10er-Karte gefragt.', 'Post kam zurück.']),
    followUpOn: followUp ? addDays(EXPORTED_ON, random.below(60) - 10) : '', informStaff: followUp ? random.pick(STAFF) : '',
  }, into)
}

function drawCard(random: Random, account: Account, into: Holdings): void {
  const month = 1 + random.below(12)
  add(account, 'card', { brand: random.pick(['Visa', 'Mastercard', 'Mastercard', 'American Express']), lastFour: String(random.below(10_000)).padStart(4, '0'), expiresOn: addDays(addMonths(`${2026 + random.below(4)}-${String(month).padStart(2, '0')}-01`, 1), -1) }, into)
}

function between(random: Random, from: CalendarDate, to: CalendarDate): CalendarDate {
  const days = toDayNumber(to) - toDayNumber(from)
  return days <= 0 ? to : addDays(from, random.below(days))
}

function later(left: CalendarDate, right: CalendarDate): CalendarDate {
  return left < right ? right : left
}
