import { relative } from 'node:path'
import type { Command } from 'commander'
import { approve } from '../../pipelines/approve.ts'
import { readProject } from '../edge/project-file.ts'
import { counted } from './counted.ts'
import { openTerminal } from '../edge/terminal.ts'
import { DubletteError } from '../model/error.ts'
import { reviewerNames } from './options.ts'

type Options = { readonly project: string; readonly run?: string; readonly automatic?: boolean; readonly decisions?: string; readonly merge?: readonly string[]; readonly reviewer?: readonly string[]; readonly reason?: string; readonly json?: boolean }

export function addApprove(program: Command): void {
  program.command('approve')
    .description('Approve a plan: what the rules decided, what reviewers decided in the report, or both.')
    .option('-p, --project <file>', 'project file', 'dublette.yaml')
    .option('--run <id>', 'run to approve; default: the latest')
    .option('--automatic', 'approve the automatic merges')
    .option('--decisions <file>', 'decisions.json as the report saves it')
    .option('--merge <id...>', 'approve these merges by name')
    .option('--reviewer <name>', 'who approves them; once more for a second person, where so much money moves that two must', reviewerNames)
    .option('--reason <text>', 'why; stands in the record of decisions')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExamples:\n  dublette approve --automatic\n  dublette approve --automatic --decisions ~/Downloads/decisions.json\n  dublette approve --merge m-5866d771cb7f68c7 --reviewer "Anna Berg" --reason "asked her"')
    .action(async (options: Options) => {
      const terminal = openTerminal(options.json ?? false)
      if (options.merge !== undefined && options.reviewer === undefined) throw new DubletteError('USAGE', 'Merges approved by name need a reviewer.', { expected: '--reviewer NAME' })
      if (options.merge !== undefined && (options.reason ?? '').trim() === '') throw new DubletteError('USAGE', 'Merges approved by name need a reason.', { expected: '--reason TEXT' })
      const named = options.merge === undefined ? undefined : { merges: options.merge, reviewers: options.reviewer!, reason: options.reason ?? '' }
      const result = await approve({
        project: await readProject(options.project), automatic: options.automatic ?? false, ...(named === undefined ? {} : { named }),
        ...(options.run === undefined ? {} : { run: options.run }), ...(options.decisions === undefined ? {} : { decisions: options.decisions }),
      })
      terminal.line(`approved: ${counted(result.approved, 'merge')} of run ${result.run}`)
      if (result.differing.length > 0) terminal.line(`differing from the reviewed plan: ${result.differing.join(', ')}`)
      if (result.left > 0) terminal.line(`left as they are: ${result.left}`)
      if (result.never > 0) terminal.line(`never again: ${counted(result.never, 'pair')}`)
      if (result.waiting > 0) terminal.line(`still waiting for a decision: ${result.waiting}`)
      terminal.line(`written to ${relative(process.cwd(), result.path)}; next: \`dublette apply\``)
      terminal.result(result)
    })
}
