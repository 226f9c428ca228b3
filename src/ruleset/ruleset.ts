import type { FieldName } from '../model/field.ts'
import type { HoldingKind, HoldingPolicy } from '../model/holding.ts'
import type { RefusalCode, Severity, Side } from '../model/refusal.ts'
import type { Condition } from './condition.ts'

/** How one field, or a group of fields that travel together, gets its value. */
export type FieldRule = {
  readonly id: string
  readonly why: string
  readonly fields: readonly FieldName[]
  /** `survivor`: keep, even if empty; `survivor-first`: fill the empty one; `emailFrom`: as the e-mail's record; `newest`; `longest`; `most-restrictive` for consents. */
  readonly take: 'survivor' | 'survivor-first' | 'emailFrom' | 'newest' | 'longest' | 'most-restrictive'
  /** The fields travel together or not at all (street + postcode + city; IBAN + mandate). */
  readonly atomic: boolean
}

/** One criterion of the survivor order; the first that tells two records apart decides. */
export type SurvivorCriterion = 'origin-online' | 'origin-staff' | 'billed' | 'oldest' | 'latest-login' | 'system-precedence' | 'running-bookings' | 'most-complete'

export type RefusalRule = { readonly severity: Severity; readonly side: Side; readonly activeOnly: boolean }

export type DecisionRule = { readonly id: string; readonly why: { readonly de: string; readonly en: string }; readonly when: Condition; readonly then: 'merge' | 'review' | 'deny' }

/** A profile read from YAML: typed, complete, hashed. */
export type Ruleset = {
  readonly profile: string
  readonly hash: string
  readonly precedence: readonly string[]
  readonly survivor: readonly SurvivorCriterion[]
  readonly loginFrom: 'survivor' | 'online' | 'only'
  readonly emailFrom: 'survivor' | 'online'
  readonly turnDirectionForOnline: boolean
  readonly fields: readonly FieldRule[]
  readonly refusals: Readonly<Record<RefusalCode, RefusalRule>>
  readonly holdings: Readonly<Record<HoldingKind, HoldingPolicy>>
  readonly decisions: readonly DecisionRule[]
  /** Thresholds in milli-bits that conditions may name as `match.strong`, `match.review`. */
  readonly match: { readonly strongMilliBits: number; readonly reviewMilliBits: number; readonly creditMilliBits: number }
  readonly limits: { readonly maxMerges: number | null; readonly maxShareOfCustomers: number | null; readonly maxCreditMovedMinor: bigint | null; readonly maxGroupSize: number; readonly maxGoneShare: number; readonly maxPlanAgeDays: number }
}
