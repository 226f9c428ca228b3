import { describe, expect, it } from 'vitest'
import { groupWeight } from '../../src/4-cluster/group-weight.ts'
import type { PairWeights } from '../../src/4-cluster/cluster.ts'
import { outcomeWords, type PairOutcome } from '../../src/run/pair-outcome.ts'

const apart: PairOutcome = { weightMilliBits: 4200, isFound: true, path: null, retired: [], sizes: [2, 3], groupsMilliBits: -1500, forbidden: null }
const link = (left: string, right: string, weightMilliBits: number): NonNullable<PairOutcome['path']>[number] => ({ left, right, weightMilliBits })

describe('why two records were, or were not, taken for one person', () => {
  const cases: readonly (readonly [string, Partial<PairOutcome>, RegExp, RegExp])[] = [
    ['a rule forbids it, whatever the weight', { forbidden: { left: 'a:1', right: 'b:2', isThisPair: true } }, /clusters\. They may not come together/, /Gruppen\. Sie dürfen nicht zusammenkommen/],
    ['a rule forbids it for another pair of the two clusters', { forbidden: { left: 'a:1', right: 'c:3', isThisPair: false } }, /Between the clusters a:1 and c:3 may not come together/, /Zwischen den Gruppen dürfen a:1 und c:3 nicht zusammenkommen/],
    ['too light', { weightMilliBits: -3001 }, /not enough: it would have to be above 0\.$/, /reicht nicht: Es müsste über 0 liegen\.$/],
    ['exactly 0 is not above 0', { weightMilliBits: 0 }, /not enough .* but worth a look/, /reicht nicht .* einen Blick wert/],
    ['heavy enough, and never found', { isFound: false }, /would be enough, but no blocking rule/, /würde reichen, aber keine Blockregel/],
    ['too light and never found: the weight is the reason', { isFound: false, weightMilliBits: -9000 }, /not enough/, /reicht nicht/],
    ['a pair whose clusters do not agree', {}, /clusters as wholes \(2 and 3 records\) do not agree: −1\.5/, /Gruppen als Ganze \(2 und 3 Datensätze\) passen nicht zusammen: −1,5/],
    ['clusters that just fail to agree', { groupsMilliBits: -30 }, /do not agree: −0\.0/, /passen nicht zusammen: −0,0/],
    ['linked directly', { path: [link('a', 'b', 4200)] }, /one cluster, linked directly/, /in einer Gruppe, direkt verbunden/],
    ['linked over others', { weightMilliBits: -200, path: [link('a', 'c', 9000), link('c', 'b', 2500)] }, /a – c \(\+9\.0\), c – b \(\+2\.5\); the weakest link weighs \+2\.5\. The pair alone would not be enough/, /das schwächste Glied wiegt \+2,5\. Für sich allein/],
    ['merged before the run', { retired: [{ record: 'a:1', customer: 'b:2' }], sizes: [0, 1] }, /^An earlier merge decided that: a:1 now belongs to b:2\./, /^Eine frühere Zusammenführung hat das entschieden: a:1 gehört jetzt zu b:2\./],
    ['joined by a person', { path: [] }, /because a person decided so/, /weil eine Person es so entschieden hat/],
  ]
  for (const [name, outcome, english, german] of cases) {
    it(name, () => {
      const words = outcomeWords({ ...apart, ...outcome })
      expect(words.en).toMatch(english)
      expect(words.de).toMatch(german)
    })
  }

  it('weighs groups as clustering does: half the best and half the mean for single records, less of the best in larger ones', () => {
    // One comparison; records 0 and 1 agree with 2, but 1 disagrees with 3.
    const weightOf = (left: number, right: number): number => (left === 1 && right === 3 ? -4000 : 2000)
    const weights: PairWeights = {
      comparisons: 1,
      compare: (left, right, into) => { into.levels[0] = 5; into.matched[0] = weightOf(left, right); into.household[0] = 0 },
      compareEdge: () => {},
      total: (matched) => matched - 1000,
    }
    expect([groupWeight(weights, [0], [2]), groupWeight(weights, [0, 1], [2, 3])]).toEqual([1000, 0.25 * 2000 + 0.75 * 500 - 1000])
  })
})
