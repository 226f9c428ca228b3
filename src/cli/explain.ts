import type { Command } from 'commander'
import { explain, explainFile, type Explanation } from '../../pipelines/explain.ts'
import { readProject } from '../edge/project-file.ts'
import { openTerminal, type Progress } from '../edge/terminal.ts'
import { DubletteError } from '../model/error.ts'
import type { RecordId } from '../model/record.ts'
import { addMatchOptions, isAnyMatchOption, matchFileOptions, type MatchOptions } from './match-options.ts'

type Options = MatchOptions & { readonly project?: string; readonly run?: string; readonly file?: string; readonly language?: string; readonly json?: boolean }

export function addExplain(program: Command): void {
  const command = program.command('explain')
    .description('Say why two records are, or are not, taken for one person. The values of both are printed.')
    .argument('<A>', 'record id, system:id; with --file the id in the file')
    .argument('<B>', 'record id, system:id; with --file the id in the file')
    .option('-p, --project <file>', 'project file (default: "dublette.yaml")')
    .option('--run <id>', 'run to look at; default: the latest')
    .option('--language <de|en>', 'language of the sentences; default: that of the project, en with --file')
    .option('--json', 'print the result as JSON')
    .option('--file <customers.csv>', 'a customer file instead of a run; it is matched as `dublette match` would, with the options below')
  addMatchOptions(command)
    .addHelpText('after', '\nExamples:\n  dublette explain kartei:1042 online:88 --language en\n  dublette explain 1042 88 --file customers.csv')
    .action(async (left: string, right: string, options: Options) => {
      const terminal = openTerminal(options.json ?? false)
      if (left === right) throw new DubletteError('USAGE', 'Both ids are the same record.', { got: left, expected: 'two records' })
      const { merges = [], ...pair } = await explained(left, right, options, terminal.progress)
      for (const sentence of pair.sentences) terminal.line(sentence)
      terminal.line()
      terminal.line(pair.outcome)
      for (const merge of merges) {
        terminal.line(`${merge.id}: ${merge.outcome} (${merge.decidedBy})`)
        for (const refusal of merge.refusals) terminal.line(`  ${refusal}`)
      }
      terminal.result(options.file === undefined ? { ...pair, merges } : pair)
    })
}

async function explained(left: string, right: string, options: Options, progress: Progress): Promise<Omit<Explanation, 'merges'> & Partial<Explanation>> {
  const { file, run } = options
  if (file !== undefined) {
    if (options.project !== undefined || run !== undefined) throw new DubletteError('USAGE', '--file stands instead of a project and its runs.', { expected: '--file, or --project and --run' })
    return explainFile({ file, progress, left, right, language: languageOf(options.language ?? 'en'), ...(await matchFileOptions(options)) })
  }
  if (isAnyMatchOption(options)) throw new DubletteError('USAGE', 'A run is explained as it was matched.', { expected: '--id, --map, --model, --never, --always, --set-weight and --threads with --file only' })
  const project = await readProject(options.project ?? 'dublette.yaml')
  return explain({ project, left: recordId(left), right: recordId(right), language: languageOf(options.language ?? project.language), ...(run === undefined ? {} : { run }) })
}

function languageOf(text: string): 'de' | 'en' {
  if (text !== 'de' && text !== 'en') throw new DubletteError('USAGE', '--language is neither de nor en.', { got: text, expected: 'de or en' })
  return text
}

function recordId(text: string): RecordId {
  if (!/^[^:]+:.+$/.test(text)) throw new DubletteError('USAGE', 'A record id is written system:id.', { got: text, expected: 'system:id; the ids of a customer file with --file' })
  return text as RecordId
}
