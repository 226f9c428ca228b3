import { relative } from 'node:path'
import type { Command } from 'commander'
import { dedupe, type DedupeResult } from '../../pipelines/dedupe.ts'
import { readProject } from '../edge/project-file.ts'
import { readStoreState } from '../edge/project-store.ts'
import { counted } from './counted.ts'
import { openTerminal, tableLines, type Terminal } from '../edge/terminal.ts'
import { dateOption, threadCount, wholeNumber } from './options.ts'
import { totalRows } from './total-rows.ts'

type Options = { readonly project: string; readonly asOf?: string; readonly maxRejects?: string; readonly threads?: string; readonly train?: boolean; readonly json?: boolean }

export function addRun(program: Command): void {
  program.command('run')
    .description('Stages 1 to 7: read the exports, find duplicates, decide by the rules, plan and report. Changes nothing.')
    .option('-p, --project <file>', 'project file', 'dublette.yaml')
    .option('--as-of <date>', 'today as the run sees it, YYYY-MM-DD; default: today in the project\'s time zone')
    .option('--max-rejects <n>', 'end with 65 if more rows than this are quarantined')
    .option('--train', 'learn anew what agreement means in these records, instead of using the model of the runs applied before')
    .option('--threads <n>', 'worker threads; the result does not depend on it')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExamples:\n  dublette run\n  dublette run --project studio/dublette.yaml --as-of 2026-03-31 --max-rejects 20')
    .action(async (options: Options) => {
      const terminal = openTerminal(options.json ?? false)
      const project = await readProject(options.project)
      const result = await dedupe({
        project, state: await readStoreState(project), progress: terminal.progress,
        ...dateOption(options.asOf), train: options.train ?? false,
        ...(options.maxRejects === undefined ? {} : { maxRejects: wholeNumber('--max-rejects', options.maxRejects) }),
        ...(options.threads === undefined ? {} : { threads: threadCount(options.threads) }),
      })
      showRun(terminal, result)
      terminal.result({ run: result.run.id, report: result.report, quarantined: result.quarantined, setAside: result.setAside, withoutSurvivor: result.withoutSurvivor, drift: result.drift, plan: result.plan })
      terminal.line(`next:    read the report, then \`dublette approve --automatic\` and \`dublette apply\``)
    })
}

/** The summary table of a run and where its report lies. */
export function showRun(terminal: Terminal, result: DedupeResult): void {
  const { plan, expected: { automatic, review } } = result
  const count = (name: string): string => String(plan.counts[name] ?? 0)
  const rows: readonly (readonly string[])[] = [
    ['', 'before', 'after'],
    ...totalRows(plan.before, plan.after),
  ]
  for (const line of tableLines(rows, terminal.width)) terminal.line(line)
  terminal.line()
  terminal.line(`merges:  ${count('automatic')} automatic, ${count('review')} for review, ${count('skipped')} skipped, ${count('denied')} denied`)
  if (automatic.sources + review.sources > 0) terminal.line(`expected errors, as far as match weights know: ${automatic.errors.toFixed(1)} of ${counted(automatic.sources, 'source')} merged automatically, ${review.errors.toFixed(1)} of ${review.sources} for review`)
  const refused = Object.entries(plan.counts).filter(([name]) => name.startsWith('refused ')).toSorted(([, left], [, right]) => right - left)
  for (const [name, number] of refused) terminal.line(`         ${String(number).padStart(5)}  ${name.slice('refused '.length)}`)
  if (count('skipped for contracts or correspondence') !== '0') terminal.line(`skipped for contracts or correspondence alone: ${count('skipped for contracts or correspondence')}; under the profile smile ${count('passing under smile')} of them would pass`)
  if (result.quarantined > 0) terminal.line(`set aside: ${counted(result.quarantined, 'row')}, see 1-ingest/quarantine.jsonl in the run's folder`)
  for (const { kind, amount, rows: held } of result.setAside) terminal.line(`           not in the totals: ${kind} ${amount ?? 'of an amount that cannot be read'} (${counted(held, 'row')})`)
  const { length: orphaned } = result.withoutSurvivor
  if (orphaned > 0) terminal.line(`merged customers still hold ${counted(orphaned, 'entry', 'entries')} whose surviving customer is in no export any more: \`dublette verify\` names them and says what to do`)
  for (const drift of result.drift) terminal.line(`the model fits less well than it did: ${drift}; learn anew with --train`)
  terminal.line(`plan:    ${plan.hash.slice(0, 16)}, as of ${plan.asOf}, profile ${plan.profile}`)
  terminal.line(`report:  ${relative(process.cwd(), result.report)}`)
}
