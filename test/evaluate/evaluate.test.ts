import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { evaluate, type EvaluateOptions } from '../../pipelines/evaluate.ts'
import { automaticFrom } from '../../src/model/verdict-bands.ts'
import { folderWith } from '../project-folder.ts'

const files = {
  'truth.csv': 'id,entity\n1,a\n2,a\n3,b\n4,b\n5,c\n',
  'clusters.csv': 'id,cluster\n1,1\n2,1\n3,1\n4,4\n5,5\n',
  'other.csv': 'id,cluster\n1,1\n2,2\n3,3\n4,3\n5,5\n',
  'records.csv': 'id,name,email,phone\n1,Ute Groß,u@web.de,0171 2345678\n2,Ute Gross,u@web.de,+49 171 2345678\n3,Uta Gross,u@web.de,\n4,Uta Gross,other@gmx.de,040 1234567\n5,Max Mustermann,,\n',
  'pairs.csv': 'left,right,weightMilliBits\n1,2,9000\n1,3,2500\n3,4,-1500\n',
  'short.csv': 'id,cluster\n1,1\n',
  'twice.csv': 'id,cluster\n1,1\n1,1\n',
  'ungrouped.csv': 'id\n1\n',
  'strangers.csv': 'left,right,weightMilliBits\n1,9,100\n',
  'weightless.csv': 'left,right,weightMilliBits\n1,2,1.5\n',
  'nobody.csv': 'id,entity\n',
  'broken.csv': 'id,cluster\n"1,1\n',
}
const folder = folderWith(files)
const given = (options: Partial<Record<keyof EvaluateOptions, string>>): EvaluateOptions => {
  const paths = Object.fromEntries(Object.entries(options).map(([name, value]) => [name, name === 'idColumn' ? value : join(folder, value)]))
  return { clusters: join(folder, 'clusters.csv'), truth: join(folder, 'truth.csv'), ...paths }
}

describe('evaluate refuses', () => {
  const refusals: readonly (readonly [string, Partial<Record<keyof EvaluateOptions, string>>, string])[] = [
    ['clusters that are not there', { clusters: 'nowhere.csv' }, 'FILE_MISSING'],
    ['records that are not there', { records: 'nowhere.csv' }, 'FILE_MISSING'],
    ['clusters of other records', { clusters: 'short.csv' }, 'TRUTH_MISMATCH'],
    ['an id twice', { clusters: 'twice.csv' }, 'INPUT_UNREADABLE'],
    ['a row without a group', { clusters: 'ungrouped.csv' }, 'INPUT_UNREADABLE'],
    ['a truth of nobody, of which all would be right', { clusters: 'nobody.csv', truth: 'nobody.csv' }, 'INPUT_UNREADABLE'],
    ['an open quote', { clusters: 'broken.csv' }, 'INPUT_UNREADABLE'],
    ['pairs of strangers', { pairs: 'strangers.csv' }, 'TRUTH_MISMATCH'],
    ['a weight that is no whole number', { pairs: 'weightless.csv' }, 'INPUT_UNREADABLE'],
    ['an id column that is not there', { records: 'records.csv', idColumn: 'Nr' }, 'USAGE'],
  ]
  for (const [name, options, code] of refusals) it(name, async () => { await expect(evaluate(given(options))).rejects.toMatchObject({ code }) })
})

describe('merging unasked', () => {
  it('is for pairs that together are expected to be wrong once in a thousand', () => {
    // One pair of 7 bits is wrong once in 129: six sure ones beside it are too few, two hundred are enough.
    expect(automaticFrom(Int32Array.from([7000, ...Array<number>(6).fill(20_000)]))).toBe(10_000)
    expect(automaticFrom(Int32Array.from([7000, ...Array<number>(200).fill(20_000)]))).toBe(7000)
    expect(automaticFrom(Int32Array.from([7000, 7000, 7000, ...Array<number>(20).fill(20_000)]))).toBe(10_000)
  })

  it('is never for a pair of less than 6 bits, and without sure pairs for those of 10', () => {
    expect(automaticFrom(Int32Array.from([5999, ...Array<number>(100_000).fill(20_000)]))).toBe(10_000)
    expect(automaticFrom(Int32Array.from([6000, ...Array<number>(100_000).fill(20_000)]))).toBe(6000)
    expect(automaticFrom(new Int32Array())).toBe(10_000)
  })
})

describe('evaluate', () => {
  it('says what wrong links have in common', async () => {
    const { errors } = await evaluate(given({ records: 'records.csv' }))
    expect(errors).toEqual({
      falseLinks: 1, missedLinks: 1,
      falseKinds: [{ words: 'same: email; alike: name; missing: phone', count: 1, examples: [['1', '3']] }],
      missedKinds: [{ words: 'same: name; differs: email; missing: phone', count: 1, examples: [['3', '4']] }],
    })
  })

  it('counts errors without the records, and names no kinds', async () => {
    expect((await evaluate(given({}))).errors).toEqual({ falseLinks: 1, missedLinks: 1, falseKinds: [], missedKinds: [] })
  })

  it('says how far weights keep their promises, and draws it', async () => {
    const picture = 'curve.svg'
    const { calibration, curve } = await evaluate(given({ pairs: 'pairs.csv', picture }))
    expect(calibration!.map(({ fromBits, toBits, pairs, observed }) => [fromBits, toBits, pairs, observed])).toEqual([[-3, -1, 1, 1], [1, 3, 1, 0], [8, 12, 1, 1]])
    expect(calibration![2]!.expected).toBeCloseTo(1 / (1 + 2 ** -9), 12)
    expect(curve!.find((point) => point.thresholdBits === 9)).toEqual({ thresholdBits: 9, links: 1, precision: 1, recall: 0.5 })
    expect(curve!.find((point) => point.thresholdBits === 0)).toEqual({ thresholdBits: 0, links: 2, precision: 0.5, recall: 0.5 })
    expect(curve!.find((point) => point.thresholdBits === -2)).toEqual({ thresholdBits: -2, links: 3, precision: 2 / 3, recall: 1 })
    expect(readFileSync(join(folder, picture), 'utf8')).toMatch(/^<svg [^]*<polyline[^]*<polyline[^]*<\/svg>\n$/)
  })

  it('says what each verdict holds, and from where on merging unasked is sure', async () => {
    const { verdicts } = await evaluate(given({ pairs: 'pairs.csv' }))
    expect(verdicts!.bands.map(({ verdict, pairs, matches, shareOfTrue, observed }) => [verdict, pairs, matches, shareOfTrue, observed])).toEqual([['likely', 2, 1, 0.5, 0.5], ['review', 1, 1, 0.5, 1]])
    expect(verdicts!.automaticMilliBits).toBe(10_000)
    expect(verdicts!.bands[1]!.expected).toBeCloseTo(1 / (1 + 2 ** 1.5), 12)
    expect(verdicts!.surest).toEqual({ fromMilliBits: 9000, shareOfTrue: 0.5 })
  })

  it('reads LF, CRLF and CR as line ends, also mixed, with and without quotes', async () => {
    const expected = await evaluate(given({ records: 'records.csv', pairs: 'pairs.csv' }))
    for (const end of ['\r', '\r\n', '\n\r']) {
      for (const quote of [(cell: string): string => cell, (cell: string): string => `"${cell}"`]) {
        const written = (text: string): string => text.split('\n').map((line, n) => line === '' ? '' : line.split(',').map(quote).join(',') + (n === 1 ? '\n' : end)).join('')
        const paths = Object.fromEntries(['clusters', 'truth', 'records', 'pairs'].map((name) => [name, join(folderWith({ [`${name}.csv`]: written(files[`${name}.csv` as keyof typeof files]) }), `${name}.csv`)]))
        expect(await evaluate(paths as EvaluateOptions)).toEqual(expected)
      }
    }
  })

  it('tells two results apart', async () => {
    expect((await evaluate(given({ compare: 'other.csv' }))).difference).toEqual({ same: 1, merged: 0, split: 1, moved: 1 })
  })
})
