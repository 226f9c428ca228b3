import { isObjection } from '../model/consent.ts'
import { type FieldName, fieldNames } from '../model/field.ts'
import { foldWords } from '../model/fold-text.ts'
import { byCodeUnit } from '../model/json.ts'
import type { GoldenField } from '../model/merge.ts'
import type { RecordId } from '../model/record.ts'
import { joinSanctions, recordValue } from '../model/record-value.ts'
import type { FieldRule, Ruleset } from '../ruleset/ruleset.ts'
import type { Member } from './member.ts'

/** Rule id of columns that fit no field: what the survivor has stays, what it lacks is filled. */
const EXTRA_RULE = 'extra'

/** Rule id of restrictions, which no profile can turn off: whatever any member is restricted in stays. */
const SANCTIONS_RULE = 'sanctions'

type Chosen = { readonly result: string | null; readonly from: RecordId | null; readonly rule: string }
const nothing = (rule: string): Chosen => ({ result: null, from: null, rule })

/**
 * The record as it will be: every field that any member has, with what each holds, the result, whose it is and by which rule.
 * `order` is survivor first, then the sources in the order in which they would survive. Emptiness never overwrites.
 */
export function goldenRecord(order: readonly Member[], emailFrom: RecordId | null, rules: Ruleset): readonly GoldenField[] {
  const present = new Set(fieldNames.filter((field) => order.some((member) => member.record.fields[field] !== undefined)))
  const chosen = new Map<FieldName, Chosen>()
  for (const rule of rules.fields) {
    if (!rule.fields.some((field) => present.has(field))) continue
    const candidates = candidatesOf(rule, order, emailFrom)
    if (rule.atomic) chooseTogether(rule, candidates, chosen)
    else for (const field of rule.fields) if (present.has(field)) chosen.set(field, rule.take === 'most-restrictive' ? mostRestrictive(field, rule, order) : chooseAlone(field, rule, candidates))
  }
  const [survivor, ...sources] = order
  const shown = survivor === undefined ? [] : [survivor, ...sources.toSorted((a, b) => byCodeUnit(a.record.id, b.record.id))]
  const fields = [...present].map((field): GoldenField => {
    const { result, from, rule } = chosen.get(field) ?? nothing('')
    return { field, values: shown.map((member) => ({ record: member.record.id, value: member.record.fields[field] ?? null })), result, from, rule }
  })
  return [...fields, ...extraFields(order, shown), ...sanctionsField(order, shown)]
}

/** The members whose value may be taken, the preferred first. */
function candidatesOf(rule: FieldRule, order: readonly Member[], emailFrom: RecordId | null): readonly Member[] {
  switch (rule.take) {
    case 'survivor': return order.slice(0, 1)
    case 'survivor-first': case 'most-restrictive': return order
    case 'emailFrom': return order.toSorted((a, b) => Number(b.record.id === emailFrom) - Number(a.record.id === emailFrom))
    case 'newest': return order.toSorted((a, b) => byCodeUnit(b.record.createdOn ?? '', a.record.createdOn ?? ''))
    case 'longest': return order.toSorted((a, b) => lengthOf(b, rule.fields) - lengthOf(a, rule.fields))
  }
}

function lengthOf(member: Member, fields: readonly FieldName[]): number {
  return fields.reduce((sum, field) => sum + (member.record.fields[field]?.length ?? 0), 0)
}

function chooseAlone(field: FieldName, rule: FieldRule, candidates: readonly Member[]): Chosen {
  const ordered = rule.take === 'longest' ? candidates.toSorted((a, b) => lengthOf(b, [field]) - lengthOf(a, [field])) : candidates
  const best = ordered.find((member) => member.record.fields[field] !== undefined)
  return best === undefined ? nothing(rule.id) : { result: best.record.fields[field]!, from: best.record.id, rule: rule.id }
}

/**
 * Fields that travel together come from the first candidate that has any of them. Another member may complete them only
 * where it says the same in at least one field and nothing else in any other: then it is the same address, written in full.
 */
function chooseTogether(rule: FieldRule, candidates: readonly Member[], chosen: Map<FieldName, Chosen>): void {
  const owner = candidates.find((member) => rule.fields.some((field) => member.record.fields[field] !== undefined))
  const fuller = owner === undefined ? undefined : candidates.find((member) => member !== owner && completes(member, owner, rule.fields))
  for (const field of rule.fields) {
    const donor = owner?.record.fields[field] !== undefined ? owner : fuller
    const result = donor?.record.fields[field]
    chosen.set(field, donor === undefined || result === undefined ? nothing(rule.id) : { result, from: donor.record.id, rule: rule.id })
  }
}

function completes(member: Member, owner: Member, fields: readonly FieldName[]): boolean {
  const pairs = fields.map((field) => [owner.record.fields[field], member.record.fields[field]] as const)
  const both = pairs.filter(([ours, theirs]) => ours !== undefined && theirs !== undefined)
  return both.length > 0 && both.every(([ours, theirs]) => foldWords(ours!) === foldWords(theirs!)) && pairs.some(([ours, theirs]) => ours === undefined && theirs !== undefined)
}

/** Anybody's objection holds. Where nobody objected the survivor's word stands, and where it gave none, none is made up. */
function mostRestrictive(field: FieldName, rule: FieldRule, order: readonly Member[]): Chosen {
  const objecting = order.find((member) => isObjection(member.record.fields[field] ?? ''))
  const best = objecting ?? order[0]
  const result = best?.record.fields[field]
  return best === undefined || result === undefined ? nothing(rule.id) : { result, from: best.record.id, rule: rule.id }
}

function extraFields(order: readonly Member[], shown: readonly Member[]): readonly GoldenField[] {
  const names = [...new Set(order.flatMap((member) => Object.keys(member.record.extra)))].toSorted()
  return names.map((name) => {
    const owner = order.find((member) => (member.record.extra[name] ?? '') !== '')
    return {
      field: `extra.${name}` as const, values: shown.map((member) => ({ record: member.record.id, value: member.record.extra[name] ?? null })),
      result: owner?.record.extra[name] ?? null, from: owner?.record.id ?? null, rule: EXTRA_RULE,
    }
  })
}

function sanctionsField(order: readonly Member[], shown: readonly Member[]): readonly GoldenField[] {
  const result = joinSanctions(order.flatMap((member) => member.record.flags.sanctions ?? []))
  if (result === null) return []
  const values = shown.map((member) => ({ record: member.record.id, value: recordValue(member.record, 'sanctions') }))
  // Restrictions of several members together are nobody's alone.
  return [{ field: 'sanctions', values, result, from: values.find((each) => each.value === result)?.record ?? null, rule: SANCTIONS_RULE }]
}
