import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readProject } from '../../src/edge/project-file.ts'
import { projectJsonSchema } from '../../src/edge/project-schema.ts'
import { DubletteError } from '../../src/model/error.ts'
import { folderWith, projectYaml } from '../project-folder.ts'

async function problems(yaml: string): Promise<readonly string[]> {
  const error = await readProject(join(folderWith({ 'dublette.yaml': yaml }), 'dublette.yaml')).then(() => null, (thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(DubletteError)
  expect((error as DubletteError).code).toBe('PROJECT_INVALID')
  return (error as DubletteError).message.split('\n').slice(1).map((line) => line.trim())
}

describe('a project file with mistakes', () => {
  it('lists all of them with line and known names', async () => {
    const found = await problems(`language: fr
profil: smile
systems:
  - name: Kartei 1
    origin: staff
    files:
      - file: k.csv
        entity: customer
        dateFormat: TT.MM.JJJJ
        columns: { id: Nr, vorname: Vorname }
`)
    expect(found).toEqual([
      'line 1, column 1, language: expected one of de, en',
      'line 2, column 1, profil: unknown name "profil"; known: name, language, timeZone, profile, store, currency, compare, weights, maxRejects, systems',
      'line 4, column 5, systems.0.name: small letters, digits, - and _, beginning with a letter',
      'line 9, column 9, systems.0.files.0.dateFormat: expected one of YYYY-MM-DD, YYYY/MM/DD, YYYYMMDD, DD.MM.YYYY, DD.MM.YY, DD/MM/YYYY, DD-MM-YYYY, MM/DD/YYYY, MM-DD-YYYY, MM/DD/YY or a list',
      expect.stringMatching(/^line 10, column \d+, systems\.0\.files\.0\.columns\.vorname: unknown column "vorname" of customer; known: id, origin, /),
    ])
  })
  it('names unknown target columns', async () => {
    expect((await problems(projectYaml().replace('givenName: Vorname', 'vorname: Vorname')))[0]).toMatch(/^line 8, column \d+, systems\.0\.files\.0\.columns\.vorname: unknown column "vorname" of customer; known: id, origin, /)
  })
  it('names dates that cannot be told apart', async () => {
    expect(await problems(projectYaml().replace('dateFormat: DD.MM.YYYY', 'dateFormat: [DD/MM/YYYY, YYYY-MM-DD, MM/DD/YYYY]'))).toEqual(['line 7, column 9, systems.0.files.0.dateFormat: DD/MM/YYYY and MM/DD/YYYY fit the same texts; expected one of them'])
  })
  it('names an unknown profile beside the other mistakes', async () => {
    expect(await problems(`profile: smle\n${projectYaml().replace('origin: staff', 'origin: stuff')}`)).toEqual([
      'line 1, column 1, profile: unknown profile "smle"; known: billing-holder, course-school, default, momence, online-record-stays, rental, smile, or the path of a rules file, such as ./ours.yaml',
      expect.stringMatching(/systems\.0\.origin: expected one of online, staff, unknown, has-login, column$/),
    ])
  })
  it('that is no YAML', async () => expect((await problems('systems: [\n  - x')).length).toBeGreaterThan(0))
  it('that is not there', () => expect(readProject('nowhere/dublette.yaml')).rejects.toMatchObject({ code: 'FILE_MISSING', exitCode: 74 }))
})

describe('docs/dublette.schema.json', () => {
  it('is the schema of the code', () => {
    const path = join(import.meta.dirname, '../../docs/dublette.schema.json')
    const text = `${JSON.stringify(projectJsonSchema(), null, 2)}\n`
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text)
    expect(readFileSync(path, 'utf8')).toBe(text)
  })
})

describe('docs/project-file.md', () => {
  it('shows a project file that is read without a mistake', async () => {
    const text = readFileSync(join(import.meta.dirname, '../../docs/project-file.md'), 'utf8')
    const project = await readProject(join(folderWith({ 'dublette.yaml': /```yaml\n([\s\S]*?)```/.exec(text)![1]! }), 'dublette.yaml'))
    expect(project.systems.map((system) => [system.name, system.files.length])).toEqual([['desk', 2], ['online', 2], ['rental', 1]])
  })
})
