import { type HoldingKind, holdingKinds } from './holding.ts'
import { countColumnNames, countColumns } from './tab-counts.ts'
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
    ...countColumnNames.map((name): ColumnSpec => ({ name, type: 'integer', means: `entries that the program shows on its tab, read as ${holdingKinds[countColumns[name]].enPlural}` })),
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
  instalment: [id, customer, participant, { name: 'title', type: 'text', required: true, means: 'what is paid by instalments' }, { name: 'amount', type: 'money', required: true, means: 'amount of the instalment' }, { name: 'open', type: 'money', required: true, means: 'amount not paid yet' }, currency, { name: 'dueOn', type: 'date', means: 'day on which it is due' }, { name: 'contract', type: 'text', means: 'id of the contract it belongs to' }],
  offer: [id, customer, participant, { name: 'number', type: 'text', required: true, means: 'offer number' }, { name: 'title', type: 'text', means: 'what is offered' }, { name: 'total', type: 'money', means: 'amount of the offer' }, currency, { name: 'state', type: { choice: ['open', 'accepted', 'declined', 'expired'] }, required: true, means: 'what became of it' }, { name: 'validUntil', type: 'date', means: 'last day on which it holds' }],
  booking: [id, customer, participant, { name: 'title', type: 'text', required: true, means: 'class or course' }, { name: 'slot', type: 'text', means: 'id of the date of the class, the same for all who booked it' }, { name: 'startsOn', type: 'date', means: 'day of the class' }, { name: 'state', type: { choice: ['booked', 'waiting', 'attended', 'missed', 'cancelled'] }, required: true, means: 'what became of it' }, { name: 'price', type: 'money', means: 'price that was agreed' }, currency, { name: 'paidWith', type: 'text', means: 'id of the package, class credit or subscription it was paid with' }],
  attendance: [id, customer, participant, { name: 'course', type: 'text', required: true, means: 'class or course' }, { name: 'slot', type: 'text', means: 'id of the date of the class, the same for all who took part' }, { name: 'attendedOn', type: 'date', means: 'day of the class' }, { name: 'state', type: { choice: ['attended', 'missed', 'cancelled'] }, required: true, means: 'whether the customer was there' }],
  rental: [id, customer, participant, { name: 'object', type: 'text', required: true, means: 'what is rented' }, { name: 'caseReference', type: 'text', means: 'case it belongs to' }, { name: 'from', type: 'date', means: 'first day' }, { name: 'dueOn', type: 'date', means: 'day on which it is due back' }, { name: 'state', type: { choice: ['reserved', 'out', 'returned'] }, required: true, means: 'where it is' }, { name: 'price', type: 'money', means: 'price that was agreed' }, currency],
  damageCase: [id, customer, participant, { name: 'number', type: 'text', required: true, means: 'number of the damage case' }, { name: 'object', type: 'text', means: 'what was damaged' }, { name: 'amount', type: 'money', means: 'amount of the damage' }, currency, { name: 'state', type: { choice: ['open', 'closed'] }, required: true, means: 'whether it is settled' }, { name: 'caseReference', type: 'text', means: 'case it belongs to' }],
  voucher: [id, customer, participant, { name: 'code', type: 'text', required: true, means: 'voucher code' }, { name: 'value', type: 'money', means: 'value that is left' }, currency, { name: 'expiresOn', type: 'date', means: 'last day of use' }, { name: 'movable', type: 'boolean', means: 'whether its system can hand it to another customer; yes where the column is missing' }, { name: 'source', type: 'text', means: 'what it was given for, such as a survey' }],
  document: [id, customer, participant, { name: 'name', type: 'text', required: true, means: 'name of the file' }, { name: 'contentHash', type: 'text', means: 'hash of its content, by which equal files are known' }, { name: 'addedOn', type: 'date', means: 'day on which it was added' }],
  communication: [id, customer, participant, { name: 'channel', type: { choice: ['email', 'sms', 'letter', 'other'] }, required: true, means: 'how it was sent' }, { name: 'sentOn', type: 'date', means: 'day' }, { name: 'subject', type: 'text', means: 'subject' }],
  note: [id, customer, participant, { name: 'origin', type: 'text', means: 'where the note comes from' }, { name: 'name', type: 'text', means: 'who wrote it' }, { name: 'title', type: 'text', means: 'title' }, { name: 'text', type: 'text', means: 'the note' }, { name: 'followUpOn', type: 'date', means: 'follow-up date' }, { name: 'informStaff', type: 'text', means: 'staff to inform' }],
  card: [id, customer, participant, { name: 'brand', type: 'text', means: 'brand' }, { name: 'lastFour', type: 'text', means: 'last four digits, never more' }, { name: 'expiresOn', type: 'date', means: 'last day of validity' }],
  surveyVote: [id, customer, participant, { name: 'survey', type: 'text', required: true, means: 'name of the survey' }, { name: 'choice', type: 'text', means: 'what was chosen' }, { name: 'votedOn', type: 'date', means: 'day of the vote' }, { name: 'voucher', type: 'text', means: 'code of the voucher that was given for it' }],
  group: [id, customer, participant, { name: 'name', type: 'text', required: true, means: 'name of the group' }, { name: 'steers', type: { choice: ['price', 'rights', 'mailing', 'nothing', 'unknown'] }, means: 'what being in it changes for the customer' }],
  priceGroup: [id, customer, participant, { name: 'name', type: 'text', required: true, means: 'name of the price group' }, { name: 'proven', type: 'boolean', means: 'whether the proof it needs is there' }, { name: 'provenUntil', type: 'date', means: 'last day for which the proof holds' }],
  permission: [id, customer, participant, { name: 'action', type: 'text', required: true, means: 'what it is about, such as reserving' }, { name: 'allowed', type: 'boolean', required: true, means: 'whether the customer may' }, { name: 'isDefault', type: 'boolean', means: 'whether the settings give it to everybody' }],
  discount: [id, customer, participant, { name: 'reduction', type: 'text', required: true, means: 'what it gives, as the system writes it: 10 %' }, { name: 'name', type: 'text', means: 'what it is called' }, { name: 'validUntil', type: 'date', means: 'last day' }],
  activity: [id, customer, participant, { name: 'happenedOn', type: 'date', means: 'day' }, { name: 'text', type: 'text', means: 'what happened' }],
}

export const entities = Object.keys(entityColumns) as readonly Entity[]

/** File names of the neutral format. */
export const neutralFiles: Readonly<Record<Entity, string>> = {
  customer: 'customers.csv', login: 'logins.csv', participant: 'participants.csv', pause: 'pauses.csv', credit: 'credits.csv', classCredit: 'class-credits.csv',
  package: 'packages.csv', subscription: 'subscriptions.csv', contract: 'contracts.csv', invoice: 'invoices.csv', communication: 'communications.csv', note: 'notes.csv', card: 'cards.csv',
  instalment: 'instalments.csv', offer: 'offers.csv', booking: 'bookings.csv', attendance: 'attendances.csv', rental: 'rentals.csv', damageCase: 'damage-cases.csv', voucher: 'vouchers.csv', document: 'documents.csv',
  surveyVote: 'survey-votes.csv', group: 'groups.csv', priceGroup: 'price-groups.csv', permission: 'permissions.csv', discount: 'discounts.csv', activity: 'activities.csv',
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
