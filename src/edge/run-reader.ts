import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DubletteError } from '../model/error.ts'
import { canonicalJson } from '../model/json.ts'
import type { ApprovedPlan, PlanDocument } from '../model/plan.ts'
import type { Holding } from '../model/holding.ts'
import { approvedPlanHash } from '../model/content-hash.ts'
import { reviveJson } from '../model/revive-json.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import { readPlan, readPlanHead, readPlannedMerge } from '../6-plan/plan-lines.ts'
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

/** The plan of a run, checked against its hashes. */
export async function readRunPlan(run: RunFolder): Promise<PlanDocument> {
  const at = (name: string): string => join(run.path, '6-plan', name)
  return readPlan({ head: await readText(at('plan.json')), merges: await allLines(at('merges.jsonl')), observed: await allLines(at('observed.jsonl')) }, at('plan.json'))
}

/** Records of a run by id; only those asked for are parsed. */
export async function readRunRecords(run: RunFolder, wanted: ReadonlySet<RecordId> | null): Promise<readonly SourceRecord[]> {
  const records: SourceRecord[] = []
  for (const name of ['records.jsonl', 'retired.jsonl']) {
    for await (const line of readLines(join(run.path, '1-ingest', name))) {
      const record = JSON.parse(line) as SourceRecord
      if (wanted === null || wanted.has(record.id)) records.push(record)
    }
  }
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

/** Writes the approved plan beside the report: its head as one text, its merges as lines. */
export async function writeApprovedPlan(run: RunFolder, approved: ApprovedPlan): Promise<string> {
  const { merges, ...head } = approved
  await writeJsonLines(join(run.path, '7-review', 'approved-merges.jsonl'), merges)
  await writePrivateFile(join(run.path, '7-review', 'approved-plan.json'), `${canonicalJson(head)}\n`)
  return join(run.path, '7-review', 'approved-plan.json')
}

/**
 * Reads an approved plan and checks that it is what was approved.
 * @throws DubletteError PLAN_NOT_APPROVED where there is none; PLAN_ALTERED
 */
export async function readApprovedPlan(run: RunFolder): Promise<ApprovedPlan> {
  const path = join(run.path, '7-review', 'approved-plan.json')
  const text = await readText(path).catch(() => { throw new DubletteError('PLAN_NOT_APPROVED', 'The run has no approved plan.', { where: { file: path } }) })
  const head = JSON.parse(text) as Omit<ApprovedPlan, 'merges'>
  const plan = readPlanHead(canonicalJson(head.plan))
  const merges = (await allLines(join(run.path, '7-review', 'approved-merges.jsonl'))).map((line) => readPlannedMerge(line, path))
  const { hash, ...content } = { ...head, plan, merges }
  if (approvedPlanHash(content) !== hash) throw new DubletteError('PLAN_ALTERED', 'The approved plan does not have the content that was approved.', { where: { file: path } })
  return { ...content, hash }
}

async function allLines(path: string): Promise<readonly string[]> {
  const lines: string[] = []
  for await (const line of readLines(path)) lines.push(line)
  return lines
}
