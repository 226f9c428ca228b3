import type { FieldName } from '../model/field.ts'
import type { HoldingKind, HoldingPolicy } from '../model/holding.ts'
import type { RefusalCode, Severity, Side } from '../model/refusal.ts'
import type { Retention } from '../model/retention.ts'
import type { Words } from '../model/words.ts'
import type { Condition } from './condition.ts'

/** How a value is chosen among the members of a merge. What each means stands in `rules/README.md`. */
export const takes = ['survivor', 'survivor-first', 'emailFrom', 'newest', 'longest', 'most-restrictive'] as const
export type Take = (typeof takes)[number]

/** How one field, or a group of fields that travel together, gets its value. */
export type FieldRule = {
  readonly id: string
  readonly why: Words
  readonly fields: readonly FieldName[]
  /** `survivor`: keep, even if empty; `survivor-first`: fill the empty one; `emailFrom`: as the e-mail's record; `newest`; `longest`; `most-restrictive` for consents. */
  readonly take: Take
  /** The fields travel together or not at all (street + postcode + city; IBAN + mandate). */
  readonly atomic: boolean
}

/** What tells two records apart when the survivor is chosen. */
export const survivorCriteria = ['origin-online', 'origin-staff', 'billed', 'running-contract', 'carries-blockers', 'oldest', 'latest-login', 'system-precedence', 'running-bookings', 'most-complete', 'lower-number'] as const
export type SurvivorCriterion = (typeof survivorCriteria)[number]

/** One criterion of the survivor order; the first that tells two records apart decides. */
export type SurvivorRule = { readonly by: SurvivorCriterion; readonly why: Words }

/** `activeOnly`: contracts that have ended do not count. `insists`: what it asks about must be exported, else nothing is known. */
export type RefusalRule = { readonly severity: Severity; readonly side: Side; readonly activeOnly: boolean; readonly insists: boolean; readonly why: Words }

export type HoldingRule = { readonly policy: HoldingPolicy; readonly why: Words }

export type DecisionRule = { readonly id: string; readonly why: Words; readonly when: Condition; readonly verdict: 'merge' | 'review' | 'deny' }

/** A profile read from YAML: typed, complete, hashed. */
export type Ruleset = {
  readonly profile: string
  /** What the profile is called, for whom it is, and what it does in a few sentences. */
  readonly title: Words
  readonly audience: Words
  readonly summary: Words
  /** Why login, e-mail, direction, retirement and retention are as they are. */
  readonly reasons: Readonly<Record<'login' | 'email' | 'direction' | 'retire' | 'retention', Words>>
  /** Over everything that decides: not over comments, layout, titles and reasons. */
  readonly hash: string
  /** Names of systems, the most trusted first, for the criterion `system-precedence`. */
  readonly precedence: readonly string[]
  readonly survivor: readonly SurvivorRule[]
  /** `survivor`: its login, else the only other one; `online`: that of the online record; `only`: the only one there is. */
  readonly loginFrom: 'survivor' | 'online' | 'only'
  readonly emailFrom: 'survivor' | 'online' | 'login'
  /** Where an old record would be transferred onto an online one, the old one becomes the survivor instead. */
  readonly turnDirectionForOnline: boolean
  /** Whether a source is retired at once or, where contracts still run, on the day the last one ends. */
  readonly retire: 'now' | 'on-contract-end'
  readonly fields: readonly FieldRule[]
  readonly refusals: Readonly<Record<RefusalCode, RefusalRule>>
  readonly holdings: Readonly<Record<HoldingKind, HoldingRule>>
  readonly decisions: readonly DecisionRule[]
  /** Thresholds in milli-bits; conditions name them as `match.strong`, `match.review`, `match.credit` in bits. */
  readonly match: { readonly strongMilliBits: number; readonly reviewMilliBits: number; readonly creditMilliBits: number }
  /** How long what is archived must be kept, in years by class of paper. */
  readonly retention: Retention
  /** `fourEyesFromMinor`: a merge that a person approves and that moves at least this much of a currency needs a second reviewer. */
  readonly limits: { readonly maxMerges: number | null; readonly maxShareOfCustomers: number | null; readonly maxCreditMovedMinor: bigint | null; readonly fourEyesFromMinor: bigint | null; readonly maxGroupSize: number; readonly maxGoneShare: number; readonly maxPlanAgeDays: number }
}
