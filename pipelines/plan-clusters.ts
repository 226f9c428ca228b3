import { join } from 'node:path'
import type { MergeInput } from '../src/5-merge/merge-input.ts'
import { type Answer, chooseQuestions, type Question } from '../src/5-merge/questions.ts'
import { correctionId } from '../src/6-plan/in-flight-correction.ts'
import type { PlanFrame } from '../src/6-plan/plan-input.ts'
import { planHead } from '../src/6-plan/plan-merges.ts'
import { idMapTable } from '../src/8-apply/register-tables.ts'
import { previewAliases } from '../src/8-apply/preview.ts'
import { defaultThreads } from '../src/edge/match-workers.ts'
import { writeOutputs } from '../src/edge/outputs.ts'
import { openPlanFiles, plannedMergesReader, type WrittenPlan, writeCustomerPreview } from '../src/edge/plan-files.ts'
import type { PlanContext, PlanJob } from '../src/edge/plan-job.ts'
import { openPlanThreads, type PlanThreads } from '../src/edge/plan-threads.ts'
import type { RunFolder } from '../src/edge/run-folder.ts'
import type { StageLog } from '../src/edge/stage-log.ts'
import { byCodeUnit } from '../src/model/json.ts'
import type { Plan, PlannedHead, ReviewedPlan } from '../src/model/plan.ts'
import type { ChangedInFlight } from '../src/model/reconciled.ts'
import { idOf, recordOf } from '../src/model/record-columns.ts'
import type { RecordId } from '../src/model/record.ts'
import { cut } from '../src/run/cut.ts'
import { joinPartSums, openSums, type PartSums, type PlanItem } from '../src/run/plan-part.ts'

export type PlanClustersInput = {
  readonly run: RunFolder
  readonly stages: StageLog
  readonly context: PlanContext
  readonly found: Pick<MergeInput, 'clusters' | 'separated' | 'reviewPairs'>
  readonly frame: PlanFrame
  readonly threads?: number
}

/** A plan whose merges stand in the artefact of stage 6, and what its weights promise. */
export type PlannedClusters = ReviewedPlan & { readonly expected: PartSums['expected'] }

/** Merges that a thread decides and plans at a time. */
const mergesAtATime = 250
/** Below this many questions starting threads costs more than they save. */
const fewestForThreads = 2_000

/** Stages 5 and 6, part by part in the order of ids: which questions there are, what the rules make of each, and what carrying it out would do. */
export async function planClusters({ run, stages, context, found, frame, threads }: PlanClustersInput): Promise<PlannedClusters> {
  const workers = openPlanThreads(context, threads ?? (found.clusters.length + found.reviewPairs.length < fewestForThreads ? 1 : defaultThreads()))
  try {
    const questions = await stages.do('5', 'choosing what the rules are asked', () => chooseAll(workers, context, found, frame), (result) => ({ questions: result.length }))
    const { plan, heads, expected, file, replaced } = await stages.do('6', 'deciding by the rules and planning', () => planAll(workers, run, context, questions, frame), ({ plan: { counts } }) => counts)
    await Promise.all([
      writeCustomerPreview(run, workers, { count: context.columns.count, extras: context.extras, replaced }),
      writeOutputs(join(run.path, '6-plan', 'preview'), [idMapTable(allIds(context), previewAliases(heads, context.aliases, context.asOf))]),
    ])
    return { plan, heads, expected, mergesOf: plannedMergesReader(file, heads) }
  } finally {
    await workers.close()
  }
}

/** Stage 5's choice: what it must know of an answer is found by whoever does the jobs. */
async function chooseAll(workers: PlanThreads, { attempts }: PlanContext, found: PlanClustersInput['found'], { ruleset }: PlanFrame): Promise<readonly Question[]> {
  const choosing = chooseQuestions({ ...found, attempts, reviewMilliBits: ruleset.match.reviewMilliBits })
  let step = choosing.next()
  while (step.done !== true) {
    const answers: Answer[] = []
    for await (const result of workers.each(cut(step.value, mergesAtATime).map((questions): PlanJob => ({ kind: 'answer', questions })))) if (result.kind === 'answer') answers.push(...result.answers)
    step = choosing.next(answers)
  }
  return step.value
}

/** All merges, decided, planned and written; then the plan's head over what they add up to. */
async function planAll(workers: PlanThreads, run: RunFolder, context: PlanContext, questions: readonly Question[], frame: PlanFrame): Promise<{ readonly plan: Plan; readonly heads: readonly PlannedHead[]; readonly expected: PartSums['expected'] } & WrittenPlan> {
  const files = await openPlanFiles(run, context.language)
  try {
    const heads: PlannedHead[] = []
    let sums = openSums(context.turned !== null)
    for await (const part of workers.each(cut(inOrder(questions, shownChanges(context)), mergesAtATime).map((items): PlanJob => ({ kind: 'plan', items })))) {
      if (part.kind !== 'plan') throw new TypeError(`a job for a plan got ${part.kind}`)
      files.take(part)
      for (const head of part.heads) heads.push(head)
      sums = joinPartSums(sums, part.sums)
    }
    await files.decided()
    const plan = planHead(frame, sums, heads)
    return { plan, heads, expected: sums.expected, ...await files.close() }
  } catch (error) {
    await files.drop()
    throw error
  }
}

/** Transfers that the exports overtook. One to a customer who stands in no export any more has nobody to be shown with: it waits until that customer is back. */
function shownChanges({ changedInFlight, columns, register }: Pick<PlanContext, 'changedInFlight' | 'columns' | 'register'>): readonly ChangedInFlight[] {
  if (changedInFlight.length === 0) return changedInFlight
  const retired = new Set(register.retiredIds)
  return changedInFlight.filter(({ to }) => retired.has(to) || recordOf(columns, to) >= 0)
}

/** Questions and corrections of transfers under way, in the order of the ids of their merges. */
function inOrder(questions: readonly Question[], changes: readonly ChangedInFlight[]): readonly PlanItem[] {
  const items = [...questions.map((question) => ({ id: question.id, item: { question } })), ...changes.map((change) => ({ id: correctionId(change), item: { change } }))]
  return items.sort((one, other) => byCodeUnit(one.id, other.id)).map((each) => each.item)
}

/** Customers and those retired before, sorted. */
function* allIds({ columns, register }: PlanContext): Generator<RecordId> {
  let next = 0
  for (let number = 0; number < columns.count; number += 1) {
    const id = idOf(columns, number) as RecordId
    while (next < register.retiredIds.length && register.retiredIds[next]! < id) yield register.retiredIds[next++]!
    yield id
  }
  yield* register.retiredIds.slice(next)
}
