import type { CalendarDate } from '../../../src/model/calendar.ts'
import type { CustomerRecord } from '../customer-record.ts'
import type { Person } from '../household.ts'

/** The two programs of the studio: the card file at the desk and the booking page. */
export type SystemName = 'kartei' | 'online'

/** A child who attends on somebody's account. */
export interface Attendee { readonly id: string; readonly givenName: string; readonly familyName: string; readonly birthDate: string }

/** One customer in one of the two systems, before it is written in that system's form. */
export interface Account {
  readonly system: SystemName
  readonly id: string
  /** Accounts of one entity are the same person. */
  readonly entity: number
  readonly person: Person
  readonly record: CustomerRecord
  readonly createdOn: CalendarDate
  readonly lastLoginOn: CalendarDate | undefined
  readonly login: { readonly userName: string; readonly passwordReference: string } | undefined
  readonly attendees: readonly Attendee[]
  readonly company: string
  readonly isCompany: boolean
  readonly staff: boolean
  readonly deceased: boolean
  readonly redacted: boolean
  readonly requestPending: boolean
  readonly sanction: string
  /** How many accounts the same person has in the sample, and which of them this is. */
  readonly of: number
  readonly nth: number
}

/** The day on which both programs were exported. */
export const EXPORTED_ON: CalendarDate = '2026-03-01'
