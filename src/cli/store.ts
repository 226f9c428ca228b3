import type { Command } from 'commander'
import { readProject } from '../edge/project-file.ts'
import { withStore } from '../edge/project-store.ts'
import { openTerminal } from '../edge/terminal.ts'

type Options = { readonly project: string; readonly json?: boolean }

export function addStore(program: Command): void {
  const store = program.command('store').description('Write the store to a file, or read it from one.')
  store.command('export')
    .description('Write the whole store as JSON lines; the last line holds a checksum. The file does not depend on the version.')
    .argument('<file>', 'where to write')
    .option('-p, --project <file>', 'project file', 'dublette.yaml')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  dublette store export store.jsonl')
    .action(async (file: string, options: Options) => {
      const terminal = openTerminal(options.json ?? false)
      const result = await withStore(await readProject(options.project), (opened) => opened.exportTo(file))
      terminal.line(`${result.rows} rows written to ${file}`)
      terminal.result({ ...result, file })
    })
  store.command('import')
    .description('Read such a file into an empty store.')
    .argument('<file>', 'file to read')
    .option('-p, --project <file>', 'project file', 'dublette.yaml')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  dublette store import store.jsonl')
    .action(async (file: string, options: Options) => {
      const terminal = openTerminal(options.json ?? false)
      const result = await withStore(await readProject(options.project), (opened) => opened.importFrom(file))
      terminal.line(`${result.rows} rows read from ${file}`)
      terminal.result({ ...result, file })
    })
}
