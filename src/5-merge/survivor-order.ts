import type { CalendarDate } from '../model/calendar.ts'
import { isCurrent, isRunning, isUsable } from '../model/holding-state.ts'
import { byCodeUnit } from '../model/json.ts'
import type { Ruleset, SurvivorCriterion } from '../ruleset/ruleset.ts'
import { countedOnly, holdingsOfKind, isBilled, type Member } from './member.ts'

/** Negative: the first should rather survive than the second; zero: the criterion does not tell them apart. */
type Comparison = (a: Member, b: Member, rules: Ruleset, asOf: CalendarDate) => number

/** Every criterion is a total preorder, so the order does not depend on the order in which members come. */
const comparisons: { readonly [criterion in SurvivorCriterion]: Comparison } = {
  'origin-online': (a, b) => first(a.record.origin === 'online', b.record.origin === 'online'),
  'origin-staff': (a, b) => first(a.record.origin === 'staff', b.record.origin === 'staff'),
  billed: (a, b, _, asOf) => first(isBilled(a, asOf), isBilled(b, asOf)),
  'running-contract': (a, b, _, asOf) => first(hasRunningContract(a, asOf), hasRunningContract(b, asOf)),
  'carries-blockers': (a, b, rules, asOf) => first(carriesBlockers(a, rules, asOf), carriesBlockers(b, rules, asOf)),
  oldest: (a, b) => byTextNullLast(a.record.createdOn, b.record.createdOn),
  'latest-login': (a, b) => latestFirst(a.record.lastLoginOn, b.record.lastLoginOn),
  'system-precedence': (a, b, rules) => rankOf(a.record.system, rules) - rankOf(b.record.system, rules),
  'running-bookings': (a, b, _, asOf) => bookings(b, asOf) - bookings(a, asOf),
  'most-complete': (a, b) => Object.keys(b.record.fields).length - Object.keys(a.record.fields).length,
  'lower-number': (a, b) => byNumber(a.record.fields.customerNumber, b.record.fields.customerNumber),
}

/** Survivor first, then the others in the order in which they would survive. The last tie goes to the smaller record id. */
export function survivorOrder(members: readonly Member[], rules: Ruleset, asOf: CalendarDate): readonly Member[] {
  return members.toSorted((a, b) => {
    for (const rule of rules.survivor) {
      const difference = comparisons[rule.by](a, b, rules, asOf)
      if (difference !== 0) return difference
    }
    return byCodeUnit(a.record.id, b.record.id)
  })
}

/** Whether the choice between two members rested on an origin that is not known. */
export function restsOnUnknownOrigin(survivor: Member, other: Member, rules: Ruleset, asOf: CalendarDate): boolean {
  if (survivor.record.origin !== 'unknown' && other.record.origin !== 'unknown') return false
  for (const rule of rules.survivor) {
    if (rule.by === 'origin-online' || rule.by === 'origin-staff') return true
    if (comparisons[rule.by](survivor, other, rules, asOf) !== 0) break
  }
  return false
}

function first(a: boolean, b: boolean): number {
  return a === b ? 0 : a ? -1 : 1
}

function byTextNullLast(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return byCodeUnit(a, b)
}

function latestFirst(a: string | null, b: string | null): number {
  return a === null || b === null ? byTextNullLast(a, b) : byCodeUnit(b, a)
}

function rankOf(system: string, rules: Ruleset): number {
  const rank = rules.precedence.indexOf(system)
  return rank === -1 ? rules.precedence.length : rank
}

function hasRunningContract(member: Member, asOf: CalendarDate): boolean {
  return holdingsOfKind(member, 'contract').some((contract) => isCurrent(contract, asOf))
}

/** What smile and the default profile refuse to take from a source. */
function carriesBlockers(member: Member, rules: Ruleset, asOf: CalendarDate): boolean {
  const { activeOnly } = rules.refusals.SOURCE_HAS_CONTRACT
  return holdingsOfKind(member, 'contract').some((contract) => !activeOnly || isCurrent(contract, asOf)) || holdingsOfKind(member, 'communication').length > 0
    || (!activeOnly && countedOnly(member, 'contract') > 0) || countedOnly(member, 'communication') > 0
}

/** How much of what participants have still runs: what a participant could still use or is charged for. */
function bookings(member: Member, asOf: CalendarDate): number {
  return member.holdings.filter((holding) => {
    if (holding.participant === null) return false
    switch (holding.kind) {
      case 'subscription': return isRunning(holding, asOf)
      case 'contract': return isCurrent(holding, asOf)
      case 'package': case 'classCredit': return isUsable(holding, asOf)
      case 'booking': return (holding.state === 'booked' || holding.state === 'waiting') && (holding.startsOn === null || holding.startsOn >= asOf)
      case 'credit': case 'instalment': case 'invoice': case 'offer': case 'attendance': case 'rental': case 'damageCase': case 'voucher': case 'card': case 'document': case 'note': case 'communication':
      case 'surveyVote': case 'group': case 'priceGroup': case 'permission': case 'discount': case 'activity': return false
    }
  }).length
}

/** Numbers by their digits, shorter first, so that 9 comes before 10; without a number last. */
function byNumber(a: string | undefined, b: string | undefined): number {
  const ours = a?.replaceAll(/\D/g, '').replace(/^0+/, '') ?? ''
  const theirs = b?.replaceAll(/\D/g, '').replace(/^0+/, '') ?? ''
  if (ours === '' || theirs === '') return ours === theirs ? 0 : ours === '' ? 1 : -1
  return ours.length - theirs.length || byCodeUnit(ours, theirs)
}
