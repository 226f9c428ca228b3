import type { Command } from 'commander'
import { explain } from '../../pipelines/explain.ts'
import { readProject } from '../edge/project-file.ts'
import { openTerminal } from '../edge/terminal.ts'
import { DubletteError } from '../model/error.ts'
import type { RecordId } from '../model/record.ts'

type Options = { readonly project: string; readonly run?: string; readonly language?: string; readonly json?: boolean }

export function addExplain(program: Command): void {
  program.command('explain')
    .description('Say why two records are, or are not, taken for one person. The values of both are printed.')
    .argument('<A>', 'record id, system:id')
    .argument('<B>', 'record id, system:id')
    .option('-p, --project <file>', 'project file', 'dublette.yaml')
    .option('--run <id>', 'run to look at; default: the latest')
    .option('--language <de|en>', 'language of the sentences; default: that of the project')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  dublette explain kartei:1042 online:88 --language en')
    .action(async (left: string, right: string, options: Options) => {
      const terminal = openTerminal(options.json ?? false)
      if (left === right) throw new DubletteError('USAGE', 'Both ids are the same record.', { got: left, expected: 'two records' })
      const project = await readProject(options.project)
      const language = options.language ?? project.language
      if (language !== 'de' && language !== 'en') throw new DubletteError('USAGE', '--language is neither de nor en.', { got: language, expected: 'de or en' })
      const result = await explain({ project, left: recordId(left), right: recordId(right), language, ...(options.run === undefined ? {} : { run: options.run }) })
      for (const sentence of result.sentences) terminal.line(sentence)
      terminal.line()
      terminal.line(result.outcome)
      for (const merge of result.merges) {
        terminal.line(`${merge.id}: ${merge.outcome} (${merge.decidedBy})`)
        for (const refusal of merge.refusals) terminal.line(`  ${refusal}`)
      }
      terminal.result(result)
    })
}

function recordId(text: string): RecordId {
  if (!/^[^:]+:.+$/.test(text)) throw new DubletteError('USAGE', 'A record id is written system:id.', { got: text, expected: 'system:id' })
  return text as RecordId
}
