import { z } from 'zod'
import { parseCalendarDate } from '../../model/calendar.ts'
import { isCurrency } from '../../model/money.ts'

const date = z.string().refine((text) => parseCalendarDate(text) !== null, 'expected a date, YYYY-MM-DD')
const amount = z.string({ error: 'expected an amount in quotes, such as "12.50"' }).regex(/^-?\d{1,15}(\.\d+)?$/, 'expected an amount with a decimal point in quotes, such as "12.50"')
const currency = z.string().refine(isCurrency, 'expected an ISO 4217 code, such as EUR').optional().describe('ISO 4217 code; default: the currency of the project.')
const recordId = z.string().regex(/^[a-z][a-z0-9_-]*:.+$/, 'expected system:id').describe('system:id, as in reports and exports.')
const sale = z.string().optional().describe('Reference of the original sale.')

const cardSchema = z.strictObject({
  brand: z.string().optional().describe('Visa, Mastercard, …'),
  lastFour: z.string().regex(/^\d{4}$/, 'expected four digits in quotes').optional().describe('The last four digits, in quotes; never more.'),
  expiresOn: date.optional().describe('Last day of validity.'),
})

const missingSchema = z.strictObject({
  id: recordId.describe('The old id of the missing customer, system:id. Where nobody knows the number any more, any name of your own, such as momence:lost-1.'),
  givenName: z.string().optional(), familyName: z.string().optional(), birthDate: date.optional(),
  email: z.string().optional().describe('The e-mail of the missing customer, not that of the account that remains.'),
  phone: z.string().optional(), mobile: z.string().optional(),
  street: z.string().optional(), houseNumber: z.string().optional(), postcode: z.string().optional(), city: z.string().optional(),
  hadLogin: z.boolean().optional().describe('Had a login of its own; default false.'),
  cards: z.array(cardSchema).optional().describe('Every card the missing customer had; an empty list for none. Left out: nobody knows, so all cards are removed and everyone is asked.'),
  credits: z.array(z.strictObject({ amount: amount.describe('In quotes; negative: the customer owes it.'), currency })).optional(),
  classCredits: z.array(z.strictObject({ type: z.string().min(1), units: z.int().min(1), expiresOn: date.optional() })).optional(),
  packages: z.array(z.strictObject({ product: z.string().min(1), unitsLeft: z.int().min(1).optional().describe('Left out: a package without a number.'), expiresOn: date.optional(), saleReference: sale })).optional(),
  subscriptions: z.array(z.strictObject({
    plan: z.string().min(1), interval: z.enum(['weekly', 'two-weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly']),
    price: amount.describe('The price agreed with this customer, in quotes.'), currency,
    startedOn: date.describe('First day; billing dates count from it.'),
    renewsOn: date.optional().describe('Next renewal as it was before the merge; it may have passed since.'),
    endsOn: date.optional(), saleReference: sale,
    pauses: z.array(z.strictObject({ from: date, to: date.optional() })).optional(),
  })).optional(),
})

/** What people know of merges made elsewhere. Explained in docs/repair.md. */
export const knownSchema = z.strictObject({
  repairs: z.array(z.strictObject({
    remaining: recordId.describe('The account that remains and got everything, system:id.'),
    missing: z.array(missingSchema).min(1).describe('Every customer who went into it.'),
  })).min(1),
})

export type KnownText = z.infer<typeof knownSchema>
export type MissingText = z.infer<typeof missingSchema>

/** Its JSON schema, for editors: docs/repair.schema.json. */
export function knownJsonSchema(): object {
  return z.toJSONSchema(knownSchema, { io: 'input' })
}
