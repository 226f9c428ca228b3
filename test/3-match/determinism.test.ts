import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { modelOf } from '../../src/3-match/model-file.ts'
import { idOf } from '../../src/model/record-columns.ts'
import { DubletteError } from '../../src/model/error.ts'
import { refuseShortMemory } from '../../src/edge/customer-file.ts'
import { matchFile, type MatchFileOptions } from '../../pipelines/match.ts'
import { sampleCustomers, type TestRecord } from './customers.ts'

const folder = mkdtempSync(join(tmpdir(), 'dublette-match-'))
afterAll(() => rmSync(folder, { recursive: true }))

const customers = sampleCustomers(400)
const plainFile = join(folder, 'plain.csv')
const headers = ['id', 'given', 'family', 'email', 'phone', 'birth', 'street', 'postcode', 'city'] as const

function csv(records: readonly TestRecord[], delimiter = ','): string {
  const cell = (text: string): string => (text.includes(delimiter) ? `"${text}"` : text)
  return [headers.join(delimiter), ...records.map((record) => headers.map((header) => cell(record[header] ?? '')).join(delimiter))].join('\n')
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** Every byte that leaves a match: clusters by id, edges, model. */
async function fingerprint(options: MatchFileOptions): Promise<string> {
  const { columns, result, clusters } = await matchFile(options)
  const named = [...clusters.clusterOf].map((root, record) => `${idOf(columns, record)},${idOf(columns, root)}`)
  const hash = createHash('sha256').update(named.join('\n')).update(JSON.stringify(modelOf(result)))
  for (const column of [result.edges.left, result.edges.right, result.edges.weightMilliBits, result.edges.levels, result.edges.rule]) hash.update(new Uint8Array(column.slice().buffer))
  return hash.digest('hex')
}

/** The same order every time, and not the given one. */
function shuffled<T>(items: readonly T[]): readonly T[] {
  return items.map((item, index) => [Math.imul(index + 1, 0x9e3779b1) >>> 0, item] as const).sort(([a], [b]) => a - b).map(([, item]) => item)
}

describe('the same customers give the same bytes', () => {
  const plain = file('plain.csv', csv(customers))
  const expected = fingerprint({ file: plain, threads: 1 })

  it('in any order of rows', async () => {
    expect(await fingerprint({ file: file('shuffled.csv', csv(shuffled(customers))), threads: 1 })).toBe(await expected)
  })
  it('on any number of threads', async () => {
    expect(await fingerprint({ file: plain, threads: 2 })).toBe(await expected)
    expect(await fingerprint({ file: plain, threads: 3 })).toBe(await expected)
  })
  it('in any encoding and with any delimiter', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csv(customers), 'utf16le')])
    const windows = Buffer.from(csv(customers), 'latin1')
    expect(await fingerprint({ file: file('bom.csv', `\uFEFF${csv(customers)}`) })).toBe(await expected)
    expect(await fingerprint({ file: file('utf16.csv', utf16) })).toBe(await expected)
    expect(await fingerprint({ file: file('windows.csv', windows) })).toBe(await expected)
    for (const delimiter of [';', '\t', '|']) expect(await fingerprint({ file: file('delimiter.csv', csv(customers, delimiter)) })).toBe(await expected)
  })
  it('by the fast and the careful way of reading', async () => {
    // A quote within a field sends the whole file the careful way; the field is one that nobody compares.
    const withNotes = csv(customers).split('\n').map((line, index) => `${line},${index === 0 ? 'notes' : 'said "hello"'}`).join('\n')
    expect(await fingerprint({ file: file('careful.csv', withNotes) })).toBe(await expected)
  })
  it('in any time zone and locale', () => {
    const script = `
      const { matchFile } = await import(process.argv[1])
      const { clusters, result } = await matchFile({ file: process.argv[2], threads: 1 })
      process.stdout.write(clusters.clusterOf.join() + result.edges.weightMilliBits.join())`
    const run = (environment: Readonly<Record<string, string>>): string =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script, new URL('../../dist/pipelines/match.js', import.meta.url).href, plain], { env: { ...process.env, ...environment }, encoding: 'utf8', maxBuffer: 1 << 26 })
    expect(run({ TZ: 'Asia/Tokyo', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' })).toBe(run({ TZ: 'America/St_Johns', LC_ALL: 'C' }))
  })
})

describe('reading a customer file', () => {
  const refused = async (options: MatchFileOptions, code: string): Promise<void> => {
    await expect(matchFile(options)).rejects.toSatisfy((error) => error instanceof DubletteError && error.code === code)
  }
  it('refuses what cannot be matched', async () => {
    await refused({ file: join(folder, 'nowhere.csv') }, 'FILE_MISSING')
    expect(() => refuseShortMemory(plainFile, 1e9, 1e9)).toThrow(/more memory/)
    await refused({ file: file('empty.csv', '') }, 'INPUT_UNREADABLE')
    await refused({ file: file('empty2.csv', '\n\n') }, 'INPUT_UNREADABLE')
    await refused({ file: file('repeated.csv', 'nr,Vorname\n1,Anna\n1,Ben\n'), idColumn: 'nr' }, 'INPUT_UNREADABLE')
    await refused({ file: file('header.csv', 'nr,Vorname\n1,Anna\n'), idColumn: 'Nummer' }, 'USAGE')
    await refused({ file: file('no-header.csv', '1,Anna,Schmidt,anna@schmidt.de\n2,Ben,Weber,ben@weber.de\n') }, 'HEADER_UNKNOWN')
    await refused({ file: file('nothing.csv', 'nr,status\n1,open\n2,closed\n') }, 'HEADER_UNKNOWN')
  })
  it('names records by their row where no column does, and says so', async () => {
    const { columns, summary } = await matchFile({ file: file('noid.csv', 'Vorname,Nachname\nAnna,Schmidt\nBen,Weber\n') })
    expect([idOf(columns, 0), idOf(columns, 1)]).toEqual(['1', '2'])
    expect(summary.notes).toHaveLength(1)
  })
  it('fills short rows and cuts long ones', async () => {
    const { columns } = await matchFile({ file: file('ragged.csv', 'id,Vorname,Nachname\na,Anna\nb,Ben,Weber,more\n') })
    expect(columns.count).toBe(2)
  })
  it('takes roles that are given', async () => {
    const { summary } = await matchFile({ file: file('mapped.csv', 'id,x,y\na,Anna,1\nb,Ben,2\n'), map: { x: 'givenName', y: 'ignored' } })
    expect(summary.columns.map((column) => column.role)).toEqual(['id', 'givenName', 'ignored'])
  })
})
