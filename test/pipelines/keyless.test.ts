import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { apply } from '../../pipelines/apply.ts'
import { approve } from '../../pipelines/approve.ts'
import { dedupe, type DedupeResult } from '../dedupe.ts'
import { verify } from '../../pipelines/verify.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { readStoreState } from '../../src/edge/project-store.ts'
import type { Project } from '../../src/run/project.ts'

const asOf = '2026-03-31'
const folder = mkdtempSync(join(tmpdir(), 'dublette-keyless-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const people = Array.from({ length: 60 }, (_, n) => ({
  givenName: ['Anna', 'Bernd', 'Clara', 'Dirk', 'Elif', 'Franz', 'Gisela', 'Hakan', 'Ines', 'Jonas'][n % 10]!,
  familyName: `${['Birken', 'Ähren', 'Mühl', 'Kirsch', 'Ober', 'Weiden'][Math.floor(n / 10)]}${['tal', 'feld', 'bach', 'stein', 'hofer', 'mann', 'kamp', 'wieser', 'roth', 'gruber'][n * 7 % 10]}`,
  birth: `19${50 + n * 17 % 50}-${String(1 + n * 5 % 12).padStart(2, '0')}-${String(1 + n * 11 % 28).padStart(2, '0')}`,
}))
const kinds = ['classCredit', 'package', 'subscription', 'contract', 'invoice', 'communication', 'note', 'card']

/** A club whose list has no numbers: its first ten members also stand online, two of them with credit in the club. */
async function project(): Promise<Project> {
  const online = people.slice(0, 10).map((each, n) => `o${n},${each.givenName},${each.familyName},${each.birth},${each.familyName}${n}@post.example`)
  const club = people.map((each, n) => `${each.givenName},${each.familyName},${each.birth},${each.familyName}${n}@post.example,${n < 2 ? '12.50' : ''}`)
  writeFileSync(join(folder, 'online.csv'), `id,givenName,familyName,birthDate,email\n${online.join('\n')}\n`)
  writeFileSync(join(folder, 'club.csv'), `givenName,familyName,birthDate,email,credit\n${club.join('\n')}\n`)
  writeFileSync(join(folder, 'dublette.yaml'), `
profile: default
systems:
  - name: online
    origin: online
    none: [credit, ${kinds.join(', ')}]
    files:
      - { file: online.csv, entity: customer, columns: { id: id, givenName: givenName, familyName: familyName, birthDate: birthDate, email: email } }
  - name: club
    origin: staff
    none: [${kinds.join(', ')}]
    files:
      - { file: club.csv, entity: customer, columns: { givenName: givenName, familyName: familyName, birthDate: birthDate, email: email } }
      - { file: club.csv, entity: credit, columns: { customer.givenName: givenName, customer.familyName: familyName, customer.birthDate: birthDate, balance: credit }, currency: EUR }
`)
  return readProject(join(folder, 'dublette.yaml'))
}

async function run(of: Project): Promise<DedupeResult> {
  return dedupe({ project: of, state: await readStoreState(of), asOf })
}

describe('an export without ids', () => {
  it('a retired member whose e-mail is corrected stays retired, and the credit is not moved twice', async () => {
    const club = await project()
    const first = await run(club)
    expect(first.document.plan.counts['automatic']).toBe(10)
    await approve({ project: club, automatic: true })
    await apply({ project: club, asOf })

    const list = readFileSync(join(folder, 'club.csv'), 'utf8').replace('0@post.example', '0.new@post.example').replace('40@post.example', '40.new@post.example')
    writeFileSync(join(folder, 'club.csv'), list)
    const again = await run(club)
    expect(again.document.plan.counts['automatic']).toBe(0)
    expect(again.document.plan.before).toMatchObject({ records: 70, customers: 60, credit: { EUR: 2500n } })
    await approve({ project: club, automatic: true })
    await apply({ project: club, asOf })
    expect((await verify({ project: club })).filter((row) => !row.ok)).toEqual([])
    expect((await run(club)).document.plan.before).toEqual(again.document.plan.before)
  })
})
