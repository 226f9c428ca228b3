import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { Command } from 'commander'
import { folderWith } from '../project-folder.ts'

const root = join(import.meta.dirname, '../..')

function dublette(args: readonly string[], cwd = tmpdir()): { readonly status: number | null; readonly out: string; readonly err: string } {
  const done = spawnSync(process.execPath, [join(root, 'bin/dublette.mjs'), ...args], { cwd, encoding: 'utf8' })
  return { status: done.status, out: done.stdout, err: done.stderr }
}

describe('wrong usage', () => {
  const check = (args: readonly string[], status: number, words: RegExp, cwd?: string): void => {
    const json = dublette([...args, '--json'], cwd)
    expect({ status: json.status, err: json.err }, args.join(' ')).toEqual({ status, err: expect.stringMatching(words) as string })
    expect((JSON.parse(json.out) as { error: { code: string } }).error.code).toMatch(/^[A-Z_]+$/)
  }
  it('ends with the exit code of its kind, says what to do, and is JSON where that was asked for', () => {
    check(['bogus'], 64, /unknown command/)
    check(['run', '--bogus'], 64, /unknown option/)
    check(['run', '--as-of', 'tomorrow', '--project', join(root, 'samples/tiny/dublette.yaml')], 64, /expected: YYYY-MM-DD[^]*next:/)
    check(['run', '--bogus'], 64, /Read `dublette run --help`/)
    check(['rules', 'explain', '--bogus'], 64, /Read `dublette rules explain --help`/)
    for (const threads of ['0', '1.5', '65', 'two']) check(['run', '--threads', threads, '--project', join(root, 'samples/tiny/dublette.yaml')], 64, /number of threads[^]*1 to 64/)
    check(['run'], 74, /FILE_MISSING[^]*dublette init/)
    check(['match', 'nowhere.csv', '-o', 'x.csv'], 74, /FILE_MISSING[^]*counts from the folder you are in/)
    check(['match', root, '-o', 'x.csv'], 74, /FILE_MISSING: This is a folder/)
    check(['match', join(root, 'samples/tiny/cases.csv'), '-o', join(root, 'samples/tiny/../tiny/cases.csv')], 64, /USAGE: --output names the customer file itself/)
    check(['match', join(root, 'samples/tiny/cases.csv'), '-o', 'x.csv', '--map', 'case=nonsense'], 64, /USAGE[^]*givenName/)
  })
  it('what needs a run says that there is none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dublette-cli-'))
    cpSync(join(root, 'samples/tiny'), folder, { recursive: true })
    check(['approve', '--automatic'], 78, /RUN_MISSING[^]*dublette run/, folder)
    check(['apply'], 78, /RUN_MISSING/, folder)
    check(['explain', 'desk:101', 'desk:101'], 64, /Both ids are the same record/, folder)
    check(['explain', 'desk:101', 'online:o101'], 78, /RUN_MISSING/, folder)
  })
})

describe('what a command says', () => {
  it.each([['de', /Geschrieben:[^]*eine Spalte erkannt|Spalten erkannt[^]*Fragen, die nur Sie beantworten können[^]*Wie sind die Kunden von k entstanden/, /Written|recognised|Questions/], ['en', /Written:[^]*recognised[^]*Questions that only you[^]*How did the customers of k come to be/, /Geschrieben|Fragen/]] as const)('init asks and sums up in one language: %s', (language, words, others) => {
    const folder = folderWith({ 'k.csv': 'Nr,Vorname,Nachname\n1,Anna,Berg\n' })
    const { out, status } = dublette(['init', 'k.csv', '--language', language], folder)
    expect(status).toBe(0)
    expect(out).toMatch(words)
    expect(out).not.toMatch(others)
  })
})

describe('explain', () => {
  it('says once what holds of several sources', () => {
    const others = Array.from({ length: 20 }, (_, n) => `${n + 10},Vor${n},Nach${n},v${n}@x.de,0${1 + n % 9}.02.19${60 + n}\n`).join('')
    const folder = folderWith({ 'k.csv': `Nr,Vorname,Nachname,E-Mail,Geburtstag\n${[1, 2, 3].map((nr) => `${nr},Anna,Berg,anna@berg.de,01.02.1980\n`).join('')}${others}` })
    for (const args of [['init', 'k.csv'], ['run']]) expect(dublette(args, folder).status).toBe(0)
    const { out } = dublette(['explain', 'k:1', 'k:3', '--language', 'en'], folder)
    expect(out.match(/ORIGIN_UNKNOWN: /g)).toHaveLength(1)
  })
})

describe('help', () => {
  it('every command has a description, an example and --json, and is found by its name', async () => {
    const program = new Command('dublette')
    for (const file of commands) (await file.load())(program)
    expect(program.commands.map((command) => command.name())).toEqual(commands.flatMap((file) => file.names))
    for (const command of program.commands.flatMap((each) => (each.commands.length > 0 ? each.commands : [each]))) {
      const lines: string[] = []
      command.configureOutput({ writeOut: (text) => { lines.push(text) } }).outputHelp()
      expect(lines.join(''), command.name()).toMatch(/--json[^]*Example/)
      expect(command.description().length, command.name()).toBeGreaterThan(20)
    }
  })
})
