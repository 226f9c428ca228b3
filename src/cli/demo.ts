import { cp, mkdir, rm } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import { apply } from '../../pipelines/apply.ts'
import { approve } from '../../pipelines/approve.ts'
import { dedupe } from '../../pipelines/dedupe.ts'
import { unmerge } from '../../pipelines/unmerge.ts'
import { refuseFailures, verify } from '../../pipelines/verify.ts'
import type { VerifyRow } from '../8-apply/verify-totals.ts'
import { readProject } from '../edge/project-file.ts'
import { readStoreState } from '../edge/project-store.ts'
import { counted } from './counted.ts'
import { openTerminal, type Terminal } from '../edge/terminal.ts'
import { packageFolder } from '../edge/version.ts'
import { emptyStoreState } from '../model/store-state.ts'
import type { Project } from '../run/project.ts'
import { showApplied } from './apply.ts'
import { showRun } from './run.ts'
import { showVerified } from './verify.ts'

type Options = { readonly folder: string; readonly json?: boolean }

/** The day on which the studio's exports were made: the demo shows the same figures on every day. */
const demoDay = '2026-03-01'

export function addDemo(program: Command): void {
  program.command('demo')
    .description('The whole way on a made-up studio: run, approve, apply, verify, run again, unmerge one customer, verify.')
    .option('--folder <folder>', 'where to work; what lies there from an earlier demo is replaced', 'demo')
    .option('--json', 'print the results as JSON')
    .addHelpText('after', '\nExample:\n  dublette demo')
    .action(async (options: Options) => {
      const terminal = openTerminal(options.json ?? false)
      const project = await prepare(resolve(options.folder))
      const heading = (text: string): void => { terminal.progress.end(); terminal.line(); terminal.line(`── ${text}`) }
      heading('run: find, decide, plan and report; nothing is changed')
      const first = await dedupe({ project, state: emptyStoreState, asOf: demoDay, progress: terminal.progress })
      showRun(terminal, first)
      heading('approve: what the rules allow to be automatic')
      const approved = await approve({ project, automatic: true })
      terminal.line(`approved: ${counted(approved.approved, 'merge')}; ${approved.waiting} wait for a person`)
      const after = await applyAndBack(terminal, project, heading)
      terminal.line()
      terminal.line(`Everything lies in ${relative(process.cwd(), project.folder) || '.'}/; open ${relative(process.cwd(), first.report)} in a browser.`)
      terminal.result({ folder: project.folder, run: first.run.id, report: first.report, plan: first.plan, ...after })
    })
}

async function applyAndBack(terminal: Terminal, project: Project, heading: (text: string) => void): Promise<{ readonly secondRun: string; readonly applied: number; readonly takenBack: string; readonly checks: readonly VerifyRow[] }> {
  heading('apply: to the store, and the files to import')
  const applied = await apply({ project, asOf: demoDay, progress: terminal.progress })
  showApplied(terminal, applied)
  heading('verify: every total recomputed')
  await check(terminal, project)
  heading('run again on the same exports')
  const second = await dedupe({ project, state: await readStoreState(project), asOf: demoDay, progress: terminal.progress })
  const { counts } = second.plan
  terminal.line(`${counts['automatic'] ?? 0} new automatic merges; ${counts['review'] ?? 0} still wait for a person; nothing was counted twice`)
  heading('unmerge: take one customer back')
  const taken = applied.result.merges.find((each) => each.outcome === 'applied')!.merge
  const back = await unmerge({ project, wanted: taken, approvedBy: { reviewers: ['demo'], reason: 'shown in the demo' }, remember: 'never', asOf: demoDay, progress: terminal.progress })
  const planned = back.document.merges[0]!
  terminal.line(`${taken}: ${planned.merge.sources.join(', ')} is a customer again; ${counted(planned.operations.length, 'operation')} took everything back`)
  heading('verify again')
  const checks = await check(terminal, project)
  return { secondRun: second.run.id, applied: applied.result.merges.length, takenBack: taken, checks }
}

async function check(terminal: Terminal, project: Project): Promise<readonly VerifyRow[]> {
  const rows = await verify({ project, progress: terminal.progress })
  showVerified(terminal, rows)
  refuseFailures(rows)
  return rows
}

/** A fresh copy of the sample, so that the demo can be seen again. */
async function prepare(folder: string): Promise<Project> {
  await rm(join(folder, '.dublette'), { recursive: true, force: true })
  for (const name of ['runs', 'out', 'model.json']) await rm(join(folder, name), { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await cp(join(packageFolder, 'samples', 'studio'), folder, { recursive: true })
  return readProject(join(folder, 'dublette.yaml'))
}
