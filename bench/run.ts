import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { cpus } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { evaluate } from '../pipelines/evaluate.ts'
import { writeCustomerFile } from '../samples/generator/customer-file.ts'
import { writeProjectFolder } from '../samples/generator/project-folder.ts'
import { readNameTables } from '../samples/generator/name-tables.ts'
import { packageFolder, version } from '../src/edge/version.ts'
import { engines, environmentOf, type Engine } from './engines.ts'
import { measure } from './measure.ts'
import { type Outcome, resultTable } from './result-table.ts'

const USAGE = `Runs dublette and its peers in turn on the same customer files and prints how well and how fast each was.

  npm run bench -- [--sizes 2000,10000,100000,1000000] [--seed 1] [--names FOLDER] [--labelled FOLDER]…
                   [--projects 1000000] [--engines dublette,splink,recordlinkage,dedupe] [--rounds 1] [--limit 3600] [--folder .bench]

--sizes     generated German customers; "" for none          --names    larger name tables (README of samples)
--projects  generated customers with 1.5 holdings each: the whole "dublette run", plan and report included, beside
            peers that only match the same customers; none where it is left out
--labelled  a folder with records.csv and truth.csv; may stand several times
--rounds    with three or more, time and ratios are medians  --limit    seconds after which a run is stopped
--folder    where environments, files and clusters are kept
`

/** A file to run on, with its truth. */
interface Labelled { readonly name: string; readonly folder: string; readonly records: number }

try {
  await main()
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 64
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: {
    sizes: { type: 'string', default: '2000,10000,100000,1000000' }, seed: { type: 'string', default: '1' }, names: { type: 'string' }, labelled: { type: 'string', multiple: true, default: [] },
    projects: { type: 'string', default: '' },
    engines: { type: 'string', default: engines.map((engine) => engine.name).join(',') }, rounds: { type: 'string', default: '1' }, limit: { type: 'string', default: '3600' }, folder: { type: 'string', default: join(packageFolder, '.bench') }, help: { type: 'boolean', short: 'h' },
  } })
  if (values.help === true) { process.stdout.write(USAGE); return }
  const folder = resolve(values.folder)
  const chosen = values.engines.split(',').map((name) => engines.find((engine) => engine.name === name) ?? unknown(name))
  const names = values.names === undefined ? join(packageFolder, 'samples', 'names') : resolve(values.names)
  const sizesOf = (list: string): readonly number[] => list.split(',').filter((size) => size !== '').map(Number)
  const files = [
    ...values.labelled.map((each) => labelled(resolve(each))), ...sizesOf(values.sizes).map((size) => generated('customers', folder, size, Number(values.seed), names)),
    ...sizesOf(values.projects).map((size) => generated('projects', folder, size, Number(values.seed), names)),
  ]
  for (const engine of chosen) environmentOf(engine, folder)
  const say = (line: string): void => { process.stdout.write(`${line}\n`) }
  say(`dublette ${version} beside ${chosen.flatMap((engine) => engine.packages).join(', ')}; Node ${process.versions.node}; ${cpus().length} × ${cpus()[0]!.model}; ${new Date().toISOString().slice(0, 10)}; rounds: ${values.rounds}`)
  for (const file of files) {
    const outcomes: Outcome[] = []
    for (let round = 1; round <= Number(values.rounds); round++) {
      for (const engine of chosen.filter((each) => file.records <= each.mostRecords)) outcomes.push(await runOne(engine, file, round, folder, Number(values.limit)))
    }
    say(`\n### ${file.name}: ${file.records} records\n`)
    for (const line of resultTable(outcomes)) say(line)
  }
}

async function runOne(engine: Engine, file: Labelled, round: number, folder: string, limit: number): Promise<Outcome> {
  const records = join(file.folder, 'records.csv')
  const truth = join(file.folder, 'truth.csv')
  mkdirSync(join(folder, 'clusters'), { recursive: true })
  const clusters = join(folder, 'clusters', `${file.name}.${engine.name}.csv`)
  process.stderr.write(`${file.name}: ${engine.name}, round ${round} …\n`)
  const isWholeRun = engine.name === 'dublette' && existsSync(join(file.folder, 'dublette.yaml'))
  const [command, ...args] = isWholeRun ? wholeRun(file.folder) : engine.command(environmentOf(engine, folder), records, clusters, truth)
  const { seconds, peakBytes, exitCode, lastWords } = await measure(command, args, limit)
  if (exitCode !== 0) process.stderr.write(`${lastWords}\n`)
  rmSync(join(file.folder, 'runs'), { recursive: true, force: true })
  if (isWholeRun && exitCode === 0) return { engine: engine.name, file: file.name, round, seconds, peakBytes, evaluation: 'the whole run' }
  const evaluation = exitCode === 0 ? (await evaluate({ clusters, truth })).evaluation : exitCode === 137 ? 'stopped' : `failed (${exitCode})`
  return { engine: engine.name, file: file.name, round, seconds, peakBytes, evaluation }
}

function wholeRun(folder: string): readonly [string, ...string[]] {
  return [join(packageFolder, 'bin', 'dublette.mjs'), 'run', '--project', join(folder, 'dublette.yaml'), '--as-of', '2026-03-01']
}

function generated(kind: 'customers' | 'projects', folder: string, count: number, seed: number, names: string): Labelled {
  const name = `german-${count}-${seed}-${basename(names)}`
  const place = join(folder, kind, name)
  if (!existsSync(join(place, 'truth.csv'))) {
    process.stderr.write(`Making ${count} customers …\n`)
    const write = kind === 'customers' ? writeCustomerFile : writeProjectFolder
    write({ count, seed, names: readNameTables(names), folder: place })
  }
  return { name, folder: place, records: count }
}

function labelled(folder: string): Labelled {
  return { name: basename(folder), folder, records: readFileSync(join(folder, 'truth.csv'), 'utf8').trimEnd().split('\n').length - 1 }
}

function unknown(name: string): never {
  throw new Error(`There is no engine "${name}"; known are ${engines.map((engine) => engine.name).join(', ')}.`)
}
