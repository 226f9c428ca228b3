import { relative } from 'node:path'
import type { Command } from 'commander'
import { checkRepairs, type CheckOutcome } from '../../pipelines/check-repairs.ts'
import { repair, type RepairFrom, type RepairOutcome } from '../../pipelines/repair.ts'
import { readProject } from '../edge/project-file.ts'
import { openTerminal, type Terminal } from '../edge/terminal.ts'
import { DubletteError } from '../model/error.ts'
import type { RecordId } from '../model/record.ts'
import { findings } from '../9-unmerge/repair/finding-words.ts'
import { dateOption } from './options.ts'

type Options = {
  readonly project: string; readonly before?: string; readonly after?: string; readonly known?: string; readonly record?: readonly string[]; readonly into?: readonly string[]
  readonly check?: boolean; readonly reCreated?: readonly string[]; readonly asOf?: string; readonly json?: boolean
}

export function addRepair(program: Command): void {
  program.command('repair')
    .description('Take a merge apart that was made in another program, which cannot take it back: what to remove, whom to create again, what to enter free of charge, and at which price and date it renews. Plans only; approve and apply hand the steps out.')
    .option('-p, --project <file>', 'project file; its exports are those of today', 'dublette.yaml')
    .option('--before <path>', 'exports from before the merge: a folder of the same files, or a project file')
    .option('--after <path>', 'exports of today, where they are not those of the project')
    .option('--known <file>', 'instead of exports: a YAML file that says what is known')
    .option('--record <id...>', 'instead of exports: missing customers whom the store holds in its archive')
    .option('--into <pair...>', 'MISSING=REMAINING: into which account a missing customer went, where the exports do not tell')
    .option('--check', 'hold the repairs that were applied against the exports of today, and say what is still open')
    .option('--re-created <pair...>', 'with --check, OLD=NEW: under which id a customer was created again, where the exports do not tell')
    .option('--as-of <date>', 'today, YYYY-MM-DD; default: today in the project\'s time zone')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExamples:\n  dublette repair --before exports-last-week/\n  dublette repair --before exports-last-week/ --into momence:102=momence:101\n  dublette repair --known known.yaml\n  dublette repair --record momence:102\n  dublette repair --check')
    .action(async (options: Options) => {
      const terminal = openTerminal(options.json ?? false)
      const common = { progress: terminal.progress, ...dateOption(options.asOf) }
      const from = fromOf(options)
      const project = await readProject(options.project)
      if (from === null) {
        const outcome = await checkRepairs({ project, after: options.after ?? null, reCreated: pairsOf('--re-created', options.reCreated), ...common })
        showCheck(terminal, outcome)
        if (outcome.open.length > 0) process.exitCode = 1
        return
      }
      showRepair(terminal, await repair({ project, from, into: pairsOf('--into', options.into), ...common }))
    })
}

/** The one way of knowing that was named; null for a check. */
function fromOf({ before, after, known, record, check, into, reCreated }: Options): RepairFrom | null {
  const ways = [before, known, record, check === true ? 'check' : undefined].filter((each) => each !== undefined)
  if (ways.length !== 1) throw new DubletteError('USAGE', ways.length === 0 ? 'Nothing says what the merge did.' : 'Only one way of knowing at a time.', { expected: '--before PATH, --known FILE, --record ID, or --check' })
  if (after !== undefined && before === undefined && check !== true) throw new DubletteError('USAGE', '--after goes with --before or --check.', { expected: '--before PATH' })
  if (into !== undefined && (known !== undefined || check === true)) throw new DubletteError('USAGE', '--into goes with --before or --record; a file of what is known says it itself.', { expected: '--before PATH or --record ID' })
  if (reCreated !== undefined && check !== true) throw new DubletteError('USAGE', '--re-created goes with --check.', { expected: '--check' })
  if (before !== undefined) return { kind: 'exports', before, after: after ?? null }
  if (known !== undefined) return { kind: 'known', file: known }
  return record === undefined ? null : { kind: 'archive', records: record.map((id) => idOf('--record', id)) }
}

function pairsOf(option: string, pairs: readonly string[] | undefined): ReadonlyMap<RecordId, RecordId> {
  return new Map((pairs ?? []).map((pair): [RecordId, RecordId] => {
    const at = pair.indexOf('=')
    return [idOf(option, pair.slice(0, Math.max(at, 0))), idOf(option, pair.slice(at + 1))]
  }))
}

function idOf(option: string, text: string): RecordId {
  if (!/^[a-z][a-z0-9_-]*:.+$/.test(text)) throw new DubletteError('USAGE', `${option} names no record.`, { expected: option === '--record' ? 'system:id' : 'system:id=system:id' })
  return text as RecordId
}

function showRepair(terminal: Terminal, { run, document, untraced, report, tasks }: RepairOutcome): void {
  for (const { merge, operations } of document.merges) {
    const steps = operations.filter((each) => each.type === 'staff_task').length
    const given = operations.filter((each) => each.type === 'give_back').length
    terminal.line(`${merge.id}: ${merge.sources.join(', ')} went into ${merge.survivor}; ${given} ${given === 1 ? 'thing' : 'things'} to give back, ${steps} steps`)
  }
  if (untraced.length > 0) terminal.line(`missing, but nothing of theirs stands with another: ${untraced.join(', ')}; where they were merged, say into which account with --into`)
  terminal.line('cannot be restored: old ids, logins and passwords, cards, and the history, which stays with the account that remains')
  terminal.line(`steps:   ${relative(process.cwd(), tasks)}`)
  terminal.line(`report:  ${relative(process.cwd(), report)}`)
  terminal.line(`next:    dublette approve --run ${run.id} --merge ${document.merges.map((each) => each.merge.id).join(' ')} --reviewer NAME --reason TEXT, then dublette apply --run ${run.id}`)
  terminal.result({ run: run.id, report, tasks, untraced, planHash: document.plan.hash, repairs: document.merges.map(({ merge, operations }) => ({ merge: merge.id, remaining: merge.survivor, missing: merge.sources, steps: operations.flatMap((each) => (each.type === 'staff_task' ? [{ id: each.id, task: each.task, record: each.record }] : [])) })) })
}

function showCheck(terminal: Terminal, { done, open, reCreated, confirmed }: CheckOutcome): void {
  for (const each of reCreated) terminal.line(`${each.record} was created again as ${each.as}`)
  terminal.line(`done by the exports: ${done.length} steps; confirmed now: ${confirmed} operations`)
  for (const each of open) terminal.line(`open: ${each.task.replace('-staff_task', '')} ${each.kind} ${each.record}: ${findings[each.code].en}${each.candidates.length > 0 ? ` (${each.candidates.join(', ')})` : ''}`)
  if (open.length === 0) terminal.line('nothing is open')
  else terminal.line('next: do what is open, or tick it in out/staff-tasks.csv and start `dublette confirm`; check again after the next export')
  terminal.result({ done, open, reCreated, confirmed })
}
