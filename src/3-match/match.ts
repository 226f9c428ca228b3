import type { Edges } from '../model/edges.ts'
import { DubletteError } from '../model/error.ts'
import { NO_CONSTRAINTS, type MatchConstraints, type MatchModel } from '../model/match-model.ts'
import type { RecordColumns, ValueDictionary } from '../model/record-columns.ts'
import { NO_SET_WEIGHTS, type SetWeights } from '../model/set-weights.ts'
import { blockingRules, type BlockingRule } from './blocking-rules.ts'
import { createBlockTable, isFirstFinder, randomPairs, type PairList } from './candidate-pairs.ts'
import { SINGLE_THREAD, type Crew } from './crew.ts'
import { collectEdges } from './collect-edges.ts'
import { defaultShares, estimateShares, posteriorsOf, type EstimationInput, type PairSample } from './estimate.ts'
import { countAddresses, countFrequencies, type AddressFrequencies, type Frequencies } from './frequency.ts'
import { matchSpace, type MatchSpace } from './match-space.ts'
import type { BlockSummary, MatchContext, MatchTask, MatchTaskResult, RuleMembers } from './match-task.ts'
import { frequenciesFromModel, learntFromModel } from './model-file.ts'
import { openPairSample } from './pair-sample.ts'
import { createRecordRows } from './record-rows.ts'
import { distinctPairs, joinedSamples, type SampledPairs } from './sampled-pairs.ts'
import type { EdgeBatch } from './score-rule.ts'
import { compileWeights, type Shares, type Weights } from './weights.ts'

/** What one blocking rule contributed. */
export interface RuleSummary {
  readonly name: string
  /** Pairs in its blocks, those of other rules included. */
  readonly pairs: number
  /** Share of its new pairs that are matches, as far as the sample shows. */
  readonly yieldShare: number
  readonly used: boolean
  readonly largestBlocks: readonly number[]
  /** Pairs that it was the first to find. */
  readonly compared: number
}

/** What comparing will cost, and on what. No values. */
export interface BlockingOutlook {
  readonly records: number
  /** Each rule with the pairs of its blocks and the sizes of its largest blocks; only those in use are compared. */
  readonly rules: readonly Pick<RuleSummary, 'name' | 'pairs' | 'used' | 'largestBlocks'>[]
  /** At most so many pairs are compared; a pair that several rules find is compared once. */
  readonly mostPairs: number
  /** How many values of each comparison stand for "unknown" and neither block nor score. */
  readonly placeholders: Readonly<Record<string, number>>
}

/** The outcome of matching. */
export interface MatchResult {
  /** Record number → id. */
  readonly ids: ValueDictionary
  readonly space: MatchSpace
  readonly shares: Shares
  readonly weights: Weights
  readonly setWeights: SetWeights
  readonly frequencies: readonly Frequencies[]
  readonly addresses: AddressFrequencies
  /** The pairs that learning looked at; null when the model was given and stays as it is, frequencies included. */
  readonly samples: Samples | null
  readonly edges: Edges
  readonly rules: readonly RuleSummary[]
}

/** What a match may be given besides the records. */
export interface MatchOptions {
  /** A model learned before; then nothing is learned. */
  readonly model?: MatchModel
  readonly constraints?: MatchConstraints
  /** Weights that a person set; those of the model where they are left out. */
  readonly setWeights?: SetWeights
  readonly crew?: Crew
  /** Is told what comparing will cost, before anything is compared. */
  readonly onBlocked?: (told: BlockingOutlook) => void
}

/** A rule whose new pairs are matches more rarely than this costs more than it finds. */
const LEAST_YIELD = 0.001

/** How much is looked at for learning: more in larger files, where a little more time does not show and matches are rarer. */
const RANDOM_PAIRS = { perRecord: 4, least: 40_000, most: 200_000 }
const SAMPLED_PAIRS_OF_A_RULE = { perRecord: 0.25, least: 2_000, most: 6_000 }
const PAIRS_PER_LEVELS_TASK = 20_000
const RECORDS_PER_ROWS_TASK = 100_000

/** Finds candidate pairs, learns what the levels mean in this file unless a model is given, and scores the pairs. */
export async function match(columns: RecordColumns, options: MatchOptions = {}): Promise<MatchResult> {
  const constraints = options.constraints ?? NO_CONSTRAINTS
  const crew = options.crew ?? SINGLE_THREAD
  const space = matchSpace(columns, { systemsFreeOfDuplicates: constraints.systemsFreeOfDuplicates, ...(options.model === undefined ? {} : { placeholders: new Map(options.model.comparisons.map((one) => [one.name, one.placeholders])) }) })
  const rules = blockingRules(space)
  const context: MatchContext = { space, rules, table: createBlockTable(space, rules.length), used: allUsed(rules.length), weights: null, rows: null }
  const blocks = (await crew.run(context, rules.map((_, rule) => ({ kind: 'block', rule, sampleSize: bounded(SAMPLED_PAIRS_OF_A_RULE, space.count) })))) as readonly BlockSummary[]
  const given = options.model === undefined ? undefined : learntFromModel(space, options.model, rules)
  const { frequencies, addresses } = options.model === undefined ? { frequencies: countFrequencies(space, null), addresses: countAddresses(space, null) } : frequenciesFromModel(space, options.model)
  const learnt = given ?? (await learn(context, crew, blocks, { space, frequencies, addresses }))
  const setWeights = options.setWeights ?? options.model?.setWeights ?? NO_SET_WEIGHTS
  refuseUnknownComparisons(space, setWeights)
  const weights = compileWeights(space, learnt.shares, frequencies, addresses, setWeights)
  const used = Uint8Array.from(learnt.used)
  options.onBlocked?.(outlookOf(space, rules, blocks, used))
  const rows = createRecordRows(space)
  await crew.run({ ...context, rows }, rowTasks(space.count))
  const members = (await crew.run(context, memberTasks(used))) as readonly RuleMembers[]
  const batches = (await crew.run({ ...context, used, weights, rows }, scoreTasks(members))) as readonly EdgeBatch[]
  return {
    ids: columns.ids,
    space,
    shares: learnt.shares,
    weights,
    setWeights,
    frequencies,
    addresses,
    samples: learnt.samples,
    edges: collectEdges(space, batches),
    rules: ruleSummaries(rules, blocks, learnt, batches),
  }
}

function rowTasks(records: number): readonly MatchTask[] {
  return Array.from({ length: Math.ceil(records / RECORDS_PER_ROWS_TASK) }, (_, part): MatchTask => ({ kind: 'rows', from: part * RECORDS_PER_ROWS_TASK, to: Math.min(records, (part + 1) * RECORDS_PER_ROWS_TASK) }))
}

function memberTasks(used: Uint8Array): readonly MatchTask[] {
  return [...used].flatMap((isUsed, rule): readonly MatchTask[] => (isUsed === 0 ? [] : [{ kind: 'members', rule }]))
}

function scoreTasks(used: readonly RuleMembers[]): readonly MatchTask[] {
  return used.flatMap(({ rule, members, cuts }) => cuts.slice(1).map((to, part): MatchTask => ({ kind: 'score', rule, members, from: cuts[part]!, to })))
}

function outlookOf(space: MatchSpace, rules: readonly BlockingRule[], blocks: readonly BlockSummary[], used: Uint8Array): BlockingOutlook {
  const summaries = rules.map((rule, index) => ({ name: rule.name, pairs: blocks[index]!.pairs, used: used[index] === 1, largestBlocks: blocks[index]!.largest }))
  return { records: space.count, rules: summaries, mostPairs: summaries.reduce((sum, rule) => (rule.used ? sum + rule.pairs : sum), 0), placeholders: placeholderCounts(space) }
}

/** How many values of each comparison were taken for placeholders; comparisons without any are left out. */
export function placeholderCounts(space: MatchSpace): Readonly<Record<string, number>> {
  return Object.fromEntries(space.comparisons.flatMap((comparison, index) => (space.placeholders[index]!.length > 0 ? [[comparison.name, space.placeholders[index]!.length]] : [])))
}

/** A weight that was set for a comparison that does not take place would be left out unseen. */
function refuseUnknownComparisons(space: MatchSpace, set: SetWeights): void {
  const unknown = Object.keys(set).filter((name) => !space.comparisons.some((comparison) => comparison.name === name))
  if (unknown.length > 0) throw new DubletteError('MODEL_INVALID', 'A weight is set for a comparison that these records do not have.', { got: unknown.join(', '), expected: space.comparisons.map((comparison) => comparison.name).join(', ') })
}

/** What learning or a model says about classes, levels and rules. */
export interface Learnt {
  readonly shares: Shares
  /** 1 for each rule in use. */
  readonly used: readonly number[]
  readonly yields: readonly number[]
  readonly samples: Samples | null
}

/** Pairs for learning. */
export type Samples = Pick<EstimationInput, 'random' | 'candidates'>

async function learn(context: MatchContext, crew: Crew, blocks: readonly BlockSummary[], known: Pick<EstimationInput, 'space' | 'frequencies' | 'addresses'>): Promise<Learnt> {
  const { space } = context
  const sampled = joinedSamples(blocks)
  const found = distinctPairs(sampled)
  const all = await withLevels(context, crew, found.pairs, found.weight)
  const random = await withLevels(context, crew, randomPairs(space.count, bounded(RANDOM_PAIRS, space.count)), null)
  // Every pair once, whichever rules turn out to be in use: neighbours whom ten dropped rules find would else count ten times over.
  const candidates = chosenPairs(all, space, (pair) => isFirstFinder(context.table, context.used, found.rule[pair]!, all.left[pair]!, all.right[pair]!))
  const shares = estimateShares({ ...known, random, candidates }, defaultShares(space))
  const posterior = posteriorsOf({ ...known, random, candidates: all }, shares, all).match
  return { shares, ...worthwhileRules(context, sampled, found.placeOf, posterior, blocks.length), samples: { random, candidates } }
}

/** Rule by rule, whether what it adds to the rules kept before it is worth comparing. */
function worthwhileRules({ table }: MatchContext, { pairs, rule: ruleOfPair }: SampledPairs, placeOf: Int32Array, posterior: Float64Array, rules: number): Pick<Learnt, 'used' | 'yields'> {
  const used = new Uint8Array(rules)
  const yields: number[] = []
  let pair = 0
  for (let rule = 0; rule < rules; rule++) {
    let added = 0
    let matches = 0
    for (; pair < ruleOfPair.length && ruleOfPair[pair] === rule; pair++) {
      if (!isFirstFinder(table, used, rule, pairs.left[pair]!, pairs.right[pair]!)) continue
      added++
      matches += posterior[placeOf[pair]!]!
    }
    const share = added === 0 ? 0 : matches / added
    yields.push(share)
    used[rule] = share >= LEAST_YIELD ? 1 : 0
  }
  return { used: [...used], yields }
}

function bounded({ perRecord, least, most }: typeof RANDOM_PAIRS, records: number): number {
  return Math.min(most, Math.max(least, Math.ceil(perRecord * records)))
}

function allUsed(rules: number): Uint8Array {
  return new Uint8Array(rules).fill(1)
}

async function withLevels(context: MatchContext, crew: Crew, pairs: PairList, weight: Float64Array | null): Promise<PairSample> {
  const tasks = []
  for (let from = 0; from < pairs.left.length; from += PAIRS_PER_LEVELS_TASK) {
    const to = from + PAIRS_PER_LEVELS_TASK
    tasks.push({ kind: 'levels', pairs: { left: pairs.left.slice(from, to), right: pairs.right.slice(from, to) } } as const)
  }
  const comparisons = context.space.comparisons.length
  const levels = new Uint8Array(pairs.left.length * comparisons)
  const results: readonly MatchTaskResult[] = await crew.run(context, tasks)
  results.forEach((result, index) => {
    if (result.kind === 'levels') levels.set(result.levels, index * PAIRS_PER_LEVELS_TASK * comparisons)
  })
  return { ...pairs, levels, weight: weight ?? new Float64Array(pairs.left.length).fill(1) }
}

function chosenPairs(sample: PairSample, space: MatchSpace, isChosen: (pair: number) => boolean): PairSample {
  const chosen = openPairSample(sample.left.length, space.comparisons.length)
  for (let pair = 0; pair < sample.left.length; pair++) if (isChosen(pair)) chosen.take(sample, pair, sample.weight[pair]!)
  return chosen.sample()
}

function ruleSummaries(rules: readonly BlockingRule[], blocks: readonly BlockSummary[], learnt: Learnt, batches: readonly EdgeBatch[]): readonly RuleSummary[] {
  return rules.map((rule, index) => ({
    name: rule.name,
    pairs: blocks[index]!.pairs,
    yieldShare: learnt.yields[index] ?? 0,
    used: learnt.used[index] === 1,
    largestBlocks: blocks[index]!.largest,
    compared: batches.reduce((sum, batch) => (batch.rule === index ? sum + batch.compared : sum), 0),
  }))
}
