import type { CalendarDate } from './calendar.ts'
import type { Fields } from './field.ts'
import type { HoldingKind } from './holding.ts'
import type { TabCounts } from './tab-counts.ts'
import type { Issue } from './issue.ts'

/** `system:id`; the system's name holds no colon. */
export type RecordId = `${string}:${string}`

/** How a record came to be; set by the mapping, never guessed. */
export type Origin = 'online' | 'staff' | 'unknown'

/** A login is opaque: a user name and a reference to a password kept elsewhere. Never a password. */
export type Login = { readonly userName: string | null; readonly passwordReference: string | null }

/** Somebody who attends on a customer's account, often a child. Owned by one customer, never a candidate against customers. */
export type Participant = {
  readonly id: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly birthDate: CalendarDate | null
}

/** What is known of a record beside its fields; absent = not exported, so a rule that asks gets `unknown`. */
export type RecordFlags = {
  /** Works for the studio. */
  readonly staff?: boolean
  readonly company?: boolean
  /** How many entries the program's own tabs show, by kind. */
  readonly counts?: TabCounts
  readonly redacted?: boolean
  readonly dataRequestPending?: boolean
  readonly deceased?: boolean
  /** Sanctions such as "may not reserve"; the words of the export. */
  readonly sanctions?: readonly string[]
}

/** A customer as one system exports it. Frozen; `hash` covers everything but where the row stood. */
export type SourceRecord = {
  readonly id: RecordId
  readonly system: string
  readonly origin: Origin
  readonly createdOn: CalendarDate | null
  readonly lastLoginOn: CalendarDate | null
  readonly fields: Fields
  readonly extra: Readonly<Record<string, string>>
  readonly logins: readonly Login[]
  readonly participants: readonly Participant[]
  readonly flags: RecordFlags
  readonly issues: readonly Issue[]
  readonly hash: string
}

/** Per system, what is known of a kind of holding: exported, said to be none, or unknown ("no file" is not "none"). */
export type Coverage = Readonly<Record<HoldingKind, 'exported' | 'none' | 'unknown'>>

export function systemOf(id: RecordId): string {
  return id.slice(0, id.indexOf(':'))
}

/** The id of a customer within its system. */
export function ownIdOf(id: RecordId): string {
  return id.slice(id.indexOf(':') + 1)
}
