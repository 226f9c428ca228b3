import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowOf, splitRow, splitRows } from '../../src/1-ingest/split-rows.ts'
import { decodeLines } from '../../src/edge/decode-lines.ts'

/** Rows of a text as cells, or as the code of what is wrong with them. */
function rowsOf(text: string, delimiter = ';'): readonly (readonly string[] | string)[] {
  return [...splitRows(decodeLines(Buffer.from(text), 'utf-8'), delimiter)].map((row) => row.issue ?? splitRow(row.text, delimiter))
}

function check(text: string, expected: readonly (readonly string[] | string)[]): void {
  expect(rowsOf(text)).toEqual(expected)
}

describe('rows that are none', () => {
  it('two stray quotes do not swallow the rows between them', () => check('a;b;c\n1;"A;x\n2;B;x\n3;C;x\n4;D";x\n5;E;x\n', [['a', 'b', 'c'], 'ROW_QUOTES', ['2', 'B', 'x'], ['3', 'C', 'x'], 'ROW_QUOTES', ['5', 'E', 'x']]))
  it('two stray quotes do not swallow a row of a wide table', () => check('a;b;c;d;e;f\n1;"A;x;x;x;x\n2;B";x;x;x;x\n3;C;x;x;x;x\n', [['a', 'b', 'c', 'd', 'e', 'f'], 'ROW_QUOTES', 'ROW_QUOTES', ['3', 'C', 'x', 'x', 'x', 'x']]))
  it('a stray quote in the last row', () => check('a;b\n1;A\n2;"B\n', [['a', 'b'], ['1', 'A'], 'ROW_QUOTES']))
  it('an inch mark', () => check('a;b\n1;5" pipe\n2;B\n', [['a', 'b'], 'ROW_QUOTES', ['2', 'B']]))
  it('text behind a closing quote', () => check('a;b\n1;"A"x\n2;B\n', [['a', 'b'], 'ROW_QUOTES', ['2', 'B']]))
  it('a quote left open over more than a hundred lines', () => {
    const rows = rowsOf(`a;b\n1;"A\n${Array.from({ length: 200 }, (_, n) => `${n + 2};B`).join('\n')}\n`)
    expect(rows.filter((row) => typeof row === 'string')).toEqual(['ROW_QUOTES'])
    expect(rows).toHaveLength(202)
  })
})

describe('a line that is too long', () => {
  const long = 'x'.repeat(1_000_001)
  it('costs itself alone, and keeps its beginning only', () => {
    check(`a;b\n1;${long}\n2;B\n`, [['a', 'b'], 'ROW_TOO_LONG', ['2', 'B']])
    expect([...splitRows(decodeLines(Buffer.from(`a;b\n1;${long}\n`), 'utf-8'), ';')][1]!.text).toHaveLength(1000)
  })
  it('inside quotes', () => check(`a;b\n1;"A\n${long}"\n2;B\n`, [['a', 'b'], 'ROW_QUOTES', 'ROW_TOO_LONG', ['2', 'B']]))
  // Longer than what is decoded at once: the end of a line is then looked for byte by byte, also a lone CR.
  for (const encoding of ['utf-8', 'windows-1252'] as const) {
    it(`of twenty megabytes, ${encoding}`, () => {
      const bytes = Buffer.concat([Buffer.from('a;b\n1;'), Buffer.alloc(20 << 20, 'x'), Buffer.from('\r2;B\r\n3;C')])
      expect([...splitRows(decodeLines(bytes, encoding), ';')].map((row) => row.issue ?? `${row.line} ${row.text}`)).toEqual(['1 a;b', 'ROW_TOO_LONG', '3 2;B', '4 3;C'])
    })
  }
})

describe('rows that are', () => {
  it('a quoted text over several lines, with delimiters', () => check('a;b;c\n1;"x;y\nz;\n;";w\n2;;\n', [['a', 'b', 'c'], ['1', 'x;y\nz;\n;', 'w'], ['2', '', '']]))
  it('a quoted text of two lines with as many delimiters as a narrow table', () => check('a;b;c\n1;"Yoga; Reha\nSpinning; Kurse";x\n', [['a', 'b', 'c'], ['1', 'Yoga; Reha\nSpinning; Kurse', 'x']]))
  it('a header over two lines', () => check('"a\nb";c\n1;2\n', [['a\nb', 'c'], ['1', '2']]))
  it('quotes inside quotes', () => check('a;b\n"""x""";"y""z"\n', [['a', 'b'], ['"x"', 'y"z']]))
})

/** Cells as people write them, with all that needs quoting but never a line break beside a delimiter. */
const cell = fc.oneof(
  fc.constantFrom('', ' ', 'Müller', '0', '"', '""', 'a"b', 'x;y', 'x,y', 'line\nbreak', '\n', "'0012", 'Straße 5"', '🚲'),
  fc.string({ maxLength: 8 }).filter((text) => !/[\r\n\0]/.test(text)),
)

describe('property: the splitter and csv-parse agree', () => {
  it('on every well-formed file', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: 6 }), fc.constantFrom(';', ',', '\t'), fc.constantFrom('\n', '\r\n'), fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 12 }), fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }), (columns, delimiter, end, cells, quoted) => {
      const rows = cells.map((row) => row.slice(0, columns))
      const write = (text: string, n: number): string => (quoted[n % 24]! || /["\n;,\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
      const text = rows.map((row, r) => row.map((each, c) => write(each, r * columns + c)).join(delimiter)).join(end)
      const expected = parse(text, { delimiter, skip_empty_lines: true, record_delimiter: ['\r\n', '\n'] }) as unknown as string[][]
      // A line break inside quotes is not the end of a row, whichever ends the file uses.
      expect(rowsOf(text, delimiter)).toEqual(expected)
    }), { numRuns: 400 })
  })
  it('rows written are rows read', () => {
    fc.assert(fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => { expect(splitRow(rowOf(cells, 1).text, ',')).toEqual(cells) }), { numRuns: 300 })
  })
})

describe('property: a bad row costs itself alone', () => {
  const damages: readonly ((row: string) => string)[] = [(row) => row.replace(';', ';"'), (row) => row.replace('B', 'B"'), (row) => row.replace('B', '"B"x'), (row) => `${row};more`, (row) => row.slice(0, row.lastIndexOf(';')), (row) => row.replace('B', '\0')]
  it('wherever it stands and whatever is wrong with it', () => {
    fc.assert(fc.property(fc.array(fc.option(fc.integer({ min: 0, max: damages.length - 1 }), { freq: 2 }), { minLength: 1, maxLength: 40 }), (plan) => {
      const good = plan.map((_, n) => `${n};B;C${n};"D ""${n}"""`)
      const rows = rowsOf(['a;b;c;d', ...plan.map((damage, n) => (damage === null ? good[n]! : damages[damage]!(good[n]!)))].join('\n'))
      expect(rows.slice(1).map((row) => (typeof row === 'string' ? null : row[0]))).toEqual(plan.map((damage, n) => (damage === null ? String(n) : null)))
    }), { numRuns: 400 })
  })
})
