import type { Evaluation } from '../src/model/evaluation.ts'

/** One engine on one file in one round. */
export interface Outcome { readonly engine: string; readonly file: string; readonly round: number; readonly seconds: number; readonly peakBytes: number; readonly evaluation: Evaluation | string }

/** The outcomes of one file as a Markdown table, medians over the rounds. */
export function resultTable(outcomes: readonly Outcome[]): readonly string[] {
  const own = outcomes.filter((outcome) => outcome.engine === 'dublette')
  return [
    '| engine | precision | recall | F1 | B-cubed F1 | largest cluster | seconds | of dublette\'s time | peak memory |',
    '|---|---|---|---|---|---|---|---|---|',
    ...[...new Set(outcomes.map((outcome) => outcome.engine))].map((engine) => row(outcomes.filter((outcome) => outcome.engine === engine), own)),
  ]
}

function row(mine: readonly Outcome[], own: readonly Outcome[]): string {
  const { engine, evaluation } = mine[0]!
  const took = `${median(mine.map((outcome) => outcome.seconds)).toFixed(1)} | ${timesOf(mine, own)} | ${memory(median(mine.map((outcome) => outcome.peakBytes)))}`
  if (typeof evaluation === 'string') return `| ${engine} | ${evaluation} | | | | | ${took} |`
  const share = (value: number): string => value.toFixed(4)
  return `| ${engine} | ${share(evaluation.pairwise.precision)} | ${share(evaluation.pairwise.recall)} | ${share(evaluation.pairwise.f1)} | ${share(evaluation.bCubed.f1)} | ${evaluation.largestCluster} of ${evaluation.largestEntity} | ${took} |`
}

/** The median of ratios within a round: what else the machine does weighs on both sides of each ratio. */
function timesOf(mine: readonly Outcome[], own: readonly Outcome[]): string {
  const ratios = mine.flatMap((outcome) => { const other = own.find((each) => each.round === outcome.round); return other === undefined ? [] : [outcome.seconds / other.seconds] })
  return ratios.length === 0 ? '' : `${median(ratios).toFixed(2)} ×`
}

function memory(bytes: number): string {
  return bytes < 2 ** 30 ? `${Math.round(bytes / 2 ** 20)} MB` : `${(bytes / 2 ** 30).toFixed(2)} GB`
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
