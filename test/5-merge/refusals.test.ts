import { describe, expect, it } from 'vitest'
import { holdingKindNames } from '../../src/model/holding.ts'
import type { CalendarDate } from '../../src/model/calendar.ts'
import type { Coverage, RecordId } from '../../src/model/record.ts'
import { type RefusalCode, refusalCodes, type Side } from '../../src/model/refusal.ts'
import { refusalChecks } from '../../src/5-merge/refusals/table.ts'
import { refusalWords } from '../../src/model/refusal-words.ts'
import { type FormerRecords, mayNotComeTogether } from '../../src/ruleset/identity-refusals.ts'
import type { Ruleset } from '../../src/ruleset/ruleset.ts'
import { eur, inputOf, mergesOf, rulesOf, type Person, type Scene } from './scene.ts'

/** Online survivor `a` and staff source `b`, as the default profile sees them. */
const a: Person = { id: 'a', origin: 'online' }
const b: Person = { id: 'b' }

function pair(source: Partial<Person>, survivor: Partial<Person> = {}, rest: Partial<Scene> = {}): Scene {
  return { people: [{ ...a, ...survivor, id: 'a' }, { ...b, ...source, id: 'b' }], ...rest }
}

function withRefusal(code: RefusalCode, change: Partial<Ruleset['refusals'][RefusalCode]>, profile = 'default'): Ruleset {
  const rules = rulesOf(profile)
  return { ...rules, refusals: { ...rules.refusals, [code]: { ...rules.refusals[code], ...change } } }
}

/** The codes that hold for the first merge, and the sentences of one of them. */
function check(scene: Scene, code: RefusalCode, expected: { readonly holds: boolean; readonly en?: string; readonly de?: string }): void {
  const merges = mergesOf(scene)
  const found = merges.flatMap((merge) => merge.refusals).filter((refusal) => refusal.code === code)
  expect(found.length > 0, `${code} in ${merges.flatMap((merge) => merge.refusals.map((refusal) => refusal.code)).join(' ')}`).toBe(expected.holds)
  const words = found[0] === undefined ? undefined : refusalWords(found[0])
  if (expected.en !== undefined) expect(words?.en).toBe(expected.en)
  if (expected.de !== undefined) expect(words?.de).toBe(expected.de)
}

/** A record that is part of a customer since an earlier merge. */
function former(customer: RecordId, birthDate: CalendarDate): FormerRecords {
  const record = inputOf({ people: [{ id: 'old', fields: { birthDate } }] }).recordOf('s:old')
  return (id) => (id === customer ? [record] : [])
}

const login = { userName: 'anna', passwordReference: 'ref:1' }
const flatrate = { kind: 'subscription', plan: 'Flatrate' } as const

const cases: readonly (readonly [name: string, code: RefusalCode, scene: Scene, expected: Parameters<typeof check>[2]])[] = [
  ['D3.2 a contract on the source', 'SOURCE_HAS_CONTRACT', pair({ holds: [{ kind: 'contract' }] }), { holds: true, en: 'Contracts are still assigned to this record (1: s:b:contract:0). Resolve them there; the next run tries again.', de: 'Dem Datensatz sind noch Verträge zugeordnet (1: s:b:contract:0). Erst dort klären; der nächste Lauf versucht es wieder.' }],
  ['D3.4 a contract on the survivor alone', 'SOURCE_HAS_CONTRACT', pair({}, { holds: [{ kind: 'contract' }] }), { holds: false }],
  ['D3.4 the same where the profile looks at either side', 'SOURCE_HAS_CONTRACT', pair({}, { holds: [{ kind: 'contract' }] }, { rules: withRefusal('SOURCE_HAS_CONTRACT', { side: 'either' }) }), { holds: true }],
  ['D3.4 both sides asked, one has it', 'SOURCE_HAS_CONTRACT', pair({ holds: [{ kind: 'contract' }] }, {}, { rules: withRefusal('SOURCE_HAS_CONTRACT', { side: 'both' }) }), { holds: false }],
  ['D3.11 an ended contract counts', 'SOURCE_HAS_CONTRACT', pair({ holds: [{ kind: 'contract', state: 'ended' }] }), { holds: true }],
  ['D3.11 an ended contract does not count with activeOnly', 'SOURCE_HAS_CONTRACT', pair({ holds: [{ kind: 'contract', endsOn: '2026-11-22' }] }, {}, { rules: withRefusal('SOURCE_HAS_CONTRACT', { activeOnly: true }) }), { holds: false }],
  ['D3.11 a contract that starts in the future counts with activeOnly', 'SOURCE_HAS_CONTRACT', pair({ holds: [{ kind: 'contract', state: 'future', startsOn: '2027-01-01' }] }, {}, { rules: withRefusal('SOURCE_HAS_CONTRACT', { activeOnly: true }) }), { holds: true }],
  ['D3.1 correspondence on the source', 'SOURCE_HAS_CORRESPONDENCE', pair({ holds: [{ kind: 'communication' }, { kind: 'communication', channel: 'letter' }] }), { holds: true, en: 'This record still has correspondence (2: s:b:communication:0, s:b:communication:1). Resolve it there; the next run tries again.' }],
  ['D3.1 correspondence on the survivor', 'SOURCE_HAS_CORRESPONDENCE', pair({}, { holds: [{ kind: 'communication' }] }), { holds: false }],
  ['D2.2 off by default', 'ONLINE_NEVER_TARGET', pair({}), { holds: false }],
  ['D2.2 an old record onto an online one, not turned', 'ONLINE_NEVER_TARGET', pair({}, {}, { rules: withRefusal('ONLINE_NEVER_TARGET', { severity: 'skip' }) }), { holds: true }],
  ['D2.2 smile turns the direction', 'ONLINE_NEVER_TARGET', pair({}, {}, { profile: 'smile' }), { holds: false }],
  ['D3.6 a kind that was not exported', 'HOLDINGS_UNKNOWN', pair({}, {}, { unknown: ['contract', 'card'] }), { holds: true, de: 'Nicht exportiert und daher unbekannt: Verträge, Karten. Unbekannt ist nicht dasselbe wie „keine“.', en: 'Not exported and therefore unknown: contracts, cards. Unknown is not the same as none.' }],
  ['D3.6 a number on the tab of what was not exported: how many is known, and not what is open of them', 'HOLDINGS_UNKNOWN', pair({ flags: { counts: { invoice: 2 } } }, { flags: { counts: { invoice: 0 } } }, { unknown: ['invoice'] }), { holds: true, en: 'Not exported and therefore unknown: invoices. Unknown is not the same as none.' }],
  ['D3.6 a number of contracts where only running ones count: which of them run is not known', 'HOLDINGS_UNKNOWN', pair({ flags: { counts: { contract: 2 } } }, { flags: { counts: { contract: 0 } } }, { unknown: ['contract'], rules: withRefusal('SOURCE_HAS_CONTRACT', { activeOnly: true }) }), { holds: true }],
  ['D3.6 a number of contracts where any counts settles it', 'HOLDINGS_UNKNOWN', pair({ flags: { counts: { contract: 2 } } }, { flags: { counts: { contract: 0 } } }, { unknown: ['contract'] }), { holds: false }],
  ['D3.6 a kind that no refusal asks about', 'HOLDINGS_UNKNOWN', pair({}, {}, { unknown: ['note'] }), { holds: false }],
  ['D3.6 a kind that only a refusal turned off asks about', 'HOLDINGS_UNKNOWN', pair({}, {}, { unknown: ['communication'], rules: withRefusal('SOURCE_HAS_CORRESPONDENCE', { severity: 'off' }) }), { holds: false }],
  ['D2.1 the survivor rests on an unknown origin', 'ORIGIN_UNKNOWN', pair({ origin: 'unknown' }), { holds: true }],
  ['D2.1 all origins known', 'ORIGIN_UNKNOWN', pair({}), { holds: false }],
  ['D2.12 two logins', 'TWO_LOGINS', pair({ logins: [login] }, { logins: [login] }), { holds: true }],
  ['D2.12 one login', 'TWO_LOGINS', pair({ logins: [login] }), { holds: false }],
  ['D2.4 a user name without password', 'HALF_LOGIN', pair({ logins: [{ userName: 'anna', passwordReference: null }] }), { holds: true }],
  ['D2.4 a password without user name', 'HALF_LOGIN', pair({}, { logins: [{ userName: null, passwordReference: 'ref' }] }), { holds: true }],
  ['D2.4 a whole login', 'HALF_LOGIN', pair({ logins: [login] }), { holds: false }],
  ['D5.18 the same plan on both', 'DOUBLE_SUBSCRIPTION', pair({ holds: [{ ...flatrate, price: eur(5900) }] }, { holds: [flatrate] }), { holds: true, en: 'The same plan runs on both (Flatrate); the next billing run would charge 49.00 EUR twice.', de: 'Dasselbe Abo läuft auf beiden (Flatrate); der nächste Einzug würde 49,00 EUR doppelt kosten.' }],
  ['D5.18 one of the two is paused: nothing is charged twice now, and yet it is double', 'DOUBLE_SUBSCRIPTION', pair({ holds: [{ ...flatrate, state: 'paused' }] }, { holds: [flatrate] }), { holds: true, en: 'The same plan runs on both (Flatrate); the next billing run would charge 0.00 EUR twice.' }],
  ['D5.18 one of the two has ended', 'DOUBLE_SUBSCRIPTION', pair({ holds: [{ ...flatrate, endsOn: '2026-11-22' }] }, { holds: [flatrate] }), { holds: false }],
  ['D5.18 one plan for two children', 'DOUBLE_SUBSCRIPTION', pair({ participants: [{ id: 'p1', givenName: 'Mia', familyName: null, birthDate: null }], holds: [{ ...flatrate, participant: 'p1' }] }, { participants: [{ id: 'p2', givenName: 'Ole', familyName: null, birthDate: null }], holds: [{ ...flatrate, participant: 'p2' }] }), { holds: false }],
  ['D5.18 the name of the plan written in other letters', 'DOUBLE_SUBSCRIPTION', pair({ holds: [{ ...flatrate, plan: 'FLATRATE ' }] }, { holds: [flatrate] }), { holds: true, en: 'The same plan runs on both (FLATRATE ); the next billing run would charge 49.00 EUR twice.' }],
  ['D5.18 one begins after the other has ended', 'DOUBLE_SUBSCRIPTION', pair({ holds: [{ ...flatrate, endsOn: '2026-12-31' }] }, { holds: [{ ...flatrate, state: 'future', startedOn: '2027-01-01' }] }), { holds: false }],
  ['D5.18 one begins on the last day of the other', 'DOUBLE_SUBSCRIPTION', pair({ holds: [{ ...flatrate, endsOn: '2027-01-01' }] }, { holds: [{ ...flatrate, state: 'future', startedOn: '2027-01-01' }] }), { holds: true }],
  ['D5.18 another plan begins after the first has ended', 'BOTH_SUBSCRIBED', pair({ holds: [{ ...flatrate, endsOn: '2026-12-31' }] }, { holds: [{ ...flatrate, plan: 'Basis', state: 'future', startedOn: '2027-01-01' }] }), { holds: false }],
  ['D5.18 different plans on both', 'BOTH_SUBSCRIBED', pair({ holds: [{ kind: 'subscription', plan: 'Basis' }] }, { holds: [flatrate] }), { holds: true, en: 'Subscriptions run on both: Basis, Flatrate.' }],
  ['D5.18 the same plan alone is not also "both"', 'BOTH_SUBSCRIBED', pair({ holds: [flatrate] }, { holds: [flatrate] }), { holds: false }],
  ['D5.18 a subscription on one side', 'BOTH_SUBSCRIBED', pair({ holds: [flatrate] }), { holds: false }],
  ['D3.12 a card on both sides', 'CARD_OWNERSHIP_UNCLEAR', pair({ holds: [{ kind: 'card', lastFour: '2222' }] }, { holds: [{ kind: 'card' }] }), { holds: true, en: 'It is not clear which card belongs to whom (2 cards).' }],
  ['D3.12 two cards on the source', 'CARD_OWNERSHIP_UNCLEAR', pair({ holds: [{ kind: 'card' }, { kind: 'card', lastFour: '2222' }] }), { holds: true }],
  ['D3.12 the same card twice', 'CARD_OWNERSHIP_UNCLEAR', pair({ holds: [{ kind: 'card' }] }, { holds: [{ kind: 'card' }] }), { holds: false }],
  ['D3.12 a card on the survivor alone', 'CARD_OWNERSHIP_UNCLEAR', pair({}, { holds: [{ kind: 'card' }, { kind: 'card', lastFour: '2222' }] }), { holds: false }],
  ['D5.12 credit on weak evidence', 'CREDIT_ABOVE_EVIDENCE', pair({ holds: [{ kind: 'credit', balance: eur(1250) }] }, {}, { bits: { 'a b': 9.5 } }), { holds: true, de: 'Es würde Guthaben von 12,50 EUR wandern; dafür verlangt das Profil mehr Sicherheit (10 Bit, vorhanden 9,5).' }],
  ['D5.12 credit on strong evidence', 'CREDIT_ABOVE_EVIDENCE', pair({ holds: [{ kind: 'credit' }] }, {}, { bits: { 'a b': 12 } }), { holds: false }],
  ['D5.12 credit on the survivor', 'CREDIT_ABOVE_EVIDENCE', pair({}, { holds: [{ kind: 'credit' }] }, { bits: { 'a b': 9 } }), { holds: false }],
  ['D3.9 an open invoice', 'OPEN_BALANCE', pair({ holds: [{ kind: 'invoice', open: eur(2000) }, { kind: 'credit', balance: eur(-500) }] }), { holds: true, en: 'Open amounts: 25.00 EUR (s:b:credit:1, s:b:invoice:0).' }],
  ['D3.9 all paid', 'OPEN_BALANCE', pair({ holds: [{ kind: 'invoice' }] }), { holds: false }],
  ['D6.12 instalments still to be paid', 'OPEN_INSTALMENTS', pair({ holds: [{ kind: 'instalment', open: eur(5000) }, { kind: 'instalment', open: eur(2500) }] }), { holds: true, en: 'Instalments still to be paid: 75.00 EUR (s:b:instalment:0, s:b:instalment:1).' }],
  ['D6.12 all instalments paid, or the survivor owes them', 'OPEN_INSTALMENTS', pair({ holds: [{ kind: 'instalment' }] }, { holds: [{ kind: 'instalment', open: eur(5000) }] }), { holds: false }],
  ['D3.7 a rented object that is not back', 'OPEN_RENTAL', pair({ holds: [{ kind: 'rental' }, { kind: 'rental', object: 'Zelt 3', state: 'reserved' }] }), { holds: true, de: 'Mietgegenstände sind reserviert oder noch nicht zurück: Kajak 7, Zelt 3 (s:b:rental:0, s:b:rental:1).' }],
  ['D3.7 everything is back', 'OPEN_RENTAL', pair({ holds: [{ kind: 'rental', state: 'returned' }] }, { holds: [{ kind: 'rental' }] }), { holds: false }],
  ['D3.8 a damage case, settled or not', 'DAMAGE_CASE', pair({ holds: [{ kind: 'damageCase', state: 'closed' }] }), { holds: true, en: 'Damage cases hang on this record: S1 (s:b:damageCase:0). Who is liable must not change unnoticed.' }],
  ['D3.8 a damage case of the survivor', 'DAMAGE_CASE', pair({}, { holds: [{ kind: 'damageCase' }] }), { holds: false }],
  ['a gift card that cannot move', 'STORED_VALUE', pair({ holds: [{ kind: 'voucher', movable: false }] }), { holds: true, en: 'Gift cards or store credit that the program cannot move: s:b:voucher:0.' }],
  ['a gift card with nothing left on it, and one that can move', 'STORED_VALUE', pair({ holds: [{ kind: 'voucher', movable: false, value: eur(0) }, { kind: 'voucher', code: 'GS-2' }] }), { holds: false }],
  ['D5.16 the same voucher code on both', 'VOUCHER_CONFLICT', pair({ holds: [{ kind: 'voucher', value: eur(1500) }] }, { holds: [{ kind: 'voucher' }] }), { holds: true, en: 'The same voucher is on both (GS-1). It counts once; please look up what is left on it.' }],
  ['D5.16 one code in capitals and without', 'VOUCHER_CONFLICT', pair({ holds: [{ kind: 'voucher', code: 'gs-1' }] }, { holds: [{ kind: 'voucher' }] }), { holds: true, en: 'The same voucher is on both (gs-1). It counts once; please look up what is left on it.' }],
  ['D5.16 two vouchers', 'VOUCHER_CONFLICT', pair({ holds: [{ kind: 'voucher', code: 'GS-2' }] }, { holds: [{ kind: 'voucher' }] }), { holds: false }],
  ['D5.14 two different discounts', 'DISCOUNT_CONFLICT', pair({ holds: [{ kind: 'discount', reduction: '15 %' }] }, { holds: [{ kind: 'discount' }] }), { holds: true, de: 'Auf beiden stehen verschiedene Dauerrabatte: 10 %, 15 %. Sie werden nicht addiert, und der höhere gilt nicht von selbst.' }],
  ['D5.14 the same discount twice, and one that has run out', 'DISCOUNT_CONFLICT', pair({ holds: [{ kind: 'discount' }, { kind: 'discount', reduction: '20 %', validUntil: '2020-12-31' }] }, { holds: [{ kind: 'discount' }] }), { holds: false }],
  ['D5.14 a discount on one side', 'DISCOUNT_CONFLICT', pair({ holds: [{ kind: 'discount' }] }), { holds: false }],
  ['D7.9 the proof of a price group is on one side', 'PRICE_GROUP_CONFLICT', pair({ holds: [{ kind: 'priceGroup' }] }, { holds: [{ kind: 'priceGroup', proven: false }] }), { holds: true, en: 'Price group that needs a proof: ermäßigt (s:b:priceGroup:0). The customer who stays does not have it, or not with the same proof.' }],
  ['D7.9 the proof has run out on one side', 'PRICE_GROUP_CONFLICT', pair({ holds: [{ kind: 'priceGroup', provenUntil: '2020-12-31' }] }, { holds: [{ kind: 'priceGroup' }] }), { holds: true }],
  ['D7.9 the same price group with proof on both', 'PRICE_GROUP_CONFLICT', pair({ holds: [{ kind: 'priceGroup' }] }, { holds: [{ kind: 'priceGroup' }] }), { holds: false }],
  ['D7.7 a group that steers prices', 'GROUP_CONFLICT', pair({ holds: [{ kind: 'group', name: 'Mitarbeiterfamilie', steers: 'price' }, { kind: 'group' }] }), { holds: true, en: 'The customer who stays would come into customer groups that steer prices or rights, or of which it is not known what they steer: Mitarbeiterfamilie.' }],
  ['D7.7 a group of which it is not known', 'GROUP_CONFLICT', pair({ holds: [{ kind: 'group', steers: 'unknown' }] }), { holds: true }],
  ['D7.7 groups that steer nothing, and one the survivor is in', 'GROUP_CONFLICT', pair({ holds: [{ kind: 'group' }, { kind: 'group', name: 'Studio', steers: 'rights' }] }, { holds: [{ kind: 'group', name: 'Studio', steers: 'rights' }] }), { holds: false }],
  ['D8.6 the same date of a class', 'ATTENDANCE_CONFLICT', pair({ holds: [{ kind: 'attendance' }] }, { holds: [{ kind: 'booking', startsOn: '2026-10-01' }] }), { holds: true, en: 'The same date of a class is on both: Yoga (s:b:attendance:0). Nobody can be there twice.' }],
  ['D8.6 the same slot number', 'ATTENDANCE_CONFLICT', pair({ holds: [{ kind: 'booking', slot: 'T17', startsOn: '2026-12-02' }] }, { holds: [{ kind: 'booking', slot: 'T17' }] }), { holds: true }],
  ['D8.6 one child by two numbers in the same class', 'ATTENDANCE_CONFLICT', pair({ participants: [{ id: 't9', givenName: 'Mia', familyName: null, birthDate: '2018-05-06' }], holds: [{ kind: 'attendance', participant: 't9' }] }, { participants: [{ id: 't1', givenName: 'mia', familyName: null, birthDate: '2018-05-06' }], holds: [{ kind: 'attendance', participant: 't1' }] }), { holds: true }],
  ['D8.6 two children in the same class', 'ATTENDANCE_CONFLICT', pair({ participants: [{ id: 't9', givenName: 'Mia', familyName: null, birthDate: null }], holds: [{ kind: 'attendance', participant: 't9' }] }, { participants: [{ id: 't1', givenName: 'Ben', familyName: null, birthDate: null }], holds: [{ kind: 'attendance', participant: 't1' }] }), { holds: false }],
  ['D8.6 another system has other numbers for the same class', 'ATTENDANCE_CONFLICT', { people: [{ id: 'on', origin: 'online', holds: [{ kind: 'booking', slot: 'O-9' }] }, { id: 'x:b', holds: [{ kind: 'booking', slot: 'D-5' }] }] }, { holds: true }],
  ['D8.6 two classes of one name and day have two numbers', 'ATTENDANCE_CONFLICT', pair({ holds: [{ kind: 'booking', slot: 'T17' }] }, { holds: [{ kind: 'booking', slot: 'T18' }] }), { holds: false }],
  ['D8.6 a number on one side only', 'ATTENDANCE_CONFLICT', pair({ holds: [{ kind: 'booking', slot: 'T17' }] }, { holds: [{ kind: 'attendance', attendedOn: '2026-12-01' }] }), { holds: true }],
  ['D8.6 one child whose birth date only one side knows', 'ATTENDANCE_CONFLICT', pair({ participants: [{ id: 't9', givenName: 'Mia', familyName: null, birthDate: null }], holds: [{ kind: 'attendance', participant: 't9' }] }, { participants: [{ id: 't1', givenName: 'Mia', familyName: null, birthDate: '2018-05-06' }], holds: [{ kind: 'attendance', participant: 't1' }] }), { holds: true }],
  ['D8.6 another date, and one that was cancelled', 'ATTENDANCE_CONFLICT', pair({ holds: [{ kind: 'attendance', attendedOn: '2026-10-08' }, { kind: 'booking', startsOn: '2026-10-01', state: 'cancelled' }] }, { holds: [{ kind: 'attendance' }] }), { holds: false }],
  ['D7.5 D7.6 forbidden to reserve on one side, allowed on the other as in the settings', 'PERMISSION_CONFLICT', pair({ holds: [{ kind: 'permission', allowed: false }] }, { holds: [{ kind: 'permission' }] }), { holds: true, de: 'Nur eine Seite darf nicht: reservieren. Das Strengere darf nicht verloren gehen.' }],
  ['D3.10 only the survivor may not', 'PERMISSION_CONFLICT', pair({}, { holds: [{ kind: 'permission', allowed: false, isDefault: false }] }), { holds: true }],
  ['D7.5 what the settings forbid to everybody, entered on one side alone', 'PERMISSION_CONFLICT', pair({ holds: [{ kind: 'permission', allowed: false, isDefault: true }] }), { holds: false }],
  ['D7.5 what the settings of one system forbid says nothing of another', 'PERMISSION_CONFLICT', { people: [{ ...a, id: 'shop:a' }, { ...b, id: 'desk:b', holds: [{ kind: 'permission', allowed: false, isDefault: true }] }] }, { holds: true }],
  ['D7.5 allowed to one side against the settings', 'PERMISSION_CONFLICT', pair({ holds: [{ kind: 'permission', allowed: false, isDefault: true }] }, { holds: [{ kind: 'permission', allowed: true, isDefault: false }] }), { holds: true }],
  ['D7.5 allowed against the settings, and no entry on the other', 'PERMISSION_CONFLICT', pair({ holds: [{ kind: 'permission', allowed: true, isDefault: false }, { kind: 'permission', action: 'stornieren', allowed: false, isDefault: false }] }), { holds: true, en: 'Only one side is not allowed to: stornieren. The stricter must not be lost.' }],
  ['D7.5 the same on both', 'PERMISSION_CONFLICT', pair({ holds: [{ kind: 'permission', allowed: false }] }, { holds: [{ kind: 'permission', allowed: false }, { kind: 'permission', action: 'stornieren' }] }), { holds: false }],
  ['D6.9 an invoice beyond the end', 'INVOICE_BEYOND_END', pair({ holds: [{ kind: 'subscription', endsOn: '2026-12-31' }, { kind: 'invoice', subscription: 's:b:subscription:0', serviceFrom: '2027-01-01', serviceTo: '2027-01-31' }] }), { holds: true, en: 'Invoices reach beyond the end of the subscription: s:b:invoice:1. A credit note is probably needed.' }],
  ['D6.9 an invoice up to the end', 'INVOICE_BEYOND_END', pair({ holds: [{ kind: 'subscription', endsOn: '2026-12-31' }, { kind: 'invoice', serviceTo: '2026-12-31' }] }), { holds: false }],
  ['a record without a certain id', 'ID_UNCERTAIN', pair({}, {}, { uncertainIds: new Set(['s:b']) }), { holds: true }],
  ['every id certain', 'ID_UNCERTAIN', pair({}), { holds: false }],
  ['a holding that changed on the way', 'CHANGED_IN_FLIGHT', pair({}, {}, { changedInFlight: [{ merge: null, operation: null, holding: 's:credit:1', from: 's:z', to: 's:a', unit: 'EUR', amountIssued: 1000n, amountLeft: 0n, accounts: [{ record: 's:a', unit: 'EUR', old: 1000n, new: 2000n, found: 1500n }, { record: 's:a', unit: 'class:Yoga', old: 1n, new: 3n, found: 2n }] }] }), { holds: true, en: 'The holding changed while the correction was under way: expected 10.00 EUR, 1 Yoga or 20.00 EUR, 3 Yoga, found 15.00 EUR, 2 Yoga.' }],
  ['nothing changed on the way', 'CHANGED_IN_FLIGHT', pair({}), { holds: false }],
  ['a holding that could not be read', 'HOLDING_QUARANTINED', pair({}, {}, { quarantined: new Map([['s:a', ['credits.csv']]]) }), { holds: true, en: 'A holding that belongs to one of the records could not be read (file credits.csv). Correct it there; the next run tries again.', de: 'Ein Bestand, der einem der Datensätze gehört, war nicht lesbar (Datei credits.csv). Erst dort berichtigen; der nächste Lauf versucht es wieder.' }],
  ['every holding read', 'HOLDING_QUARANTINED', pair({}), { holds: false }],
  ['D3.10 restricted on one side', 'SANCTION_ON_ONE_SIDE', pair({ flags: { sanctions: ['may not reserve'] } }), { holds: true, en: 'Only one side carries a restriction: may not reserve. It stays in any case.' }],
  ['D7.6 restricted on the survivor alone', 'SANCTION_ON_ONE_SIDE', pair({}, { flags: { sanctions: ['may not reserve'] } }), { holds: true }],
  ['D3.10 restricted alike', 'SANCTION_ON_ONE_SIDE', pair({ flags: { sanctions: ['x'] } }, { flags: { sanctions: ['x'] } }), { holds: false }],
  ['staff are customers too', 'STAFF_ACCOUNT', pair({ flags: { staff: true } }), { holds: true }],
  ['not known to be staff', 'STAFF_ACCOUNT', pair({}), { holds: false }],
  ['a data request is pending', 'DATA_REQUEST_PENDING', pair({}, { flags: { dataRequestPending: true } }), { holds: true }],
  ['no data request', 'DATA_REQUEST_PENDING', pair({ flags: { dataRequestPending: false } }), { holds: false }],
  ['redacted', 'REDACTED', pair({ flags: { redacted: true } }), { holds: true }],
  ['not redacted', 'REDACTED', pair({}), { holds: false }],
  ['D1.6 four records', 'GROUP_TOO_LARGE', { people: [a, b, { id: 'c' }, { id: 'd' }] }, { holds: true, en: 'The group is unusually large (4 records).' }],
  ['D1.6 three records', 'GROUP_TOO_LARGE', { people: [a, b, { id: 'c' }] }, { holds: false }],
  ['D1.6 two records, to one of which earlier merges brought two', 'GROUP_TOO_LARGE', pair({}, {}, { formerOf: (id) => (id === 's:a' ? ['x', 'y'].map((old) => inputOf({ people: [{ id: old }] }).recordOf(`s:${old}`)) : []) }), { holds: true, en: 'The group is unusually large (4 records).' }],
  ['somebody said they are two', 'NOT_A_DUPLICATE', pair({}, {}, { remembered: [{ left: 's:a', right: 's:b', verdict: 'never' }] }), { holds: true }],
  ['somebody said they are one', 'NOT_A_DUPLICATE', pair({}, {}, { remembered: [{ left: 's:a', right: 's:b', verdict: 'always' }] }), { holds: false }],
  ['D1.3 one mailbox, two given names', 'SHARED_EMAIL_DIFFERENT_NAME', pair({ fields: { email: 'fam@x.de', givenName: 'Ute' } }, { fields: { email: 'Fam@x.de', givenName: 'Jens' } }), { holds: true }],
  ['D1.3 one mailbox, family name changed', 'SHARED_EMAIL_DIFFERENT_NAME', pair({ fields: { email: 'fam@x.de', familyName: 'Neu' } }, { fields: { email: 'fam@x.de' } }), { holds: false }],
  ['D1.3 somebody said they are one', 'SHARED_EMAIL_DIFFERENT_NAME', pair({ fields: { email: 'fam@x.de', givenName: 'Ute' } }, { fields: { email: 'fam@x.de', givenName: 'Jens' } }, { remembered: [{ left: 's:a', right: 's:b', verdict: 'always' }] }), { holds: false }],
  ['D1.3 one mailbox and birth date, given names one letter apart', 'SLIP_OR_TWINS', pair({ fields: { email: 'a@x.de', givenName: 'Tanja', birthDate: '1980-05-17' } }, { fields: { email: 'a@x.de', givenName: 'Tnja', birthDate: '1980-05-17' } }), { holds: true, en: 'Same e-mail and same birth date, but the given names are one letter apart: a slip, or twins.' }],
  ['D1.3 twins with names of their own', 'SLIP_OR_TWINS', pair({ fields: { email: 'a@x.de', givenName: 'Max', birthDate: '2012-05-06' } }, { fields: { email: 'a@x.de', givenName: 'Mia', birthDate: '2012-05-06' } }), { holds: false }],
  ['D1.3 a slip or twins, and somebody said they are one', 'SLIP_OR_TWINS', pair({ fields: { email: 'a@x.de', givenName: 'Tim', birthDate: '2012-05-06' } }, { fields: { email: 'a@x.de', givenName: 'Tom', birthDate: '2012-05-06' } }, { remembered: [{ left: 's:a', right: 's:b', verdict: 'always' }] }), { holds: false }],
  ['birth dates contradict', 'BIRTHDATE_CONFLICT', pair({ fields: { birthDate: '1980-05-17' } }, { fields: { birthDate: '1982-06-18' } }), { holds: true }],
  ['birth dates almost agree', 'BIRTHDATE_CONFLICT', pair({ fields: { birthDate: '1980-05-17' } }, { fields: { birthDate: '1980-05-18' } }), { holds: false }],
  ['a record that an earlier merge made part of the survivor contradicts', 'BIRTHDATE_CONFLICT', pair({ fields: { birthDate: '1980-05-17' } }, {}, { formerOf: former('s:a', '1951-03-04') }), { holds: true, en: 'The birth dates contradict each other. So says s:old, which an earlier merge made part of it.', de: 'Die Geburtsdaten widersprechen sich. Das sagt s:old: seit einer früheren Zusammenführung ein Teil davon.' }],
  ['a record that an earlier merge made part of the survivor agrees', 'BIRTHDATE_CONFLICT', pair({ fields: { birthDate: '1980-05-17' } }, {}, { formerOf: former('s:a', '1980-05-17') }), { holds: false }],
  ['somebody said they are one, whatever was part of the survivor before', 'BIRTHDATE_CONFLICT', pair({ fields: { birthDate: '1980-05-17' } }, {}, { formerOf: former('s:a', '1951-03-04'), remembered: [{ left: 's:a', right: 's:b', verdict: 'always' }] }), { holds: false }],
  ['somebody said that they are not who is part of it now', 'NOT_A_DUPLICATE', pair({}, {}, { formerOf: former('s:a', '1980-05-17'), remembered: [{ left: 's:b', right: 's:old', verdict: 'never' }] }), { holds: true }],
  ['what is part of the survivor contradicts it in the same way: that was decided before', 'BIRTHDATE_CONFLICT', pair({ fields: { birthDate: '1980-05-17' } }, { fields: { birthDate: '1980-05-17' } }, { formerOf: former('s:a', '1951-03-04') }), { holds: false }],
  ['who is part of the survivor bears another name, and the mailbox came along with the merge', 'SHARED_EMAIL_DIFFERENT_NAME', pair({ fields: { email: 'a@x.de', givenName: 'Ute' } }, { fields: { email: 'a@x.de', givenName: 'Ute' } }, { formerOf: (id) => (id === 's:a' ? [inputOf({ people: [{ id: 'old', fields: { email: 'a@x.de', givenName: 'Jens' } }] }).recordOf('s:old')] : []) }), { holds: true }],
  ['father and son of one name', 'PARENT_CHILD', pair({ fields: { birthDate: '1980-05-17' } }, { fields: { birthDate: '2010-06-18' } }), { holds: true }],
  ['D1.5 nobody is anybody\'s child', 'PARENT_CHILD', pair({}), { holds: false }],
  ['a company and a person', 'COMPANY_CONTACT', pair({ flags: { company: true } }, { fields: { givenName: 'Bea' } }), { holds: true }],
  ['two people', 'COMPANY_CONTACT', pair({}), { holds: false }],
  ['a kind that the profile blocks', 'HOLDING_BLOCKS', pair({ holds: [{ kind: 'note' }] }, {}, { rules: { ...rulesOf('default'), holdings: { ...rulesOf('default').holdings, note: { policy: 'block', why: { de: 'x', en: 'x' } } } } }), { holds: true, de: 'Nach den Regeln steht dieser Bestand der Zusammenführung im Weg: Notizen (s:b:note:0).' }],
  ['a kind that the profile moves', 'HOLDING_BLOCKS', pair({ holds: [{ kind: 'note' }] }), { holds: false }],
  ['a blocked kind with a refusal of its own says it once', 'HOLDING_BLOCKS', pair({ holds: [{ kind: 'contract' }] }), { holds: false }],
  ['a kind that a person decides', 'HOLDING_REVIEW', pair({ holds: [{ kind: 'card' }] }, {}, { rules: { ...rulesOf('default'), holdings: { ...rulesOf('default').holdings, card: { policy: 'review', why: { de: 'x', en: 'x' } } } } }), { holds: true }],
  ['a kind that stays', 'HOLDING_REVIEW', pair({ holds: [{ kind: 'card' }] }), { holds: false }],
  ['a record that fits father and son', 'FITS_SOMEBODY_ELSE', { people: [a, { id: 'b', fields: { birthDate: '1951-03-04' } }, { id: 'c', fields: { birthDate: '1983-09-21' } }] }, { holds: true, en: 'One of the records also fits s:c, who is somebody else. Whose it is, a person decides.', de: 'Einer der Datensätze passt auch zu s:c, und das ist jemand anderes. Zu wem er gehört, entscheidet eine Person.' }],
  ['a record that fits one person', 'FITS_SOMEBODY_ELSE', { people: [a, { id: 'b', fields: { birthDate: '1951-03-04' } }, { id: 'c', fields: { birthDate: '1951-03-04' } }] }, { holds: false }],
  ['linked only through one that leaves', 'LINK_LEFT_OUT', { people: [a, { id: 'b', holds: [{ kind: 'contract' }] }, { id: 'c' }], bits: { 'a c': -5 } }, { holds: true, en: 'The record was linked only through another that is left out (s:b).' }],
  ['linked by itself', 'LINK_LEFT_OUT', { people: [a, { id: 'b', holds: [{ kind: 'contract' }] }, { id: 'c' }] }, { holds: false }],
  ['a rule says no', 'DENIED_BY_RULE', pair({}, {}, { rules: { ...rulesOf('default'), decisions: [{ ...rulesOf('default').decisions.at(-1)!, verdict: 'deny' }] } }), { holds: true, en: 'The rule "strong-match" rules this merge out.' }],
  ['a rule says yes', 'DENIED_BY_RULE', pair({}), { holds: false }],
]

describe('refusals', () => {
  it.each(cases)('%s: %s', (_, code, scene, expected) => { check(scene, code, expected) })

  const sanction: Partial<Person> = { flags: { sanctions: ['may not reserve'] } }
  const ban: Partial<Person> = { holds: [{ kind: 'permission', allowed: false, isDefault: false }] }
  const rented: Partial<Person> = { holds: [{ kind: 'rental' }] }
  const owing: Partial<Person> = { holds: [{ kind: 'invoice', open: eur(2000) }] }
  const half: Partial<Person> = { logins: [{ userName: 'anna', passwordReference: null }] }
  const written: Partial<Person> = { holds: [{ kind: 'communication' }] }
  it.each([
    ['SANCTION_ON_ONE_SIDE', sanction], ['PERMISSION_CONFLICT', ban], ['OPEN_RENTAL', rented], ['OPEN_BALANCE', owing], ['HALF_LOGIN', half], ['SOURCE_HAS_CORRESPONDENCE', written],
  ] as const)('D3.4 %s looks at the side that the profile names', (code, found) => {
    const holds = (source: Partial<Person>, survivor: Partial<Person>, side: Side): boolean => mergesOf(pair(source, survivor, { rules: withRefusal(code, { side }) })).flatMap((merge) => merge.refusals).some((refusal) => refusal.code === code)
    expect({ source: holds(found, {}, 'source'), survivor: holds({}, found, 'source') }).toEqual({ source: true, survivor: false })
    expect({ source: holds(found, {}, 'survivor'), survivor: holds({}, found, 'survivor') }).toEqual({ source: false, survivor: true })
    expect({ source: holds(found, {}, 'either'), survivor: holds({}, found, 'either') }).toEqual({ source: true, survivor: true })
    expect({ source: holds(found, {}, 'both'), survivor: holds({}, found, 'both') }).toEqual({ source: false, survivor: false })
  })

  it('who was kept apart from a record does not come together with the customer whose part it is now', () => {
    const { recordOf, ruleset } = inputOf(pair({ fields: { birthDate: '1980-05-17' } }))
    const apart = (formerOf: FormerRecords, verdict: 'always' | null): boolean => mayNotComeTogether(recordOf('s:a'), recordOf('s:b'), ruleset, () => verdict, formerOf)
    expect([apart(() => [], null), apart(former('s:a', '1951-03-04'), null), apart(former('s:b', '1951-03-04'), null), apart(former('s:a', '1951-03-04'), 'always')]).toEqual([false, true, false, false])
    const never = (one: RecordId, other: RecordId): 'always' | 'never' | null => (one === 's:old' || other === 's:old' ? 'never' : 'always')
    expect(mayNotComeTogether(recordOf('s:a'), recordOf('s:b'), ruleset, never, former('s:a', '1980-05-17'))).toBe(true)
  })

  it('every code has a case in which it holds and one in which it does not', () => {
    const seen = (holds: boolean): readonly string[] => [...new Set(cases.filter((each) => each[3].holds === holds).map((each) => each[1]))].toSorted()
    expect(seen(true)).toEqual(Object.keys(refusalCodes).toSorted())
    expect(seen(false)).toEqual(Object.keys(refusalCodes).toSorted())
  })

  it('a profile may choose a side exactly where the refusal looks at one', () => {
    // A predicate that looks at the side takes the rule as its second argument.
    for (const code of Object.keys(refusalCodes) as RefusalCode[]) {
      if (code !== 'HOLDINGS_UNKNOWN') expect('sideFixed' in refusalCodes[code], code).toBe(refusalChecks[code].holds.length < 2)
    }
  })

  it.each([
    ['contract', 'contract'], ['communication', 'communication'], ['invoice', 'invoice'], ['credit', 'credit'], ['card', 'card'], ['subscription', 'subscription'],
  ] as const)('D3.6 whether there is a %s is unknown, so nothing is automatic', (_, kind) => {
    const weak = kind === 'credit' ? { bits: { 'a b': 9 } } : {}
    const [merge] = mergesOf(pair({}, {}, { unknown: [kind], ...weak }))
    expect(merge).toMatchObject({ outcome: 'review', decidedBy: 'HOLDINGS_UNKNOWN', refusals: [{ code: 'HOLDINGS_UNKNOWN', facts: { kinds: [kind] } }] })
  })

  it.each([['rental', 'rental'], ['course-school', 'instalment'], ['course-school', 'discount']] as const)('D3.6 in the profile %s an export of every %s is missed', (profile, kind) => {
    expect(mergesOf(pair({}, {}, { unknown: [kind], profile }))[0]!.refusals).toMatchObject([{ code: 'HOLDINGS_UNKNOWN', facts: { kinds: [kind] } }])
  })
  it('what a program does not keep is missed only where the profile names it or another system exports it', () => {
    expect(mergesOf(pair({}, {}, { unknown: ['rental', 'discount'] }))[0]!.refusals).toEqual([])
    const known = Object.fromEntries(holdingKindNames.map((kind) => [kind, 'none'])) as Coverage
    const ofTwoSystems: Scene = { people: [{ id: 'shop:a', origin: 'online' }, { id: 'desk:b' }], coverage: { shop: { ...known, rental: 'exported' }, desk: { ...known, rental: 'unknown' } } }
    expect(mergesOf(ofTwoSystems)[0]!.refusals).toMatchObject([{ code: 'HOLDINGS_UNKNOWN', facts: { kinds: ['rental'] } }])
  })

  it('sentences name facts that the refusal has', () => {
    for (const [name, code, scene, { holds }] of cases) {
      if (!holds) continue
      const refusal = mergesOf(scene).flatMap((merge) => merge.refusals).find((each) => each.code === code)!
      for (const language of ['de', 'en'] as const) for (const [, fact] of refusalCodes[code][language].matchAll(/\{(\w+)\}/g)) expect(refusal.facts, name).toHaveProperty(fact!)
    }
  })
})
