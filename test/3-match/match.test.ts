import { describe, expect, it } from 'vitest'
import { EDGE_FLOOR_MILLI_BITS } from '../../src/3-match/score-rule.ts'
import { explainPair, type PairExplanation } from '../../src/3-match/explain-pair.ts'
import { findingRule } from '../../src/3-match/finding-rule.ts'
import { match, type MatchResult } from '../../src/3-match/match.ts'
import { modelOf } from '../../src/3-match/model-file.ts'
import { pairSentences } from '../../src/3-match/pair-sentences.ts'
import { scorePair } from '../../src/3-match/score-pair.ts'
import { DubletteError } from '../../src/model/error.ts'
import { NO_CONSTRAINTS, type MatchModel } from '../../src/model/match-model.ts'
import { recordOf } from '../../src/model/record-columns.ts'
import { clusterTwice } from '../../pipelines/match.ts'
import { recordColumns, sampleCustomers, type TestRecord } from './customers.ts'

const customers = sampleCustomers(300)
const columns = recordColumns(customers)

async function matched(model?: MatchModel): Promise<MatchResult> {
  return match(columns, model === undefined ? {} : { model })
}

describe('a model', () => {
  it('of other columns or another specification is refused', async () => {
    const model = modelOf(await matched())
    const refused = async (altered: MatchModel): Promise<void> => {
      await expect(matched(altered)).rejects.toSatisfy((error) => error instanceof DubletteError && error.code === 'MODEL_INVALID')
    }
    await refused({ ...model, specificationHash: 'another' })
    await refused({ ...model, comparisons: model.comparisons.slice(1) })
  })
  it('given again weighs every edge as the match that learned it', async () => {
    const { result, clusters } = await clusterTwice(await matched(), NO_CONSTRAINTS)
    const saved = JSON.parse(JSON.stringify(modelOf(result))) as MatchModel
    const again = await matched(saved)
    expect(again.samples, 'nothing is learned').toBeNull()
    expect(modelOf(again)).toEqual(saved)
    const second = await clusterTwice(again, NO_CONSTRAINTS)
    expect([...second.clusters.clusterOf]).toEqual([...clusters.clusterOf])
  })
})

describe('placeholders', () => {
  it('neither block nor score', async () => {
    const studio: readonly TestRecord[] = customers.map((customer, index) => ({ ...customer, phone: index % 3 === 0 ? '040 555555' : (customer.phone ?? ''), birth: index % 4 === 0 ? '1900-01-01' : customer.birth! }))
    const { space } = await match(recordColumns(studio))
    expect(space.placeholders[space.at.phone]).toEqual(['40555555'])
    expect(space.placeholders[space.at.date]).toEqual(['19000101'])
  })
})

describe('an explanation', () => {
  const sum = (one: PairExplanation): number => one.priorMilliBits + one.comparisons.reduce((total, part) => total + part.weightMilliBits, 0) - one.householdMilliBits
  it('adds up to the weight of every edge, whatever the pair', async () => {
    const { result } = await clusterTwice(await matched(), NO_CONSTRAINTS)
    for (let edge = 0; edge < result.edges.count; edge++) {
      const explained = explainPair(result, result.edges.right[edge]!, result.edges.left[edge]!)
      expect(sum(explained)).toBe(result.edges.weightMilliBits[edge])
      expect(explained.weightMilliBits).toBe(result.edges.weightMilliBits[edge])
      expect(explained.blockingRule).not.toBeNull()
    }
    const strangers = explainPair(result, 0, 7)
    expect(sum(strangers)).toBe(scorePair(result.space, result.weights, 7, 0).weightMilliBits)
    expect(strangers.blockingRule).toBeNull()
  })
  it('says that the sex counts nothing beside the same given name', async () => {
    const result = await match(recordColumns(customers.map((customer) => ({ ...customer, gender: customer['given']?.endsWith('a') === true ? 'w' : 'm' }))))
    const given = result.space.comparisons.findIndex((comparison) => comparison.name === 'given')
    const edge = result.edges.left.findIndex((_, each) => result.edges.levels[each * result.edges.comparisons + given] === 5)
    const explained = explainPair(result, result.edges.left[edge]!, result.edges.right[edge]!)
    expect(explained.comparisons.find((part) => part.kind === 'other')).toMatchObject({ reason: 'saidByName', weightMilliBits: 0 })
    expect(sum(explained)).toBe(result.edges.weightMilliBits[edge])
    const sentences = { ...explained, blockingRule: null }
    expect(pairSentences(sentences, 'en').join('\n')).toContain('“gender” says nothing beside the same given name')
    expect(pairSentences(sentences, 'de').join('\n')).toMatch(/gender\S* sagt neben demselben Vornamen nichts/)
  })
  it('says that one name stands for two generations', async () => {
    const shared = recordColumns([...customers, { id: 'x1', given: 'Karl', family: 'Huber sen.', phone: '0171 9090909' }, { id: 'x2', given: 'Karl', family: 'Huber jun.', phone: '0171 9090909' }])
    const result = await match(shared)
    const explained = explainPair(result, recordOf(shared, 'x1'), recordOf(shared, 'x2'))
    expect(explained.comparisons.find((part) => part.name === 'given')).toMatchObject({ reason: 'otherGeneration', level: 'different', leftValue: 'karl' })
    expect(sum(explained)).toBe(explained.weightMilliBits)
    expect(pairSentences(explained, 'en').join('\n')).toContain('Same given name, but of two generations (junior, senior or a numeral)')
    expect(pairSentences(explained, 'de').join('\n')).toContain('Vorname gleich, aber zwei Generationen')
  })
  it('names the rule that found a pair, also one too light to be an edge, and null where no rule did', async () => {
    const two: readonly TestRecord[] = [...customers, { id: 'x1', given: 'Paul', family: 'Reuter', phone: '0171 9090909' }, { id: 'x2', given: 'Claudia', family: 'Anders', phone: '0171 9090909' }]
    const shared = recordColumns(two)
    const result = await match(shared)
    const [left, right] = [recordOf(shared, 'x1'), recordOf(shared, 'x2')]
    expect(scorePair(result.space, result.weights, left, right).weightMilliBits).toBeLessThan(EDGE_FLOOR_MILLI_BITS)
    expect([findingRule(result, left, right), findingRule(result, right, left)]).toEqual(['phone', 'phone'])
    expect(findingRule(result, left, recordOf(shared, 'k0a'))).toBeNull()
    for (let edge = 0; edge < result.edges.count; edge++) expect(findingRule(result, result.edges.left[edge]!, result.edges.right[edge]!)).toBe(result.rules[result.edges.rule[edge]!]!.name)
  })
  it('speaks both languages, with the same numbers', async () => {
    const result = await matched()
    const explained = explainPair(result, recordOf(columns, 'k0a'), recordOf(columns, 'k0b'))
    const english = pairSentences(explained, 'en')
    const german = pairSentences(explained, 'de')
    expect(english.join('\n')).toMatch(/Same birth date \(\d{4}-\d\d-\d\d\), \+\d+\.\d: nobody else has it/)
    expect(german.join('\n')).toMatch(/Geburtsdatum gleich \(\d{4}-\d\d-\d\d\), \+\d+,\d: niemand sonst/)
    const numbers = (lines: readonly string[]): readonly string[] => lines.map((line) => (/[+−]\d+[.,]\d/.exec(line)?.[0] ?? '').replace(',', '.'))
    expect(numbers(german)).toEqual(numbers(english))
  })
})

describe('matching', () => {
  it('finds the people who stand twice', async () => {
    const { clusters } = await clusterTwice(await matched(), NO_CONSTRAINTS)
    const personOf = (id: string): string => id.slice(0, -1)
    let right = 0
    let wrong = 0
    clusters.clusterOf.forEach((root, record) => {
      if (root === record) return
      const ids = [root, record].map((one) => [...customers].map((customer) => customer.id).sort()[one]!)
      if (personOf(ids[0]!) === personOf(ids[1]!)) right++
      else wrong++
    })
    expect({ right, wrong }).toEqual({ right: 100, wrong: 0 })
  })
  it('manages a file of one record, and of records without values', async () => {
    for (const records of [[{ id: '1', given: 'Anna' }], [{ id: '1', given: 'Anna' }, { id: '2', given: '' }]]) {
      const few = recordColumns(records)
      const { clusters } = await clusterTwice(await match(few), NO_CONSTRAINTS)
      expect([...clusters.clusterOf]).toEqual(records.map((_, record) => record))
    }
  })
})
