import { describe, expect, it } from 'vitest'
import { openNumbering } from '../../src/model/evaluation.ts'
import { likenessOf, wrongPairs, type Likeness } from '../../src/model/link-errors.ts'

describe('wrong pairs', () => {
  const check = (found: string, truth: string, falseLinks: readonly string[], missedLinks: readonly string[]): void => {
    it(`${found} where ${truth} is right`, () => {
      const wrong = wrongPairs(Int32Array.from(found.split(''), openNumbering()), Int32Array.from(truth.split(''), openNumbering()))
      const words = (pairs: typeof wrong.falseLinks): readonly string[] => pairs.map(({ left, right }) => `${left}-${right}`)
      expect([words(wrong.falseLinks), words(wrong.missedLinks)]).toEqual([falseLinks, missedLinks])
    })
  }
  check('aabb', 'xxyy', [], [])
  check('aaaa', 'xxyy', ['0-2'], [])
  check('aaaa', 'wxyz', ['0-1', '1-2', '2-3'], [])
  check('abcd', 'xxxx', [], ['0-1', '1-2', '2-3'])
  check('aabbb', 'xxxyy', ['2-3'], ['0-2'])

  it('a cluster of a million strangers takes no longer than they are many', () => {
    const count = 1_000_000
    expect(wrongPairs(new Int32Array(count), Int32Array.from({ length: count }, (_, record) => record)).falseLinks.length).toBe(count - 1)
  }, 10_000)
})

describe('likeness of two values', () => {
  const rows: readonly (readonly [string, string, Likeness])[] = [
    ['', 'Ute', 'missing'], [' - ', 'Ute', 'missing'], ['Müller', 'MUELLER', 'same'], ['Bergstr.', 'Bergstraße', 'same'], ['Schmidt', 'Schmitd', 'alike'], ['Anna', 'Anna Maria', 'alike'], ['Ute', 'Uwe', 'alike'],
    ['Ute', 'Peter', 'differs'], ['0171 2345678', '+49 (0)171/2345678', 'same'], ['0171 2345678', '0171 2345687', 'alike'], ['0171 2345678', '040 987654', 'differs'], ['1980-05-03', '1980-03-05', 'alike'], ['1980-05-03', '1957-11-21', 'differs'],
  ]
  for (const [left, right, expected] of rows) it(`"${left}" and "${right}": ${expected}`, () => { expect(likenessOf(left, right)).toBe(expected) })
})
