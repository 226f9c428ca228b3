import { columnSpec, entities, entityColumns, ownerPrefix, type ColumnSpec, type Entity } from '../model/entity.ts'
import { meaningOf } from './choice-words.ts'
import { looksLikeDates } from './find-forms.ts'
import { entitiesOfName, foldHeader, targetsOf } from './header-words.ts'
import { defaultFalseWords, defaultTrueWords } from './mapping.ts'
import { readEmail } from './read-value.ts'

/** A file as `init` sees it: its header and the cells of its first rows. */
export type FileSample = { readonly file: string; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }

/** One entity found in a file: which header is which target, and the targets that are required but not there. */
export type RecognisedEntity = { readonly entity: Entity; readonly columns: Readonly<Record<string, string>>; readonly missing: readonly string[] }

/** The texts of one column, empty ones left out. */
export function textsOf(sample: FileSample, header: string): readonly string[] {
  const position = sample.header.indexOf(header)
  return sample.rows.map((row) => (row[position] ?? '').trim().replace(/^'(?=[-=+@\d])/, '')).filter((text) => text !== '')
}

/**
 * What a file holds: customers, one kind of thing that belongs to them, or customers and a pass in one row. Headers
 * propose, the content must agree, and the file's name decides between kinds whose headers are alike. Where no other
 * file holds customers, `preferCustomer` takes them from a file that only names them.
 */
export function recogniseFile(sample: FileSample, preferCustomer = false): readonly RecognisedEntity[] {
  const named = entitiesOfName(sample.file)
  const customer = recogniseEntity('customer', sample)
  const persons = ['givenName', 'familyName', 'fullName', 'email', 'phone', 'mobile', 'birthDate', 'street', 'postcode'].filter((name) => name in customer.columns).length
  const isCustomer = persons >= 2 && (named.length === 0 || named.includes('customer') || persons >= 5 || preferCustomer)
  const others = entities.filter((entity) => entity !== 'customer').map((entity) => recogniseEntity(entity, sample)).filter((each) => tellsEnough(each, named.includes(each.entity)))
  if (isCustomer) return [customer, ...besideCustomer(customer, others)]
  const byName = others.filter((each) => named.includes(each.entity))
  const complete = (byName.length > 0 ? byName : others).toSorted((left, right) => left.missing.length - right.missing.length || weightOf(right) - weightOf(left))
  if (complete.length > 0) return [complete[0]!]
  return persons >= 1 && Object.keys(customer.columns).length >= 2 ? [customer] : []
}

/** A pass in the customer's row: a product that is told apart from the customer by units or an end. */
function besideCustomer(customer: RecognisedEntity, others: readonly RecognisedEntity[]): readonly RecognisedEntity[] {
  const used = new Set(Object.values(customer.columns))
  const beside = others.filter(({ entity, columns, missing }) => {
    if (missing.length > 0) return false
    // A start and an end are those of a booked class as well; units left or an expiry are a pass's own.
    if (entity === 'package') return ('unitsLeft' in columns || isExpiry(columns['expiresOn'] ?? '')) && !used.has(columns['product']!)
    if (entity === 'credit') return !used.has(columns['balance']!) && isBalance(columns['balance']!)
    return entity === 'subscription' && !used.has(columns['plan']!)
  })
  return beside.filter((each, index) => each.entity === 'credit' || beside.findIndex((other) => other.entity !== 'credit') === index).map((each) => ({ ...each, columns: ownedBy(customer, each.columns) }))
}

/** Headers that speak of money owed to the customer, not of an amount of anything. */
function isBalance(header: string): boolean {
  return /^(?:kunden)?guthaben|^saldo$|^kontostand$|^(?:account |credit )?balance$/.test(foldHeader(header))
}

function isExpiry(header: string): boolean {
  return /gueltig|ablauf|laeuft ab|endet|expir|valid/.test(foldHeader(header))
}

/** How the pass of a row names the customer of the same row: by id, or by the fields that make the customer's key. */
function ownedBy(customer: RecognisedEntity, columns: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const own = Object.fromEntries(Object.entries(columns).filter(([name, header]) => name !== 'customer' && !name.startsWith(ownerPrefix) && !(name === 'id' && header === customer.columns['id'])))
  const id = customer.columns['id']
  if (id !== undefined) return { customer: id, ...own }
  const key = ['givenName', 'familyName', 'email', 'birthDate'].filter((name) => name in customer.columns)
  return { ...Object.fromEntries(key.map((name) => [ownerPrefix + name, customer.columns[name]!])), ...own }
}

/** Which header is which target of an entity. */
export function recogniseEntity(entity: Entity, sample: FileSample): RecognisedEntity {
  const columns: Record<string, string> = {}
  // `address` beside `address.city` is an inner object of JSON that some record lacks.
  const once = sample.header.filter((header, position) => header.trim() !== '' && sample.header.indexOf(header) === position && sample.header.lastIndexOf(header) === position && !sample.header.some((other) => other.startsWith(`${header}.`)))
  const order = new Map(entityColumns[entity].map((column, index) => [column.name, index]))
  const proposals = once.flatMap((header) => targetsOf(entity, header).map((target, choice) => ({ header, target: target.name, rank: target.rank, choice, place: order.get(target.name) ?? order.size })))
  // What a header means first comes before what it could mean else; of two headers the more usual one is taken.
  for (const { header, target } of proposals.toSorted((left, right) => left.choice - right.choice || left.place - right.place || left.rank - right.rank)) {
    if (target in columns || (Object.values(columns).includes(header) && !(entity === 'invoice' && target === 'number'))) continue
    const spec = columnSpec(entity, target)
    if (spec !== undefined && agrees(spec, entity, textsOf(sample, header), sample.rows.length)) columns[target] = header
  }
  // `Anna Berg (a@b.de)`: one column holds both.
  if ('fullName' in columns && !('email' in columns) && agrees(columnSpec('customer', 'email')!, entity, textsOf(sample, columns['fullName']!), sample.rows.length)) columns['email'] = columns['fullName']!
  if ('givenName' in columns && 'fullName' in columns && !('familyName' in columns)) { columns['familyName'] = columns['fullName']!; delete columns['fullName'] }
  if ('customer' in columns) for (const name of Object.keys(columns)) if (name.startsWith(ownerPrefix)) delete columns[name]
  const hasOwner = 'customer' in columns || Object.keys(columns).some((name) => name.startsWith(ownerPrefix))
  const missing = entityColumns[entity].filter((column) => column.required === true && !(column.name in columns) && !(column.name === 'customer' && hasOwner)).map((column) => column.name)
  return { entity, columns, missing }
}

/** Whether the content of a column can be what its header says. An empty column is taken but for ids, which it would make useless. */
function agrees(spec: ColumnSpec, entity: Entity, texts: readonly string[], rows: number): boolean {
  if (spec.name === 'id') return texts.length === rows && (entity === 'invoice' || new Set(texts).size >= 0.9 * texts.length)
  if (spec.name === 'customer') return texts.length > 0 && !texts.every((text) => /\s/.test(text) || text.includes('@'))
  if (texts.length === 0) return spec.name !== 'customerNumber'
  const isBoolean = texts.every((text) => [...defaultTrueWords, ...defaultFalseWords].includes(text.toLowerCase()))
  // A column "Firma" may say whether there is a company, beside another with its name.
  if (spec.name === 'company' && isBoolean) return false
  const most = (test: (text: string) => boolean): boolean => texts.filter(test).length >= 0.7 * texts.length
  if (typeof spec.type === 'object') return spec.name !== 'origin' || most((text) => meaningOf('origin', text) !== undefined)
  switch (spec.type) {
    case 'email': return most((text) => 'value' in readEmail(text))
    case 'date': return looksLikeDates(texts)
    case 'money': return most((text) => /\d/.test(text) && /^[^\p{L}]*(?:\p{L}{1,3}\.?)?[^\p{L}]*$/u.test(text))
    case 'integer': return most((text) => /^[-+]?\d+$/.test(text))
    case 'boolean': return isBoolean
    case 'currency': return most((text) => /^[A-Za-z]{3}$/.test(text))
    case 'text': return spec.name !== 'givenName' && spec.name !== 'familyName' && spec.name !== 'fullName' ? true : most((text) => /\p{L}/u.test(text))
    case 'list': return true
  }
}

/** Kinds whose columns tell. Of all others, such as pauses and bookings, many files have the columns: the file's name must say it. */
const knownByContent: ReadonlySet<Entity> = new Set<Entity>(['login', 'participant', 'credit', 'classCredit', 'package', 'subscription', 'contract', 'invoice', 'communication', 'note', 'card'])

/** A kind is only thought of where something that is its own was found, beside ids and dates that many kinds have. */
function tellsEnough(found: RecognisedEntity, named: boolean): boolean {
  return weightOf(found) >= 1 && (named || (found.missing.length <= 2 && knownByContent.has(found.entity)))
}

function weightOf({ columns }: RecognisedEntity): number {
  return Object.keys(columns).filter((name) => name !== 'id' && name !== 'customer' && name !== 'participant' && name !== 'currency' && !name.startsWith(ownerPrefix)).length
}
