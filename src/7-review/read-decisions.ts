import { z } from 'zod'
import { parseCalendarDate } from '../model/calendar.ts'
import { DubletteError } from '../model/error.ts'
import { fieldNames, type FieldName } from '../model/field.ts'
import type { Decision, Decisions } from '../model/decision.ts'
import { schemaMistake } from '../model/schema-mistake.ts'
import type { RecordId } from '../model/record.ts'

const fieldSchema = z.string().refine((name): name is FieldName | `extra.${string}` => name.startsWith('extra.') || (fieldNames as readonly string[]).includes(name), 'expected the name of a field or extra.NAME')
const recordSchema = z.string().regex(/^[^:]+:.+$/, 'expected a record id such as system:id')

const decisionsSchema = z.strictObject({
  version: z.literal(1),
  planHash: z.string(),
  decisions: z.array(z.strictObject({
    merge: z.string(), mergeHash: z.string(), verdict: z.enum(['merge', 'leave', 'never']),
    // What the rules decide has no file: a person who signs as `rules:…` would pass for two.
    reviewer: z.string().trim().min(1, 'expected the name of the person who decided').refine((name) => !name.startsWith('rules:'), 'expected the name of a person, not of rules'),
    at: z.string(), reason: z.string(),
    overrides: z.array(z.strictObject({ field: fieldSchema, value: z.string().nullable(), from: recordSchema.nullable() })),
    credits: z.array(z.strictObject({ holding: z.string(), amount: z.string().regex(/^-?\d{1,15}$/, 'expected a whole number of cents, or of class credits, as text such as "500"') })).optional(),
    endings: z.array(z.strictObject({ subscription: z.string(), when: z.string().refine((when) => when === 'end-date' || parseCalendarDate(when) !== null, 'expected end-date or a day YYYY-MM-DD; what ends at once is ended with `dublette end`') })).optional(),
  })),
})

/**
 * Reads `decisions.json` as the report saves it.
 * @throws DubletteError DECISIONS_INVALID listing every mistake.
 */
export function readDecisions(text: string, file: string): Decisions {
  const invalid = (problems: readonly string[]): DubletteError => new DubletteError('DECISIONS_INVALID', `The decisions have ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}:\n    ${problems.join('\n    ')}`, { where: { file } })
  let value: unknown
  try { value = JSON.parse(text) } catch { throw invalid(['the file is no JSON']) }
  const parsed = decisionsSchema.safeParse(value)
  if (!parsed.success) throw invalid(parsed.error.issues.map((issue) => `${issue.path.map(String).join('.') || 'the file'}: ${schemaMistake(issue)}`))
  const decisions = parsed.data.decisions.map(({ credits, endings, ...each }): Decision => ({
    ...each, overrides: each.overrides.map((one) => ({ field: one.field, value: one.value, from: one.from as RecordId | null })),
    ...(credits === undefined ? {} : { credits: credits.map(({ holding, amount }) => ({ holding, amount: BigInt(amount) })) }),
    ...(endings === undefined ? {} : { endings }),
  }))
  return { version: 1, planHash: parsed.data.planHash, decisions }
}
