import { z } from 'zod'
import { levelNames, comparisonNames } from '../model/comparison.ts'
import { fieldNames } from '../model/field.ts'
import { holdingKindNames } from '../model/holding.ts'
import { type RefusalCode, refusalCodes } from '../model/refusal.ts'

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD')
const name = z.string().regex(/^[a-z0-9][a-z0-9:-]*$/, 'small letters, digits and hyphens')
const amount = z.number().multipleOf(0.01).describe('In euros.')

function optionalTexts<K extends string>(keys: readonly K[]): z.ZodObject<{ [key in K]: z.ZodOptional<z.ZodString> }> {
  return z.strictObject(Object.fromEntries(keys.map((key) => [key, z.string().optional()])) as { [key in K]: z.ZodOptional<z.ZodString> })
}

const holding = z.strictObject({
  kind: z.enum(holdingKindNames),
  amount: amount.optional().describe('Balance of a credit, total of an invoice, price of a package or subscription.'),
  open: amount.optional().describe('What is still to be paid of an invoice.'),
  units: z.int().optional(),
  plan: z.string().optional().describe('Plan of a subscription, product of a package, type of a class credit, title of a contract; for other kinds what it is called: class, object, code, group, action, discount.'),
  state: z.enum(['active', 'paused', 'future', 'ended', 'booked', 'attended', 'missed', 'cancelled', 'out', 'returned', 'open', 'closed']).optional(),
  on: date.optional().describe('Day of a booking or attendance.'),
  allowed: z.boolean().optional().describe('Of a permission.'),
  proven: z.boolean().optional().describe('Of a price group: whether its proof is there.'),
  movable: z.boolean().optional().describe('Of a voucher.'),
  steers: z.enum(['price', 'rights', 'mailing', 'nothing', 'unknown']).optional().describe('What a customer group changes.'),
  endsOn: date.optional(),
  serviceTo: date.optional(),
  lastFour: z.string().optional(),
  participant: z.string().optional(),
})

const person = z.strictObject({
  origin: z.enum(['online', 'staff', 'unknown']).optional(),
  createdOn: date.optional(),
  lastLoginOn: date.optional(),
  login: z.enum(['whole', 'half', 'none']).optional(),
  fields: optionalTexts(fieldNames).optional(),
  participants: z.array(z.strictObject({ id: z.string(), givenName: z.string(), birthDate: date.optional() })).optional(),
  flags: z.strictObject({ staff: z.boolean().optional(), company: z.boolean().optional(), redacted: z.boolean().optional(), dataRequestPending: z.boolean().optional(), deceased: z.boolean().optional(), sanctions: z.array(z.string()).optional() }).optional(),
  holdings: z.array(holding).optional(),
})

/** Examples kept beside the rules: what is given, and what the profile must make of it. */
export const examplesSchema = z.strictObject({
  profile: name,
  asOf: date,
  examples: z.array(z.strictObject({
    case: z.string().min(1).describe('What the example shows.'),
    records: z.record(name, person).describe('Two or more records that matching took for one person; a name with a colon names its system.'),
    bits: z.number().optional().describe('Match weight of every pair; 20 where it is left out.'),
    levels: z.partialRecord(z.enum(comparisonNames), z.enum(levelNames)).optional(),
    notExported: z.array(z.enum(holdingKindNames)).optional(),
    aPersonSaid: z.enum(['never', 'always']).optional(),
    expected: z.strictObject({
      outcome: z.enum(['automatic', 'review', 'skipped', 'denied']),
      decidedBy: z.string().optional(),
      survivor: name.optional(),
      sources: z.array(name).optional(),
      leftOut: z.array(name).optional(),
      loginFrom: name.nullable().optional(),
      emailFrom: name.nullable().optional(),
      refusals: z.array(z.enum(Object.keys(refusalCodes) as RefusalCode[])).optional(),
      fields: optionalTexts(fieldNames).optional(),
    }),
  })).min(1),
})

export type ExamplesFile = z.infer<typeof examplesSchema>
export type RuleExample = ExamplesFile['examples'][number]
export type ExamplePerson = RuleExample['records'][string]
export type ExampleHolding = NonNullable<ExamplePerson['holdings']>[number]
