import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderWith } from '../project-folder.ts'

const root = join(import.meta.dirname, '../..')
const names = ['Anna Berg', 'Bernd Tal', 'Clara Wald', 'Dirk Feld', 'Elif Stein', 'Franz Bach', 'Gisela Ohm', 'Hakan Ring']
const people = names.flatMap((name, n) => [`a${n},${name.replace(' ', ',')},1970-0${n + 1}-11,p${n}@post.example,030 55500${n}`, `b${n},${name.replace(' ', ',')},1970-0${n + 1}-11,,0049 30 55500${n}`])
const file = `id,givenName,familyName,birthDate,email,phone\n${people.join('\n')}\n`

type Done = { readonly status: number | null; readonly out: string; readonly err: string }

function dublette(folder: string, ...args: readonly string[]): Done {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/dublette.mjs'), ...args], { cwd: folder, encoding: 'utf8' })
  return { status, out: stdout, err: stderr }
}

function clusters(folder: string): ReadonlyMap<string, string> {
  return new Map(readFileSync(join(folder, 'c.csv'), 'utf8').trim().split('\n').slice(1).map((line) => line.split(',') as [string, string]))
}

describe('match, told by a person', () => {
  it('pairs that are never and always one person are honoured, and what contradicts itself or is not there is refused', () => {
    const folder = folderWith({ 'k.csv': file, 'never.csv': 'left,right\na0,b0\n', 'always.csv': 'left;right\na1;a2\n', 'both.csv': 'left,right\nb0,a0\n', 'bad.csv': 'left,right\na0\na0,zz\na1,a1\n' })
    expect(dublette(folder, 'match', 'k.csv', '-o', 'c.csv')).toMatchObject({ status: 0 })
    expect([clusters(folder).get('b0'), clusters(folder).get('a2')]).toEqual(['a0', 'a2'])
    expect(dublette(folder, 'match', 'k.csv', '-o', 'c.csv', '--never', 'never.csv', '--always', 'always.csv')).toMatchObject({ status: 0 })
    expect([clusters(folder).get('b0'), clusters(folder).get('a2'), clusters(folder).get('b1')]).toEqual(['b0', 'a1', 'a1'])
    expect(dublette(folder, 'match', 'k.csv', '-o', 'c.csv', '--never', 'never.csv', '--always', 'both.csv')).toMatchObject({ status: 65, err: expect.stringMatching(/PAIRS_INVALID: A pair is in both lists/) as string })
    expect(dublette(folder, 'match', 'k.csv', '-o', 'c.csv', '--never', 'bad.csv')).toMatchObject({ status: 65, err: expect.stringMatching(/3 mistakes[^]*line 2: two ids[^]*line 3: the customer file has no such id in the second column[^]*line 4: both ids are the same/) as string })
    expect(dublette(folder, 'match', 'k.csv', '-o', 'c.csv', '--always', 'none.csv')).toMatchObject({ status: 74, err: expect.stringMatching(/FILE_MISSING/) as string })
  })

  it('explains two records of a customer file as it was matched: the parts add up, and what was told counts', () => {
    const folder = folderWith({ 'k.csv': file, 'never.csv': 'left,right\na0,b0\n' })
    const linked = dublette(folder, 'explain', 'a0', 'b0', '--file', 'k.csv', '--language', 'de')
    expect(linked).toMatchObject({ status: 0, out: expect.stringMatching(/Telefon gleich[^]*Zusammen \+[^]*Sie stehen in einer Gruppe, direkt verbunden/) as string })
    type Told = { readonly weightMilliBits: number; readonly priorMilliBits: number; readonly householdMilliBits: number; readonly comparisons: readonly { readonly weightMilliBits: number }[]; readonly blockingRule: string | null; readonly path: unknown; readonly outcome: string }
    const told = (...args: readonly string[]): Told => JSON.parse(dublette(folder, 'explain', ...args, '--file', 'k.csv', '--json').out) as Told
    for (const other of ['b0', 'b1']) {
      const { weightMilliBits, priorMilliBits, householdMilliBits, comparisons } = told('a0', other)
      expect(priorMilliBits + comparisons.reduce((sum, each) => sum + each.weightMilliBits, 0) - householdMilliBits).toBe(weightMilliBits)
    }
    expect(told('a0', 'b1')).toMatchObject({ blockingRule: null, path: null })
    expect(told('a0', 'b0', '--never', 'never.csv')).toMatchObject({ path: null, outcome: expect.stringMatching(/may not come together/) as string })
    writeFileSync(join(folder, 'w.csv'), `id,entity\n${people.map((row) => row.split(',')[0]!).map((id) => `${id},${id}`).join('\n')}\n`)
    dublette(folder, 'match', 'k.csv', '-o', 'c.csv')
    const { out } = dublette(folder, 'evaluate', 'c.csv', '--truth', 'w.csv', '--records', 'k.csv')
    const [, ...asked] = /why: `dublette explain (\w+) (\w+) --file k\.csv`/.exec(out)!
    expect(told(...asked)).toMatchObject({ outcome: expect.stringMatching(/one cluster/) as string })
    expect(dublette(folder, 'explain', 'a0', 'zz', '--file', 'k.csv')).toMatchObject({ status: 64, err: expect.stringMatching(/RECORD_UNKNOWN[^]*in the file[^]*zz/) as string })
    expect(dublette(folder, 'explain', 'a0', 'b0', '--file', 'k.csv', '--run', 'x')).toMatchObject({ status: 64, err: expect.stringMatching(/USAGE: --file stands instead of a project/) as string })
    expect(dublette(folder, 'explain', 's:a0', 's:b0', '--id', 'id')).toMatchObject({ status: 64, err: expect.stringMatching(/USAGE: A run is explained as it was matched[^]*--file/) as string })
  })

  it('weights that were set decide, and stay in the model; a level or comparison that is not there is refused', () => {
    const folder = folderWith({ 'k.csv': file })
    const apart = ['phone:exact=-30', 'date:exact=-30']
    expect(dublette(folder, 'match', 'k.csv', '-o', 'c.csv', '--set-weight', ...apart, '--save-model', 'm.json')).toMatchObject({ status: 0 })
    expect(clusters(folder).get('b0')).toBe('b0')
    expect(dublette(folder, 'match', 'k.csv', '-o', 'c.csv', '--model', 'm.json')).toMatchObject({ status: 0 })
    expect(clusters(folder).get('b0')).toBe('b0')
    expect(dublette(folder, 'match', 'k.csv', '-o', 'c.csv', '--set-weight', 'phone:close=3')).toMatchObject({ status: 64, err: expect.stringMatching(/USAGE: A part of --set-weight/) as string })
    expect(dublette(folder, 'match', 'k.csv', '-o', 'c.csv', '--set-weight', 'street:exact=3')).toMatchObject({ status: 78, err: expect.stringMatching(/MODEL_INVALID[^]*street[^]*given, family/) as string })
  })

  it('says before it compares how many pairs, which blocks and what it will take, and no value', () => {
    const folder = folderWith({ 'k.csv': file })
    const { err } = dublette(folder, 'match', 'k.csv', '-o', 'c.csv', '--rules')
    expect(err).toMatch(/reading\nmatching\n\d+ blocking rules? finds? at most \d+ pairs?[^]*expected: \d+ s of comparing, at most \d+ MB\n[^]* {2}given \+ family \+ date[^]*clustering/)
    expect(err).not.toMatch(/Berg|post\.example|55500/)
  })

  it('says after it how many errors the weights promise', () => {
    const folder = folderWith({ 'k.csv': file })
    expect(dublette(folder, 'match', 'k.csv', '-o', 'c.csv').out).toMatch(/expected: of \d+ joined pairs (from|below) \d+\.\d bits( on)? about \d+\.\d wrong/)
  })

  it('model diff says what weighs otherwise; a kept model that no longer fits says so', () => {
    const folder = folderWith({ 'k.csv': file })
    expect(dublette(folder, 'match', 'k.csv', '-o', 'c.csv', '--save-model', 'm.json')).toMatchObject({ status: 0 })
    const model = JSON.parse(readFileSync(join(folder, 'm.json'), 'utf8')) as { lambdaMatch: number; found: { largestCluster: number; links: number } }
    expect(model.found).toMatchObject({ records: 16, largestCluster: 2 })
    writeFileSync(join(folder, 'n.json'), JSON.stringify({ ...model, lambdaMatch: model.lambdaMatch / 2, found: { ...model.found, largestCluster: 20 } }))
    expect(dublette(folder, 'model', 'diff', 'm.json', 'm.json').out).toMatch(/every level weighs as before/)
    expect(dublette(folder, 'model', 'diff', 'm.json', 'n.json').out).toMatch(/now 1 in \d+[^]*drift: the largest cluster has 20 records, then 2/)
    expect(dublette(folder, 'model', 'diff', 'm.json', 'k.csv')).toMatchObject({ status: 78, err: expect.stringMatching(/MODEL_INVALID: The model file is no JSON/) as string })
    writeFileSync(join(folder, 'old.json'), JSON.stringify({ ...model, found: { ...model.found, largestCluster: 1, pairsPerRecord: 0.01, links: 500 } }))
    const chain = names.map((_, n) => `a0,${n % 2 === 0 ? 'a' : 'b'}${n}`).slice(1)
    writeFileSync(join(folder, 'all.csv'), `left,right\n${chain.join('\n')}\n`)
    expect(dublette(folder, 'match', 'k.csv', '-o', 'c.csv', '--model', 'old.json', '--always', 'all.csv').out).toMatch(/the model fits less well than it did: the largest cluster has \d+ records, then 1; learn anew/)
  })

  it('what two stray quotes swallowed, rows of other lengths and rows all alike are said; a header alone is refused, and so is one of titles', () => {
    const folder = folderWith({
      'stray.csv': file.replace('a1,Bernd,', 'a1,"Bernd,').replace('a2,Clara,', 'a2,Clara",'), 'uneven.csv': `${file}c9,Ida\n`,
      'alike.csv': `givenName,familyName,email\n${'Anna,Berg,anna@berg.example\n'.repeat(50)}`, 'head.csv': 'id,givenName,familyName\n\n',
      'titles.csv': 'id,title\n1,jun.\n2,sen.\n',
    })
    const notes = (name: string): readonly string[] => (JSON.parse(dublette(folder, 'match', name, '-o', 'c.csv', '--json').out) as { readonly notes: readonly string[] }).notes
    expect(notes('stray.csv')).toEqual([expect.stringMatching(/^Lines 4 to 6 are one row, .* each looks like a row by itself\. If the quotes/)])
    expect(notes('uneven.csv')).toEqual([expect.stringMatching(/^Line 18 has more or fewer columns than the header: where/)])
    expect(notes('alike.csv').at(-1)).toMatch(/^All 50 rows are the same in every column/)
    expect(dublette(folder, 'match', 'head.csv', '-o', 'c.csv')).toMatchObject({ status: 65, err: expect.stringMatching(/INPUT_UNREADABLE: The file holds a header and no customer\.[^]*next: +Check that it is the right file/) as string })
    expect(dublette(folder, 'match', 'titles.csv', '-o', 'c.csv')).toMatchObject({ status: 65, err: expect.stringMatching(/HEADER_UNKNOWN: No column with content/) as string })
  })

  it('a quote that is never closed far behind the head is refused with its line, and a pipe is read like a file', () => {
    const rows = Array.from({ length: 80_000 }, (_, n) => `r${n},Name${n},Family${n}\n`).join('')
    const folder = folderWith({ 'k.csv': file, 'open.csv': `id,givenName,familyName\n${rows}x,"Anna,Berg\ny,Clara,Wald\n` })
    expect(dublette(folder, 'match', 'open.csv', '-o', 'c.csv')).toMatchObject({ status: 65, err: expect.stringMatching(/INPUT_UNREADABLE: A quote is opened and never closed\.\n {2}where: {4}open\.csv:80002\n/) as string })
    expect(dublette(folder, 'match', 'k.csv', '-o', 'file.csv')).toMatchObject({ status: 0 })
    expect(spawnSync('bash', ['-c', `cat k.csv | '${process.execPath}' '${join(root, 'bin/dublette.mjs')}' match /dev/stdin -o pipe.csv`], { cwd: folder })).toMatchObject({ status: 0 })
    expect(readFileSync(join(folder, 'pipe.csv'), 'utf8')).toBe(readFileSync(join(folder, 'file.csv'), 'utf8'))
  })

  it('a value of millions of characters is compared by its beginning', () => {
    const endless = (end: string): string => `${'x'.repeat(3_000_000)}${end}`
    const folder = folderWith({ 'k.csv': `${file}c0,Ida,${endless('a')},1980-01-01,ida@post.example,\nc1,Ida,${endless('b')},1980-01-01,ida@post.example,\n${'i'.repeat(200_000)},Ole,Sand,,,\n` })
    expect(dublette(folder, 'match', 'k.csv', '-o', 'c.csv')).toMatchObject({ status: 0 })
    expect(clusters(folder).get('c1')).toBe('c0')
  })

  it('written to /dev/stdout: the clusters alone, wherever the shell sends them', () => {
    const folder = folderWith({ 'k.csv': file })
    // Where /dev/stdout leads: a mistake would put a file in the place of the device, which cannot be here.
    const stdout = '/proc/self/fd/1'
    const shell = (command: string): unknown => spawnSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8' })
    const match = `'${process.execPath}' '${join(root, 'bin/dublette.mjs')}' match k.csv -o`
    shell(`${match} c.csv`)
    expect(shell(`${match} ${stdout} > to.csv; ${match} ${stdout} | cat > piped.csv; echo before > more.csv; ${match} ${stdout} >> more.csv`)).toMatchObject({ stdout: '', stderr: expect.stringMatching(/written to \/proc\/self\/fd\/1/) as string })
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
    expect([read('to.csv'), read('piped.csv'), read('more.csv')]).toEqual([read('c.csv'), read('c.csv'), `before\n${read('c.csv')}`])
  })
})
