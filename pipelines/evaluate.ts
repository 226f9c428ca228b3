import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { parse } from 'csv-parse/sync'
import { parse as parseStream } from 'csv-parse'
import { readText, writePrivateFile } from '../src/edge/private-files.ts'
import { curvePicture } from '../src/model/curve-picture.ts'
import { DubletteError } from '../src/model/error.ts'
import { compareGroups, evaluateGroups, openNumbering, type Evaluation, type GroupingDifference } from '../src/model/evaluation.ts'
import { groupErrors, likenessWords, wrongPairs, type ErrorGroup } from '../src/model/link-errors.ts'
import { calibrationBands, thresholdCurve, type CalibrationBand, type CurvePoint, type ScoredPairs } from '../src/model/pair-calibration.ts'
import { automaticFrom, surestFrom, verdictBands, type VerdictBand } from '../src/model/verdict-bands.ts'

/**
 * `records`: the customer file that was matched, to say what wrong links have in common. `pairs`: scored pairs
 * (`left,right,weightMilliBits`), to say how far the weights keep their promises; `picture`: where to draw their curve (SVG).
 */
export type EvaluateOptions = { readonly clusters: string; readonly truth: string; readonly compare?: string; readonly records?: string; readonly idColumn?: string; readonly pairs?: string; readonly picture?: string }

/** Wrong links with the same things in common; `words` say which, `examples` are ids. */
export type ErrorLine = { readonly words: string; readonly count: number; readonly examples: readonly (readonly [string, string])[] }

export type EvaluateResult = {
  readonly evaluation: Evaluation
  readonly difference: GroupingDifference | null
  /** How many joins are false or missing, and their most frequent kinds; kinds only where the records were given. */
  readonly errors: { readonly falseLinks: number; readonly missedLinks: number; readonly falseKinds: readonly ErrorLine[]; readonly missedKinds: readonly ErrorLine[] }
  readonly calibration: readonly CalibrationBand[] | null
  readonly curve: readonly CurvePoint[] | null
  /** From which weight on the weights promise 999 of 1,000 pairs to be right, what each verdict holds, and from which weight on so many are; null without scored pairs. */
  readonly verdicts: { readonly automaticMilliBits: number; readonly bands: readonly VerdictBand[]; readonly surest: { readonly fromMilliBits: number; readonly shareOfTrue: number } | null } | null
}

/** The precision that merging unasked should keep. */
const AUTOMATIC_PRECISION = 0.999

/** So many kinds of errors are listed; the rest are rare. */
const KINDS = 10

/**
 * Compares clusters (`id,cluster`) with the truth (`id,entity`); `compare` names another clusters file to tell the difference from.
 * @throws DubletteError FILE_MISSING, INPUT_UNREADABLE, TRUTH_MISMATCH
 */
export async function evaluate(options: EvaluateOptions): Promise<EvaluateResult> {
  const { numberOf, truth } = await readTruth(options.truth)
  // Of nothing every share would be whole.
  if (numberOf.size === 0) throw new DubletteError('INPUT_UNREADABLE', 'The truth holds a header and no record.', { where: { file: options.truth }, expected: 'an id and an entity in each row', got: 'no row' })
  const ids = [...numberOf.keys()]
  const found = await readClusters(options.clusters, numberOf)
  const evaluation = evaluateGroups(found, truth)
  const scored = options.pairs === undefined ? null : await readPairs(options.pairs, numberOf, truth)
  const curve = scored === null ? null : thresholdCurve(scored, evaluation.pairs.true)
  if (options.picture !== undefined && curve !== null) await writePrivateFile(options.picture, curvePicture(curve))
  return {
    evaluation,
    difference: options.compare === undefined ? null : compareGroups(await readClusters(options.compare, numberOf), found),
    errors: await errorsOf(options, ids, found, truth),
    calibration: scored === null ? null : calibrationBands(scored),
    curve,
    verdicts: scored === null ? null : { automaticMilliBits: automaticFrom(scored.weightMilliBits), bands: verdictBands(scored, automaticFrom(scored.weightMilliBits), evaluation.pairs.true), surest: surestFrom(scored, AUTOMATIC_PRECISION, evaluation.pairs.true) },
  }
}

async function errorsOf({ records, idColumn }: EvaluateOptions, ids: readonly string[], found: Int32Array, truth: Int32Array): Promise<EvaluateResult['errors']> {
  const { falseLinks, missedLinks } = wrongPairs(found, truth)
  const counts = { falseLinks: falseLinks.length, missedLinks: missedLinks.length }
  if (records === undefined) return { ...counts, falseKinds: [], missedKinds: [] }
  const wanted = new Set([...falseLinks, ...missedLinks].flatMap(({ left, right }) => [ids[left]!, ids[right]!]))
  const { columns, rows } = await readRows(records, wanted, idColumn)
  const valuesOf = (record: number): readonly string[] => rows.get(ids[record]!) ?? []
  const lines = (groups: readonly ErrorGroup[]): readonly ErrorLine[] => groups.slice(0, KINDS).map((group) => ({ words: likenessWords(group.likeness), count: group.count, examples: group.examples.map(({ left, right }) => [ids[left]!, ids[right]!] as const) }))
  return { ...counts, falseKinds: lines(groupErrors(falseLinks, columns, valuesOf)), missedKinds: lines(groupErrors(missedLinks, columns, valuesOf)) }
}

/** The rows of the wanted ids without their id column; the id is the named or else the first column. */
async function readRows(file: string, wanted: ReadonlySet<string>, idColumn: string | undefined): Promise<{ readonly columns: readonly string[]; readonly rows: ReadonlyMap<string, readonly string[]> }> {
  const rows = new Map<string, readonly string[]>()
  let header: readonly string[] | null = null
  let at = 0
  try {
    // An error of either stream ends the loop below, so the pipeline's own end needs no answer.
    const parser = pipeline(createReadStream(file), parseStream({ bom: true, relax_column_count: true, skip_empty_lines: true, record_delimiter: lineEnds }), () => {})
    for await (const row of parser as AsyncIterable<readonly string[]>) {
      if (header === null) {
        header = row
        at = idColumn === undefined ? 0 : row.indexOf(idColumn)
        if (at < 0) throw new DubletteError('USAGE', 'The records have no such id column.', { where: { file }, got: idColumn ?? '', expected: row.join(', ') })
      } else if (wanted.has(row[at]!)) rows.set(row[at]!, row.filter((_, column) => column !== at))
    }
  } catch (cause) {
    if (cause instanceof DubletteError) throw cause
    throw new DubletteError((cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'FILE_MISSING' : 'INPUT_UNREADABLE', 'The file of records cannot be read.', { where: { file }, cause })
  }
  return { columns: (header ?? []).filter((_, column) => column !== at), rows }
}

/** Scored pairs with what the truth says of them. */
async function readPairs(file: string, numberOf: RecordNumbers, truth: Int32Array): Promise<ScoredPairs> {
  const weights: number[] = []
  const matches: number[] = []
  for (const [left = '', right = '', weight = ''] of await readRowsOfTable(file)) {
    const [one, other] = [numberOf.get(left), numberOf.get(right)]
    const where = { file, line: weights.length + 2 }
    if (one === undefined || other === undefined) throw new DubletteError('TRUTH_MISMATCH', 'The scored pairs name a record that the truth does not know.', { where })
    if (!/^-?\d+$/.test(weight)) throw new DubletteError('INPUT_UNREADABLE', 'A scored pair has no weight.', { where, expected: 'whole thousandths of a bit in the third column' })
    weights.push(Number(weight))
    matches.push(truth[one] === truth[other] ? 1 : 0)
  }
  return { weightMilliBits: Int32Array.from(weights), isMatch: Uint8Array.from(matches) }
}

/** Id → number of its record, in the order of the truth. */
type RecordNumbers = ReadonlyMap<string, number>

/** Ten million records fit: of a row nothing is kept but the number of its group. */
async function readTruth(file: string): Promise<{ readonly numberOf: RecordNumbers; readonly truth: Int32Array }> {
  const numberOf = new Map<string, number>()
  const entity = openNumbering()
  const truth: number[] = []
  for (const [id, name] of groupRows(await readRowsOfTable(file), file)) {
    if (numberOf.has(id)) throw holdsTwice(file)
    numberOf.set(id, truth.length)
    truth.push(entity(name))
  }
  return { numberOf, truth: Int32Array.from(truth) }
}

/** The cluster of each record of the truth, as a number. */
async function readClusters(file: string, numberOf: RecordNumbers): Promise<Int32Array> {
  const found = new Int32Array(numberOf.size).fill(-1)
  const cluster = openNumbering()
  const others = new Set<string>()
  let known = 0
  for (const [id, name] of groupRows(await readRowsOfTable(file), file)) {
    const record = numberOf.get(id)
    if (record === undefined ? others.has(id) : found[record] !== -1) throw holdsTwice(file)
    if (record === undefined) others.add(id)
    else { found[record] = cluster(name); known += 1 }
  }
  if (known < found.length || others.size > 0) throw new DubletteError('TRUTH_MISMATCH', 'Clusters and truth do not speak of the same records.', { where: { file }, got: `${known + others.size} ids, ${found.length - known} of the truth missing`, expected: `the ${found.length} ids of the truth` })
  return found
}

function holdsTwice(file: string): DubletteError {
  return new DubletteError('INPUT_UNREADABLE', 'A file of groups holds an id more than once.', { where: { file }, expected: 'one row for each id' })
}

/** First column = id, second = group; further columns are left out. */
function* groupRows(rows: Iterable<readonly string[]>, file: string): Generator<readonly [string, string]> {
  for (const [id, group] of rows) {
    if (id === undefined || group === undefined) throw new DubletteError('INPUT_UNREADABLE', 'A file of groups has a row without a group.', { where: { file }, expected: 'an id and a group in each row' })
    yield [id, group]
  }
}

/** Lines end as in every other file that is read. */
const lineEnds = ['\r\n', '\n', '\r']

/** The rows behind the header. */
async function readRowsOfTable(file: string): Promise<Iterable<readonly string[]>> {
  const text = await readText(file)
  // Files without a quote need no parser, which at a million rows saves seconds, and no list of rows.
  if (!text.includes('"')) return plainRows(/\r(?!\n)/.test(text) ? text.replaceAll(/\r\n?/g, '\n') : text)
  try {
    const rows: string[][] = parse(text, { bom: true, skip_empty_lines: true, record_delimiter: lineEnds })
    return rows.slice(1)
  } catch (cause) {
    throw new DubletteError('INPUT_UNREADABLE', 'A file of groups or pairs cannot be read.', { where: { file }, expected: 'a CSV with a header', cause })
  }
}

function* plainRows(text: string): Generator<readonly string[]> {
  let isHeader = true
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from)
    const to = end === -1 ? text.length : end
    const line = text.slice(from, text[to - 1] === '\r' ? to - 1 : to)
    from = to + 1
    if (line === '' || line === '\uFEFF') continue
    if (!isHeader) yield line.split(',')
    isHeader = false
  }
}
