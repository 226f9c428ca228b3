import { describe, expect, it } from 'vitest'
import { match } from '../../src/3-match/match.ts'
import { createRecordRows, fillRecordRows } from '../../src/3-match/record-rows.ts'
import { scorePair } from '../../src/3-match/score-pair.ts'
import { createWeightBound, mayWeighMoreThan } from '../../src/3-match/weight-bound.ts'
import type { SetWeights } from '../../src/model/set-weights.ts'
import { recordColumns, sampleCustomers, type TestRecord } from './customers.ts'

/** Values that come close to each other in every way that has a level of its own, and gaps. */
const alike: Readonly<Record<string, readonly (string | undefined)[]>> = {
  given: ['Anna', 'Anne', 'A', 'Hans', 'Hans sen.', 'Anna II', 'Johannes', 'Weber', '王', undefined], family: ['Weber', 'Weber jun.', 'Webber', 'Anna', 'Weber Koch', undefined],
  email: ['anna.weber@gmx.de', 'anna.weber@web.de', 'weber.anna@gmx.de', 'anna.weber84@gmx.de', 'a.weber@gmx.de', 'hans1984@gmx.de', undefined],
  phone: ['0171 2345678', '0171 2345687', '+49 171 2345678', '0341 2345678', '040 998877', undefined], birth: ['12.03.1984', '03.12.1984', '12.03.1985', '13.03.1984', '01.01.1984', undefined],
  street: ['Hauptstr. 12', 'Hauptstr. 14', 'Hauptstraße', 'Haubtstr. 12', 'Gartenweg 12', undefined], postcode: ['04109', '04107', '04901', '20095', undefined], city: ['Leipzig', 'Leibzig', 'Hamburg', undefined], company: ['Weber GmbH', 'Weber und Koch', undefined], old: ['rot', 'rosa', 'blau', undefined], gender: ['m', 'w', 'Frau', undefined],
}

function mixed(count: number): readonly TestRecord[] {
  const texts = Object.entries(alike)
  return Array.from({ length: count }, (_, record) => ({ id: `x${String(record).padStart(4, '0')}`, ...Object.fromEntries(texts.map(([name, values], column) => [name, values[(record * (column + 3) + (record >> 2) * (2 * column + 1)) % values.length]])) }))
}

async function check(records: readonly TestRecord[], setWeights?: SetWeights): Promise<{ readonly pairs: number; readonly left: number }> {
  const { space, weights } = await match(recordColumns(records), setWeights === undefined ? {} : { setWeights })
  const rows = createRecordRows(space)
  fillRecordRows(space, rows, 0, space.count)
  const bound = createWeightBound(space, weights, rows)
  const found = { pairs: 0, left: 0 }
  for (let left = 0; left < space.count; left++) {
    for (let right = left + 1; right < space.count; right++) {
      const { weightMilliBits } = scorePair(space, weights, left, right)
      // A floor just below the weight: it must be passed; at a floor that no pair reaches nothing is left.
      if (!mayWeighMoreThan(bound, weightMilliBits - 1, left, right)) expect.fail(`records ${left} and ${right} weigh ${weightMilliBits}, and were said to weigh less`)
      found.pairs++
      if (mayWeighMoreThan(bound, -4000, left, right)) found.left++
    }
  }
  return found
}

describe('the bound on a pair’s weight', () => {
  it('is never below the weight', async () => {
    await check(mixed(120))
    await check(mixed(90), { given: { exact: 20 }, city: { different: 3 } })
    await check(mixed(90), { given: { different: 20 } })
    await check(mixed(90).map(({ id, given, family, phone }) => ({ id, ...(given === undefined ? {} : { given }), ...(family === undefined ? {} : { family }), ...(phone === undefined ? {} : { phone }) })))
  })
  it('tells nearly all strangers without comparing all of their texts', async () => {
    const { pairs, left } = await check(sampleCustomers(120))
    expect(left / pairs).toBeLessThan(0.02)
  })
})
