import type { HoldingKind } from './holding.ts'
import { fieldNames, fieldWords } from './field.ts'

/** What a row can hold: a customer, something that belongs to one, or a holding. */
export type Entity = 'customer' | 'login' | 'participant' | 'pause' | HoldingKind

/** How a column's text is read. `choice` takes one of the words named; `list` is separated by `|`. */
export type ColumnType = 'text' | 'email' | 'date' | 'money' | 'currency' | 'integer' | 'boolean' | 'list' | { readonly choice: readonly string[] }

/** A column of the neutral format, which is also what a mapping maps to. */
export type ColumnSpec = { readonly name: string; readonly type: ColumnType; readonly required?: true; readonly means: string }

const customer: ColumnSpec = { name: 'customer', type: 'text', required: true, means: 'id of the customer who owns it, as in customers.csv' }
const participant: ColumnSpec = { name: 'participant', type: 'text', means: 'id of the participant it is for' }
const id: ColumnSpec = { name: 'id', type: 'text', means: 'id within this kind; without one the row itself is the id' }
const currency: ColumnSpec = { name: 'currency', type: 'currency', means: 'ISO 4217 code; the project\'s currency where the column is missing' }

const fieldColumns: readonly ColumnSpec[] = fieldNames.map((name): ColumnSpec => ({
  name, type: name === 'birthDate' ? 'date' : name === 'email' ? 'email' : name === 'marketingConsent' ? 'boolean' : 'text', means: fieldWords[name].en,
}))

/** Every entity with its columns: the one table behind mapping, neutral format, `init` and the documentation. */
export const entityColumns: Readonly<Record<Entity, readonly ColumnSpec[]>> = {
  customer: [
    { name: 'id', type: 'text', means: 'customer id in this system; without one the key columns make it' },
    { name: 'origin', type: { choice: ['online', 'staff', 'unknown'] }, means: 'how the record came to be' },
    { name: 'createdOn', type: 'date', means: 'day on which the record was made' },
    { name: 'lastLoginOn', type: 'date', means: 'day of the last login' },
    ...fieldColumns,
    { name: 'loginUserName', type: 'text', means: 'user name of the login' },
    { name: 'loginPasswordReference', type: 'text', means: 'opaque reference to the password kept elsewhere; never a password' },
    { name: 'staff', type: 'boolean', means: 'works for the studio' },
    { name: 'isCompany', type: 'boolean', means: 'is a company, not a person' },
    { name: 'redacted', type: 'boolean', means: 'was made anonymous' },
    { name: 'dataRequestPending', type: 'boolean', means: 'a data request is pending' },
    { name: 'deceased', type: 'boolean', means: 'has died' },
    { name: 'sanctions', type: 'list', means: 'restrictions such as "may not reserve", separated by |' },
  ],
  login: [customer, { name: 'userName', type: 'text', means: 'user name' }, { name: 'passwordReference', type: 'text', means: 'opaque reference to the password kept elsewhere' }],
  participant: [
    { name: 'id', type: 'text', required: true, means: 'participant id in this system' }, customer,
    { name: 'givenName', type: 'text', means: 'given name' }, { name: 'familyName', type: 'text', means: 'family name' }, { name: 'birthDate', type: 'date', means: 'birth date' },
  ],
  pause: [{ name: 'subscription', type: 'text', required: true, means: 'id of the subscription' }, { name: 'from', type: 'date', required: true, means: 'first day of the pause' }, { name: 'to', type: 'date', means: 'last day; empty = open' }],
  credit: [id, customer, participant, { name: 'balance', type: 'money', required: true, means: 'money the studio owes the customer; negative = the customer owes' }, currency],
  classCredit: [id, customer, participant, { name: 'creditType', type: 'text', required: true, means: 'type of class the credits are for' }, { name: 'units', type: 'integer', required: true, means: 'number of credits' }, { name: 'expiresOn', type: 'date', means: 'last day of use' }, { name: 'subscription', type: 'text', means: 'id of the subscription they come from' }],
  package: [id, customer, participant, { name: 'product', type: 'text', required: true, means: 'name of the product' }, { name: 'unitsLeft', type: 'integer', means: 'units left' }, { name: 'unitsTotal', type: 'integer', means: 'units bought' }, { name: 'price', type: 'money', means: 'price paid' }, currency, { name: 'boughtOn', type: 'date', means: 'day of sale' }, { name: 'expiresOn', type: 'date', means: 'last day of use' }, { name: 'saleReference', type: 'text', means: 'reference of the sale' }],
  subscription: [
    id, customer, participant, { name: 'plan', type: 'text', required: true, means: 'name of the plan' },
    { name: 'state', type: { choice: ['active', 'paused', 'future', 'ended'] }, required: true, means: 'whether it runs' },
    { name: 'interval', type: { choice: ['weekly', 'two-weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly'] }, required: true, means: 'how often it is billed' },
    { name: 'price', type: 'money', required: true, means: 'price agreed with this customer, per interval' }, currency, { name: 'listPrice', type: 'money', means: 'list price' },
    { name: 'startedOn', type: 'date', required: true, means: 'first day; billing dates count from it' }, { name: 'endsOn', type: 'date', means: 'last day' }, { name: 'renewsOn', type: 'date', means: 'next billing day' },
    { name: 'noticeDays', type: 'integer', means: 'notice period in days' }, { name: 'saleReference', type: 'text', means: 'reference of the sale' },
  ],
  contract: [id, customer, participant, { name: 'title', type: 'text', required: true, means: 'what it is' }, { name: 'startsOn', type: 'date', means: 'first day' }, { name: 'endsOn', type: 'date', means: 'last day' }, { name: 'state', type: { choice: ['active', 'future', 'ended'] }, required: true, means: 'whether it runs' }],
  invoice: [id, customer, participant, { name: 'number', type: 'text', required: true, means: 'invoice number' }, { name: 'total', type: 'money', required: true, means: 'amount of the invoice' }, { name: 'open', type: 'money', required: true, means: 'amount not paid yet' }, currency, { name: 'issuedOn', type: 'date', means: 'day of issue' }, { name: 'serviceFrom', type: 'date', means: 'first day of service' }, { name: 'serviceTo', type: 'date', means: 'last day of service' }, { name: 'subscription', type: 'text', means: 'id of the subscription it bills' }, { name: 'caseReference', type: 'text', means: 'case it belongs to' }],
  communication: [id, customer, participant, { name: 'channel', type: { choice: ['email', 'sms', 'letter', 'other'] }, required: true, means: 'how it was sent' }, { name: 'sentOn', type: 'date', means: 'day' }, { name: 'subject', type: 'text', means: 'subject' }],
  note: [id, customer, participant, { name: 'origin', type: 'text', means: 'where the note comes from' }, { name: 'name', type: 'text', means: 'who wrote it' }, { name: 'title', type: 'text', means: 'title' }, { name: 'text', type: 'text', means: 'the note' }, { name: 'followUpOn', type: 'date', means: 'follow-up date' }, { name: 'informStaff', type: 'text', means: 'staff to inform' }],
  card: [id, customer, participant, { name: 'brand', type: 'text', means: 'brand' }, { name: 'lastFour', type: 'text', means: 'last four digits, never more' }, { name: 'expiresOn', type: 'date', means: 'last day of validity' }],
}

export const entities = Object.keys(entityColumns) as readonly Entity[]

/** File names of the neutral format. */
export const neutralFiles: Readonly<Record<Entity, string>> = {
  customer: 'customers.csv', login: 'logins.csv', participant: 'participants.csv', pause: 'pauses.csv', credit: 'credits.csv', classCredit: 'class-credits.csv',
  package: 'packages.csv', subscription: 'subscriptions.csv', contract: 'contracts.csv', invoice: 'invoices.csv', communication: 'communications.csv', note: 'notes.csv', card: 'cards.csv',
}

/** A column that a mapping may name beside those of the neutral format: it is taken apart on the way in. */
export const fullNameColumn: ColumnSpec = { name: 'fullName', type: 'text', means: 'given and family name in one, where the system has no others: "Anna Berg" or "Berg, Anna"' }

/** Before the name of a customer's field: how a row that has no customer id says whose it is. */
export const ownerPrefix = 'customer.'

/**
 * A column of an entity. Rows that belong to a customer may name it by fields instead of its id: `customer.email`,
 * `customer.givenName` and so on.
 */
export function columnSpec(entity: Entity, name: string): ColumnSpec | undefined {
  const own = entityColumns[entity].find((column) => column.name === name)
  if (entity === 'customer' && name === fullNameColumn.name) return fullNameColumn
  if (own !== undefined || !name.startsWith(ownerPrefix) || !entityColumns[entity].includes(customer)) return own
  const field = fieldColumns.find((column) => column.name === name.slice(ownerPrefix.length))
  return field === undefined ? undefined : { ...field, name, means: `${field.means} of the customer who owns it` }
}

/** The header of a neutral file: all columns of its entity, in the order of the documentation. */
export function neutralHeader(entity: Entity): readonly string[] {
  return entityColumns[entity].map((column) => column.name)
}
