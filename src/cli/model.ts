import type { Command } from 'commander'
import { readModel } from '../edge/model-file.ts'
import { openTerminal, tableLines, type Terminal } from '../edge/terminal.ts'
import { modelDifference, type ModelDifference } from '../model/model-difference.ts'

/** So many levels are listed; --json has all of them. */
const shownLevels = 25

export function addModel(program: Command): void {
  const model = program.command('model').description('What matching learned: two models side by side.')
  model.command('diff')
    .description('Say what weighs otherwise in another model, and how far its records have drifted.')
    .argument('<before>', 'a model, as `dublette match --save-model` or a project keeps it')
    .argument('<after>', 'another model')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExamples:\n  dublette model diff model.json runs/2026-11-23T02-00-00Z/3-match/model.json\n  dublette model diff spring.json autumn.json --json')
    .action(async (before: string, after: string, options: { readonly json?: boolean }) => {
      const terminal = openTerminal(options.json ?? false)
      const difference = modelDifference(await readModel(before), await readModel(after))
      show(terminal, difference)
      terminal.result(difference)
    })
}

function show(terminal: Terminal, { lambda, levels, rules, placeholders, drift }: ModelDifference): void {
  terminal.line(`share of pairs that are one person: ${oneIn(lambda.before)}, now ${oneIn(lambda.after)}`)
  if (levels.length === 0) terminal.line('every level weighs as before, to a tenth of a bit')
  else for (const line of tableLines([['comparison', 'level', 'before', 'after'], ...levels.slice(0, shownLevels).map((each) => [each.comparison, each.level, bits(each.before), bits(each.after)])], terminal.width)) terminal.line(line)
  if (levels.length > shownLevels) terminal.line(`and ${levels.length - shownLevels} smaller differences`)
  if (rules.added.length > 0) terminal.line(`blocking rules added: ${rules.added.join('; ')}`)
  if (rules.dropped.length > 0) terminal.line(`blocking rules dropped: ${rules.dropped.join('; ')}`)
  for (const each of placeholders) terminal.line(`placeholders of ${each.comparison}: ${each.added} more, ${each.dropped} less`)
  for (const each of drift) terminal.line(`drift: ${each}`)
}

function oneIn(share: number): string {
  return share > 0 ? `1 in ${Math.round(1 / share)}` : 'none'
}

function bits(value: number | null): string {
  return value === null ? '–' : value.toFixed(2)
}
