import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { matchFile, type MatchSummary } from '../../pipelines/match.ts'
import { modelOf } from '../3-match/model-file.ts'
import { MATCH_ROLES, type MatchRole } from '../model/match-role.ts'
import { idOf, type RecordColumns } from '../model/record-columns.ts'
import type { Clusters } from '../model/clusters.ts'
import type { Edges } from '../model/edges.ts'
import { DubletteError } from '../model/error.ts'
import type { MatchModel } from '../model/match-model.ts'
import { readText, writeBlocks, writePrivateFile } from '../edge/private-files.ts'
import { openTerminal, type Terminal } from '../edge/terminal.ts'
import { canonicalJson } from '../model/json.ts'

type Options = { readonly output: string; readonly id?: string; readonly map?: string; readonly model?: string; readonly saveModel?: string; readonly savePairs?: string; readonly threads?: string; readonly json?: boolean }

export function addMatch(program: Command): void {
  program.command('match')
    .description('Find duplicates in any customer CSV: no project and no database needed.')
    .argument('<file>', 'customer CSV; what its columns are is recognised')
    .requiredOption('-o, --output <clusters.csv>', 'where to write id,cluster for every row')
    .option('--id <column>', 'column that holds the id')
    .option('--map <column=role,…>', 'roles of columns that were not recognised, or recognised wrongly')
    .option('--model <file>', 'use a model saved before instead of learning one')
    .option('--save-model <file>', 'save the learned model')
    .option('--save-pairs <file>', 'write the scored pairs (left,right,weightMilliBits), for `dublette evaluate --pairs`')
    .option('--threads <n>', 'worker threads; the result does not depend on it')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', `
Roles: ${[...MATCH_ROLES, 'ignored'].join(' ')}

Examples:
  dublette match customers.csv -o clusters.csv
  dublette match members.csv -o clusters.csv --id Mitgliedsnummer --map "Geb.=birthDate,Rufname=givenName"`)
    .action(async (file: string, options: Options) => {
      const terminal = openTerminal(options.json ?? false)
      refuseOverwriting(file, options)
      const matched = await matchFile({
        file, progress: terminal.progress,
        ...(options.id === undefined ? {} : { idColumn: options.id }),
        ...(options.map === undefined ? {} : { map: readMap(options.map) }),
        ...(options.model === undefined ? {} : { model: await readModel(options.model) }),
        ...(options.threads === undefined ? {} : { threads: readThreads(options.threads) }),
      })
      await writeBlocks(options.output, () => clusterLines(matched.columns, matched.clusters))
      if (options.saveModel !== undefined) await writePrivateFile(options.saveModel, `${canonicalJson(modelOf(matched.result))}\n`)
      if (options.savePairs !== undefined) await writeBlocks(options.savePairs, () => pairLines(matched.columns, matched.result.edges))
      summary(terminal, matched.summary, options.output)
    })
}

/** The customers that were read are never written over: a slip of the hand would lose them. */
function refuseOverwriting(file: string, options: Options): void {
  const real = (path: string): string => { try { return realpathSync(path) } catch { return resolve(path) } }
  for (const [option, path] of [['--output', options.output], ['--save-model', options.saveModel], ['--save-pairs', options.savePairs]] as const) {
    if (path !== undefined && real(path) === real(file)) throw new DubletteError('USAGE', `${option} names the customer file itself.`, { where: { file }, expected: 'another file', next: 'Name another file to write to.' })
  }
}

/** `id,cluster` in the order of ids; a cluster is named by its smallest id. */
function* clusterLines(columns: RecordColumns, clusters: Clusters): Generator<string> {
  let block = 'id,cluster\n'
  for (let record = 0; record < columns.count; record += 1) {
    block += `${cell(idOf(columns, record))},${cell(idOf(columns, clusters.clusterOf[record]!))}\n`
    if (block.length > 65_536) { yield block; block = '' }
  }
  yield block
}

/** The scored pairs in the order of ids. */
function* pairLines(columns: RecordColumns, edges: Edges): Generator<string> {
  let block = 'left,right,weightMilliBits\n'
  for (let edge = 0; edge < edges.count; edge += 1) {
    block += `${cell(idOf(columns, edges.left[edge]!))},${cell(idOf(columns, edges.right[edge]!))},${edges.weightMilliBits[edge]!}\n`
    if (block.length > 65_536) { yield block; block = '' }
  }
  yield block
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function summary(terminal: Terminal, result: MatchSummary, output: string): void {
  terminal.line(`${result.records} records, ${result.recordsInClustersOfTwoOrMore} of them in clusters of two or more; largest cluster ${result.largestCluster}`)
  terminal.line(`${result.candidatePairs} pairs compared, ${result.reviewLinks} pairs between clusters worth a look`)
  terminal.line(`read as ${result.encoding}: ${result.columns.map((column) => `${column.name} = ${column.role}`).join(', ')}`)
  for (const note of result.notes) terminal.line(note)
  terminal.line(`written to ${output}`)
  terminal.result({ ...result, output })
}

function readMap(text: string): Readonly<Record<string, MatchRole | 'ignored'>> {
  return Object.fromEntries(text.split(',').map((pair): [string, MatchRole | 'ignored'] => {
    const at = pair.lastIndexOf('=')
    const role = pair.slice(at + 1).trim()
    if (at < 1 || !([...MATCH_ROLES, 'ignored'] as readonly string[]).includes(role)) throw new DubletteError('USAGE', 'A part of --map is not column=role.', { got: `"${pair}"`, expected: `a role among ${[...MATCH_ROLES, 'ignored'].join(', ')}` })
    return [pair.slice(0, at).trim(), role as MatchRole | 'ignored']
  }))
}

function readThreads(text: string): number {
  const threads = Number(text)
  if (!Number.isInteger(threads) || threads < 1 || threads > 64) throw new DubletteError('USAGE', 'The number of threads is no whole number.', { got: text, expected: '1 to 64' })
  return threads
}

async function readModel(path: string): Promise<MatchModel> {
  try {
    return JSON.parse(await readText(path)) as MatchModel
  } catch (cause) {
    if (cause instanceof DubletteError) throw cause
    throw new DubletteError('MODEL_INVALID', 'The model file is no JSON.', { where: { file: path }, cause })
  }
}
