import type { Outcome } from '../../src/model/merge.ts'
import type { RecordId } from '../../src/model/record.ts'
import type { ReportDocument, ReportField, ReportHolding, ReportMerge } from '../../src/7-review/report-document.ts'
import type { Words } from '../../src/model/words.ts'

const same = (text: string): Words => ({ de: text, en: text })

const given = ['Anna', 'Jonas', 'Miriam', 'Hans-Peter', 'Sepp', 'Leyla', 'Katharina', 'Jürgen', 'Sofia', 'Mehmet', 'Ute', 'Björn']
const family = ['Müller', 'Weiß', 'Öztürk', 'Schmidt-Lange', 'Huber', 'Groß', 'van der Berg', 'Nowak', 'Bäcker', 'Fischer']
const cities = ['Köln', 'Münster', 'Düsseldorf', 'Graz', 'Freiburg']
const outcomes: readonly Outcome[] = ['review', 'review', 'automatic', 'skipped', 'automatic', 'denied']

/** A whole document with as many merges as wanted; the same number gives the same document. */
export function reportDocument(count: number, change: Partial<ReportDocument> = {}): ReportDocument {
  const merges = Array.from({ length: count }, (_, index) => reportMerge(index))
  const countOf = (outcome: Outcome) => { const shown = merges.filter((merge) => merge.outcome === outcome).length; return { all: outcome === 'automatic' ? shown * 11 : shown, shown } }
  return {
    version: 1, kind: 'merge', language: 'de', project: 'Studio Sonnenhof', asOf: '2026-03-31', profile: 'smile',
    planHash: '4f7a1c9e20b5d8336a1f0c7799e2a4b1d0935c7e8816fa2b3c4d5e6f708192a3', rulesHash: '91b0c2d3e4f5061728394a5b6c7d8e9f00112233445566778899aabbccddeeff',
    systems: [{ name: 'desk', records: 2861 }, { name: 'online', records: 1476 }],
    customersBefore: 4337, customersAfter: 4021,
    outcomes: { automatic: countOf('automatic'), review: countOf('review'), skipped: countOf('skipped'), denied: countOf('denied') },
    refused: [
      { code: 'SOURCE_HAS_CORRESPONDENCE', severity: 'skip', count: 64, words: { de: 'Zum Datensatz gibt es noch Korrespondenz.', en: 'This record still has correspondence.' } },
      { code: 'SOURCE_HAS_CONTRACT', severity: 'skip', count: 31, words: { de: 'Dem Datensatz sind noch Verträge zugeordnet. Erst dort klären, dann läuft die Zusammenführung beim nächsten Mal.', en: 'Contracts are still assigned to this record. Resolve them there; the next run tries again.' } },
      { code: 'DOUBLE_SUBSCRIPTION', severity: 'review', count: 9, words: { de: 'Dasselbe Abo läuft auf beiden; der nächste Einzug würde doppelt kosten.', en: 'The same plan runs on both; the next billing run would charge twice.' } },
      { code: 'SHARED_EMAIL_DIFFERENT_NAME', severity: 'deny', count: 7, words: { de: 'Gleiche E-Mail, aber verschiedene Vornamen: vermutlich ein gemeinsames Postfach.', en: 'Same e-mail but different given names: probably a shared mailbox.' } },
    ],
    otherDirection: { de: '95 Zusammenführungen wurden allein wegen Verträgen oder Korrespondenz übersprungen.', en: '95 merges were skipped for contracts or correspondence alone.' },
    totals: [
      { name: { de: 'Datensätze', en: 'Records' }, before: { de: '4.337', en: '4,337' }, after: { de: '4.337', en: '4,337' }, equal: true, corrections: [] },
      { name: { de: 'Guthaben EUR', en: 'Credit EUR' }, before: { de: '12.481,50 EUR', en: '12,481.50 EUR' }, after: { de: '12.481,50 EUR', en: '12,481.50 EUR' }, equal: true, corrections: [] },
      { name: { de: 'Kursguthaben Yoga', en: 'Class credit Yoga' }, before: same('842'), after: same('842'), equal: true, corrections: [] },
      { name: { de: 'Paket-Einheiten', en: 'Package units' }, before: { de: '3.116', en: '3,116' }, after: { de: '3.116', en: '3,116' }, equal: true, corrections: [] },
      { name: { de: 'Abos monatlich EUR', en: 'Subscriptions monthly EUR' }, before: { de: '38.902,00 EUR', en: '38,902.00 EUR' }, after: { de: '38.863,00 EUR', en: '38,863.00 EUR' }, equal: false, corrections: [{ de: 'Ein doppeltes Abo endet am 30.04.2026: 39,00 EUR im Monat weniger.', en: 'One double subscription ends on 30 Apr 2026: 39.00 EUR a month less.' }] },
    ],
    quarantine: [
      { code: 'ROW_COLUMNS', words: { de: 'Die Zeile hat mehr oder weniger Spalten als die Kopfzeile.', en: 'The row has more or fewer columns than the header.' }, system: 'desk', file: 'kunden.csv', count: 4, examples: ['10812;Huber;Sepp;;;2019'], amounts: [] },
      { code: 'HOLDING_AMOUNT', words: { de: 'Der Betrag passt nicht zur Form, die die Zuordnung nennt.', en: 'The amount does not have the form named by the mapping.' }, system: 'online', file: 'credits.csv', count: 2, examples: ['2077,12.5O,EUR'], amounts: ['12.5O', '7,-'] },
    ],
    unknown: [{ de: 'Aus dem System online wurden keine Rechnungen exportiert; ob es welche gibt, ist unbekannt.', en: 'No invoices were exported from the system online; whether there are any is unknown.' }],
    leftOut: [{ de: 'Von den automatischen Zusammenführungen steht hier eine Stichprobe; alle stehen im Ordner des Laufs.', en: 'Of the automatic merges a sample is shown; all of them are in the run\'s folder.' }],
    merges, ...change,
  }
}

/** One merge; its outcome, names and holdings follow from its number. */
export function reportMerge(index: number, change: Partial<ReportMerge> = {}): ReportMerge {
  const survivor: RecordId = `desk:${10_000 + index}`
  const source: RecordId = `online:${50_000 + index}`
  const [first, last, city] = [given[index % given.length]!, family[(index * 7) % family.length]!, cities[index % cities.length]!]
  const outcome = outcomes[index % outcomes.length]!
  const name = `${first} ${last}`
  const field = (field: ReportField['field'], old: string | null, fresh: string | null, taken: 'old' | 'new', rule: string, ruleWords: Words, more: Partial<ReportField> = {}): ReportField => ({
    field, values: [{ record: survivor, value: old }, { record: source, value: fresh }], result: taken === 'old' ? old : fresh, from: taken === 'old' ? survivor : source, rule, ruleWords, group: null, masked: false, ...more,
  })
  const keep: Words = { de: 'Der Wert des bleibenden Datensatzes gilt.', en: 'The survivor\'s value counts.' }
  const fill: Words = { de: 'Beim bleibenden leer, daher vom anderen.', en: 'Empty on the survivor, so taken from the other.' }
  const login: Words = { de: 'Die E-Mail folgt dem Online-Zugang.', en: 'The e-mail follows the online login.' }
  const address: Words = { de: 'Straße, Postleitzahl und Ort reisen gemeinsam.', en: 'Street, postcode and city travel together.' }
  const weight = 14_200 + ((index * 1373) % 9000)
  return {
    id: `m-${index.toString(16).padStart(16, '0')}`, hash: (index + 1).toString(16).padStart(64, 'a'), outcome, decidedBy: decidedBy[outcome].rule, decidedWhy: decidedBy[outcome].why,
    members: [
      { id: survivor, name, role: 'survivor', origin: 'staff', createdOn: '2019-04-02', hasLogin: false },
      { id: source, name: `${first} ${last.replace('ü', 'ue').replace('ß', 'ss')}`, role: outcome === 'skipped' || outcome === 'denied' ? 'leftOut' : 'source', origin: 'online', createdOn: '2025-11-14', hasLogin: true },
    ],
    loginFrom: source, emailFrom: source, weakestLinkMilliBits: weight,
    fields: [
      field('givenName', first, first, 'old', 'keep', keep),
      field('familyName', last, last.replace('ü', 'ue').replace('ß', 'ss'), 'old', 'keep', keep),
      field('birthDate', '1987-06-05', '1987-06-05', 'old', 'keep', keep),
      field('email', `${first.toLowerCase()}.${index}@t-online.de`, `${first.toLowerCase()}${index}@gmail.com`, 'new', 'email-from-login', login),
      field('mobile', null, `+49 171 55${String(index).padStart(5, '0')}`, 'new', 'fill-empty', fill),
      field('street', 'Lindenallee', 'Lindenallee', 'old', 'address', address, { group: 'address' }),
      field('houseNumber', '12', '12a', 'old', 'address', address, { group: 'address' }),
      field('postcode', '50668', '50668', 'old', 'address', address, { group: 'address' }),
      field('city', city, city, 'old', 'address', address, { group: 'address' }),
      field('iban', '•••• 4471', null, 'old', 'keep', keep, { masked: true }),
    ],
    evidence: [{
      source, survivor, weightMilliBits: weight,
      sentences: [
        { de: 'Vor- und Nachname klingen gleich; der Nachname ist selten.', en: 'Given and family name sound the same; the family name is rare.' },
        { de: 'Das Geburtsdatum ist gleich.', en: 'The birth date is the same.' },
        { de: 'Die E-Mail-Adressen sind verschieden.', en: 'The e-mail addresses differ.' },
      ],
      comparisons: [
        { name: { de: 'Ausgangslage', en: 'Starting point' }, level: { de: 'zwei beliebige Datensätze', en: 'any two records' }, weightMilliBits: -11_800 },
        { name: { de: 'Name', en: 'Name' }, level: { de: 'gleich bis auf Umlaute', en: 'equal but for umlauts' }, weightMilliBits: weight - 3_300 },
        { name: { de: 'Geburtsdatum', en: 'Birth date' }, level: { de: 'gleich', en: 'equal' }, weightMilliBits: 12_400 },
        { name: { de: 'Anschrift', en: 'Address' }, level: { de: 'Hausnummer verschieden', en: 'house number differs' }, weightMilliBits: 4_900 },
        { name: { de: 'Telefon', en: 'Phone' }, level: { de: 'fehlt auf einer Seite', en: 'missing on one side' }, weightMilliBits: 0 },
        { name: { de: 'E-Mail', en: 'E-mail' }, level: { de: 'verschieden', en: 'different' }, weightMilliBits: -2_200 },
      ],
    }],
    holdings: holdingsOf(index, survivor, source),
    moves: { de: '25,00 EUR, 1 Paket', en: '25.00 EUR, 1 package' },
    participants: [], fourEyes: false,
    household: index === 0 ? [{ de: 'Jonas Müller (desk:77): gleiche Telefonnummer.', en: 'Jonas Müller (desk:77): same telephone number.' }] : [],
    notices: [
      { de: 'Die Anmeldung online geht wie bisher; der Kunde sieht dort nun auch das Paket vom Tresen.', en: 'Signing in online works as before; the package from the desk is now shown there too.' },
      { de: 'Das Abo „Monatsabo Yoga“ verlängert sich weiter am 15.04.2026 zu 39,00 EUR.', en: 'The subscription “Monatsabo Yoga” still renews on 15 Apr 2026 at 39.00 EUR.' },
    ],
    refusals: refusalsOf(outcome, source), tasks: outcome === 'review' || outcome === 'automatic' ? [
      { id: `${index}-1`, task: 'merge_by_hand', system: 'desk', record: survivor, words: { de: 'Den alten Kunden unter „Kundenverwaltung“ öffnen, über die Schaltfläche zum Zusammenführen den neuen suchen, die Zeilen „Benutzername“ und „Passwort“ anhaken, mit „OK“ bestätigen.', en: 'Open the old customer under “Kundenverwaltung”, use the merge button to find the new one, tick the rows “Benutzername” and “Passwort”, confirm with “OK”.' }, dependsOn: [] },
      { id: `${index}-2`, task: 'check_saved', system: 'desk', record: survivor, words: { de: 'Zugangsdaten per Mail senden: „nein“. Danach prüfen, ob alles gespeichert ist.', en: 'Send access data by mail: “nein”. Then check that everything is saved.' }, dependsOn: [`${index}-1`] },
    ] : [], ...change,
  }
}

const decidedBy: Readonly<Record<Outcome, { readonly rule: string; readonly why: Words }>> = {
  automatic: { rule: 'online-twin', why: { de: 'Ein Kunde, der sich online anmeldet, obwohl es ihn schon gibt, steht zweimal in der Kartei.', en: 'A customer who registers online although on file exists twice.' } },
  review: { rule: 'DOUBLE_SUBSCRIPTION', why: { de: 'Auf beiden läuft dasselbe Abo.', en: 'The same plan runs on both.' } },
  skipped: { rule: 'SOURCE_HAS_CONTRACT', why: { de: 'Am aufzulösenden Datensatz hängen noch Verträge.', en: 'Contracts still hang on the source.' } },
  denied: { rule: 'SHARED_EMAIL_DIFFERENT_NAME', why: { de: 'Vermutlich ein gemeinsames Postfach.', en: 'Probably a shared mailbox.' } },
}

function refusalsOf(outcome: Outcome, source: RecordId): ReportMerge['refusals'] {
  if (outcome === 'review') return [{ code: 'DOUBLE_SUBSCRIPTION', severity: 'review', final: false, source, words: { de: 'Dasselbe Abo läuft auf beiden (Monatsabo Yoga); der nächste Einzug würde 39,00 EUR doppelt kosten.', en: 'The same plan runs on both (Monatsabo Yoga); the next billing run would charge 39.00 EUR twice.' } }]
  if (outcome === 'skipped') return [{ code: 'SOURCE_HAS_CONTRACT', severity: 'skip', final: false, source, words: { de: 'Dem Datensatz sind noch 1 Verträge zugeordnet (V-771).', en: '1 contracts are still assigned to this record (V-771).' } }]
  if (outcome === 'denied') return [{ code: 'SHARED_EMAIL_DIFFERENT_NAME', severity: 'deny', final: false, source, words: { de: 'Gleiche E-Mail, aber verschiedene Vornamen: vermutlich ein gemeinsames Postfach.', en: 'Same e-mail but different given names: probably a shared mailbox.' } }]
  return []
}

function holdingsOf(index: number, survivor: RecordId, source: RecordId): readonly ReportHolding[] {
  return [
    { id: `online:credit:${index}`, kind: 'credit', words: { de: '25,00 EUR Guthaben', en: '25.00 EUR credit' }, owner: source, action: 'move', to: survivor, divisible: { amount: '2500', currency: 'EUR' } },
    { id: `online:package:${index}`, kind: 'package', words: { de: '10er-Karte Yoga, 4 von 10 übrig, bis 31.12.2026', en: '10er-Karte Yoga, 4 of 10 left, until 31 Dec 2026' }, owner: source, action: 'move', to: survivor },
    { id: `desk:subscription:${index}`, kind: 'subscription', words: { de: 'Monatsabo Yoga, 39,00 EUR monatlich, nächste Verlängerung 15.04.2026', en: 'Monatsabo Yoga, 39.00 EUR monthly, next renewal 15 Apr 2026' }, owner: survivor, action: 'stay', to: null },
    { id: `desk:note:${index}`, kind: 'note', words: { de: 'Notiz „Rücken“, Wiedervorlage 01.05.2026', en: 'Note “Rücken”, follow-up 1 May 2026' }, owner: survivor, action: 'stay', to: null },
  ]
}
