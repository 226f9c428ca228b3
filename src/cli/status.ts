import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { readProject } from '../edge/project-file.ts'
import { withStore } from '../edge/project-store.ts'
import { listRuns, readManifest } from '../edge/run-folder.ts'
import { openTerminal, tableLines } from '../edge/terminal.ts'
import { join } from 'node:path'
import { counted } from './counted.ts'
import { nothingApplied } from '../model/applied-merge.ts'
import type { Manifest } from '../run/manifest.ts'

type Options = { readonly project: string; readonly merges?: boolean; readonly json?: boolean }

/** So many runs are listed. */
const shownRuns = 10

export function addStatus(program: Command): void {
  program.command('status')
    .description('List the runs, what was applied, and what is still open.')
    .option('-p, --project <file>', 'project file', 'dublette.yaml')
    .option('--merges', 'list every applied merge')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExamples:\n  dublette status\n  dublette status --merges')
    .action(async (options: Options) => {
      const terminal = openTerminal(options.json ?? false)
      const project = await readProject(options.project)
      const runs: Manifest[] = []
      const folders = (await listRuns(project.folder)).map((id) => ({ id, path: join(project.folder, 'runs', id) }))
      const ended = folders.filter(({ path }) => existsSync(join(path, 'manifest.json')))
      for (const run of ended.slice(-shownRuns)) runs.push(await readManifest(run))
      const hasStore = project.store.kind === 'server' || existsSync(project.store.folder)
      const { merges, ...counts } = hasStore ? await withStore(project, (store) => store.readCounts()) : nothingApplied
      if (runs.length === 0) terminal.line(`no ${folders.length === 0 ? 'runs' : 'finished run'} yet: \`dublette run\` makes one`)
      for (const line of tableLines(runs.map((run) => [run.run, run.asOf, run.profile, run.status, run.planHash?.slice(0, 12) ?? '–']), terminal.width)) terminal.line(line)
      terminal.line(`${counted(counts.standing, 'merge')} applied, ${counts.takenBack} taken back${counts.repairs === 0 ? '' : `, ${counted(counts.repairs, 'repair of a merge made elsewhere', 'repairs of merges made elsewhere')}`}; operations: ${counts.issued} issued, ${counts.confirmed} confirmed; ${counted(counts.openTasks, 'staff task')} open`)
      if (options.merges === true) for (const each of merges) terminal.line(`${each.merge}  ${each.appliedOn}  ${each.kind} ${each.state}  ${each.sources.join(' ')} → ${each.survivor}`)
      terminal.result({ runs, ...counts, merges })
    })
}
