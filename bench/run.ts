import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { evaluate } from '../pipelines/evaluate.ts'
import { writeCustomerFile } from '../samples/generator/customer-file.ts'
import { readNameTables } from '../samples/generator/name-tables.ts'
import { packageFolder, version } from '../src/edge/version.ts'
import { engines, environmentOf, type Engine } from './engines.ts'
import { measure } from './measure.ts'
import { type Outcome, resultTable } from './result-table.ts'

const USAGE = `Runs dublette and its peers in turn on the same customer files and prints how well and how fast each was.

  npm run bench -- [--sizes 2000,10000,100000,1000000] [--seed 1] [--names FOLDER] [--labelled FOLDER]…
                   [--engines dublette,splink,recordlinkage,dedupe] [--rounds 1] [--limit 3600] [--folder .bench]

--sizes     generated German customers; "" for none          --names    larger name tables (README of samples)
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
    engines: { type: 'string', default: engines.map((engine) => engine.name).join(',') }, rounds: { type: 'string', default: '1' }, limit: { type: 'string', default: '3600' }, folder: { type: 'string', default: join(packageFolder, '.bench') }, help: { type: 'boolean', short: 'h' },
  } })
  if (values.help === true) { process.stdout.write(USAGE); return }
  const folder = resolve(values.folder)
  const chosen = values.engines.split(',').map((name) => engines.find((engine) => engine.name === name) ?? unknown(name))
  const names = values.names === undefined ? join(packageFolder, 'samples', 'names') : resolve(values.names)
  const files = [...values.labelled.map((each) => labelled(resolve(each))), ...values.sizes.split(',').filter((size) => size !== '').map((size) => generated(folder, Number(size), Number(values.seed), names))]
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
  const [command, ...args] = engine.command(environmentOf(engine, folder), records, clusters, truth)
  const { seconds, peakBytes, exitCode, lastWords } = await measure(command, args, limit)
  if (exitCode !== 0) process.stderr.write(`${lastWords}\n`)
  const evaluation = exitCode === 0 ? (await evaluate({ clusters, truth })).evaluation : exitCode === 137 ? 'stopped' : `failed (${exitCode})`
  return { engine: engine.name, file: file.name, round, seconds, peakBytes, evaluation }
}

function generated(folder: string, count: number, seed: number, names: string): Labelled {
  const name = `german-${count}-${seed}-${basename(names)}`
  const place = join(folder, 'customers', name)
  if (!existsSync(join(place, 'truth.csv'))) {
    process.stderr.write(`Making ${count} customers …\n`)
    writeCustomerFile({ count, seed, names: readNameTables(names), folder: place })
  }
  return { name, folder: place, records: count }
}

function labelled(folder: string): Labelled {
  return { name: basename(folder), folder, records: readFileSync(join(folder, 'truth.csv'), 'utf8').trimEnd().split('\n').length - 1 }
}

function unknown(name: string): never {
  throw new Error(`There is no engine "${name}"; known are ${engines.map((engine) => engine.name).join(', ')}.`)
}
