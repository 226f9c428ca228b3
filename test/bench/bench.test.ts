import { describe, expect, it } from 'vitest'
import { measure } from '../../bench/measure.ts'
import { resultTable, type Outcome } from '../../bench/result-table.ts'
import { evaluateGroups, openNumbering } from '../../src/model/evaluation.ts'

const right = evaluateGroups(Int32Array.from(['a', 'a', 'b'], openNumbering()), Int32Array.from(['x', 'x', 'y'], openNumbering()))
const outcome = (engine: string, round: number, seconds: number, evaluation: Outcome['evaluation'] = right): Outcome => ({ engine, file: 'f', round, seconds, peakBytes: 300 * 2 ** 20, evaluation })

describe('the table of results', () => {
  it('takes the median of ratios within rounds, not the ratio of medians', () => {
    const table = resultTable([outcome('dublette', 1, 10), outcome('peer', 1, 20), outcome('dublette', 2, 1), outcome('peer', 2, 4), outcome('dublette', 3, 2), outcome('peer', 3, 6)])
    expect(table.slice(2)).toEqual([
      '| dublette | 1.0000 | 1.0000 | 1.0000 | 1.0000 | 2 of 2 | 2.0 | 1.00 × | 300 MB |',
      '| peer | 1.0000 | 1.0000 | 1.0000 | 1.0000 | 2 of 2 | 6.0 | 3.00 × | 300 MB |',
    ])
  })

  it('says that an engine was stopped', () => {
    expect(resultTable([outcome('dublette', 1, 10), outcome('peer', 1, 20, 'stopped')])[3]).toBe('| peer | stopped | | | | | 20.0 | 2.00 × | 300 MB |')
  })
})

describe('measuring a command', () => {
  it('sees the memory of the command and its children', async () => {
    const fill = 'const held = Buffer.alloc(150 * 2 ** 20, 1); const until = performance.now() + 300; while (performance.now() < until) held[0]++'
    const { peakBytes, seconds, exitCode } = await measure(process.execPath, ['-e', `${fill}; require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(fill)}])`], 20)
    expect(exitCode).toBe(0)
    expect(peakBytes).toBeGreaterThan(300 * 2 ** 20)
    expect(seconds).toBeGreaterThan(0.5)
  })

  it('stops what takes too long, and says so', async () => {
    expect(await measure(process.execPath, ['-e', 'while (true) {}'], 0.3)).toMatchObject({ exitCode: 137 })
  })

  it('keeps what a failing command said last', async () => {
    expect(await measure(process.execPath, ['-e', 'console.error("no such model"); process.exit(3)'], 20)).toMatchObject({ exitCode: 3, lastWords: 'no such model\n' })
  })
})
