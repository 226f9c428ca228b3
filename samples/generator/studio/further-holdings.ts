import { addDays, addMonths } from '../../../src/model/calendar.ts'
import type { HoldingKind } from '../../../src/model/holding.ts'
import type { Random } from '../random.ts'
import { type Account, EXPORTED_ON } from './account.ts'

/** One row in neutral terms, as in holdings.ts. */
type Row = Readonly<Record<string, string>>

type FurtherKind = Extract<HoldingKind, 'voucher' | 'discount' | 'document' | 'instalment' | 'booking' | 'surveyVote'>

/** What only one of the two programs keeps, or keeps rarely. */
export type FurtherHoldings = Readonly<Record<FurtherKind, Row[]>>

/** Kinds that a program does not have at all: said in the project file, because no file is not the same as none. */
export const KEPT_ELSEWHERE = { kartei: ['booking', 'surveyVote'], online: ['discount', 'document', 'instalment'] } as const satisfies Readonly<Record<string, readonly FurtherKind[]>>

/** In thousandths of the customers of a system. */
const SHARES = { voucher: 35, discount: 25, document: 60, instalment: 12, booking: 110, surveyVote: 90 } as const

const LETTERS: Readonly<Record<FurtherKind, string>> = { voucher: 'GU', discount: 'DR', document: 'DO', instalment: 'RA', booking: 'BU', surveyVote: 'ST' }

const CLASSES = ['Yoga sanft', 'Pilates', 'Rückenfit', 'Kindertanz'] as const

export function noFurtherHoldings(): FurtherHoldings {
  return { voucher: [], discount: [], document: [], instalment: [], booking: [], surveyVote: [] }
}

/**
 * Draws what hangs on an account beside money and plans. People who stand twice are sometimes made to have the same voucher
 * on both, to have voted on both, or to sit in one class under both accounts.
 */
export function drawFurtherHoldings(random: Random, account: Account, into: FurtherHoldings): void {
  if (account.redacted) return
  const arranged = account.of > 1 ? account.entity % 40 : -1
  const has = (kind: FurtherKind): boolean => !(KEPT_ELSEWHERE[account.system] as readonly string[]).includes(kind) && random.chance(SHARES[kind] / 1000)
  const add = (kind: FurtherKind, row: Row): void => {
    if ((KEPT_ELSEWHERE[account.system] as readonly string[]).includes(kind)) return
    into[kind].push({ id: `${LETTERS[kind]}${account.system === 'kartei' ? '' : '-'}${String(into[kind].length + 1).padStart(5, '0')}`, customer: account.id, ...row })
  }
  if (arranged === 11) add('voucher', { code: `WILLKOMMEN-${account.entity}`, value: '1500', expiresOn: '2026-12-31', source: 'Neukunde' })
  else if (has('voucher')) add('voucher', { code: `GS-${10_000 + random.below(90_000)}`, value: String((1 + random.below(8)) * 500), expiresOn: addDays(EXPORTED_ON, random.below(700)), source: random.pick(['Geburtstag', 'Neukunde', 'Kulanz']) })
  if (arranged === 12 || has('discount')) add('discount', { reduction: `${arranged === 12 && account.nth > 0 ? 10 : random.pick([5, 10, 15, 20])} %`, name: random.pick(['Geschwister', 'Studierende', 'Treue', 'Mitarbeiterfamilie']) })
  if (has('document')) add('document', { name: random.pick(['SEPA-Mandat.pdf', 'Vertrag.pdf', 'Attest.pdf', 'Studienbescheinigung.pdf']), contentHash: Array.from({ length: 4 }, () => random.below(65_536).toString(16).padStart(4, '0')).join(''), addedOn: addDays(EXPORTED_ON, -random.below(1500)) })
  if (has('instalment')) {
    const months = 1 + random.below(3)
    for (let nth = 0; nth < months; nth += 1) add('instalment', { title: 'Jahreskarte in Raten', amount: '4500', open: random.chance(0.6) ? '4500' : '0', dueOn: addMonths('2026-01-15', nth) })
  }
  if (arranged === 13) add('booking', booking('Yoga sanft', '2026-03-05'))
  else if (has('booking')) add('booking', { ...booking(random.pick(CLASSES), addDays('2026-02-16', random.below(28))), participant: account.attendees.length > 0 && random.chance(0.4) ? account.attendees[0]!.id : '' })
  if (arranged === 14 || has('surveyVote')) add('surveyVote', { survey: 'Neue Kurszeiten', choice: random.pick(['Dienstag', 'Donnerstag', 'Samstag']), votedOn: addDays('2026-01-10', random.below(20)), voucher: random.chance(0.2) ? `DANKE-${1000 + into.surveyVote.length}` : '' })
}

function booking(title: string, startsOn: string): Row {
  return { title, slot: `${title.slice(0, 2).toUpperCase()}${startsOn.replaceAll('-', '')}`, startsOn, state: startsOn > EXPORTED_ON ? 'booked' : 'attended', price: '1500' }
}
