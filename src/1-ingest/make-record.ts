import { fieldNames, type Fields } from '../model/field.ts'
import type { Issue } from '../model/issue.ts'
import { hashOf } from '../model/json.ts'
import type { Login, Origin, Participant, RecordFlags, RecordId, SourceRecord } from '../model/record.ts'
import type { OriginRule } from './mapping.ts'
import type { RowValue, RowValues } from './read-row.ts'

/** A customer before its logins and participants from other files are known. */
export type DraftRecord = {
  readonly id: RecordId
  readonly row: RowValues
  /** The key columns' id is uncertain where the export has no id of its own. */
  readonly keyed: boolean
}

/** Text of a value, null where there is none. */
export function textValue(value: RowValue | undefined): string | null {
  return typeof value === 'string' ? value : null
}

/** The finished, frozen record; its hash covers everything that the export says of the customer. */
export function makeRecord(system: string, origin: OriginRule, draft: DraftRecord, logins: readonly Login[], participants: readonly Participant[]): SourceRecord {
  const { values, extra, issues } = draft.row
  const own: Login[] = []
  const userName = textValue(values['loginUserName'])
  const passwordReference = textValue(values['loginPasswordReference'])
  if (userName !== null || passwordReference !== null) own.push({ userName, passwordReference })
  const all = [...own, ...logins]
  const content = {
    id: draft.id, system, origin: originOf(origin, values, all),
    createdOn: textValue(values['createdOn']), lastLoginOn: textValue(values['lastLoginOn']),
    fields: fieldsOf(values), extra, logins: all, participants, flags: flagsOf(values),
    issues: issues.map(({ code, got, expected, where }): Issue => ({ code, got, expected, where })),
  }
  return { ...content, hash: hashOf(content) }
}

function originOf(rule: OriginRule, values: RowValues['values'], logins: readonly Login[]): Origin {
  if ('constant' in rule) return rule.constant
  if ('online' in rule) return logins.length > 0 ? 'online' : 'staff'
  const value = values['origin']
  return value === 'online' || value === 'staff' ? value : 'unknown'
}

function fieldsOf(values: RowValues['values']): Fields {
  const fields: Record<string, string> = {}
  for (const name of fieldNames) {
    const value = values[name]
    if (typeof value === 'string') fields[name] = value
    else if (typeof value === 'boolean') fields[name] = value ? 'yes' : 'no'
  }
  return fields
}

function flagsOf(values: RowValues['values']): RecordFlags {
  const flags: { -readonly [key in keyof RecordFlags]: RecordFlags[key] } = {}
  if (typeof values['staff'] === 'boolean') flags.staff = values['staff']
  if (typeof values['isCompany'] === 'boolean') flags.company = values['isCompany']
  if (typeof values['redacted'] === 'boolean') flags.redacted = values['redacted']
  if (typeof values['dataRequestPending'] === 'boolean') flags.dataRequestPending = values['dataRequestPending']
  if (typeof values['deceased'] === 'boolean') flags.deceased = values['deceased']
  const sanctions = values['sanctions']
  if (Array.isArray(sanctions)) flags.sanctions = sanctions as readonly string[]
  return flags
}
