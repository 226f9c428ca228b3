import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFormerExports } from '../../src/edge/former-exports.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { silent } from '../../src/edge/terminal.ts'
import { creditMapping, folderWith, projectYaml } from '../project-folder.ts'

const customers = 'Nr;Vorname;Nachname;E-Mail;Geburtstag\n1;Anna;Berg;a@x.example;01.02.1990\n'
const credits = 'Nr;Betrag\n1;12,50\n'
const neutral = 'id,givenName\n1,Anna\n'
const twoSystems = `systems:
  - { name: a, origin: staff, format: neutral, folder: desk }
  - { name: b, origin: online, format: neutral, folder: page }
`

/** What is read of the exports of another day: record ids, and how many holdings. */
async function read(yaml: string, files: Readonly<Record<string, string>>, path = 'week'): Promise<string> {
  const folder = folderWith({ 'dublette.yaml': yaml, ...files })
  const { records, holdings } = await readFormerExports(await readProject(join(folder, 'dublette.yaml')), join(folder, path), silent)
  return `${records.map((record) => record.id).join(' ')} ${holdings.length}`
}

describe('exports of another day', () => {
  const mapped = projectYaml(creditMapping)
  it('in a folder of the same paths, or the same names', async () => {
    expect(await read(mapped, { 'week/k.csv': customers, 'week/g.csv': credits })).toBe('a:1 1')
    expect(await read(mapped.replaceAll('file: ', 'file: exports/'), { 'week/exports/k.csv': customers, 'week/exports/g.csv': credits })).toBe('a:1 1')
    expect(await read(mapped.replaceAll('file: ', 'file: exports/'), { 'week/k.csv': customers, 'week/g.csv': credits })).toBe('a:1 1')
  })
  it('by a project file of their own, named or in the folder', async () => {
    expect(await read(mapped, { 'week/dublette.yaml': mapped, 'week/k.csv': customers, 'week/g.csv': credits })).toBe('a:1 1')
    expect(await read(mapped, { 'week/old.yaml': mapped, 'week/k.csv': customers, 'week/g.csv': credits }, 'week/old.yaml')).toBe('a:1 1')
  })
  it('of one system alone; a name that two systems use stands for none of them', async () => {
    expect(await read(twoSystems, { 'week/page/customers.csv': neutral })).toBe('b:1 0')
    await expect(read(twoSystems, { 'week/customers.csv': neutral })).rejects.toMatchObject({ code: 'FILE_MISSING' })
    expect(await read(twoSystems.split('\n').slice(0, 2).join('\n'), { 'week/customers.csv': neutral, 'week/credits.csv': 'customer,balance\n1,2.00\n' })).toBe('a:1 1')
  })
  it('refuses a folder without them, and a file of a system that is only half there', async () => {
    await expect(read(mapped, {}, 'nowhere')).rejects.toMatchObject({ code: 'FILE_MISSING' })
    await expect(read(mapped, { 'week/other.csv': '' })).rejects.toMatchObject({ code: 'FILE_MISSING' })
    await expect(read(mapped, { 'week/k.csv': customers })).rejects.toMatchObject({ code: 'FILE_MISSING' })
  })
})
