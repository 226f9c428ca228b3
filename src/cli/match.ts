import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { matchFile, type MatchOutlook, type MatchSummary } from '../../pipelines/match.ts'
import { modelOf } from '../3-match/model-file.ts'
import { MATCH_ROLES } from '../model/match-role.ts'
import { idOf, type RecordColumns } from '../model/record-columns.ts'
import type { Clusters } from '../model/clusters.ts'
import type { Edges } from '../model/edges.ts'
import { DubletteError } from '../model/error.ts'
import { writeBlocks, writePrivateFile } from '../edge/private-files.ts'
import { counted } from './counted.ts'
import { addMatchOptions, matchFileOptions, type MatchOptions } from './match-options.ts'
import { openTerminal, type Terminal } from '../edge/terminal.ts'
import { canonicalJson } from '../model/json.ts'

type Options = MatchOptions & { readonly output: string; readonly saveModel?: string; readonly savePairs?: string; readonly rules?: boolean; readonly json?: boolean }

export function addMatch(program: Command): void {
  const command = program.command('match')
    .description('Find duplicates in any customer CSV: no project and no database needed.')
    .argument('<file>', 'customer CSV; what its columns are is recognised')
    .requiredOption('-o, --output <clusters.csv>', 'where to write id,cluster for every row')
  addMatchOptions(command)
    .option('--save-model <file>', 'save the learned model')
    .option('--save-pairs <file>', 'write the scored pairs (left,right,weightMilliBits), for `dublette evaluate --pairs`')
    .option('--rules', 'say of each blocking rule what it will compare, before it begins')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', `
Roles: ${[...MATCH_ROLES, 'ignored'].join(' ')}

Examples:
  dublette match customers.csv -o clusters.csv
  dublette match members.csv -o clusters.csv --id Mitgliedsnummer --map "Geb.=birthDate,Rufname=givenName"
  dublette match members.csv -o clusters.csv --never decided.csv --set-weight email:exact=4`)
    .action(async (file: string, options: Options) => {
      const terminal = openTerminal(options.json ?? false, options.output)
      refuseOverwriting(file, options)
      const matched = await matchFile({
        file, progress: terminal.progress,
        ...(await matchFileOptions(options)),
        onOutlook: (outlook) => { for (const line of outlookLines(outlook, options.rules ?? false)) terminal.note(line) },
      })
      await writeBlocks(options.output, () => clusterLines(matched.columns, matched.clusters))
      if (options.saveModel !== undefined) await writePrivateFile(options.saveModel, `${canonicalJson(modelOf(matched.result, matched.found))}\n`)
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
    const id = cell(idOf(columns, record))
    const first = clusters.clusterOf[record]!
    block += `${id},${first === record ? id : cell(idOf(columns, first))}\n`
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
  terminal.line(`${counted(result.records, 'record')}, ${result.recordsInClustersOfTwoOrMore} of them in clusters of two or more; largest cluster ${result.largestCluster}`)
  terminal.line(`${counted(result.candidatePairs, 'pair')} compared, ${counted(result.reviewLinks, 'pair')} between clusters worth a look`)
  for (const line of expectationLines(result.expected)) terminal.line(line)
  terminal.line(`read as ${result.encoding}: ${result.columns.map((column) => `${column.name} = ${column.role}`).join(', ')}`)
  for (const note of result.notes) terminal.line(note)
  for (const drift of result.drift) terminal.line(`the model fits less well than it did: ${drift}; learn anew by leaving --model out`)
  terminal.line(`written to ${output}`)
  terminal.result({ ...result, output })
}

/** How many errors the weights promise: among joined pairs two persons, among pairs worth a look one person. */
function expectationLines({ automaticMilliBits, joined, review }: MatchSummary['expected']): readonly string[] {
  const border = `${(automaticMilliBits / 1000).toFixed(1)} bits`
  const lines = joined.filter(({ pairs, verdict }) => pairs > 0 && (verdict === 'automatic' || verdict === 'likely')).map(({ verdict, pairs, expectedMatches }) =>
    `expected: of ${counted(pairs, 'joined pair')} ${verdict === 'automatic' ? `from ${border} on` : `below ${border}`} about ${about(pairs - expectedMatches)} wrong`)
  return review.pairs === 0 ? lines : [...lines, `expected: of ${counted(review.pairs, 'pair')} worth a look about ${about(review.expectedMatches)} one person after all`]
}

/** A small expectation with one decimal, a large one without. */
function about(count: number): string {
  return count < 10 ? count.toFixed(1) : String(Math.round(count))
}

/** What comparing will cost, before it begins. */
function outlookLines(outlook: MatchOutlook, withRules: boolean): readonly string[] {
  const used = outlook.rules.filter((rule) => rule.used)
  const largest = used.flatMap((rule) => rule.largestBlocks.slice(0, 1).map((size) => ({ name: rule.name, size }))).toSorted((one, other) => other.size - one.size)[0]
  const placeholders = Object.entries(outlook.placeholders).map(([comparison, count]) => `${count} of ${comparison}`)
  return [
    `${counted(used.length, 'blocking rule finds', 'blocking rules find')} at most ${counted(outlook.mostPairs, 'pair')}${largest === undefined ? '' : `; the largest block, ${largest.size} records, shares ${largest.name}`}`,
    ...(placeholders.length === 0 ? [] : [`values that stand for "unknown" count for nothing: ${placeholders.join(', ')}`]),
    `expected: ${Math.max(1, Math.round(outlook.expectedSeconds))} s of comparing, at most ${Math.ceil(outlook.expectedBytes / 1_000_000)} MB`,
    ...(withRules ? outlook.rules.map((rule) => `  ${rule.used ? String(rule.pairs).padStart(12) : '   not worth it'}  ${rule.name}${rule.largestBlocks.length === 0 ? '' : ` (largest blocks ${rule.largestBlocks.join(', ')})`}`) : []),
  ]
}
