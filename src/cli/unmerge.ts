import type { Command } from 'commander'
import { unmerge } from '../../pipelines/unmerge.ts'
import { readProject } from '../edge/project-file.ts'
import { counted } from './counted.ts'
import { openTerminal } from '../edge/terminal.ts'
import { reviewerNames, dateOption } from './options.ts'

type Options = { readonly project: string; readonly reviewer?: readonly string[]; readonly reason: string; readonly again?: boolean; readonly asOf?: string; readonly json?: boolean }

export function addUnmerge(program: Command): void {
  program.command('unmerge')
    .description('Take a merge back: every value, owner and balance. Without a reviewer the way back is only planned. Afterwards no run merges the pair by itself again, unless --again is given.')
    .argument('<merge>', 'id of the merge, or of a record in it')
    .option('-p, --project <file>', 'project file', 'dublette.yaml')
    .option('--reviewer <name>', 'who takes it back; carries the plan out at once; once more for a second person, where so much money moves that two must', reviewerNames)
    .option('--reason <text>', 'why; stands in the record of decisions', '')
    .option('--again', 'let the next run decide about the pair anew')
    .option('--as-of <date>', 'today, YYYY-MM-DD; default: today in the project\'s time zone')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExamples:\n  dublette unmerge m-5866d771cb7f68c7\n  dublette unmerge online:o125 --reviewer "Anna Berg" --reason "two sisters"')
    .action(async (wanted: string, options: Options) => {
      const terminal = openTerminal(options.json ?? false)
      const { run, document, result, files } = await unmerge({
        project: await readProject(options.project), wanted, remember: options.again === true ? 'ask' : 'never', progress: terminal.progress, ...dateOption(options.asOf),
        approvedBy: options.reviewer === undefined ? null : { reviewers: options.reviewer, reason: options.reason },
      })
      const planned = document.merges[0]!
      terminal.line(`${planned.merge.id} takes ${planned.merge.sources.join(', ')} out of ${planned.merge.survivor} again: ${counted(planned.operations.length, 'operation')}`)
      if (result === null) {
        for (const operation of planned.operations) terminal.line(`  ${operation.type}`)
        terminal.line(`next: dublette approve --run ${run} --merge ${planned.merge.id} --reviewer NAME --reason TEXT, then dublette apply --run ${run}`)
      } else for (const each of result.merges) terminal.line(each.outcome === 'failed' ? `left out: ${each.merge} (${each.code})` : `${each.outcome}; ${files.length} files written anew`)
      terminal.result({ run, merge: planned.merge.id, plan: document.plan, operations: planned.operations, result })
      if (result?.merges.some((each) => each.outcome === 'failed')) process.exitCode = 1
    })
}
