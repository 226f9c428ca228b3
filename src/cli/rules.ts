import type { Command } from 'commander'
import { diffRules, explainRules, testRules } from '../../pipelines/rules.ts'
import { readProject } from '../edge/project-file.ts'
import { readStoreState } from '../edge/project-store.ts'
import { shippedProfiles } from '../edge/rules-file.ts'
import { openTerminal, type Terminal } from '../edge/terminal.ts'
import { DubletteError } from '../model/error.ts'
import { dateOption } from './options.ts'

type Common = { readonly language?: string; readonly json?: boolean }

export function addRules(program: Command): void {
  const rules = program.command('rules').description('What the rules say, whether their examples hold, and what a changed profile would decide differently.')
  rules.command('explain')
    .description('Say every rule of a profile in words, with its reason.')
    .argument('[profile]', `name of a shipped profile (${shippedProfiles().join(', ')}) or path of a rules file`, 'default')
    .option('--language <de|en>', 'language of the words', 'en')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExamples:\n  dublette rules explain smile --language de\n  dublette rules explain rules/mine.yaml')
    .action((profile: string, options: Common) => {
      const terminal = openTerminal(options.json ?? false)
      const language = options.language ?? 'en'
      if (language !== 'de' && language !== 'en') throw new DubletteError('USAGE', '--language is neither de nor en.', { got: language, expected: 'de or en' })
      const explained = explainRules(profile, process.cwd(), language)
      terminal.line(explained.text)
      terminal.result(explained)
    })
  rules.command('test')
    .description('Run the examples kept beside a profile: what is given, and what the rules must make of it.')
    .argument('[profiles...]', 'names or paths; default: all shipped profiles')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExamples:\n  dublette rules test\n  dublette rules test smile')
    .action((profiles: readonly string[], options: Common) => showTests(openTerminal(options.json ?? false), profiles.length === 0 ? shippedProfiles() : profiles))
  rules.command('diff')
    .description('Say what another profile would decide differently on the project\'s exports. Changes nothing.')
    .argument('<profile>', 'name or path of the changed profile, held against that of the project')
    .option('-p, --project <file>', 'project file', 'dublette.yaml')
    .option('--as-of <date>', 'today as both see it, YYYY-MM-DD; default: that of the last run, else today')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  dublette rules diff smile')
    .action(async (profile: string, options: Common & { readonly project: string; readonly asOf?: string }) => {
      const terminal = openTerminal(options.json ?? false)
      const project = await readProject(options.project)
      const difference = await diffRules({ project, state: await readStoreState(project), profile, progress: terminal.progress, ...dateOption(options.asOf) })
      terminal.line(`${profile} beside ${project.profile}, as of ${difference.asOf}`)
      for (const { from, to, count } of difference.moved) terminal.line(`${String(count).padStart(6)}  ${from} → ${to}`)
      terminal.line(`${String(difference.same).padStart(6)}  decided alike`)
      for (const each of difference.differences) {
        terminal.line()
        terminal.line(`${each.members.join(', ')}: ${each.changed.join(', ')}`)
        for (const [when, decided] of [['now', each.before], ['then', each.after]] as const) terminal.line(`  ${when.padEnd(5)} ${decided === null ? 'no merge' : `${decided.outcome} (${decided.decidedBy}), ${decided.survivor} stays`}`)
      }
      terminal.result(difference)
    })
}

/** Examples hold made-up people, so their differences may be shown in full. */
function showTests(terminal: Terminal, profiles: readonly string[]): void {
  const tested = profiles.map((profile) => ({ profile, results: testRules(profile, process.cwd()) }))
  for (const { profile, results } of tested) if (results.length === 0) terminal.line(`${profile}: no examples; they belong into a file of its name in a folder examples beside it`)
  const results = tested.flatMap((each) => each.results)
  const failed = results.filter((result) => result.differences.length > 0)
  for (const result of failed) {
    terminal.line(`${result.file}:${result.line} ${result.case}`)
    for (const { what, expected, got } of result.differences) terminal.line(`  ${what}: expected ${expected === '' ? 'none' : expected}, got ${got === '' ? 'none' : got}`)
  }
  terminal.line(`${results.length - failed.length} of ${results.length} examples hold`)
  terminal.result({ examples: results.length, failed })
  if (failed.length > 0) process.exitCode = 1
}
