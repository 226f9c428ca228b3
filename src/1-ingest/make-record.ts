import { sortedFieldNames, type FieldTexts } from '../model/field.ts'
import type { HoldingKind } from '../model/holding.ts'
import { countColumnNames, countColumns, type TabCounts } from '../model/tab-counts.ts'
import type { Issue } from '../model/issue.ts'
import { byCodeUnit } from '../model/json.ts'
import type { RecordContent } from '../model/record-json.ts'
import type { Login, Origin, Participant, RecordFlags, RecordId } from '../model/record.ts'
import type { OriginRule } from './mapping.ts'
import type { ColumnIssue, RowValue, RowValues } from './read-row.ts'
import { splitFullName } from './split-full-name.ts'

// Most records have none of these; a million empty ones would cost a hundred megabytes.
const noLogins: readonly Login[] = Object.freeze([])
const noIssues: readonly Issue[] = Object.freeze([])
const noFlags: RecordFlags = Object.freeze({})

/** Text of a value, null where there is none. */
export function textValue(value: RowValue | undefined): string | null {
  return typeof value === 'string' ? value : null
}

/** An issue as records carry it: its column, but no line and no file, so that a record does not depend on them. */
export function plainIssue({ code, expected, got, where }: ColumnIssue): Issue {
  return { code, expected, got, where }
}

/** What other files add to a customer. */
export type Additions = { readonly logins: readonly Login[]; readonly participants: readonly Participant[]; readonly issues: readonly Issue[] }

export const nothingMore: Additions = { logins: [], participants: [], issues: [] }

/** What the exports say of a customer: its row and what other files add. The hash of a record covers all of it. */
export function recordContent(system: string, origin: OriginRule, id: RecordId, { values, extra, issues }: RowValues, more: Additions): RecordContent {
  const own = loginsOf(values)
  const logins = more.logins.length === 0 ? own : [...own, ...more.logins]
  const plain = issues.length === 0 ? noIssues : issues.map(plainIssue)
  return {
    createdOn: textValue(values['createdOn']), extra, texts: fieldTexts(values), flags: flagsOf(values), id, issues: more.issues.length === 0 ? plain : [...plain, ...more.issues],
    lastLoginOn: textValue(values['lastLoginOn']), logins, origin: originOf(origin, values, logins), participants: more.participants, system,
  }
}

function loginsOf(values: RowValues['values']): readonly Login[] {
  const userName = textValue(values['loginUserName'])
  const passwordReference = textValue(values['loginPasswordReference'])
  return userName === null && passwordReference === null ? noLogins : [{ passwordReference, userName }]
}

/** What a column of the export says, where the mapping reads one. */
function originOf(rule: OriginRule, values: RowValues['values'], logins: readonly Login[]): Origin {
  if ('constant' in rule) return rule.constant
  if ('online' in rule) return logins.length > 0 ? 'online' : 'staff'
  const origin = values['origin']
  return origin === 'online' || origin === 'staff' ? origin : 'unknown'
}

/** The fields of a customer that a row holds. */
export function fieldTexts(values: RowValues['values']): FieldTexts {
  const whole = textValue(values['fullName'])
  const name = whole !== null && textValue(values['givenName']) === null && textValue(values['familyName']) === null ? splitFullName(whole) : undefined
  return sortedFieldNames.map((field) => {
    const value = name !== undefined && (field === 'givenName' || field === 'familyName') ? name[field] : values[field]
    return typeof value === 'string' ? value : typeof value === 'boolean' ? (value ? 'yes' : 'no') : undefined
  })
}

/** Several tabs of one kind are added up; a cell that is empty says nothing, which is not the same as 0. Kinds in the order of canonical JSON. */
function countsOf(values: RowValues['values']): TabCounts | undefined {
  const sums = new Map<HoldingKind, number>()
  for (const name of countColumnNames) {
    const count = values[name]
    if (typeof count === 'number') sums.set(countColumns[name], (sums.get(countColumns[name]) ?? 0) + count)
  }
  return sums.size === 0 ? undefined : Object.fromEntries([...sums].toSorted(([one], [other]) => byCodeUnit(one, other)))
}

function flagsOf(values: RowValues['values']): RecordFlags {
  const { isCompany, dataRequestPending, deceased, redacted, sanctions, staff } = values
  const counts = countsOf(values)
  if (counts === undefined && isCompany === undefined && dataRequestPending === undefined && deceased === undefined && redacted === undefined && sanctions === undefined && staff === undefined) return noFlags
  const flags: { -readonly [key in keyof RecordFlags]: RecordFlags[key] } = {}
  if (typeof isCompany === 'boolean') flags.company = isCompany
  if (counts !== undefined) flags.counts = counts
  if (typeof dataRequestPending === 'boolean') flags.dataRequestPending = dataRequestPending
  if (typeof deceased === 'boolean') flags.deceased = deceased
  if (typeof redacted === 'boolean') flags.redacted = redacted
  if (Array.isArray(sanctions)) flags.sanctions = sanctions as readonly string[]
  if (typeof staff === 'boolean') flags.staff = staff
  return flags
}
