import { describe, expect, it } from 'vitest'
import { cleanCell } from '../../src/1-ingest/read-value.ts'
import { csvLines, figure, type OutputCell } from '../../src/8-apply/output-table.ts'

describe('cells that a spreadsheet would take for a formula', () => {
  const check = (cell: OutputCell, expected: string): void => expect([...csvLines({ path: 'x.csv', columns: ['a'], rows: [[cell]] })].join('')).toBe(`a\n${expected}\n`)
  it('are written with an apostrophe that ingest takes off again', () => {
    for (const text of ['=1+1', '+49 171 2345678', '-x', '@name', '=cmd|" /C calc"!A1']) expect(cleanCell(`'${text}`)).toBe(text)
    check('=1+1', "'=1+1")
    check('+49 171 2345678', "'+49 171 2345678")
  })
  it('figures stay figures', () => { check(figure(-5), '-5'); check(figure(null), ''); check(null, '') })
  it('delimiters, quotes and line breaks are quoted', () => { check('a,b', '"a,b"'); check('say "x"', '"say ""x"""'); check('a\nb', '"a\nb"') })
})
