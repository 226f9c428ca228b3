import { levelNames, type LevelName } from './comparison.ts'
import type { FoundShares, MatchModel } from './match-model.ts'

/** What agreement in one level weighs under either model, in bits: log2 of its share among matches over its share at random. */
export type LevelDifference = { readonly comparison: string; readonly level: LevelName; readonly before: number | null; readonly after: number | null }

export type ModelDifference = {
  /** Share of all pairs of records that are one person. */
  readonly lambda: { readonly before: number; readonly after: number }
  /** Levels that weigh otherwise, the largest change first; a comparison of one model alone stands there with null. */
  readonly levels: readonly LevelDifference[]
  readonly rules: { readonly added: readonly string[]; readonly dropped: readonly string[] }
  readonly placeholders: readonly { readonly comparison: string; readonly added: number; readonly dropped: number }[]
  /** Where the found shares of both are known: what drifted. */
  readonly drift: readonly string[]
}

/** A tenth of a bit is no difference: learning on a few more records moves weights as much. */
const LEAST_BITS = 0.1

/** Two models side by side. */
export function modelDifference(before: MatchModel, after: MatchModel): ModelDifference {
  const [old, now] = [byName(before), byName(after)]
  const names = [...new Set([...old.keys(), ...now.keys()])].toSorted()
  const levels = names.flatMap((comparison) => levelNames.slice(1).map((level, index): LevelDifference => ({ comparison, level, before: bitsOf(old.get(comparison), index + 1), after: bitsOf(now.get(comparison), index + 1) })))
  return {
    lambda: { before: before.lambdaMatch, after: after.lambdaMatch },
    levels: levels.filter((each) => changeOf(each) >= LEAST_BITS).toSorted((one, other) => changeOf(other) - changeOf(one) || (one.comparison < other.comparison ? -1 : 1)),
    rules: { added: after.rules.filter((rule) => !before.rules.includes(rule)), dropped: before.rules.filter((rule) => !after.rules.includes(rule)) },
    placeholders: names.flatMap((comparison) => {
      const [had, has] = [old.get(comparison)?.placeholders ?? [], now.get(comparison)?.placeholders ?? []]
      const [added, dropped] = [has.filter((value) => !had.includes(value)).length, had.filter((value) => !has.includes(value)).length]
      return added + dropped === 0 ? [] : [{ comparison, added, dropped }]
    }),
    drift: before.found === undefined || after.found === undefined ? [] : driftOf(before.found, after.found),
  }
}

/** Below so many links shares say little. */
const FEWEST_LINKS = 200
/** A share among links that moved by this much is another kind of data: a column that is no longer filled, a form that changed. */
const LEAST_SHARE = 0.1
/** Records that find twice or half as many partners as before are a file doubled, or a filter left on. */
const LEAST_FACTOR = 2

/**
 * What is so different from the records that a model was learned from that it should be learned anew, in sentences; no
 * values. `then` was found when it was learned, `now` with it.
 */
export function driftOf(then: FoundShares, now: FoundShares): readonly string[] {
  const found: string[] = []
  const factor = now.pairsPerRecord / then.pairsPerRecord
  if (then.links >= FEWEST_LINKS && now.records >= FEWEST_LINKS && (factor >= LEAST_FACTOR || factor <= 1 / LEAST_FACTOR)) found.push(`records have ${factor.toFixed(1)} times as many partners as when the model was learned (${now.pairsPerRecord.toFixed(3)}, then ${then.pairsPerRecord.toFixed(3)} a record)`)
  if (now.largestCluster >= LEAST_FACTOR * Math.max(3, then.largestCluster)) found.push(`the largest cluster has ${now.largestCluster} records, then ${then.largestCluster}`)
  if (then.links < FEWEST_LINKS || now.links < FEWEST_LINKS) return found
  for (const [comparison, shares] of Object.entries(now.levels)) {
    const before = then.levels[comparison]
    if (before === undefined) continue
    for (const [level, share] of shares.entries()) {
      const moved = share - before[level]!
      if (Math.abs(moved) >= LEAST_SHARE) found.push(`${comparison} is ${levelNames[level]} in ${percent(share)} of the links, then in ${percent(before[level]!)}`)
    }
  }
  return found
}

function byName(model: MatchModel): ReadonlyMap<string, MatchModel['comparisons'][number]> {
  return new Map(model.comparisons.map((comparison) => [comparison.name, comparison]))
}

/** Over all conditions together; null where the level does not occur, or the comparison does not. */
function bitsOf(comparison: MatchModel['comparisons'][number] | undefined, level: number): number | null {
  if (comparison === undefined) return null
  const sum = (shares: readonly number[]): number => shares.reduce((total, share, byte) => ((byte & 7) === level ? total + share : total), 0)
  const [matched, random] = [sum(comparison.matched), sum(comparison.random)]
  return matched === 0 || random === 0 ? null : Math.round(100 * Math.log2(matched / random)) / 100
}

function changeOf({ before, after }: LevelDifference): number {
  return before === null || after === null ? (before === after ? 0 : Number.MAX_SAFE_INTEGER) : Math.abs(after - before)
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`
}
