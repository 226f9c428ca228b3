import { z } from 'zod'
import { fieldNames } from '../model/field.ts'
import { type HoldingKind, holdingKindNames, holdingPolicies } from '../model/holding.ts'
import { type RefusalCode, refusalCodes, severities, sides } from '../model/refusal.ts'
import { survivorCriteria, takes } from './ruleset.ts'

/** Largest weight that a rule may name; matching never reaches it. */
const MOST_BITS = 100

const words = z.strictObject({ de: z.string().trim().min(1), en: z.string().trim().min(1) }).describe('The text in German and in English.')
const name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'small letters, digits and hyphens')
const bits = z.number().min(-MOST_BITS).max(MOST_BITS).multipleOf(0.001)

/** No law of the trade that we know asks for less than six years. */
const years = z.int().min(6).max(100)

/** An object with exactly these keys, each of which may be left out. */
function optionalKeys<K extends string, S extends z.ZodType>(keys: readonly K[], value: S): z.ZodObject<{ [key in K]: z.ZodOptional<S> }> {
  return z.strictObject(Object.fromEntries(keys.map((key) => [key, value.optional()])) as { [key in K]: z.ZodOptional<S> })
}

const survivorRule = z.strictObject({ by: z.enum(survivorCriteria), why: words })
const fieldRule = z.strictObject({
  id: name, fields: z.array(z.enum(fieldNames)).min(1), take: z.enum(takes), why: words,
  atomic: z.boolean().optional().describe('The fields travel together or not at all.'),
})
const refusalRule = z.strictObject({
  severity: z.enum(severities).optional(), side: z.enum(sides).optional(), why: words,
  activeOnly: z.boolean().optional().describe('Contracts that have ended do not count.'),
})
const holdingRule = z.strictObject({ policy: z.enum(holdingPolicies), why: words })
const decisionRule = z.strictObject({
  id: name, why: words,
  // A rule reads "when …, then …"; nothing here is ever awaited.
  // oxlint-disable-next-line unicorn/no-thenable
  then: z.enum(['merge', 'review', 'deny']),
  when: z.string().trim().min(1).describe('A CEL expression over pair, source, survivor, cluster and match.'),
})

/** A rules file as it is written. Where `extends` is given, what is left out comes from that profile. */
export const profileSchema = z.strictObject({
  profile: name.describe('The name of the profile: that of the file.'),
  extends: name.optional().describe('The profile whose rules hold where this one says nothing.'),
  title: words.describe('What the profile is called.'),
  for: words.describe('For whom it is.'),
  does: words.describe('What it does, in a few sentences.'),
  match: z.strictObject({ strong: bits.optional(), review: bits.optional(), credit: bits.optional() }).optional().describe('Match weights in bits: strong enough to merge, worth a look, enough to move credit.'),
  precedence: z.array(z.string().min(1)).optional().describe('Names of systems, the most trusted first.'),
  survivor: z.array(survivorRule).min(1).optional().describe('The first criterion that tells two records apart decides which stays.'),
  login: z.strictObject({ from: z.enum(['survivor', 'online', 'only']), why: words }).optional(),
  email: z.strictObject({ from: z.enum(['survivor', 'online', 'login']), why: words }).optional(),
  direction: z.strictObject({ turnForOnline: z.boolean(), why: words }).optional(),
  retire: z.strictObject({ on: z.enum(['now', 'on-contract-end']), why: words }).optional(),
  fields: z.array(fieldRule).min(1).optional(),
  refusals: optionalKeys(Object.keys(refusalCodes) as RefusalCode[], refusalRule).optional(),
  holdings: optionalKeys(holdingKindNames as HoldingKind[], holdingRule).optional(),
  decisions: z.array(decisionRule).optional().describe('The first that holds decides; where none holds, a person does.'),
  retention: z.strictObject({ vouchers: years, letters: years, records: years, why: words }).optional().describe('How many years from the end of the calendar year the archive of a retired record is kept, by what is in it.'),
  limits: z.strictObject({
    maxMerges: z.int().min(0).nullable().optional(),
    maxShareOfCustomers: z.number().min(0).max(1).nullable().optional(),
    maxCreditMovedMinor: z.int().min(0).nullable().optional().describe('In minor units (cents), per currency.'),
    fourEyesFromMinor: z.int().min(0).nullable().optional().describe('From this amount on, in minor units of any currency, two people must approve.'),
    maxGroupSize: z.int().min(2).optional(),
    maxGoneShare: z.number().min(0).max(1).optional().describe('Share of the known records of a system that an export may lack; in small files one in ten and at most five may be missing beside it.'),
    maxPlanAgeDays: z.int().min(1).optional(),
  }).optional(),
})

export type ProfileFile = z.infer<typeof profileSchema>

/** What a profile must say, itself or through the one it extends. */
export const requiredKeys = ['match', 'survivor', 'login', 'email', 'direction', 'retire', 'fields', 'holdings', 'decisions', 'retention', 'limits'] as const satisfies readonly (keyof ProfileFile)[]

/** The schema that editors read: rules/profile.schema.json. */
export function profileJsonSchema(): string {
  const schema = { title: 'A profile of rules', ...z.toJSONSchema(profileSchema, { io: 'input' }) }
  return `${JSON.stringify(schema, null, 2)}\n`
}
