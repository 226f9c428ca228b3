import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanCsv } from '../../src/2-normalise/scan-csv.ts'
import { saysNothing } from '../../src/model/fold-text.ts'
import type { RawChunk } from '../../src/2-normalise/chunk.ts'

const plan = { delimiter: 44, columnCount: 3, idColumn: 0, columns: [{ at: 1, role: 'givenName', name: 'a' }, { at: 2, role: 'other', name: 'b' }] } as const

function scan(text: string): readonly (readonly string[])[] | null {
  const bytes = new TextEncoder().encode(text)
  const chunk = scanCsv(bytes, 0, bytes.length, plan)
  return chunk === null ? null : rowsOf(chunk)
}

function rowsOf(chunk: RawChunk): readonly (readonly string[])[] {
  return chunk.ids.map((id, row) => [id, ...chunk.columns.map((column) => column.raws[column.rows[row]!]!)])
}

describe('scanCsv', () => {
  const check = (text: string, expected: readonly (readonly string[])[] | null): void => expect(scan(text), JSON.stringify(text)).toEqual(expected)
  it('leaves to the full parser what is not plainly well-formed', () => {
    check('1,a\n', null)
    check('1,a,b,c\n', null)
    check('1,a"b,c\n', null)
    check('1,"a"b,c\n', null)
    check('1,"a,b\n', null)
    check('1,a\0,c\n', null)
  })
  it('splits well-formed rows', () => {
    check('', [])
    check('1,a,b', [['1', 'a', 'b']])
    check('1,a,b\r\n2,,\r\n', [['1', 'a', 'b'], ['2', '', '']])
    check('1,"a ""x"", y",b\n\n2,"",ü\n', [['1', 'a "x", y', 'b'], ['2', '', 'ü']])
    check('1,"two\nlines",b\n', [['1', 'two\nlines', 'b']])
    check('1,n/a,-\n', [['1', '', '']])
  })
  it('agrees with csv-parse wherever it answers', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'B', 'ü', '"', ',', '\n', '\r\n', ' ', '1'), maxLength: 5 })
    const field = fc.oneof(cell.map((text) => `"${text.replaceAll('"', '""')}"`), cell)
    const file = fc.array(fc.array(field, { minLength: 3, maxLength: 3 }).map((row) => row.join(',')), { maxLength: 6 }).map((rows) => rows.join('\n'))
    fc.assert(fc.property(file, (text) => {
      const scanned = scan(text)
      if (scanned === null) return
      let parsed: string[][]
      try {
        parsed = parse(text, { skip_empty_lines: true, record_delimiter: ['\r\n', '\n', '\r'] })
      } catch {
        // What the full parser refuses the fast one may only have split if every row had its columns.
        return
      }
      expect(scanned).toEqual(parsed.map(([id, ...cells]) => [id, ...cells.map((text) => (saysNothing(text) ? '' : text))]))
    }), { numRuns: 2000 })
  })
})
