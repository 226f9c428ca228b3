import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LENIENT, rowsWithoutQuotes } from '../../src/edge/customer-file.ts'

it('the head of a file without quotes is read as the full parser reads it', () => {
  const text = fc.array(fc.constantFrom('a', 'ü', ',', ';', ' ', '\n', '\r\n', '\r', '\t'), { maxLength: 30 }).map((parts) => parts.join(''))
  fc.assert(fc.property(text, fc.constantFrom(',', ';', '\t'), fc.integer({ min: 1, max: 4 }), (head, delimiter, most) => {
    expect(rowsWithoutQuotes(head, delimiter, most)).toEqual(parse(head, { ...LENIENT, delimiter, to: most }))
  }), { numRuns: 3000 })
})
