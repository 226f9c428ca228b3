import type { Command } from 'commander'
import { evaluate, type ErrorLine, type EvaluateResult } from '../../pipelines/evaluate.ts'
import { counted } from './counted.ts'
import { openTerminal, tableLines, type Terminal } from '../edge/terminal.ts'
import type { Scores } from '../model/evaluation.ts'
import type { CalibrationBand, CurvePoint } from '../model/pair-calibration.ts'
import { REVIEW_FLOOR_MILLI_BITS } from '../model/verdict-bands.ts'

type Options = { readonly truth: string; readonly compare?: string; readonly records?: string; readonly id?: string; readonly pairs?: string; readonly picture?: string; readonly json?: boolean }

export function addEvaluate(program: Command): void {
  program.command('evaluate')
    .description('Compare clusters with the truth: pairwise and B-cubed precision, recall and F1, what went wrong, and how far weights keep their promises.')
    .argument('<clusters.csv>', 'id,cluster as `dublette match` writes it')
    .requiredOption('--truth <truth.csv>', 'id,entity: records of one entity are the same person')
    .option('--compare <other.csv>', 'another clusters file: say what merged, split and moved since')
    .option('--records <records.csv>', 'the customers: say what wrong links have in common')
    .option('--id <column>', 'id column of the customers; the first where it is not named')
    .option('--pairs <pairs.csv>', 'left,right,weightMilliBits as `dublette match --save-pairs` writes it: say how reliable the weights are')
    .option('--picture <curve.svg>', 'draw precision and recall over the threshold; needs --pairs')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExamples:\n  dublette evaluate clusters.csv --truth truth.csv\n  dublette evaluate clusters.csv --truth truth.csv --records customers.csv --pairs pairs.csv --picture curve.svg')
    .action(async (clusters: string, options: Options) => {
      const terminal = openTerminal(options.json ?? false)
      const { id, json: _, ...files } = options
      const result = await evaluate({ clusters, ...files, ...(id === undefined ? {} : { idColumn: id }) })
      const { evaluation, difference, errors, calibration, curve, verdicts } = result
      const { pairs } = evaluation
      for (const line of tableLines([
        ['', 'precision', 'recall', 'F1'],
        ['pairwise', ...shares(evaluation.pairwise)],
        ['B-cubed', ...shares(evaluation.bCubed)],
      ], terminal.width)) terminal.line(line)
      const interval = ([low, high]: readonly [number, number] = [0, 1]): string => `${low.toFixed(4)} to ${high.toFixed(4)}`
      terminal.line(`95 % interval: precision ${interval(evaluation.pairwise.precisionInterval)}, recall ${interval(evaluation.pairwise.recallInterval)}`)
      terminal.line(`${counted(evaluation.records, 'record')}; ${counted(pairs.found, 'pair')} found, ${pairs.true} true, ${pairs.both} both; largest cluster ${evaluation.largestCluster} (truth ${evaluation.largestEntity})`)
      if (difference) terminal.line(`against the other file: ${difference.same} clusters the same, ${difference.merged} merged, ${difference.split} split, ${difference.moved} moved`)
      terminal.line(`${errors.falseLinks} joins too many, ${errors.missedLinks} missing`)
      if (errors.falseKinds.length > 0) kinds(terminal, 'Joined although not one person:', errors.falseKinds)
      if (errors.missedKinds.length > 0) kinds(terminal, 'One person and not joined:', errors.missedKinds)
      const pair = [...errors.falseKinds, ...errors.missedKinds][0]?.examples[0]
      if (pair !== undefined && options.records !== undefined) terminal.line(`\nwhy: \`dublette explain ${pair.join(' ')} --file ${options.records}\``)
      if (verdicts) whatVerdictsHold(terminal, verdicts)
      if (calibration) bands(terminal, calibration)
      if (curve) thresholds(terminal, curve)
      terminal.result({ ...evaluation, difference, errors, calibration, curve, verdicts })
    })
}

function kinds(terminal: Terminal, title: string, lines: readonly ErrorLine[]): void {
  terminal.line()
  terminal.line(title)
  for (const { words, count, examples } of lines) terminal.line(`${String(count).padStart(6)}  ${words}  (${examples.map(([left, right]) => `${left} ${right}`).join(', ')})`)
}

/** Above 0 an error is a pair of two persons; at 0 and below it is a pair of one. */
function whatVerdictsHold(terminal: Terminal, { automaticMilliBits, bands: all, surest }: NonNullable<EvaluateResult['verdicts']>): void {
  terminal.line()
  terminal.line(`What the verdicts hold: automatic from ${(automaticMilliBits / 1000).toFixed(1)} bits, where one pair in 1,000 is promised to be wrong, likely above 0, review from ${REVIEW_FLOOR_MILLI_BITS / 1000}`)
  const rows = all.map(({ verdict, pairs, matches, shareOfTrue, expected, observed, interval }) => {
    const joins = verdict === 'automatic' || verdict === 'likely'
    return [verdict, String(pairs), shareOfTrue.toFixed(4), observed.toFixed(4), `${interval[0].toFixed(4)} to ${interval[1].toFixed(4)}`, (pairs * (joins ? 1 - expected : expected)).toFixed(1), String(joins ? pairs - matches : matches)]
  })
  for (const line of tableLines([['verdict', 'pairs', 'share of true', 'one person', '95 % interval', 'errors promised', 'found'], ...rows], terminal.width)) terminal.line(line)
  if (surest) terminal.line(`from ${(surest.fromMilliBits / 1000).toFixed(1)} bits on at least 999 of 1,000 pairs are right; they are ${surest.shareOfTrue.toFixed(4)} of the true pairs`)
}

function bands(terminal: Terminal, all: readonly CalibrationBand[]): void {
  terminal.line()
  terminal.line('How reliable the weights are: share of pairs that are one person')
  const border = (bits: number): string => (Number.isFinite(bits) ? String(bits) : '')
  const rows = all.map((band) => [`${border(band.fromBits)} … ${border(band.toBits)}`.trim(), String(band.pairs), band.expected.toFixed(4), band.observed.toFixed(4), `${band.interval[0].toFixed(4)} to ${band.interval[1].toFixed(4)}`])
  for (const line of tableLines([['weight in bits', 'pairs', 'expected', 'observed', '95 % interval'], ...rows], terminal.width)) terminal.line(line)
}

/** The curve in steps of three bits around the threshold; the picture holds every point. */
function thresholds(terminal: Terminal, curve: readonly CurvePoint[]): void {
  terminal.line()
  terminal.line('If pairs counted as links from a weight on (before clustering)')
  const bar = (share: number): string => '█'.repeat(Math.round(share * 20)).padEnd(20)
  for (const point of curve.filter(({ thresholdBits }) => thresholdBits % 3 === 0)) {
    terminal.line(`${String(point.thresholdBits).padStart(4)}  precision ${point.precision.toFixed(4)} ${bar(point.precision)}  recall ${point.recall.toFixed(4)} ${bar(point.recall)}`)
  }
}

function shares(scores: Scores): readonly string[] {
  return [scores.precision, scores.recall, scores.f1].map((share) => share.toFixed(4))
}
