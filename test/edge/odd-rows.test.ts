import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LENIENT, readCustomerFile } from '../../src/edge/customer-file.ts'
import { type OddRows, oddRows } from '../../src/edge/odd-rows.ts'
import { folderWith } from '../project-folder.ts'

function oddIn(content: string): OddRows {
  return oddRows(readCustomerFile(join(folderWith({ 'k.csv': content }), 'k.csv')))
}

const nothing = { swallowing: null, uneven: null }

describe('rows that may not be as they were meant', () => {
  it('two stray quotes in one column swallow the rows between them', () => {
    expect(oddIn('a;b;c\n1;A;x\n2;"B;x\n3;C;x\n4;D";x\n5;E;x\n')).toEqual({ swallowing: { count: 1, line: 3, toLine: 5 }, uneven: null })
    expect(oddIn('a;b;c\r\n1;"A;x\r\n2;B;x\r\n3;C";x\r\n4;"D;x\r\n5;E;x\r\n6;F";x\r\n').swallowing).toEqual({ count: 2, line: 2, toLine: 4 })
    expect(oddIn('sep=;\na;b;c\n"1;A;x\n2;B;x\n3";C;x').swallowing).toEqual({ count: 1, line: 3, toLine: 5 })
  })
  it('two rows in a wide table do, in a narrow one they may be a text', () => {
    expect(oddIn('a;b;c;d;e;f\n1;"A;x;x;x;x\n2;B";x;x;x;x\n').swallowing).toEqual({ count: 1, line: 2, toLine: 3 })
    expect(oddIn('a;b;c\n1;"A;x\n2;B";x\n')).toEqual(nothing)
  })
  it('two stray quotes in two columns leave a row of another number of columns', () => {
    expect(oddIn('a;b;c\n1;A;x\n2;"B;x\n3;C;x\n4;D;x"\n5;E;x\n')).toEqual({ swallowing: null, uneven: { count: 1, line: 3, toLine: 5 } })
    expect(oddIn('a;b;c\n1;A\n\n2;B;x\n3;C;x;y')).toEqual({ swallowing: null, uneven: { count: 2, line: 2, toLine: 2 } })
  })
  it('texts over several lines with delimiters, doubled quotes and inch marks are no such rows', () => {
    expect(oddIn('a;b;c\n1;"x;y\nz;\n;";w\n2;"Weg 1\n24103 Kiel\nHaus ""B""";\n3;5" pipe;y\n4;"";"z"\n')).toEqual(nothing)
    expect(oddIn('"a\nb";c;d\r1;"x";\r')).toEqual(nothing)
  })
  it('property: counts columns as the lenient parser reads them', () => {
    const text = fc.array(fc.constantFrom('a', 'ü', '"', '""', ';', ';"', '";', '\n', '\r\n', '\r'), { maxLength: 30 }).map((parts) => parts.join(''))
    fc.assert(fc.property(text, (body) => {
      let rows: string[][]
      try { rows = parse(body, { ...LENIENT, delimiter: ';' }) } catch { return }
      expect(oddIn(`a;b\n${body}`).uneven?.count ?? 0).toBe(rows.filter((row) => row.length !== 2).length)
    }), { numRuns: 500 })
  })
})
