import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type RefusalCode, refusalCodes } from '../../src/model/refusal.ts'
import { refusalTopics } from '../../src/ruleset/rule-words.ts'
import { domainRows, sections } from './rows.ts'

const root = join(import.meta.dirname, '../..')
const page = join(root, 'docs/domain-coverage.md')

/** The closed list: D1.1 to D10.6. A row that is left out of the table does not go unnoticed. */
const ids = sections.flatMap(([section, , count]) => Array.from({ length: count }, (_, index) => `D${section}.${index + 1}`))

/** Test files by the ids and refusal codes that their test names begin with; a name may begin with several. */
function testsById(): ReadonlyMap<string, readonly string[]> {
  const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.test.ts')).toSorted()
  const found = new Map<string, Set<string>>()
  const note = (id: string, file: string): void => { found.set(id, (found.get(id) ?? new Set()).add(file)) }
  for (const file of files) {
    const text = readFileSync(join(root, 'test', file), 'utf8')
    for (const match of text.matchAll(/(['"`])((?:(?:D\d+\.\d+|[A-Z]+(?:_[A-Z]+)+|REDACTED),? )+)/g)) for (const id of match[2]!.trim().split(/,? /)) note(id, file)
    // A table of refusals puts the code in its second column and names its tests by it.
    if (file.includes('refusals')) for (const match of text.matchAll(/^ {2}\['(?:[^'\\]|\\.)*', '([A-Z]+(?:_[A-Z]+)*)',/gm)) note(match[1]!, file)
  }
  return new Map([...found].map(([id, those]) => [id, [...those]]))
}

const tests = testsById()

/** What apply leaves a merge out for, and what stops a run: refusals of the trade that no rule can turn off. */
const alwaysRefused = {
  MERGE_IN_PROGRESS: { when: 'the merge is left out', path: 'src/edge/store/batch-statements.ts', says: 'Of two merges that want one record, or a record that is on the way already, only one is carried out.' },
  STALE_EXPORT: { when: 'the merge is left out', path: 'src/8-apply/prepare-apply.ts', says: 'A record or a holding is no longer as it was when the merge was reviewed.' },
  NO_ARCHIVE: { when: 'the merge is left out', path: 'src/edge/store/batch-statements.ts', says: 'A record that is not in the archive is not retired.' },
  SHORT_EXPORT: { when: 'the run stops', path: 'src/1-ingest/reconcile.ts', says: 'More known records are missing than the limit allows: a filter was left on.' },
} as const

/** The files in which refusals are asked, those made for one of them first. */
const askedIn = [...readdirSync(join(root, 'src/5-merge/refusals')).filter((file) => file !== 'table.ts').toSorted().map((file) => `src/5-merge/refusals/${file}`), 'src/ruleset/identity-refusals.ts', 'src/5-merge/merge-cluster.ts']

/** Where a refusal is asked: where its comment, its predicate or its name stands. */
function askedWhere(code: string): string {
  const texts = askedIn.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  const found = [`/** ${code}:`, ` * ${code}:`, `  ${code}: (`, `  ${code}: is`, `'${code}'`].flatMap((mark) => texts.filter(({ text }) => text.includes(mark)))[0]
  if (found === undefined) throw new Error(`${code} is asked nowhere: begin the comment of its check with its code.`)
  return found.path
}

/** docs/domain-coverage.md as the tests say it; `UPDATE_GOLDEN=1 npx vitest run test/domain` writes it. */
function document(): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const links = (id: string): string => (tests.get(id) ?? []).map((file) => `[${file.replace('.test.ts', '')}](../test/${file})`).join(', ')
  return [
    '# What of the trade is covered', '',
    'The programs that studios, gyms, course schools and rental shops keep their customers in each have their own rules for merging, ending and taking back. Each row below is one of them: what dublette does about it, what keeps it, and the tests whose names begin with its number. This page is written from those tests; a row without a test fails the suite.', '',
    ...sections.flatMap(([section, title]) => [
      `## D${section} ${title}`, '', line(['id', 'what dublette does', 'kept by', 'tests']), line(['---', '---', '---', '---']),
      ...domainRows.filter((each) => each.id.startsWith(`D${section}.`)).map((each) => line([each.id, each.says, `${each.by}: [${each.path}](../${each.path})`, links(each.id)])), '',
    ]),
    '## Refusals', '',
    'What each says to the desk, and which side it looks at, stands in [error-codes.md](error-codes.md). UNIQUE_CLASH, which a target database would raise, cannot come up: corrections leave as files and tasks, and nothing is written into the database of another program.', '',
    line(['code', 'what it is about, and why', 'unless a profile says otherwise', 'kept by', 'tests']), line(['---', '---', '---', '---', '---']),
    ...Object.entries(refusalCodes).map(([code, { severity, final }]) => line([code, `${refusalTopics[code as RefusalCode].title.en}. ${refusalTopics[code as RefusalCode].why.en}`, final ? `${severity}, final` : severity, `check: [${askedWhere(code)}](../${askedWhere(code)})`, links(code)])),
    ...Object.entries(alwaysRefused).map(([code, { when, path, says }]) => line([code, says, when, `check: [${path}](../${path})`, links(code)])), '',
  ].join('\n')
}

describe('every row of the domain', () => {
  it('stands in the table once, in order', () => expect(domainRows.map((each) => each.id)).toEqual(ids))

  it('has a test whose name begins with its id', () => {
    expect(ids.filter((id) => !tests.has(id)).map((id) => `${id} has no test: name one "${id} …" in test/domain.`)).toEqual([])
  })

  it('says where it is kept, in a file that exists', () => {
    const said = [...domainRows, ...Object.entries(alwaysRefused).map(([id, { path }]) => ({ id, path }))]
    expect(said.filter((each) => !existsSync(join(root, each.path))).map((each) => `${each.id}: ${each.path} is not there.`)).toEqual([])
  })

  it('has a sentence of its own', () => {
    expect(new Set(domainRows.map((each) => each.says)).size).toBe(domainRows.length)
    expect(domainRows.filter((each) => !/^[A-Zd].{20,}\.$/.test(each.says)).map((each) => each.id)).toEqual([])
  })

  it('every refusal has a test by its code', () => {
    expect([...Object.keys(refusalCodes), ...Object.keys(alwaysRefused)].filter((code) => !tests.has(code)).map((code) => `${code} has no test: name one "${code} …" in test/domain/refusals.test.ts.`)).toEqual([])
  })

  it('no test names a row that is not there', () => {
    const unknown = [...tests.keys()].filter((id) => /^D\d/.test(id) && !ids.includes(id))
    expect(unknown.map((id) => `${id} in ${tests.get(id)!.map((file) => relative(root, join(root, 'test', file))).join(', ')}`)).toEqual([])
  })

  it('docs/domain-coverage.md says what the tests say', () => {
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(page, document())
    expect(readFileSync(page, 'utf8')).toBe(document())
  })
})
