import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setImmediate } from 'node:timers/promises'
import { hashOfLine, readPlanHead, readPlannedHead, readPlannedMerge, refuseOtherHead } from '../6-plan/plan-lines.ts'
import type { ApprovedMerge } from '../7-review/approve-plan.ts'
import { approvedPlanHash, plannedMergeLine } from '../model/content-hash.ts'
import { DubletteError } from '../model/error.ts'
import type { Holding } from '../model/holding.ts'
import { canonicalJson } from '../model/json.ts'
import type { Merge } from '../model/merge.ts'
import type { ApprovedPlan, PlannedHead, PlannedMerge, ReviewedPlan } from '../model/plan.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import { reviveJson } from '../model/revive-json.ts'
import { findLines, type LineFile, type LineReader, openLineFile } from './line-file.ts'
import { readText, writeJsonLines, writePrivateFile } from './private-files.ts'
import type { RunFolder } from './run-folder.ts'

/** The lines of a JSON-lines artefact, without ever holding it as one text. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const stream = createReadStream(path, 'utf8')
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) if (line !== '') yield line
  } catch (cause) {
    throw new DubletteError('FILE_MISSING', 'An artefact of the run cannot be read.', { where: { file: path }, cause })
  } finally {
    stream.destroy()
  }
}

/** A plan as it lies in a run's folder. `lineOf`: a merge as it stands there. */
export type RunPlan = ReviewedPlan & { readonly lineOf: (head: PlannedHead) => string }

/** So many lines are read before whatever waits gets its turn. */
const linesAtATime = 1_000

/** The plan of a run, checked against its hashes; its merges are read when they are asked for. @throws DubletteError FILE_MISSING, PLAN_ALTERED */
async function openRunPlan(run: RunFolder): Promise<RunPlan & { readonly close: () => void }> {
  const at = (name: string): string => join(run.path, '6-plan', name)
  const path = at('merges.jsonl')
  const plan = readPlanHead(await readText(at('plan.json')))
  const file = await findLines(path)
  const reader = openLineFile(file)
  try {
    const heads: PlannedHead[] = []
    for await (const line of eachLine(file, reader)) heads.push(readPlannedHead(line, path))
    refuseOtherHead(plan, heads, at('plan.json'))
    const placeOf = new Map(heads.map((head, place) => [head.id, place]))
    const lineOf = (head: PlannedHead): string => reader.line(placeOf.get(head.id)!)
    return { plan, heads, mergesOf: (wanted) => wanted.map((head) => readPlannedMerge(lineOf(head), path)), lineOf, close: reader.close }
  } catch (error) {
    reader.close()
    throw error
  }
}

async function* eachLine({ starts }: LineFile, reader: LineReader): AsyncGenerator<string> {
  for (let number = 0; number + 1 < starts.length; number += 1) {
    if (number % linesAtATime === 0) await setImmediate()
    yield reader.line(number)
  }
}

/** Opens the plan of a run for as long as it is used. */
export async function withRunPlan<Result>(run: RunFolder, use: (plan: RunPlan) => Promise<Result>): Promise<Result> {
  const plan = await openRunPlan(run)
  try {
    return await use(plan)
  } finally {
    plan.close()
  }
}

/** The merges of a run that left somebody out, whole or in part: few of many, for the file that says who and why. */
export function readLeftOut(run: RunFolder): Promise<readonly Merge[]> {
  return withRunPlan(run, async ({ heads, mergesOf }) => {
    const found: Merge[] = []
    for (const head of heads) {
      const merge = head.codes.length === 0 ? null : mergesOf([head])[0]!.merge
      if (merge !== null && (merge.leftOut.length > 0 || merge.outcome === 'skipped' || merge.outcome === 'denied')) found.push(merge)
    }
    return found
  })
}

/** All records of a run one by one: those that were matched, then those whom earlier merges retired. */
export async function* eachRunRecord(run: RunFolder): AsyncGenerator<SourceRecord> {
  for (const name of ['records.jsonl', 'retired.jsonl']) for await (const line of readLines(join(run.path, '1-ingest', name))) yield JSON.parse(line) as SourceRecord
}

/** The records of a run that are asked for. */
export async function readRunRecords(run: RunFolder, wanted: ReadonlySet<RecordId>): Promise<readonly SourceRecord[]> {
  const records: SourceRecord[] = []
  for await (const record of eachRunRecord(run)) if (wanted.has(record.id)) records.push(record)
  return records
}

/** Holdings of a run whose owner is asked for. */
export async function readRunHoldings(run: RunFolder, owners: ReadonlySet<RecordId>): Promise<readonly Holding[]> {
  const holdings: Holding[] = []
  for await (const line of readLines(join(run.path, '1-ingest', 'holdings.jsonl'))) {
    const holding = reviveJson(line) as Holding
    if (owners.has(holding.owner)) holdings.push(holding)
  }
  return holdings
}

/** Writes the approved plan beside the report: its head as one text, its merges as the lines they are. */
export async function writeApprovedPlan(run: RunFolder, head: Omit<ApprovedPlan, 'merges'>, lines: Iterable<string>): Promise<string> {
  await writeJsonLines(join(run.path, '7-review', 'approved-merges.jsonl'), lines, (line) => line)
  await writePrivateFile(join(run.path, '7-review', 'approved-plan.json'), `${canonicalJson(head)}\n`)
  return join(run.path, '7-review', 'approved-plan.json')
}

/** The approved merges as lines: those that no decision changed stand in the plan already. */
export function* approvedLines(merges: readonly ApprovedMerge[], { lineOf }: Pick<RunPlan, 'lineOf'>): Generator<string> {
  for (const { head, changed } of merges) yield changed === null ? lineOf(head) : plannedMergeLine(changed).line
}

/**
 * Reads an approved plan and checks that it is what was approved. Its merges are read each time they are gone through.
 * @throws DubletteError PLAN_NOT_APPROVED where there is none; PLAN_ALTERED
 */
export async function readApprovedPlan(run: RunFolder): Promise<ApprovedPlan> {
  const path = join(run.path, '7-review', 'approved-plan.json')
  const text = await readText(path).catch(() => { throw new DubletteError('PLAN_NOT_APPROVED', 'The run has no approved plan.', { where: { file: path } }) })
  const { plan, ...head } = JSON.parse(text) as Omit<ApprovedPlan, 'merges'>
  const file = await findLines(join(run.path, '7-review', 'approved-merges.jsonl'))
  const approved = { ...head, plan: readPlanHead(canonicalJson(plan)), merges: mergesOfLines(file) }
  if (approvedPlanHash({ ...approved, merges: await hashesOf(file) }) !== head.hash) throw new DubletteError('PLAN_ALTERED', 'The approved plan does not have the content that was approved.', { where: { file: path } })
  return approved
}

function mergesOfLines(file: LineFile): Iterable<PlannedMerge> {
  return {
    *[Symbol.iterator]() {
      const reader = openLineFile(file)
      try {
        for (let number = 0; number + 1 < file.starts.length; number += 1) yield readPlannedMerge(reader.line(number), file.path)
      } finally {
        reader.close()
      }
    },
  }
}

async function hashesOf(file: LineFile): Promise<readonly Pick<PlannedMerge, 'hash'>[]> {
  const reader = openLineFile(file)
  try {
    const hashes: Pick<PlannedMerge, 'hash'>[] = []
    for await (const line of eachLine(file, reader)) hashes.push({ hash: hashOfLine(line, file.path) })
    return hashes
  } finally {
    reader.close()
  }
}
