import type { Command } from 'commander'
import { apply, type ApplyOutcome } from '../../pipelines/apply.ts'
import { confirm } from '../../pipelines/confirm.ts'
import { readProject } from '../edge/project-file.ts'
import { withStore } from '../edge/project-store.ts'
import { counted } from './counted.ts'
import { openTerminal, type Terminal } from '../edge/terminal.ts'
import { dateOption } from './options.ts'

type Options = { readonly project: string; readonly run?: string; readonly asOf?: string; readonly by?: string; readonly json?: boolean }

export function addApply(program: Command): void {
  program.command('apply')
    .description('Carry the approved plan out: the store, the ledger, and the files to import in out/. Applying again changes nothing.')
    .option('-p, --project <file>', 'project file', 'dublette.yaml')
    .option('--run <id>', 'run whose approved plan is applied; default: the latest')
    .option('--by <name>', 'who carries the plan out; stands in the store beside who approved it')
    .option('--as-of <date>', 'today, YYYY-MM-DD; default: today in the project\'s time zone')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  dublette apply')
    .action(async (options: Options) => {
      const terminal = openTerminal(options.json ?? false)
      const project = await readProject(options.project)
      const result = await apply({ project, progress: terminal.progress, ...dateOption(options.asOf), ...(options.run === undefined ? {} : { run: options.run }), ...(options.by === undefined ? {} : { by: options.by }) })
      showApplied(terminal, result)
      terminal.result(result)
      if (result.result.merges.some((each) => each.outcome === 'failed')) process.exitCode = 1
    })
  program.command('confirm')
    .description('Confirm what people ticked in staff-tasks.csv.')
    .argument('[file]', 'the list with its boxes ticked', 'out/staff-tasks.csv')
    .option('-p, --project <file>', 'project file', 'dublette.yaml')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  dublette confirm out/staff-tasks.csv')
    .action(async (file: string, options: Options) => {
      const terminal = openTerminal(options.json ?? false)
      const project = await readProject(options.project)
      const result = await withStore(project, (store) => confirm(store, file))
      terminal.line(`${counted(result.ticked, 'task')} ticked, ${counted(result.confirmed, 'operation')} confirmed`)
      terminal.result(result)
    })
}

/** What apply did, failing merges by name. */
export function showApplied(terminal: Terminal, { result, files }: ApplyOutcome): void {
  const count = (outcome: string): number => result.merges.filter((each) => each.outcome === outcome).length
  if (result.nothingToDo) terminal.line('nothing to do: every merge of this plan had been applied before')
  else terminal.line(`applied: ${counted(count('applied'), 'merge')}, ${counted(result.ledgerEntries, 'ledger entry', 'ledger entries')}${count('already') > 0 ? `, ${count('already')} applied before` : ''}${result.confirmed > 0 ? `, ${counted(result.confirmed, 'earlier operation')} confirmed by the exports` : ''}`)
  for (const each of result.merges) if (each.outcome === 'failed') terminal.line(`left out: ${each.merge} (${each.code})`)
  terminal.line(`files to import: ${files.join(', ')}`)
}
