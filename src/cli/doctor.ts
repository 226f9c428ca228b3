import type { Command } from 'commander'
import { doctor } from '../../pipelines/doctor.ts'
import { openTerminal } from '../edge/terminal.ts'

type Options = { readonly json?: boolean; readonly project: string }

export function addDoctor(program: Command): void {
  program.command('doctor')
    .description('Check what dublette needs on this machine, and say what to do where something is missing.')
    .option('-p, --project <file>', 'project file', 'dublette.yaml')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  dublette doctor')
    .action(async (options: Options) => {
      const terminal = openTerminal(options.json ?? false)
      const rows = await doctor(options.project)
      for (const row of rows) {
        terminal.line(`${row.ok ? 'ok     ' : 'MISSING'}  ${row.what}: ${row.found}`)
        if (!row.ok) terminal.line(`         next: ${row.next}`)
      }
      terminal.result({ checks: rows })
      if (rows.some((row) => !row.ok)) process.exitCode = 69
    })
}
