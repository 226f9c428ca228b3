import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinDictionaries, packTexts, ranksOfTexts } from '../../src/2-normalise/packed-texts.ts'
import { textOf } from '../../src/model/record-columns.ts'

describe('packed texts', () => {
  it('rank by code unit, as sorting does', () => {
    const text = fc.oneof(fc.string({ maxLength: 6 }), fc.string({ unit: 'grapheme', maxLength: 4 }), fc.integer({ min: 0, max: 2000 }).map(String))
    fc.assert(fc.property(fc.uniqueArray(text, { maxLength: 40 }), (texts) => {
      const ranks = ranksOfTexts(packTexts(texts))
      const ranked = texts.map((_, index) => texts[ranks.indexOf(index)])
      expect(ranked).toEqual([...texts].sort())
    }))
  })
  it('join dictionaries without losing or doubling a text', () => {
    const list = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 30 })
    fc.assert(fc.property(list, list, (left, right) => {
      const lists = [['', ...left], ['', ...right]]
      const { dictionary, numbers } = joinDictionaries(lists.map(packTexts))
      lists.forEach((texts, source) => texts.forEach((text, value) => expect(textOf(dictionary, numbers[source]![value]!)).toBe(text)))
      expect(dictionary.offsets.length - 1).toBe(new Set(lists.flat()).size)
    }))
  })
})
