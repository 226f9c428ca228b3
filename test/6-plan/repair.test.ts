import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planRepair } from '../../src/6-plan/repair/plan-repair.ts'
import type { Program } from '../../src/6-plan/plan-input.ts'
import { mergedElsewhere } from '../../src/9-unmerge/repair/merged-elsewhere.ts'
import type { Fields } from '../../src/model/field.ts'
import type { HoldingKind } from '../../src/model/holding.ts'
import type { Operation, OperationOf, TaskKind } from '../../src/model/operation.ts'
import type { PlanDocument } from '../../src/model/plan.ts'
import type { Reconciled } from '../../src/model/reconciled.ts'
import { eur, exported, holdingsOf, lastKnown, recordId, recordOf, type Loose, type Short } from '../9-unmerge/lost.ts'

type Scene = {
  /** The account that remains, before and now. */
  readonly before?: readonly Loose[]
  readonly now: readonly Loose[]
  readonly lost: readonly Short[]
  readonly email?: string
  /** Values of the account that remains, before and now. */
  readonly was?: Fields
  readonly is?: Fields
  readonly program?: Program
  readonly asOf?: string
  readonly unknownCards?: boolean
  readonly noCards?: boolean
  readonly unknown?: readonly HoldingKind[]
}

function planOf({ before = [], now, lost, email, was = {}, is = {}, program = 'momence', asOf = '2026-04-10', unknownCards = false, noCards = false, unknown = [] }: Scene): PlanDocument {
  const today = exported([{ id: 'a', holds: now, fields: { ...is, ...(email === undefined ? {} : { email }) } }], unknown)
  const merged = mergedElsewhere(lost.map((each) => ({ remaining: recordId('a'), lastKnown: unknownCards ? { ...lastKnown(each), cards: null } : lastKnown(each) })), {
    recordNow: () => today.records[0]!, recordBefore: () => recordOf({ id: 'a', fields: was }),
    holdingsNow: (id) => today.holdings.filter((holding) => holding.owner === id), holdingsBefore: () => holdingsOf([{ id: 'a', holds: before }]), coverageOf: () => ({ ...today.coverage['s']!, ...(noCards ? { card: 'none' as const } : {}) }), asOf,
  })
  const reconciled: Reconciled = { records: today.records, retired: [], holdings: today.holdings, balances: [], confirmed: [], changedInFlight: [], expectedHoldings: [], ending: [], arrivedLate: [], withoutSurvivor: [], gone: [], aliases: [] }
  return planRepair({ merged, reconciled, exportedOf: (id) => today.holdings.filter((holding) => holding.owner === id), programOf: () => program, asOf, inputHash: 'i', stateHash: 's' })
}

const operationsOf = (scene: Scene): readonly Operation[] => planOf(scene).merges[0]!.operations
const tasksOf = (scene: Scene): readonly OperationOf<'staff_task'>[] => operationsOf(scene).filter((each): each is OperationOf<'staff_task'> => each.type === 'staff_task')
const kindsOf = (scene: Scene): readonly TaskKind[] => tasksOf(scene).map((each) => each.task)

/** The tasks of a kind in both languages, joined. */
function words(scene: Scene, kind: TaskKind): { readonly de: string; readonly en: string } {
  const found = tasksOf(scene).filter((each) => each.task === kind)
  return { de: found.map((each) => each.de).join('\n'), en: found.map((each) => each.en).join('\n') }
}

function check(scene: Scene, kind: TaskKind, de: RegExp, en: RegExp): void {
  const found = words(scene, kind)
  expect(found.de).toMatch(de)
  expect(found.en).toMatch(en)
}

const subscription: Loose = { kind: 'subscription', id: 'y', renewsOn: '2026-04-30', saleReference: 'S-7002' }
const ten: Loose = { kind: 'package', id: 'p', expiresOn: '2027-01-12', saleReference: 'S-9102' }
const credit = (amount: number, id = 'c'): Loose => ({ kind: 'credit', id, balance: eur(amount) })
const lena: Short = { id: 'b', fields: { givenName: 'Lena', familyName: 'Sommer', email: 'lena@example.org', iban: 'DE89370400440532013000' }, login: true, holds: [subscription, ten, credit(2000), { kind: 'card', id: 'k', brand: 'Visa', lastFour: '4444' }, { kind: 'note' }] }
const all: Scene = { before: [credit(1000, 'own')], now: [credit(3000, 'own'), ten, subscription, { kind: 'card', id: 'k2', brand: 'Visa', lastFour: '4444' }], lost: [lena] }

describe('the steps of a repair', () => {
  it('D5.2 D9.11 cards, then off the remaining account, then the customer, then what comes back, then price and date, then the look at it', () => {
    expect(kindsOf(all)).toEqual([
      'remove_card', 'remove_entitlement', 'remove_entitlement', 'remove_entitlement', 're_create_customer', 'free_re_entry', 'free_re_entry', 'free_re_entry', 'set_renewal_by_hand',
      'enter_again', 'warn_no_card', 'ask_customer_for_card', 're_invite', 'check_saved', 'check_saved',
    ])
  })
  it('D5.2 each waits for what must be true before it', () => {
    const tasks = tasksOf(all)
    const place = new Map(tasks.map((each, index) => [each.id, index]))
    const before = tasks.map((each) => each.dependsOn.flatMap((id) => place.get(id) ?? []))
    expect(before.slice(0, 9)).toEqual([[], [0], [0], [0], [0, 1, 2, 3], [4], [4], [4], [7]])
    before.forEach((those, index) => { expect(those.every((each) => each < index)).toBe(true) })
    // Whatever is not awaited by another step is awaited by the last two.
    const reached = new Set<number>()
    const walk = (index: number): void => { for (const each of before[index]!) if (!reached.has(each)) { reached.add(each); walk(each) } }
    walk(tasks.length - 1)
    expect(reached.size).toBe(tasks.length - 2)
  })
  it('D9.11 the program\'s words are quoted in both languages; another program gets plain ones and no invented button', () => {
    for (const word of ['Aktionsmenü', 'Kundenliste', 'Neuer Kunde', 'Neuer Verkauf', 'bearbeiten', 'Verlängert am']) {
      expect(tasksOf(all).some((each) => each.de.includes(`„${word}“`)), word).toBe(true)
      expect(tasksOf(all).some((each) => each.en.includes(`"${word}"`)), word).toBe(true)
    }
    for (const task of tasksOf({ ...all, program: null })) expect(task.de).not.toMatch(/Aktionsmenü|Kundenliste|Neuer Verkauf|bearbeiten/)
  })
  it('D5.7 nobody is notified', () => {
    for (const operation of operationsOf(all)) expect(operation.notifyCustomer).toBe(false)
    check(all, 'free_re_entry', /Häkchen bei der Benachrichtigung entfernen/, /untick the notification/)
    check(all, 're_create_customer', /Keine Einladung und keine Nachricht senden/, /no invitation and no message/)
  })
})

describe('cards', () => {
  it('D4.1 D4.2 the card that came along is removed, and it is said whose it is', () => check(all, 'remove_card', /Abbuchungen anhalten.*Visa •••• 4444.*„Aktionsmenü“ oben rechts.*gehört s:b/, /stop all charging.*Visa •••• 4444.*belongs to s:b/))
  it('D4.3 unsure whose: charging stops, all are removed, everyone is asked', () => {
    const unclear: Scene = { ...all, unknownCards: true }
    check(unclear, 'remove_all_cards', /Zuerst .* alle Abbuchungen anhalten, dann alle Karten entfernen/, /First stop all charging.*remove all cards/)
    expect(tasksOf(unclear).filter((each) => each.task === 'ask_customer_for_card').map((each) => each.record)).toEqual(['s:b', 's:a'])
    expect(kindsOf(unclear)[0]).toBe('remove_all_cards')
  })
  it('D4.3 charging that was stopped goes on', () => {
    check(all, 'check_saved', /angehaltenen Abbuchungen wieder aufnehmen/, /Resume the charging that was stopped/)
    expect(words({ now: [ten], lost: [{ id: 'b', holds: [ten] }] }, 'check_saved').de).not.toContain('Abbuchungen')
  })
  it('D4.4 the request is a text for staff to send', () => check(all, 'ask_customer_for_card', /Textvorschlag: „Bitte hinterlegen Sie/, /Suggested text: "Please add your payment method/))
  it('D4.5 a system that keeps no cards: nobody is asked for one, and nothing is said of it', () => {
    const none: Scene = { ...all, unknownCards: true, noCards: true }
    expect(kindsOf(none).filter((each) => /card/.test(each))).toEqual([])
    expect(words(none, 're_create_customer').de).not.toContain('Karten')
  })
  it('D4.5 a renewal before a card exists again warns, with its day', () => {
    check(all, 'warn_no_card', /verlängert sich am 30\.04\.2026/, /renews on 30 Apr 2026/)
    expect(kindsOf({ now: [ten], lost: [{ id: 'b', holds: [ten] }] })).not.toContain('warn_no_card')
  })
})

describe('what is taken off and entered again', () => {
  it('D5.1 D5.2 one by one with its amount, and what is left', () => {
    check(all, 'remove_entitlement', /20,00 EUR Guthaben abziehen: Das gehört s:b\. Danach stehen dort 10,00 EUR\.[^]*Paket „Ten“, noch 6, bis 12\.01\.2027[^]*Abo „Basic“, 39,90 EUR monatlich/, /20\.00 EUR of credit off s:a.*Afterwards 10\.00 EUR are there/)
    check({ now: [{ kind: 'classCredit', id: 'k', units: 5 }], before: [{ kind: 'classCredit', id: 'k', units: 2 }], lost: [{ id: 'b', holds: [{ kind: 'classCredit', units: 3 }] }] }, 'remove_entitlement', /3 × Yoga \(Kursguthaben\) abziehen.*2 × Yoga/, /3 × Yoga \(class credit\) off.*2 × Yoga/)
    check({ now: [credit(800)], before: [credit(1000)], lost: [{ id: 'b', holds: [credit(-200, 'minus')] }] }, 'remove_entitlement', /austragen, was s:b noch schuldet: offener Betrag von 2,00 EUR\. Danach stehen dort 10,00 EUR/, /still owes: open amount of 2\.00 EUR/)
  })
  it('D5.3 free of charge, paid already, the original sale, and no revenue: totals stay', () => {
    check(all, 'free_re_entry', /schon bezahlt \(ursprünglicher Verkauf S-9102\) und zählt nicht noch einmal als Umsatz.*Preis 0/, /paid already \(original sale S-9102\) and does not count as revenue/)
    const { before, after, corrections } = planOf(all).plan
    expect(after).toEqual({ ...before, records: 2, customers: 2 })
    expect(corrections).toMatchObject([{ total: 'records', difference: 1n }])
    expect(operationsOf(all).filter((each) => each.type === 'give_back')).toMatchObject([{ alreadyPaid: true, takenOff: 's:a', enteredFor: 's:b' }, { alreadyPaid: true }, { alreadyPaid: true }])
    check({ now: [credit(800)], lost: [{ id: 'b', holds: [credit(-200, 'minus')] }] }, 'free_re_entry', /den der Kunde noch schuldet/, /still owes/)
  })
  it('D5.5 D5.6 D5.8 price and date follow the free sale, with the reminder to scroll and save', () => check(all, 'set_renewal_by_hand', /„bearbeiten“.*39,90 EUR.*„Verlängert am“ \(oben rechts\) auf 30\.04\.2026.*ganz nach unten scrollen und speichern/, /"bearbeiten".*39\.90 EUR.*30 Apr 2026.*scroll down and save/))
  it('D5.9 free only for the period that is paid', () => check(all, 'free_re_entry', /Kostenlos ist nur der laufende Zeitraum bis zum 30\.04\.2026; danach gilt wieder der alte Preis/, /Only the present period until 30 Apr 2026 is free/))
  describe('D5.4 the next renewal counts from the original date', () => {
    const rows: readonly (readonly [interval: string, startedOn: string, renewsOn: string | null, asOf: string, expected: string | null])[] = [
      ['monthly', '2025-01-31', '2026-03-31', '2026-04-10', '2026-04-30'], ['monthly', '2025-01-31', null, '2026-02-10', '2026-02-28'], ['monthly', '2024-01-31', null, '2024-02-10', '2024-02-29'],
      ['two-weekly', '2026-01-05', '2026-03-30', '2026-04-10', '2026-04-13'], ['two-weekly', '2026-03-16', null, '2026-03-31', '2026-04-13'], ['monthly', '2025-01-31', '2026-04-15', '2026-04-10', '2026-04-15'],
    ]
    it.each(rows)('%s from %s, renewal %s, on %s', (interval, startedOn, renewsOn, asOf, expected) => {
      const held: Loose = { kind: 'subscription', id: 'y', interval, startedOn, renewsOn }
      expect(operationsOf({ now: [held], lost: [{ id: 'b', holds: [held] }], asOf }).find((each) => each.type === 'give_back')).toMatchObject({ renewsOn: expected })
    })
  })
  it('D6.2 what ends before it renews is entered with its end, and no renewal is set', () => {
    const ending: Loose = { ...subscription, renewsOn: null, endsOn: '2026-04-29' }
    const scene: Scene = { now: [ending], lost: [{ id: 'b', holds: [ending] }] }
    check(scene, 'free_re_entry', /verlängert sich nicht mehr\. Das Ende am 29\.04\.2026 wieder eintragen/, /Enter its end on 29 Apr 2026/)
    expect(kindsOf(scene)).not.toContain('set_renewal_by_hand')
    const later: Loose = { ...subscription, endsOn: '2026-12-31' }
    check({ now: [later], lost: [{ id: 'b', holds: [later] }] }, 'free_re_entry', /bis zum 30\.04\.2026.*Das Ende am 31\.12\.2026/, /until 30 Apr 2026.*end on 31 Dec 2026/)
  })
  it('what is for a child is entered for the child', () => {
    const mia = { id: 'mia', givenName: 'Mia', familyName: 'Sommer', birthDate: null }
    check({ now: [ten], lost: [{ id: 'b', participants: [mia], holds: [{ ...ten, participant: 'mia' }] }] }, 'free_re_entry', /für Mia Sommer/, /for Mia Sommer/)
  })
  it('D5.9 what is yet to begin is entered with its beginning, and not called paid for a present period', () => {
    const later: Loose = { ...subscription, state: 'future', startedOn: '2026-05-01', renewsOn: '2026-06-01' }
    check({ now: [later], lost: [{ id: 'b', holds: [later] }] }, 'free_re_entry', /Bezahlt ist es noch nicht.*Es beginnt erst am 01\.05\.2026: mit diesem Beginn eintragen, nicht ab heute/, /It is not paid yet.*begins only on 1 May 2026/)
    expect(words({ now: [later], lost: [{ id: 'b', holds: [later] }] }, 'free_re_entry').de).not.toContain('laufende Zeitraum')
  })
  it('D6.6 pauses are entered again', () => {
    const paused: Loose = { ...subscription, state: 'paused', pauses: [{ from: '2026-04-01', to: null }] }
    check({ now: [paused], lost: [{ id: 'b', holds: [paused] }] }, 'set_renewal_by_hand', /Pausen wieder eintragen: ab 01\.04\.2026 bis auf Weiteres\./, /Enter the pauses again: from 1 Apr 2026 until further notice\./)
  })
  it('what cannot be found is settled, not entered', () => {
    const scene: Scene = { now: [], lost: [{ id: 'b', holds: [ten] }] }
    expect(kindsOf(scene)).toEqual(['settle_with_customer', 're_create_customer', 'check_saved', 'check_saved'])
    check(scene, 'settle_with_customer', /nichts mehr zu finden/, /shows nothing of it/)
    check({ now: [], lost: [{ id: 'b', holds: [subscription] }] }, 'settle_with_customer', /39,90 EUR monatlich \(ursprünglicher Verkauf S-7002\)\. Bei s:a ist es nicht zu finden\. Klären, ob es beendet wurde; läuft es noch, .*mit dem alten Preis und der nächsten Verlängerung am 30\.04\.2026\./, /if it still runs, .*the next renewal on 30 Apr 2026\./)
  })
  it('what was used or charged since is settled before anything is taken off', () => {
    check({ now: [{ ...ten, unitsLeft: 5 }], lost: [{ id: 'b', holds: [ten] }] }, 'settle_with_customer', /wurde 1 Einheit verbraucht/, /1 unit was used/)
    check({ before: [credit(1000)], now: [credit(1200)], lost: [{ id: 'b', holds: [credit(500, 'theirs')] }] }, 'settle_with_customer', /fehlen 3,00 EUR/, /3\.00 EUR less/)
    const due: Loose = { ...subscription, renewsOn: '2026-03-31' }
    check({ now: [due], lost: [{ id: 'b', holds: [due] }] }, 'settle_with_customer', /am 31\.03\.2026 fällig.*wessen Karte/, /due on 31 Mar 2026.*whose card/)
  })
  it('a kind that is not exported is looked at, never taken for none', () => check({ now: [], lost: [{ id: 'b', holds: [ten] }], unknown: ['package'] }, 'remove_entitlement', /Vorher nachsehen: Der Export zeigt diese Art nicht/, /Look before/))
})

describe('values that came over with the other', () => {
  const moved: Scene = { now: [], lost: [{ id: 'b', fields: { phone: '222', city: 'Ulm', iban: 'DE89370400440532013000' } }], was: { phone: '111', postcode: '1' }, is: { phone: '222', city: 'Ulm', postcode: '2', iban: 'DE89370400440532013000' } }
  it('go back to what they were, with the same operation as any value; what the customer changed stays', () => {
    check(moved, 'restore_values', /s:a stehen Werte von s:b: Telefon wieder „111“ statt „222“, Ort leeren \(„Ulm“\), IBAN leeren \(„•••• 3000“\)\./, /Phone back to "111" instead of "222", clear City \("Ulm"\)/)
    expect(operationsOf(moved).filter((each) => each.type === 'set_field').map((each) => [each.field, each.before, each.after])).toEqual([['phone', '222', '111'], ['city', 'Ulm', null], ['iban', 'DE89370400440532013000', null]])
    expect(kindsOf({ ...moved, was: moved.is! })).not.toContain('restore_values')
  })
})

describe('the customer', () => {
  it('D9.4 is created anew under a new id, and the old one is kept with where it went', () => {
    check(all, 're_create_customer', /„Kundenliste“ › „Neuer Kunde“ den Kunden s:b neu anlegen: Vorname Lena, Nachname Sommer, E-Mail lena@example\.org.*neuen Nummer; sie neben der alten s:b notieren/, /create customer s:b anew: Given name Lena/)
    expect(operationsOf(all)[0]).toMatchObject({ type: 'keep_lost_customer', record: 's:b', survivor: 's:a' })
  })
  it('of bank details only the last four, and with a new mandate', () => {
    check(all, 're_create_customer', /IBAN •••• 3000\) nur mit neuem Mandat/, /IBAN •••• 3000/)
    for (const task of tasksOf(all)) expect(task.de + task.en).not.toContain('DE8937')
  })
  it('the same e-mail would merge them again, and that is said', () => {
    check({ ...all, email: 'Lena@example.org' }, 're_create_customer', /Achtung: s:a hat dieselbe E-Mail/, /Careful: s:a has the same e-mail/)
    expect(words(all, 're_create_customer').de).not.toContain('Achtung')
    // Where the merge itself put it there, it is gone before the customer is created.
    expect(words({ ...all, was: { email: 'anna@example.org' }, is: { email: 'lena@example.org' } }, 're_create_customer').de).not.toContain('Achtung')
  })
  it('D7.3 is invited again, never automatically', () => check(all, 're_invite', /geht nie von allein hinaus/, /never goes out by itself/))
  it('D8.6 participants are named, so that they come along', () => {
    const mia = { id: 'mia', givenName: 'Mia', familyName: 'Sommer', birthDate: null }
    check({ now: [], lost: [{ id: 'b', participants: [{ ...mia, birthDate: '2018-05-04' }] }] }, 'enter_again', /Teilnehmer Mia Sommer, geboren am 04\.05\.2018 eintragen\. Bei s:a nicht löschen/, /participant Mia Sommer, born on 4 May 2018 .* Do not delete at s:a/)
  })
  it('D9.5 what cannot be restored is said', () => check(all, 're_create_customer', /Nicht wiederherstellbar: die alte Nummer s:b .*; Zugang und Passwort; hinterlegte Karten; Buchungen, Besuche, Nachrichten und Belege/, /Cannot be restored: the old number s:b.*; login and password; cards on file; bookings, visits/))
})

describe('everything else is a step of its own, with all that is to be entered', () => {
  const of = (...holds: readonly Loose[]): Scene => ({ now: [], lost: [{ id: 'b', holds }], program: 'kutego' })
  const entered: readonly (readonly [id: string, hold: Loose, de: RegExp, en: RegExp])[] = [
    ['D8.1 D8.2 D8.3 a note', { kind: 'note', origin: 'Telefon', name: 'Anna Berg', title: 'Knie', text: 'nur leichte Kurse', followUpOn: '2026-05-01', informStaff: 'Petra' },
      /Notiz Herkunft „Telefon“, Name „Anna Berg“, Titel „Knie“, Notiz „nur leichte Kurse“, Wiedervorlage 01\.05\.2026, zu benachrichtigen „Petra“\. Die Notiz bei s:a bleibt stehen, auch wenn .*löscht die ganze Notiz\. Zu finden unter „Notizen“/, /note origin "Telefon", name "Anna Berg", title "Knie", note "nur leichte Kurse", follow-up 1 May 2026, to inform "Petra"\. The note at s:a stays/],
    ['D8.1 a note with empty parts', { kind: 'note' }, /Herkunft leer, Name leer, Titel „Knee“, Notiz leer, keine Wiedervorlage, niemand zu benachrichtigen\./, /origin empty, name empty, title "Knee", note empty, no follow-up, nobody to inform\./],
    ['D5.16 a voucher', { kind: 'voucher', code: 'X-7', value: eur(1200), expiresOn: '2026-12-31', movable: true, source: 'Umfrage' }, /Gutschein X-7, noch 12,00 EUR, bis 31\.12\.2026, erhalten für Umfrage\. Kein neuer Verkauf/, /voucher X-7, worth 12\.00 EUR, until 31 Dec 2026, given for Umfrage\. This is no new sale/],
    ['D6.12 a contract', { kind: 'contract', title: 'Jahresvertrag', startsOn: '2026-01-01', endsOn: '2026-12-31', state: 'active' }, /Vertrag „Jahresvertrag“, ab 01\.01\.2026, bis 31\.12\.2026\. Ohne neue Rechnung und ohne neue Laufzeit/, /contract "Jahresvertrag", from 1 Jan 2026, until 31 Dec 2026\. Without a new invoice/],
    ['D6.12 an instalment', { kind: 'instalment', title: 'Kurs', amount: eur(5000), open: eur(2500), dueOn: '2026-05-01', contract: 'V-1' }, /Rate „Kurs“, 50,00 EUR, davon offen 25,00 EUR, fällig am 01\.05\.2026, zum Vertrag V-1\. Der Kunde schuldet sie weiter/, /instalment "Kurs", 50\.00 EUR, open 25\.00 EUR, due on 1 May 2026, of contract V-1/],
    ['D6.13 an offer', { kind: 'offer', number: 'A-3', title: 'Segeln', total: eur(9000), state: 'open', validUntil: '2026-06-01' }, /Angebot A-3, „Segeln“, 90,00 EUR, gültig bis 01\.06\.2026/, /offer A-3, "Segeln", 90\.00 EUR, valid until 1 Jun 2026/],
    ['D7.10 D7.11 a booking', { kind: 'booking', title: 'Yoga', slot: null, startsOn: '2026-04-20', state: 'booked', price: eur(1500), paidWith: 'p' }, /Buchung „Yoga“, am 20\.04\.2026, vereinbarter Preis 15,00 EUR, bezahlt mit p\. Der vereinbarte Preis bleibt; was schon bezahlt ist, wird nicht noch einmal abgezogen/, /booking "Yoga", on 20 Apr 2026, agreed price 15\.00 EUR, paid with p\. The agreed price stays/],
    ['D8.5 a document', { kind: 'document', name: 'Attest.pdf', contentHash: 'ab12', addedOn: '2026-01-02' }, /Dokument „Attest\.pdf“, vom 02\.01\.2026, Prüfsumme ab12\..*unter demselben Namen/, /document "Attest\.pdf", of 2 Jan 2026, checksum ab12\./],
    ['D7.8 a group', { kind: 'group', name: 'Neuigkeiten', steers: 'mailing' }, /Kundengruppe „Neuigkeiten“, sie bestimmt, welche Mitteilungen/, /customer group "Neuigkeiten", it decides which mailings the customer gets\. To be found under/],
    ['D7.9 a price group', { kind: 'priceGroup', name: 'Studierende', proven: false, provenUntil: null }, /Preisgruppe „Studierende“, ohne Nachweis: erst zuordnen, wenn er vorliegt/, /price group "Studierende", without a proof/],
    ['D7.5 D7.6 a permission', { kind: 'permission', action: 'reservieren', allowed: false, isDefault: false }, /Berechtigung „reservieren“, nicht erlaubt/, /permission "reservieren", not allowed/],
    ['D5.14 a discount', { kind: 'discount', reduction: '10 %', name: 'Treue', validUntil: null }, /Dauerrabatt Treue 10 %\. Genau diesen, nicht zusammen mit einem anderen/, /permanent discount Treue 10 %\. Exactly this one/],
  ]
  it.each(entered)('%s', (_, hold, de, en) => { check(of(hold), 'enter_again', de, en) })
  it('D5.2 what steers prices and rights, or would stand twice, is off the remaining account first, in one step; a note is not', () => {
    const scene = of(...entered.map(([, hold]) => hold))
    expect(kindsOf(scene).slice(0, 2)).toEqual(['remove_entitlement', 're_create_customer'])
    check(scene, 'remove_entitlement', /Bei s:a austragen, was mit s:b dorthin kam, soweit es dort steht: .*Gutschein X-7.*Was s:a schon selbst hatte, bleibt\. Nichts erstatten/, /Take off s:a what came there with s:b/)
    expect(words(scene, 'remove_entitlement').de).not.toMatch(/Notiz|Dokument/)
    expect(kindsOf(scene).filter((each) => each === 'enter_again')).toHaveLength(entered.length)
  })
  it('D7.10 groups and rights are assigned before anything is booked', () => {
    const order = tasksOf(of(...entered.map(([, hold]) => hold))).filter((each) => each.task === 'enter_again').map((each) => /: (\S+) /.exec(each.de)?.[1])
    expect(order).toEqual(['Kundengruppe', 'Preisgruppe', 'Berechtigung', 'Dauerrabatt', 'Vertrag', 'Rate', 'Angebot', 'Gutschein', 'Buchung', 'Dokument', 'Notiz', 'Notiz'])
  })
  it('D3.8 D3.9 D6.18 an open invoice, a rented object, a damage and a gift card stay where they are, and nobody else answers for them', () => {
    check(of({ kind: 'invoice', open: eur(100) }), 'settle_with_customer', /Das gehört s:b, steht aber bei s:a: Rechnung R-1, 1,00 EUR, davon offen 1,00 EUR\. s:a dafür weder mahnen noch belasten/, /Neither remind nor charge s:a/)
    check(of({ kind: 'rental', object: 'Bohrer', caseReference: 'V-9', from: null, dueOn: '2026-04-12', state: 'out', price: null }), 'settle_with_customer', /Mietgegenstand „Bohrer“, Vorgang V-9, zurück am 12\.04\.2026\. Beim neu angelegten Kunden vermerken; s:a haftet dafür nicht\. Nichts löschen/, /not liable/)
    check(of({ kind: 'damageCase', number: 'S-1', object: 'Bohrer', amount: eur(4000), state: 'open', caseReference: null }), 'settle_with_customer', /Schadensfall S-1, „Bohrer“, 40,00 EUR/, /damage case S-1/)
    check(of({ kind: 'voucher', code: 'G', value: eur(500), expiresOn: null, movable: false, source: null }), 'settle_with_customer', /lässt sich nicht übertragen.*s:a darf ihn nicht einlösen/, /cannot be moved/)
  })
  it('D8.6 D8.7 what is over is named by number and stays; no vote is cast again', () => {
    const past: readonly Loose[] = [
      { kind: 'invoice' }, { kind: 'attendance' }, { kind: 'surveyVote' }, { kind: 'contract', title: 'alt', startsOn: null, endsOn: '2026-04-09', state: 'active' }, { kind: 'booking', title: 'Yoga', startsOn: '2026-04-09', state: 'booked', price: null, paidWith: null },
      { kind: 'voucher', code: 'leer', value: eur(0), expiresOn: null, movable: true, source: null }, { kind: 'permission', action: 'buchen', allowed: true, isDefault: true },
    ]
    check(of(...past), 'enter_again', /was abgeschlossen ist: 1 Vertrag, 1 Rechnung, 1 Buchung, 1 Teilnahme, 1 Gutschein, 1 Umfragestimme\. Es bleibt bei s:a.*Nichts löschen\. Keine Stimme noch einmal abgeben/, /Cast no vote again/)
    expect(kindsOf(of(...past))).toEqual(['re_create_customer', 'enter_again', 'check_saved', 'check_saved'])
  })
  it('D7.6 a restriction is not dodged by a repair', () => {
    const scene: Scene = { now: [], lost: [{ id: 'b', flags: { sanctions: ['darf nicht reservieren'] } }], program: 'rentingforce' }
    check(scene, 'remove_entitlement', /Sperre „darf nicht reservieren“/, /restriction "darf nicht reservieren"/)
    check(scene, 'enter_again', /die Sperre „darf nicht reservieren“ wieder eintragen: .* gilt weiter\. Zu finden unter „Berechtigungen“/, /again: it held before and still holds/)
  })
})

describe('the plan', () => {
  it('D5.2 gives back nothing twice, and never more than the remaining account holds', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 4 })
    fc.assert(fc.property(amounts, fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 6 }), (lost, own, spent, packages) => {
      const now = Math.max(0, own + lost.reduce((sum, amount) => sum + amount, 0) - spent)
      const scene: Scene = {
        before: [credit(own, 'own')], now: [credit(now, 'own'), ...Array.from({ length: packages }, (_, n): Loose => ({ kind: 'package', id: `there-${n}` }))],
        lost: lost.map((amount, n): Short => ({ id: `lost${n}`, holds: [credit(amount, `theirs-${n}`), { kind: 'package', id: `p${n}` }] })),
      }
      const given = operationsOf(scene).filter((each): each is OperationOf<'give_back'> => each.type === 'give_back')
      const money = given.reduce((sum, each) => (each.entitlement.kind === 'credit' ? sum + each.entitlement.balance.amountMinor : sum), 0n)
      const things = given.filter((each) => each.entitlement.kind === 'package' && each.foundAs !== null).map((each) => each.foundAs)
      expect(money <= BigInt(now)).toBe(true)
      expect(given.every((each) => each.entitlement.kind !== 'credit' || each.entitlement.balance.amountMinor > 0n)).toBe(true)
      expect(new Set(things).size).toBe(things.length)
      if (spent > 0 && lost.some((amount) => amount > 0)) expect(kindsOf(scene)).toContain('settle_with_customer')
      if (spent === 0) expect(money).toBe(BigInt(lost.reduce((sum, amount) => sum + amount, 0)))
    }), { numRuns: 200 })
  })

  it('D1.6 several who went into one account are one repair, counted down in turn', () => {
    const scene: Scene = { before: [], now: [credit(1200)], lost: [{ id: 'c', holds: [credit(700, 'x')] }, { id: 'b', holds: [credit(500, 'y')] }] }
    expect(planOf(scene).merges.map(({ merge }) => [merge.survivor, ...merge.sources])).toEqual([['s:a', 's:b', 's:c']])
    check(scene, 'remove_entitlement', /5,00 EUR[^]*Danach stehen dort 7,00 EUR[^]*7,00 EUR[^]*Danach stehen dort 0,00 EUR/, /5\.00 EUR/)
    // Everything is off before anybody gets anything.
    expect(kindsOf(scene)).toEqual(['remove_entitlement', 'remove_entitlement', 're_create_customer', 'free_re_entry', 're_create_customer', 'free_re_entry', 'check_saved', 'check_saved', 'check_saved'])
  })
  it('D9.1 is for a person to approve, and the same input gives the same plan', () => {
    expect(planOf(all).merges[0]!.merge).toMatchObject({ outcome: 'review', decidedBy: 'REPAIR' })
    expect(planOf(all).plan.hash).toBe(planOf({ ...all, now: all.now.toReversed() }).plan.hash)
  })
})
