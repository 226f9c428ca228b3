import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { stringify } from 'yaml'
import type { NameTables } from '../name-tables.ts'
import { randomFrom } from '../random.ts'
import type { Account, SystemName } from './account.ts'
import { drawAccounts } from './accounts.ts'
import { drawFurtherHoldings, KEPT_ELSEWHERE, noFurtherHoldings } from './further-holdings.ts'
import { drawHoldings, noHoldings, type Row } from './holdings.ts'
import { bookingSheets, cardFileSheets, type Column, type Sheet, type Written } from './sheets.ts'

/** How each program writes its files. */
const FORMS = {
  kartei: { sheets: cardFileSheets, delimiter: ';', encoding: 'windows-1252', lineEnd: '\r\n', decimal: ',' },
  online: { sheets: bookingSheets, delimiter: ',', encoding: 'utf-8', lineEnd: '\n', decimal: '.' },
} as const

/** Writes the exports of both systems, the project file that maps them, and the truth (`id,entity`; ids as in a run). */
export function writeStudio(folder: string, seed: number, count: number, names: NameTables): void {
  const accounts = drawAccounts(seed, count, names)
  for (const system of ['kartei', 'online'] as const) {
    const mine = accounts.filter((account) => account.system === system)
    const holdings = noHoldings()
    for (const account of mine) drawHoldings(randomFrom(seed + 77, account.entity * 8 + account.nth), account, holdings)
    const further = noFurtherHoldings()
    for (const account of mine) drawFurtherHoldings(randomFrom(seed + 78, account.entity * 8 + account.nth), account, further)
    const rows: Readonly<Record<string, readonly Row[]>> = { customer: mine.map(customerRow), login: mine.flatMap(loginRows), participant: mine.flatMap(participantRows), ...holdings, ...further }
    mkdirSync(join(folder, system), { recursive: true })
    for (const sheet of FORMS[system].sheets) writeFileSync(join(folder, system, sheet.file), iconv.encode(sheetText(system, sheet, rows[sheet.entity]!), FORMS[system].encoding))
  }
  writeFileSync(join(folder, 'dublette.yaml'), projectText())
  writeFileSync(join(folder, 'truth.csv'), `id,entity\n${accounts.map((account) => `${account.system}:${account.id},${account.entity}\n`).join('')}`)
}

function customerRow({ id, record, person, createdOn, lastLoginOn, company, isCompany, staff, deceased, redacted, requestPending, sanction, system }: Account): Row {
  // The desk writes the title into its own column and a mobile number into the other; the booking page has one column for each.
  const title = system === 'kartei' && /^Dr\. /i.test(record.given_name) ? 'Dr.' : ''
  const mobile = system === 'kartei' && person.mobile !== undefined && record.phone.replace(/\D/g, '').endsWith(person.mobile.rest)
  const guarded = record.phone.startsWith('+') ? `'${record.phone}` : record.phone
  return {
    id, title, givenName: title === '' ? record.given_name : record.given_name.slice(4), familyName: record.family_name, company, email: record.email, phone: mobile ? '' : guarded, mobile: mobile ? guarded : '', birthDate: record.birth_date,
    street: record.street, houseNumber: record.house_number, postcode: record.postcode, city: record.city, country: record.city === '' ? '' : 'Deutschland', isCompany: yesNo(isCompany), createdOn, lastLoginOn: lastLoginOn ?? '',
    staff: yesNo(staff), deceased: yesNo(deceased), redacted: yesNo(redacted), dataRequestPending: yesNo(requestPending), sanctions: sanction, marketingConsent: yesNo(createdOn.endsWith('1') || createdOn.endsWith('5')),
  }
}

function loginRows({ id, login }: Account): readonly Row[] {
  return login === undefined ? [] : [{ customer: id, ...login }]
}

function participantRows({ id, attendees }: Account): readonly Row[] {
  return attendees.map((attendee) => ({ ...attendee, customer: id }))
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no'
}

function sheetText(system: SystemName, sheet: Sheet, rows: readonly Row[]): string {
  const { delimiter, lineEnd } = FORMS[system]
  const lines = [sheet.columns.map(({ header }) => header), ...rows.map((row) => sheet.columns.map((column) => written(system, column, row[column.from] ?? '')))]
  return lines.map((cells) => cells.map((cell) => (cell.includes(delimiter) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter) + lineEnd).join('')
}

function written(system: SystemName, { from, as }: Column, value: string): string {
  if (from === 'currency') return 'EUR'
  if (value === '' || as === undefined) return value
  if (as === 'date') return value.split('-').toReversed().join('.')
  if (as === 'money') return money(Number(value), FORMS[system].decimal)
  return as[value] ?? value
}

function money(cents: number, decimal: ',' | '.'): string {
  const whole = Math.floor(Math.abs(cents) / 100)
  return `${cents < 0 ? '-' : ''}${whole}${decimal}${String(Math.abs(cents) % 100).padStart(2, '0')}`
}

/** The project file, made from the same tables as the exports, so that the two cannot part. */
function projectText(): string {
  const systems = [
    { name: 'kartei', origin: 'staff', none: [...KEPT_ELSEWHERE.kartei], files: FORMS.kartei.sheets.map((sheet) => mapping('kartei', sheet)) },
    { name: 'online', origin: 'has-login', program: 'momence', none: [...KEPT_ELSEWHERE.online], files: FORMS.online.sheets.map((sheet) => mapping('online', sheet)) },
  ]
  return `# A studio with two programs: the card file at the desk (kartei) and the booking page (online).\n# Written together with the exports by \`node dist/samples/generate.js studio\`; what each line means: docs/dublette.schema.json.\n${stringify({ name: 'Studio Beispiel', language: 'de', timeZone: 'Europe/Berlin', profile: 'default', currency: 'EUR', systems }, { lineWidth: 0, flowCollectionPadding: true })}`
}

function mapping(system: SystemName, { file, entity, columns }: Sheet): object {
  const card = system === 'kartei'
  const worded = columns.filter((column) => typeof column.as === 'object' && !isYesNo(column.as)) as readonly (Column & { readonly as: Exclude<Written, string> })[]
  return {
    file: `${system}/${file}`, entity, ...(card ? { encoding: 'windows-1252', delimiter: ';', dateFormat: 'DD.MM.YYYY', decimal: 'comma' } : { dateFormat: 'YYYY-MM-DD', decimal: 'point' }),
    columns: Object.fromEntries(columns.map((column) => [column.from, column.header])),
    ...(worded.length === 0 ? {} : { values: Object.fromEntries(worded.map((column) => [column.from, Object.fromEntries(Object.entries(column.as).map(([neutral, word]) => [word, neutral]))])) }),
  }
}

function isYesNo(words: Exclude<Written, string>): boolean {
  return words['yes'] === 'ja'
}
