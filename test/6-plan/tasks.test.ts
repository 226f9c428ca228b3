import { describe, expect, it } from 'vitest'
import type { Program } from '../../src/6-plan/plan-input.ts'
import { renewalDate } from '../../src/6-plan/renewal-date.ts'
import type { HoldingOf } from '../../src/model/holding.ts'
import type { OperationOf, TaskKind } from '../../src/model/operation.ts'
import { eur, rulesOf, type Loose, type Person, type Scene } from '../5-merge/scene.ts'
import { plannedOf } from './planned.ts'

const login = { logins: [{ userName: 'anna', passwordReference: 'ref' }] }

/** A card-file record and an online account, in one system or in two. */
function scene(source: Partial<Person>, survivor: Partial<Person> = {}, more: Partial<Scene> = {}): Scene {
  return { people: [{ id: 'desk', ...source }, { id: 'online', origin: 'online', ...login, ...survivor }], ...more }
}
const holding = (...holds: readonly Loose[]): Partial<Person> => ({ holds })
const apart: Partial<Person> = { id: 'a:desk' }

function tasks(each: Scene, program: Program): readonly OperationOf<'staff_task'>[] {
  const { operations } = plannedOf(each, { programOf: () => program })
  return operations.filter((operation): operation is OperationOf<'staff_task'> => operation.type === 'staff_task')
}

/** The kinds of the tasks in order, and words that must stand in one of them, in both languages. */
function check(each: Scene, program: Program, kinds: readonly TaskKind[], words: readonly string[] = []): void {
  const found = tasks(each, program)
  expect(found.map((task) => task.task)).toEqual(kinds)
  for (const word of words) {
    expect(found.some((task) => task.de.includes(`„${word}“`)), word).toBe(true)
    expect(found.some((task) => task.en.includes(`"${word}"`)), word).toBe(true)
  }
}

describe('a merge by the program itself', () => {
  const turned: Scene = scene({}, {}, { profile: 'smile' })
  it('D2.4 D2.5 D2.6 D2.7 smile: both rows of the login, deletion stays ticked, yes, and no mail', () => {
    check(turned, 'smile', ['merge_by_hand', 'check_saved'], ['Kundenverwaltung', 'Benutzername', 'Passwort', 'Datensatz des Kunden, dessen Daten übernommen wurden, löschen', 'OK', 'ja', 'nein'])
  })
  it('smile without a login to move speaks of no rows of it', () => expect(tasks(scene({}, { logins: [] }, { profile: 'smile' }), 'smile')[0]!.de).not.toContain('Benutzername'))
  it('D2.9 D8.11 D9.3 RentingForce: export first, blue arrow, no message', () => check(scene({}), 'rentingforce', ['merge_by_hand', 'check_saved'], ['Kundenkarte', 'Aktionen', 'Kundendaten exportieren', 'Zusammenführen mit', 'Nachricht']))
  it('D5.8 D9.1 Momence: an e-mail is a merge, compared before it is saved', () => { check(scene({}), 'momence', ['merge_by_hand', 'check_saved']); expect(tasks(scene({}), 'momence')[0]!.de).toMatch(/nicht rückgängig.*zeichenweise.*scrollen und speichern/) })
  it('D4.1 Momence adds the card of the account that goes, and that is said before', () => {
    check(scene(holding({ kind: 'card' })), 'momence', ['merge_by_hand', 'check_saved'])
    expect(tasks(scene(holding({ kind: 'card' })), 'momence')[0]!.de).toContain('Die Karte von s:desk wird dabei dem Konto s:online hinzugefügt')
  })
})

describe('a merge that no program makes', () => {
  it('D5.3 D5.5 D5.6 D5.7 entitlements free of charge, not notified; then price and date', () => {
    const rows = scene({ ...apart, holds: [{ kind: 'subscription', price: eur(1999), renewsOn: '2026-12-01' }, { kind: 'package' }] })
    check(rows, 'momence', ['free_re_entry', 'set_renewal_by_hand', 'deactivate', 'warn_no_card', 'check_saved'], ['Neuer Verkauf', 'bearbeiten', 'Verlängert am'])
    const [entry, renewal] = tasks(rows, 'momence')
    expect(entry!.de).toMatch(/1 Paket, 1 Abo.*Bei a:desk austragen.*kostenlos.*Preis 0.*Häkchen/)
    expect(renewal!.de).toMatch(/19,99 EUR.*01\.12\.2026.*scrollen und speichern/)
    expect(renewal!.dependsOn).toEqual([entry!.id])
  })
  it('D5.11 kutego: credit in its tab', () => check(scene(holding({ kind: 'credit' })), 'kutego', ['free_re_entry', 'deactivate', 'check_saved'], ['Kundenguthaben']))
  it('a debt that moves is not said to be paid', () => {
    const said = (amountMinor: bigint): string => tasks(scene(holding({ kind: 'credit', balance: { amountMinor, currency: 'EUR' } })), 'kutego')[0]!.de
    expect(said(-300n)).toContain('Ein Betrag mit Minus ist nicht bezahlt')
    expect(said(300n)).not.toContain('Minus')
  })
  it('D6.6 pauses are entered again', () => expect(tasks(scene({ ...apart, holds: [{ kind: 'subscription', state: 'paused', pauses: [{ from: '2026-11-01', to: null }] }] }), null).find((task) => task.task === 'set_renewal_by_hand')!.de).toContain('Pausen'))
  it('D8.1 D8.3 participants and notes are named, with all six parts, and none is deleted', () => {
    const rows = scene({ holds: [{ kind: 'note' }], participants: [{ id: 'p1', givenName: 'Mia', familyName: 'Berg', birthDate: null }] })
    check(rows, 'kutego', ['merge_by_hand', 'deactivate', 'check_saved'])
    expect(tasks(rows, 'kutego')[0]!.de).toMatch(/1 Teilnehmer, 1 Notiz.*Wiedervorlage.*keine Notiz löschen/)
  })
  it('D6.8 portal: inactive at once', () => check(scene({}), 'portal', ['deactivate', 'check_saved'], ['Kundenübersicht', 'Abmelden']))
  it('D6.8 D9.7 portal: inactive on the day the last contract ends', () => {
    const rules = rulesOf('default')
    const until = { ...scene(holding({ kind: 'subscription', endsOn: '2026-12-31', renewsOn: null }, { kind: 'subscription', endsOn: '2026-11-30', renewsOn: null }, { kind: 'subscription', state: 'ended', endsOn: '2027-01-31', renewsOn: null })), rules: { ...rules, retire: 'on-contract-end' as const } }
    expect(plannedOf(until).operations.find((operation) => operation.type === 'retire_customer')).toMatchObject({ on: '2026-12-31' })
    expect(tasks(until, 'portal').find((task) => task.task === 'deactivate')!.de).toContain('zum 31.12.2026 inaktiv setzen, nicht sofort')
  })
  it('where no program is named no menu word is invented', () => {
    for (const task of tasks(scene(holding({ kind: 'credit' }, { kind: 'note' })), null)) expect(task.de).not.toMatch(/„/)
  })
})

describe('customers without an id of their own', () => {
  it('are called by name and e-mail, because nobody finds a made-up id in the program', () => {
    const [task] = tasks({ people: [{ id: 's:k-0123456789abcdef', fields: { email: 'anna@alt.example' } }, { id: 's:k-fedcba9876543210', origin: 'online', ...login, fields: { email: 'anna@neu.example' } }] }, 'momence')
    expect(task!.de).toMatch(/^Im Profil von Anna Berg, anna@alt\.example die E-Mail des verbleibenden Kontos Anna Berg, anna@neu\.example eintragen/)
    expect(task!.record).toBe('s:k-fedcba9876543210')
  })
})

describe('a login that moves', () => {
  const moved: Scene = { ...scene({ ...apart }), profile: 'smile' }
  const invitations = (each: Scene, program: Program): readonly OperationOf<'staff_task'>[] => tasks(each, program).filter((task) => task.task === 're_invite')
  it('D7.3 where no program takes it over, the customer is invited by a person, sets a password, and gets none', () => {
    const found = tasks({ ...moved, people: moved.people.map((person) => ({ ...person, id: person.id === 'online' ? 'b:online' : person.id })) }, null)
    expect(found.map((task) => task.task)).toEqual(['re_invite', 'deactivate', 'check_saved'])
    expect(found[0]).toMatchObject({ record: 'a:desk', de: expect.stringMatching(/Zugang von b:online \(anna\) gehört künftig zu a:desk, Benutzername und Passwort zusammen.*neu einladen.*keines vergeben.*nie von allein/) as string, en: expect.stringMatching(/The login of b:online \(anna\).*invite the customer again.*set none yourself.*never goes out by itself/) as string })
    expect(found[0]!.de).not.toContain('ref')
  })
  it('D7.1 D7.3 RentingForce: where its logins stand', () => expect(invitations({ ...moved, people: moved.people.map((person) => ({ ...person, id: person.id === 'online' ? 'b:online' : person.id })) }, 'rentingforce')[0]!.de).toContain('„Zugänge“'))
  it('D7.3 nobody is invited where the program moves the login, or where it stays', () => {
    expect(invitations(scene({}, {}, { profile: 'smile' }), 'smile')).toEqual([])
    expect(invitations(scene({ ...apart }), null)).toEqual([])
  })
  it('D2.5 D7.4 the account that gives its login away is retired in the same merge, after it', () => {
    const { operations } = plannedOf(moved)
    const move = operations.find((operation) => operation.type === 'move_login')!
    expect(operations.find((operation) => operation.type === 'retire_customer')).toMatchObject({ record: 's:online', dependsOn: expect.arrayContaining([move.id]) as string[] })
  })
})

describe('groups and rights', () => {
  it('D7.6 D7.10 a ban is entered as one, and groups come before what is booked', () => {
    const all = tasks(scene({ ...apart, ...holding({ kind: 'permission', action: 'reservieren', allowed: false }, { kind: 'group' }, { kind: 'booking' }) }), null)
    const [text] = all.filter((task) => task.task === 'merge_by_hand')
    expect(text!.de).toMatch(/nichts löschen\. Als Verbot eintragen: reservieren\. Zuerst die Gruppen zuordnen, dann die Buchungen; Gebuchtes behält seinen Preis\.$/)
    expect(text!.en).toMatch(/delete nothing\. Enter as a ban: reservieren\. Assign the groups first, then the bookings; what is booked keeps its price\.$/)
  })
})

describe('cards', () => {
  it('D4.1 what was removed before is not said to be added', () => {
    const both = tasks(scene(holding({ kind: 'card' }), holding({ kind: 'card', lastFour: '2222' })), 'momence')
    expect(both.find((task) => task.task === 'merge_by_hand')!.de).not.toContain('hinzugefügt')
  })
  it('D4.5 a system that keeps no cards is not warned of a missing one', () => {
    const rows = scene({ ...apart, ...holding({ kind: 'subscription', renewsOn: '2026-12-01' }) })
    const { operations } = plannedOf(rows, { programOf: () => 'portal', keepsCards: () => false })
    expect(operations.filter((operation) => operation.type === 'staff_task' && operation.task === 'warn_no_card')).toEqual([])
  })
  it('D3.12 D4.2 D4.3 D4.4 on both: charging stops, both are removed before the merge, and the customer is asked with a text', () => {
    check(scene(holding({ kind: 'card' }), holding({ kind: 'card', lastFour: '2222' })), 'momence', ['remove_all_cards', 'remove_all_cards', 'merge_by_hand', 'ask_customer_for_card', 'check_saved'], ['Aktionsmenü'])
  })
  it('D3.12 D4.3 one card that is on both, or two that the survivor has alone: nothing is unclear, and nothing is removed', () => {
    const rows = scene({ ...apart })
    const alone = { ...rows, people: [rows.people[0]!, { ...rows.people[1]!, holds: [{ kind: 'card' as const }, { kind: 'card' as const, lastFour: '2222' }] }] }
    expect(tasks(alone, 'momence').filter(({ task }) => /card/.test(task))).toEqual([])
    check(scene({ ...apart, ...holding({ kind: 'card' }) }, holding({ kind: 'card' }, { kind: 'subscription' })), null, ['deactivate', 'check_saved'])
  })
  it('D4.3 charging that was stopped goes on when the card is there again', () => {
    const both = tasks(scene(holding({ kind: 'card' }), holding({ kind: 'card', lastFour: '2222' })), 'momence')
    expect(both.find((task) => task.task === 'ask_customer_for_card')).toMatchObject({ de: expect.stringMatching(/angehaltenen Abbuchungen wieder aufnehmen\.$/) as string, en: expect.stringMatching(/resume the charging that was stopped\.$/) as string })
  })
  it('D4.5 a renewal without a card warns, with its day', () => {
    const rows = scene({ ...apart, ...holding({ kind: 'subscription', renewsOn: '2026-12-01' }) })
    expect(tasks(rows, null).find((task) => task.task === 'warn_no_card')!.en).toContain('on 1 Dec 2026')
    expect(tasks({ ...rows, people: [rows.people[0]!, { ...rows.people[1]!, holds: [{ kind: 'card' }] }] }, null).some((task) => task.task === 'warn_no_card')).toBe(false)
  })
  it('D4.5 a card that stays behind does not pay for the one who stays', () => {
    const rows = scene({ ...apart, ...holding({ kind: 'subscription' }, { kind: 'card' }) })
    expect(tasks(rows, null).some((task) => task.task === 'warn_no_card')).toBe(true)
  })
})

describe('subscriptions', () => {
  it('D5.18 D6.4 the same plan twice is decided before anything is merged, and ends on its date', () => {
    const double = scene(holding({ kind: 'subscription' }, { kind: 'card' }), holding({ kind: 'subscription' }))
    expect(tasks(double, 'portal')[0]).toMatchObject({ task: 'decide_double_subscription' })
    expect(tasks(double, 'portal')[0]!.de).toMatch(/nicht sofort.*„Mitgliedschaft beenden“ › „Am Enddatum“/)
  })
  it('D5.18 what is there twice is named with both prices, each plan for itself, also while one is paused', () => {
    const double = scene({ ...apart, ...holding({ kind: 'subscription' }, { kind: 'subscription', plan: 'Sauna', state: 'paused' }) }, holding({ kind: 'subscription', price: eur(3900) }, { kind: 'subscription', plan: 'Sauna' }))
    const found = tasks(double, null).filter((task) => task.task === 'decide_double_subscription')
    expect(found.map((task) => task.en.split('. Decide')[0])).toEqual(['"Flatrate" is there twice: 39.00 EUR monthly at s:online and 49.00 EUR monthly at a:desk', '"Sauna" is there twice: 49.00 EUR monthly at s:online and 49.00 EUR monthly at a:desk'])
  })
  it('D5.18 one plan for two children of an account is no plan too many', () => {
    const [mia, ole] = ['Mia', 'Ole'].map((givenName, index) => ({ id: `p${index}`, givenName, familyName: null, birthDate: null }))
    const family = scene(apart, { participants: [mia!, ole!], ...holding({ kind: 'subscription', participant: 'p0' }, { kind: 'subscription', participant: 'p1' }) })
    expect(tasks(family, null).filter((task) => task.task === 'decide_double_subscription')).toEqual([])
  })
  it('D5.3 what has ended or is used up is not given to anybody again', () => {
    const over: readonly Loose[] = [{ kind: 'subscription', state: 'ended' }, { kind: 'subscription', endsOn: '2026-11-22' }, { kind: 'package', unitsLeft: 0 }, { kind: 'package', expiresOn: '2026-11-22' }]
    const found = tasks(scene({ ...apart, ...holding(...over) }), null)
    expect(found.map((task) => task.task)).toEqual(['merge_by_hand', 'deactivate', 'check_saved'])
    expect(found[0]!.en).toContain('2 packages, 2 subscriptions. What cannot be moved stays to be found at a:desk')
    const begins = tasks(scene({ ...apart, ...holding({ kind: 'subscription', state: 'future', startedOn: '2027-06-01' }) }), null)
    expect(begins[0]!.en).toContain('it is paid already. A subscription that has yet to begin is not.')
  })
  it('D5.5 D6.5 D6.6 what is entered anew keeps its first day, its last and its pauses', () => {
    const after = (change: Partial<HoldingOf<'subscription'>>): string => tasks(scene({ ...apart, ...holding({ kind: 'subscription', renewsOn: null, ...change }) }), null).find((task) => task.task === 'set_renewal_by_hand')!.en.split('list price does not apply.')[1]!
    expect(after({})).toBe('')
    expect(after({ endsOn: '2027-05-31' })).toBe(' Enter its end, 31 May 2027, again.')
    expect(after({ state: 'future', startedOn: '2027-06-01' })).toBe(' It begins on 1 Jun 2027, not before; it is not paid yet.')
    expect(after({ state: 'paused' })).toBe(' It is paused: enter the pause again.')
    expect(after({ state: 'paused', pauses: [{ from: '2026-11-01', to: null }] })).toBe(' Enter the pauses again: from 1 Nov 2026 until further notice.')
  })
  it('D5.4 the next renewal counts from the original date', () => {
    const renews = (change: Partial<HoldingOf<'subscription'>>, asOf: string, expected: string | null): void => expect(renewalDate({
      kind: 'subscription', id: 's:subscription:1', owner: 's:a', participant: null, plan: 'Yoga', state: 'active', interval: 'monthly', price: eur(1999), listPrice: null,
      startedOn: '2026-01-31', endsOn: null, renewsOn: null, noticeDays: null, pauses: [], saleReference: null, ...change,
    }, asOf)).toBe(expected)
    renews({}, '2026-02-01', '2026-02-28')
    renews({}, '2028-02-01', '2028-02-29')
    renews({}, '2026-03-01', '2026-03-31')
    renews({ interval: 'two-weekly', startedOn: '2026-03-16' }, '2026-03-30', '2026-03-30')
    renews({ interval: 'two-weekly', startedOn: '2026-03-16' }, '2026-03-31', '2026-04-13')
    // What the export says stands, also off the rhythm.
    renews({ renewsOn: '2026-12-15' }, '2026-11-23', '2026-12-15')
    // What has passed is carried on: in the original rhythm, or in the one that was set by hand.
    renews({ renewsOn: '2026-09-30' }, '2026-11-23', '2026-11-30')
    renews({ renewsOn: '2026-09-15' }, '2026-11-23', '2026-12-15')
    // What ends before it renews does not renew.
    renews({ endsOn: '2026-11-29' }, '2026-11-23', null)
    renews({ endsOn: '2026-11-30' }, '2026-11-23', null)
    renews({ endsOn: '2026-12-01', renewsOn: '2026-12-15' }, '2026-11-23', null)
    renews({ state: 'ended' }, '2026-11-23', null)
    // A pause moves no date; dates in it are left out. Where nobody knows how long it lasts, there is none.
    renews({ startedOn: '2026-01-01', pauses: [{ from: '2026-03-01', to: '2026-04-15' }] }, '2026-03-31', '2026-05-01')
    renews({ startedOn: '2026-01-01', pauses: [{ from: '2026-03-01', to: '2026-04-15' }, { from: '2026-04-16', to: '2026-05-01' }] }, '2026-03-31', '2026-06-01')
    renews({ startedOn: '2026-01-01', pauses: [{ from: '2026-03-01', to: null }] }, '2026-03-31', null)
    renews({ startedOn: '2026-01-01', state: 'paused' }, '2026-03-31', null)
    renews({ startedOn: '2026-01-01', state: 'paused', renewsOn: '2026-06-01' }, '2026-03-31', '2026-06-01')
  })
})
