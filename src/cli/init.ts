import type { Command } from 'commander'
import { initProject, type InitSummary } from '../../pipelines/init.ts'
import { openTerminal, type Terminal } from '../edge/terminal.ts'
import { DubletteError } from '../model/error.ts'

type Options = { readonly directory: string; readonly language: string; readonly json?: boolean }

export function addInit(program: Command): void {
  program.command('init')
    .description('Look at exports and write a first dublette.yaml, with the evidence and the open questions in it.')
    .argument('<files...>', 'exports: CSV, XLSX or JSON, with a mapping to be found or in the neutral format')
    .option('-d, --directory <folder>', 'where to write dublette.yaml', '.')
    .option('--language <de|en>', 'language of the project and of its comments', 'de')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', `
Examples:
  dublette init exports/*.csv
  dublette init mitglieder.csv guthaben.csv rechnungen.xlsx --directory merge-2026 --language en`)
    .action(async (files: readonly string[], { directory, language, json }: Options) => {
      if (language !== 'de' && language !== 'en') throw new DubletteError('USAGE', 'The language is not known.', { got: language, expected: 'de or en' })
      const terminal = openTerminal(json ?? false)
      summary(terminal, await initProject({ files, directory, language, progress: terminal.progress }))
    })
}

function summary(terminal: Terminal, result: InitSummary): void {
  terminal.line(`Written: ${result.path}`)
  for (const each of result.files) terminal.line(`  ${each.file}: ${each.entity}, ${each.columns} columns recognised`)
  if (result.empty.length > 0) terminal.line(`Empty, left out: ${result.empty.join(', ')}`)
  if (result.passedOver.length > 0) terminal.line(`Nothing recognised, left out: ${result.passedOver.join(', ')}`)
  if (result.questions.length > 0) {
    terminal.line('Questions that only you can answer (they stand in the file):')
    for (const question of result.questions) terminal.line(`  - ${question}`)
  }
  terminal.line('Next: read the file, answer the questions, then dublette run')
  terminal.result(result)
}
