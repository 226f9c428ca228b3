import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LENIENT, readCustomerFile, rowsWithoutQuotes, type CustomerFile } from '../../src/edge/customer-file.ts'
import { folderWith } from '../project-folder.ts'

it('the head of a file without quotes is read as the full parser reads it', () => {
  const text = fc.array(fc.constantFrom('a', 'ü', ',', ';', ' ', '\n', '\r\n', '\r', '\t'), { maxLength: 30 }).map((parts) => parts.join(''))
  fc.assert(fc.property(text, fc.constantFrom(',', ';', '\t'), fc.integer({ min: 1, max: 4 }), (head, delimiter, most) => {
    expect(rowsWithoutQuotes(head, delimiter, most)).toEqual(parse(head, { ...LENIENT, delimiter, to: most }))
  }), { numRuns: 3000 })
})

describe('a customer file', () => {
  const read = (content: string | Uint8Array): CustomerFile => readCustomerFile(join(folderWith({ 'k.csv': content }), 'k.csv'))

  it('may begin with the line by which spreadsheets name the delimiter', () => {
    for (const first of ['sep=;\r\n', '"sep=;"\n']) {
      const file = read(`${first}id;name\n1;Berg, Anna\n`)
      expect([file.header, file.sample, Buffer.from(file.bytes.subarray(file.bodyFrom)).toString()]).toEqual([['id', 'name'], [['1', 'Berg, Anna']], '1;Berg, Anna\n'])
    }
  })

  it('property: the rows begin where the header ends, whatever quotes stand in it: an inch mark swallows none', () => {
    const body = (file: CustomerFile): string => Buffer.from(file.bytes.subarray(file.bodyFrom)).toString()
    expect(body(read('id,name,15"\n1,Anna,5"\n2,Bernd,\n'))).toBe('1,Anna,5"\n2,Bernd,\n')
    const text = fc.array(fc.constantFrom('a', 'ü', '"', '""', ',', ',"', '",', '\n', '\r\n', '\r'), { maxLength: 30 }).map((parts) => parts.join(''))
    fc.assert(fc.property(text, (content) => {
      let rows: string[][]
      try { rows = parse(content, { ...LENIENT }) } catch { return }
      if (rows.length > 0) expect(parse(body(read(content)), { ...LENIENT })).toEqual(rows.slice(1))
    }), { numRuns: 500 })
  })

  it('keeps its umlauts where a few bytes are broken, and says so', () => {
    const rows = Array.from({ length: 20 }, (_, n) => `${n},Jörg Müller\n`).join('')
    const file = read(Buffer.concat([Buffer.from(`id,name\n${rows}`), Buffer.from('x,J\u00f6rg\n', 'latin1')]))
    expect(file).toMatchObject({ encoding: 'UTF-8', isDamaged: true })
    expect([file.sample[0], file.sample.at(-1)]).toEqual([['0', 'Jörg Müller'], ['x', 'J\ufffdrg']])
    expect(read(Buffer.from('id,name\n1,J\u00f6rg\n', 'latin1'))).toMatchObject({ encoding: 'Windows-1252', isDamaged: false, sample: [['1', 'Jörg']] })
  })

  it('whose quote is never closed is refused with its line', () => {
    expect(() => read('id,name\n1,"Berg\nAnna"\n2,"Tal\n3,Wald\n')).toThrow(expect.objectContaining({ code: 'INPUT_UNREADABLE', where: expect.objectContaining({ line: 4 }) as unknown }) as Error)
  })

  it('of more than its first part may end its lines with a carriage return alone', () => {
    const rows = Array.from({ length: 200_000 }, (_, n) => `${n},Anna Berg\r`).join('')
    expect(read(`id,name\r${rows}`)).toMatchObject({ header: ['id', 'name'], sample: { 0: ['0', 'Anna Berg'], 1999: ['1999', 'Anna Berg'] } })
  })

  it('may have the end of its first part within a quoted text', () => {
    const long = 'x\n'.repeat(300_000)
    expect(read(`id,name,note\n1,Anna,\n2,Bernd,"${long.repeat(4)}"\n`).sample).toEqual([['1', 'Anna', '']])
  })
})
