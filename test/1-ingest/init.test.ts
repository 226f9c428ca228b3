import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { initProject } from '../../pipelines/init.ts'
import { readExports } from '../../src/edge/exports.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { silent } from '../../src/edge/terminal.ts'
import { DubletteError } from '../../src/model/error.ts'
import { neutralHeader } from '../../src/model/entity.ts'
import { canonicalJson } from '../../src/model/json.ts'
import { folderWith } from '../project-folder.ts'

type Expected = {
  /** Per entity, in the order of the file: target column → header. */
  readonly columns: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly dateForm?: Readonly<Record<string, string | null>>
  readonly decimal?: Readonly<Record<string, string | null>>
  readonly questions?: readonly RegExp[]
  /** What the written project ingests: records, holdings; or the code with which it stops until the questions are answered. */
  readonly ingests: readonly [number, number] | string
}

async function check(files: Readonly<Record<string, string | Uint8Array>>, expected: Expected): Promise<void> {
  const folder = folderWith(files)
  const result = await initProject({ files: Object.keys(files).map((file) => join(folder, file)), directory: folder, language: 'en' })
  const project = await readProject(result.path)
  const mappings = project.systems.flatMap((system) => system.files)
  const columns = Object.fromEntries(mappings.map((mapping) => [mapping.entity, Object.fromEntries(Object.entries(mapping.columns).map(([name, source]) => [name, 'headers' in source ? source.headers.join('|') : '']))]))
  expect(columns).toEqual(expected.columns)
  if (expected.dateForm) expect(Object.fromEntries(mappings.map((mapping) => [mapping.entity, mapping.dateForms.join(' ') || null]))).toMatchObject(expected.dateForm)
  if (expected.decimal) expect(Object.fromEntries(mappings.map((mapping) => [mapping.entity, mapping.decimal]))).toMatchObject(expected.decimal)
  const others = result.questions.filter((question) => !question.includes('origin:'))
  expect(others).toHaveLength(expected.questions?.length ?? 0)
  for (const [n, pattern] of (expected.questions ?? []).entries()) expect(others[n]).toMatch(pattern)
  const ingested = await readExports(project, silent).then(({ ingested: { records, holdings } }) => [records.length, holdings.length], (error: unknown) => (error as DubletteError).code)
  expect(ingested).toEqual(expected.ingests)
}

const days = Array.from({ length: 30 }, (_, n) => n)
const lines = (header: string, row: (n: number) => string): string => `${[header, ...days.map(row)].join('\r\n')}\r\n`
const two = (n: number): string => String(n).padStart(2, '0')

describe('init refuses', () => {
  const refused = async (files: Readonly<Record<string, string>>, code: string): Promise<void> => {
    const folder = folderWith(files)
    await expect(initProject({ files: Object.keys(files).filter((file) => file !== 'dublette.yaml').map((file) => join(folder, file)), directory: folder, language: 'de' })).rejects.toMatchObject({ code })
  }
  it('a folder that has a project', () => refused({ 'dublette.yaml': '', 'k.csv': 'Nr;Vorname;Nachname\n1;A;B\n' }, 'USAGE'))
  it('files without customers', () => refused({ 'x.csv': 'Temperatur;Druck\n20;3\n' }, 'HEADER_UNKNOWN'))
  it('a file that is not there', () => expect(initProject({ files: ['nowhere.csv'], directory: folderWith({}), language: 'de' })).rejects.toMatchObject({ code: 'FILE_MISSING' }))
})

describe('init never guesses', () => {
  it('days and months that can be changed round', () => check(
    { 'contacts.csv': lines('Record ID,First Name,Last Name,Email,Phone Number,Create Date', (n) => `${n},A${n},B,a${n}@x.de,030 ${n}1234,${1 + (n % 12)}/${1 + (n % 11)}/2024 2:30 PM`) },
    { columns: { customer: { id: 'Record ID', givenName: 'First Name', familyName: 'Last Name', email: 'Email', phone: 'Phone Number', createdOn: 'Create Date' } }, dateForm: { customer: null }, questions: [/dates in contacts\.csv.*DD\/MM\/YYYY, MM\/DD\/YYYY/], ingests: 'FORMAT_AMBIGUOUS' },
  ))
  it('amounts that can be thousands or thousandths', () => check(
    { 'kunden.csv': lines('Kundennummer;Vorname;Nachname;E-Mail', (n) => `${n};A;B;a${n}@x.de`), 'guthaben.csv': lines('Kundennummer;Guthaben', (n) => `${n};1.${100 + n}`) },
    { columns: { customer: { id: 'Kundennummer', givenName: 'Vorname', familyName: 'Nachname', email: 'E-Mail' }, credit: { customer: 'Kundennummer', balance: 'Guthaben' } }, decimal: { credit: null }, questions: [/amounts in guthaben\.csv/], ingests: 'FORMAT_AMBIGUOUS' },
  ))
  it('what a word means, and what a required column is', () => check(
    { 'kunden.csv': lines('Kundennummer;Vorname;Nachname', (n) => `${n};A;B`), 'abos.csv': 'Abo-Nr;Kundennummer;Tarif;Status;Rhythmus;Preis;Beginn\nA1;1;Flat;gekündigt;monatlich;39,90;01.02.2024\nA2;2;Flat;Aktiv;monatlich;39,90;01.02.2024\n', 'nachrichten.csv': 'Kundennummer;Betreff\n1;x\n' },
    {
      columns: { customer: { id: 'Kundennummer', givenName: 'Vorname', familyName: 'Nachname' }, subscription: { id: 'Abo-Nr', customer: 'Kundennummer', plan: 'Tarif', state: 'Status', interval: 'Rhythmus', price: 'Preis', startedOn: 'Beginn' } },
      questions: [/"Status" \(state\): gekündigt/, /nachrichten\.csv.*channel/], ingests: [30, 1],
    },
  ))
  it('passwords are not read', async () => {
    const folder = folderWith({ 'k.csv': 'Kundennummer;Vorname;Nachname;Benutzername;Passwort\n1;A;B;ab;geheim\n' })
    await initProject({ files: [join(folder, 'k.csv')], directory: folder, language: 'de' })
    const text = readFileSync(join(folder, 'dublette.yaml'), 'utf8')
    expect(text).toContain('# Die Spalte "Passwort" sieht nach einem Kennwort aus und wird nicht gelesen.')
    expect(text).not.toContain('geheim')
  })
})

describe('init recognises', () => {
  it('the header behind a preamble that a spreadsheet padded with empty cells', () => check(
    { 'mitglieder.csv': `Mitgliedsliste;;;;\r\nStand: 1.3.26;;;;\r\n${lines('Mitgliedsnummer;Name;E-Mail;Geburtsdatum;Bemerkung', (n) => `${n};"Berg, Anna";a${n}@x.de;1.2.${1960 + n};`)}` },
    { columns: { customer: { id: 'Mitgliedsnummer', fullName: 'Name', email: 'E-Mail', birthDate: 'Geburtsdatum' } }, ingests: [30, 0] },
  ))
  it('inner objects of JSON, also where a record has none', () => check(
    { 'kunden.json': JSON.stringify(days.map((n) => ({ id: n, name: { first: 'Lea', last: 'Kurz' }, email: `l${n}@x.de`, phones: ['0170 1', '030 2'], address: n === 3 ? null : { street: 'Weg 1', zip: '10115', city: 'Berlin' }, born: '1990-01-02' }))) },
    { columns: { customer: { id: 'id', givenName: 'name.first', familyName: 'name.last', email: 'email', phone: 'phones', street: 'address.street', postcode: 'address.zip', city: 'address.city', birthDate: 'born' } }, ingests: [30, 0] },
  ))
  it('a German member list with a byte order mark, and its holdings in Windows-1252', () => check(
    {
      'mitglieder.csv': `\uFEFF${lines('Mitgliedsnummer;Vorname;Nachname;E-Mail;Telefon;Mobil;Geburtsdatum;Geschlecht;Straße;PLZ;Ort;Status', (n) => `${1000 + n};A${n};B;a${n}@x.de;0171 ${n}2345;;${two(1 + n % 28)}.${two(1 + n % 12)}.1980;w;Weg ${n};10115;Berlin;Aktiv`)}`,
      'guthaben.csv': Buffer.from(lines('Mitgliedsnummer;Guthaben', (n) => `${1000 + n};1.2${two(n)},50 \u0080`), 'latin1'),
    },
    {
      columns: { customer: { id: 'Mitgliedsnummer', givenName: 'Vorname', familyName: 'Nachname', email: 'E-Mail', phone: 'Telefon', mobile: 'Mobil', birthDate: 'Geburtsdatum', gender: 'Geschlecht', street: 'Straße', postcode: 'PLZ', city: 'Ort' }, credit: { customer: 'Mitgliedsnummer', balance: 'Guthaben' } },
      dateForm: { customer: 'DD.MM.YYYY' }, decimal: { credit: 'comma' }, ingests: [30, 30],
    },
  ))
  it('customer and pass in one row, without a customer id', () => check(
    { 'passes.csv': lines('First Name;Last Name;Email;Phone;Membership;Credits Remaining;Expiry Date;Status', (n) => `A${n};B;a${n}@x.com;+49171${n}123;10 Class Pass;${n};${two(1 + n % 28)}/09/2026;Active`), 'customers.csv': '' },
    {
      columns: { customer: { givenName: 'First Name', familyName: 'Last Name', email: 'Email', phone: 'Phone' }, package: { 'customer.givenName': 'First Name', 'customer.familyName': 'Last Name', 'customer.email': 'Email', product: 'Membership', unitsLeft: 'Credits Remaining', expiresOn: 'Expiry Date' } },
      dateForm: { package: 'DD/MM/YYYY' }, ingests: [30, 30],
    },
  ))
  it('bookings with an empty customer number: customers by key, no passes', () => check(
    { 'bookings.csv': `\uFEFF${lines('"Start";"End";"Activity name";"Customer number";"First name";"Last name";"E-Mail";"Newsletter";"Product name";"Price";"Phone number"', (n) => `"${two(1 + n % 28)}/05/2024 18:00";"${two(1 + n % 28)}/05/2024 19:00";"Yoga";"";"A${n % 7}";"B";"a${n % 7}@x.de";"yes";"10er Karte";"252.00 €";"0152${n % 7}1234"`)}` },
    { columns: { customer: { givenName: 'First name', familyName: 'Last name', email: 'E-Mail', marketingConsent: 'Newsletter', phone: 'Phone number' } }, ingests: [7, 0] },
  ))
  it('ids and phones with a leading apostrophe; the plainer of two phones', () => check(
    { 'customers.csv': lines('Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address City,Default Address Country Code,Default Address Zip,Default Address Phone,Phone', (n) => `'72104483${two(n)},A${n},B,a${n}@x.com,yes,,Street 1,Berlin,DE,10115,'+4930,'+49171${n}1234`) },
    { columns: { customer: { id: 'Customer ID', givenName: 'First Name', familyName: 'Last Name', company: 'Default Address Company', email: 'Email', phone: 'Phone', street: 'Default Address Address1', postcode: 'Default Address Zip', city: 'Default Address City', country: 'Default Address Country Code', marketingConsent: 'Accepts Email Marketing' } }, ingests: [30, 0] },
  ))
  it('billing: names in one, currencies in small letters', () => check(
    { 'customers.csv': lines('id,Description,Email,Name,Created (UTC),Delinquent', (n) => `cus_${n},,a${n}@x.com,Anna von Berg${n},2024-03-${two(1 + n % 28)} 10:00,false`), 'subscriptions.csv': lines('id,Customer ID,Plan,Currency,Interval,Amount,Status,Start Date (UTC),Ended At (UTC)', (n) => `sub_${n},cus_${n},price_1,eur,month,39.90,active,2024-03-01 10:00,`) },
    {
      columns: { customer: { id: 'id', email: 'Email', fullName: 'Name', createdOn: 'Created (UTC)' }, subscription: { id: 'id', customer: 'Customer ID', plan: 'Plan', currency: 'Currency', interval: 'Interval', price: 'Amount', state: 'Status', startedOn: 'Start Date (UTC)', endsOn: 'Ended At (UTC)' } },
      dateForm: { customer: 'YYYY-MM-DD' }, decimal: { subscription: 'point' }, ingests: [30, 30],
    },
  ))
  it('a column that only says whether there is a company, phones by their labels', () => check(
    { 'people.csv': `\uFEFF${lines('Vorname;Nachname;Firmenname;Firma;Haupt-E-Mail;Strasse;Hausnummer;Telefonnummer Mobil', (n) => `A${n};B;;nein;a${n}@x.ch;Weg;${n};'+41 79 123 45 ${two(n)}`)}` },
    { columns: { customer: { givenName: 'Vorname', familyName: 'Nachname', company: 'Firmenname', isCompany: 'Firma', email: 'Haupt-E-Mail', street: 'Strasse', houseNumber: 'Hausnummer', mobile: 'Telefonnummer Mobil' } }, ingests: [30, 0] },
  ))
  it('a subscription whose start is only called Start (UTC)', () => check(
    { 'customers.csv': lines('id,Email,Name', (n) => `cus_${n},a${n}@x.com,Anna von Berg${n}`), 'subscriptions.csv': lines('id,Customer ID,Plan,Interval,Amount,Status,Created (UTC),Start (UTC),Current Period Start (UTC)', (n) => `sub_${n},cus_${n},gold,month,39.90,active,2024-03-01 10:00,2024-03-01 10:00,2026-01-01 00:00`) },
    { columns: { customer: { id: 'id', email: 'Email', fullName: 'Name' }, subscription: { id: 'id', customer: 'Customer ID', plan: 'Plan', interval: 'Interval', price: 'Amount', state: 'Status', startedOn: 'Start (UTC)' } }, ingests: [30, 30] },
  ))
  it('a preamble and sep=', () => check(
    { 'kunden.csv': `sep=;\nKundenliste\nStand 01.02.2024\n\n${lines('Kundennummer;Vorname;Nachname;E-Mail;Geburtstag', (n) => `${n};A${n};B;a${n}@x.de;${two(1 + n % 28)}.02.90`)}` },
    { columns: { customer: { id: 'Kundennummer', givenName: 'Vorname', familyName: 'Nachname', email: 'E-Mail', birthDate: 'Geburtstag' } }, dateForm: { customer: 'DD.MM.YY' }, ingests: [30, 0] },
  ))
  it('birth dates of a short list, one of which is none', () => check(
    { 'kunden.csv': 'Kundennummer;Vorname;Nachname;Geburtsdatum\n1;A;B;01.02.1980\n2;C;D;32.13.1980\n3;E;F;31.12.1975\n4;G;H;03.04.1990\n' },
    { columns: { customer: { id: 'Kundennummer', givenName: 'Vorname', familyName: 'Nachname', birthDate: 'Geburtsdatum' } }, dateForm: { customer: 'DD.MM.YYYY' }, ingests: [4, 0] },
  ))
  it('name and e-mail in one column', () => check(
    { 'appointments.csv': lines('Customer,Date,Service', (n) => `Anna von Berg ${n % 7} (a${n % 7}@x.com),"2024-11-${two(1 + n % 28)}, 2:30 PM",Massage`) },
    { columns: { customer: { fullName: 'Customer', email: 'Customer' } }, ingests: [7, 0] },
  ))
  it('dates of two shapes in one file', () => check(
    { 'export.csv': lines('customer_id,first_name,last_name,dob,created_at', (n) => `${n},A,B${n},${two(1 + n % 12)}/${two(1 + n % 28)}/1990,2024-01-0${1 + n % 9}T10:00:00Z`) },
    { columns: { customer: { id: 'customer_id', givenName: 'first_name', familyName: 'last_name', birthDate: 'dob', createdOn: 'created_at' } }, dateForm: { customer: 'YYYY-MM-DD MM/DD/YYYY' }, ingests: [30, 0] },
  ))
  it('a balance in the customer list; "Name" beside "Vorname"', () => check(
    { 'Kunden.csv': lines('Nr.;Name;Vorname;Geb.datum;Saldo', (n) => `${n};B;A;01.02.1980;${n % 2 === 0 ? '' : `-${n},50`}`) },
    { columns: { customer: { id: 'Nr.', familyName: 'Name', givenName: 'Vorname', birthDate: 'Geb.datum' }, credit: { customer: 'Nr.', balance: 'Saldo' } }, decimal: { credit: 'comma' }, ingests: [30, 15] },
  ))
  it('invoices of several rows, but asks whether their amounts add up', () => check(
    { 'kunden.csv': lines('Kundennummer;Vorname;Nachname', (n) => `${n};A;B`), 'rechnungen.csv': lines('Rechnungsnummer;Kundennummer;Betrag;Offen', (n) => `R${Math.floor(n / 2)};${Math.floor(n / 2)};${n},50;0,00`) },
    { columns: { customer: { id: 'Kundennummer', givenName: 'Vorname', familyName: 'Nachname' }, invoice: { id: 'Rechnungsnummer', number: 'Rechnungsnummer', customer: 'Kundennummer', total: 'Betrag', open: 'Offen' } }, questions: [/several rows carry the same id/], ingests: [30, 0] },
  ))
  it('two systems in two folders, holdings by whose customers they name', async () => {
    const folder = folderWith({ 'alt/kunden.csv': lines('Nr;Vorname;Nachname', (n) => `${n};A;B`), 'neu/clients.csv': lines('Client ID,First Name,Last Name', (n) => `c${n},A,B`), 'guthaben.csv': lines('Kunde;Saldo', (n) => `c${n};1,00`) })
    const { path } = await initProject({ files: ['alt/kunden.csv', 'neu/clients.csv', 'guthaben.csv'].map((file) => join(folder, file)), directory: folder, language: 'de' })
    expect((await readProject(path)).systems.map((system) => [system.name, system.files.map((file) => file.file)])).toEqual([['alt', ['alt/kunden.csv']], ['neu', ['neu/clients.csv', 'guthaben.csv']]])
  })
  it('all exports of samples/studio as its own project reads them', async () => {
    const studio = join(import.meta.dirname, '../../samples/studio')
    const files = ['kartei', 'online'].flatMap((folder) => readdirSync(join(studio, folder)).map((file) => join(studio, folder, file)))
    const folder = folderWith({})
    const { path, questions } = await initProject({ files, directory: folder, language: 'de' })
    expect(questions).toHaveLength(1)
    const own = (await readExports(await readProject(join(studio, 'dublette.yaml')), silent)).ingested
    const proposed = (await readExports(await readProject(path), silent)).ingested
    expect(proposed.records.map((each) => each.id)).toEqual(own.records.map((each) => each.id))
    expect(proposed.holdings.length).toBe(own.holdings.length)
    const amounts = (holdings: typeof own.holdings): readonly string[] => holdings.map((each) => canonicalJson({ ...each, id: '' })).toSorted()
    expect(amounts(proposed.holdings)).toEqual(amounts(own.holdings))
  })
  it('the neutral format, which needs no mapping', async () => {
    const folder = folderWith({ 'in/customers.csv': `${neutralHeader('customer').join(',')},extra.locker\n1,online${','.repeat(neutralHeader('customer').length - 2)},7\n`, 'in/credits.csv': 'customer,balance,currency\n1,12.50,EUR\n' })
    const { path } = await initProject({ files: ['in/customers.csv', 'in/credits.csv'].map((file) => join(folder, file)), directory: folder, language: 'de' })
    expect(readFileSync(path, 'utf8')).toContain('format: neutral')
    const { ingested } = await readExports(await readProject(path), silent)
    expect(ingested.records).toMatchObject([{ id: 'customers:1', origin: 'online', extra: { locker: '7' } }])
    expect(ingested.holdings).toMatchObject([{ kind: 'credit', balance: { amountMinor: 1250n, currency: 'EUR' } }])
    expect(existsSync(path)).toBe(true)
  })
})
