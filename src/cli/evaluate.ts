import type { Command } from 'commander'
import { evaluate } from '../../pipelines/evaluate.ts'
import { openTerminal, tableLines } from '../edge/terminal.ts'
import type { Scores } from '../model/evaluation.ts'

type Options = { readonly truth: string; readonly compare?: string; readonly json?: boolean }

export function addEvaluate(program: Command): void {
  program.command('evaluate')
    .description('Compare clusters with the truth: pairwise and B-cubed precision, recall and F1, and the largest cluster.')
    .argument('<clusters.csv>', 'id,cluster as `dublette match` writes it')
    .requiredOption('--truth <truth.csv>', 'id,entity: records of one entity are the same person')
    .option('--compare <other.csv>', 'another clusters file: say what merged, split and moved since')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  dublette evaluate clusters.csv --truth truth.csv')
    .action(async (clusters: string, options: Options) => {
      const terminal = openTerminal(options.json ?? false)
      const { evaluation, difference } = await evaluate({ clusters, truth: options.truth, ...(options.compare === undefined ? {} : { compare: options.compare }) })
      const { pairs } = evaluation
      for (const line of tableLines([
        ['', 'precision', 'recall', 'F1'],
        ['pairwise', ...shares(evaluation.pairwise)],
        ['B-cubed', ...shares(evaluation.bCubed)],
      ], terminal.width)) terminal.line(line)
      const interval = ([low, high]: readonly [number, number] = [0, 1]): string => `${low.toFixed(4)} to ${high.toFixed(4)}`
      terminal.line(`95 % interval: precision ${interval(evaluation.pairwise.precisionInterval)}, recall ${interval(evaluation.pairwise.recallInterval)}`)
      terminal.line(`${evaluation.records} records; ${pairs.found} pairs found, ${pairs.true} true, ${pairs.both} both; largest cluster ${evaluation.largestCluster} (truth ${evaluation.largestEntity})`)
      if (difference) terminal.line(`against the other file: ${difference.same} clusters the same, ${difference.merged} merged, ${difference.split} split, ${difference.moved} moved`)
      terminal.result({ ...evaluation, difference })
    })
}

function shares(scores: Scores): readonly string[] {
  return [scores.precision, scores.recall, scores.f1].map((share) => share.toFixed(4))
}
