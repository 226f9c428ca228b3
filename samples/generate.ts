import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { packageFolder } from '../src/edge/version.ts'
import { writeCustomerFile } from './generator/customer-file.ts'
import { readNameTables } from './generator/name-tables.ts'
import { writeProjectFolder } from './generator/project-folder.ts'
import { writeStudio } from './generator/studio/studio-files.ts'

const USAGE = `Makes sample customers with the truth beside them.

  node dist/samples/generate.js customers --count 100000 --seed 1 [--names FOLDER] -o FOLDER
  node dist/samples/generate.js project --count 100000 --seed 1 [--names FOLDER] -o FOLDER
  node dist/samples/generate.js studio [--count 3000] [--seed 1] [-o FOLDER]

customers   records.csv and truth.csv for measuring: German customers with households, twins, movers, slips of the pen.
            --count  1000 to 10000000    --seed  a whole number (1)
            --names  a folder with given-name-gender.csv, last-name.csv and street-municipality-postcode.csv
                     (the small tables of the samples)
project     such customers with 1.5 holdings each and a project file, for measuring a whole run.
studio      the exports of a studio with two programs, their project file and the truth (samples/studio).
`

main(process.argv.slice(2))

function main(args: readonly string[]): void {
  try {
    const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: { count: { type: 'string' }, seed: { type: 'string', default: '1' }, names: { type: 'string' }, output: { type: 'string', short: 'o' }, help: { type: 'boolean', short: 'h' } } })
    if (values.help === true) { process.stdout.write(USAGE); return }
    const seed = wholeNumber(values.seed, '--seed', 0, 2 ** 31 - 1)
    const names = readNameTables(resolve(values.names ?? join(packageFolder, 'samples', 'names')))
    const [what, ...more] = positionals
    if (what === 'studio' && more.length === 0) writeStudio(resolve(values.output ?? join(packageFolder, 'samples', 'studio')), seed, wholeNumber(values.count ?? '3000', '--count', 100, 4000), names)
    else if (what === 'customers' && more.length === 0 && values.output !== undefined) writeCustomerFile({ count: wholeNumber(values.count, '--count', 1000, 10_000_000), seed, names, folder: resolve(values.output) })
    else if (what === 'project' && more.length === 0 && values.output !== undefined) writeProjectFolder({ count: wholeNumber(values.count, '--count', 1000, 10_000_000), seed, names, folder: resolve(values.output) })
    else throw new Error('Say what to make (customers, project or studio) and, for customers and projects, where to write with -o FOLDER.')
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}`)
    process.exitCode = 64
  }
}

function wholeNumber(text: string | undefined, option: string, from: number, to: number): number {
  const value = Number(text)
  if (text === undefined || !Number.isInteger(value) || value < from || value > to) throw new Error(`${option} must be a whole number from ${from} to ${to}.`)
  return value
}
