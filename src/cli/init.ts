import type { Command } from 'commander'
import { initProject, type InitSummary } from '../../pipelines/init.ts'
import { counted } from './counted.ts'
import { openTerminal, type Terminal } from '../edge/terminal.ts'
import { DubletteError } from '../model/error.ts'

type Options = { readonly directory: string; readonly language: string; readonly json?: boolean }

export function addInit(program: Command): void {
  program.command('init')
    .description('Look at exports and write a first dublette.yaml, with the evidence and the open questions in it.')
    .argument('<files...>', 'exports: CSV, XLSX or JSON, with a mapping to be found or in the neutral format')
    .option('-d, --directory <folder>', 'where to write dublette.yaml', '.')
    .option('--language <de|en>', 'language of the project, of its comments and of the questions asked here', 'de')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', `
Examples:
  dublette init exports/*.csv
  dublette init mitglieder.csv guthaben.csv rechnungen.xlsx --directory merge-2026 --language en`)
    .action(async (files: readonly string[], { directory, language, json }: Options) => {
      if (language !== 'de' && language !== 'en') throw new DubletteError('USAGE', 'The language is not known.', { got: language, expected: 'de or en' })
      const terminal = openTerminal(json ?? false)
      summary(terminal, await initProject({ files, directory, language, progress: terminal.progress }), words[language])
    })
}

/** The summary speaks the language of the project, as its questions do. */
const words = {
  de: {
    written: 'Geschrieben:', columns: (count: number) => (count === 1 ? 'eine Spalte erkannt' : `${count} Spalten erkannt`), empty: 'Leer und daher weggelassen:', passedOver: 'Nichts erkannt und daher weggelassen:',
    questions: 'Fragen, die nur Sie beantworten können (sie stehen in der Datei):', next: 'Weiter: die Datei lesen, die Fragen beantworten, dann dublette run',
  },
  en: {
    written: 'Written:', columns: (count: number) => `${counted(count, 'column')} recognised`, empty: 'Empty, left out:', passedOver: 'Nothing recognised, left out:',
    questions: 'Questions that only you can answer (they stand in the file):', next: 'Next: read the file, answer the questions, then dublette run',
  },
} as const

function summary(terminal: Terminal, result: InitSummary, say: (typeof words)['de' | 'en']): void {
  terminal.line(`${say.written} ${result.path}`)
  for (const each of result.files) terminal.line(`  ${each.file}: ${each.entity}, ${say.columns(each.columns)}`)
  if (result.empty.length > 0) terminal.line(`${say.empty} ${result.empty.join(', ')}`)
  if (result.passedOver.length > 0) terminal.line(`${say.passedOver} ${result.passedOver.join(', ')}`)
  if (result.questions.length > 0) {
    terminal.line(say.questions)
    for (const question of result.questions) terminal.line(`  - ${question}`)
  }
  terminal.line(say.next)
  terminal.result(result)
}
