import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { afterAll } from 'vitest'
import { dedupe, type DedupeResult } from '../dedupe.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { readStoreState } from '../../src/edge/project-store.ts'
import { emptyStoreState, type StoreState } from '../../src/model/store-state.ts'
import type { PlannedMerge } from '../../src/model/plan.ts'
import type { Project } from '../../src/run/project.ts'

/** Today of every case here: that of samples/tiny. */
export const asOf = '2026-03-31'

/** Rows to add to an export, by column name; a file that was empty gets the columns of its first row. */
export type Rows = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>

export type Studio = {
  readonly folder: string
  readonly project: Project
  /** A run as the command makes it; `state` replaces what the store remembers, `store` reads it. */
  readonly run: (state?: Partial<StoreState> | 'store') => Promise<DedupeResult>
  readonly add: (rows: Rows) => void
  readonly file: (path: string) => string
}

const folders: string[] = []
afterAll(() => { for (const folder of folders) rmSync(folder, { recursive: true, force: true }) })

/**
 * A copy of samples/tiny, whose exports are read, matched, decided and planned as for a customer; a case adds the people
 * and holdings it is about. `edit` changes the project file; `rules` are what a profile of its own says beyond `default`.
 */
export async function studio(rows: Rows = {}, edit: (yaml: string) => string = (yaml) => yaml, rules?: string): Promise<Studio> {
  const folder = mkdtempSync(join(tmpdir(), 'dublette-domain-'))
  folders.push(folder)
  cpSync(join(import.meta.dirname, '../../samples/tiny'), folder, { recursive: true })
  const yaml = join(folder, 'dublette.yaml')
  writeFileSync(yaml, edit(readFileSync(yaml, 'utf8')))
  if (rules !== undefined) {
    writeFileSync(yaml, readFileSync(yaml, 'utf8').replace('profile: default', 'profile: ./ours.yaml'))
    writeFileSync(join(folder, 'ours.yaml'), `profile: ours\nextends: default\ntitle: { de: x, en: x }\nfor: { de: x, en: x }\ndoes: { de: x, en: x }\n${rules}\n`)
  }
  const add = (more: Rows): void => { for (const [file, those] of Object.entries(more)) append(join(folder, file), those) }
  add(rows)
  const project = await readProject(yaml)
  return {
    folder, project, add,
    file: (path) => readFileSync(join(folder, path), 'utf8'),
    run: async (state = {}) => dedupe({ project, asOf, state: state === 'store' ? await readStoreState(project) : { ...emptyStoreState, ...state } }),
  }
}

function append(path: string, rows: readonly Readonly<Record<string, string>>[]): void {
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0)
  const delimiter = bytes.toString('utf8').split('\n')[0]!.includes(';') ? ';' : ','
  const present = parse(bytes, { delimiter, bom: true }) as readonly (readonly string[])[]
  const header = [...new Set([...(present[0] ?? []), ...rows.flatMap((row) => Object.keys(row))])]
  const grown = present.slice(1).map((cells) => header.map((_, index) => cells[index] ?? ''))
  writeFileSync(path, stringify([header, ...grown, ...rows.map((row) => header.map((column) => row[column] ?? ''))], { delimiter }))
}

/** The merge that holds all of these records. */
export function mergeOf({ document }: DedupeResult, ...records: readonly string[]): PlannedMerge {
  const found = document.merges.find(({ merge }) => records.every((id) => ([merge.survivor, ...merge.sources, ...merge.leftOut] as readonly string[]).includes(id)))
  if (found === undefined) throw new Error(`no merge holds ${records.join(' and ')}`)
  return found
}

/** Somebody made up for a case: name, birth date, telephone and address follow from a number, so that no two cases touch. */
export function somebody(number: number, said: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const [given, family] = madeUpNames[number % madeUpNames.length]!.split(' ') as [string, string]
  return {
    givenName: given, familyName: family, birthDate: `19${50 + (number * 7) % 45}-0${1 + number % 9}-1${number % 10}`, phone: `0${480 + number} 77${4000 + number * 13}`,
    street: `${family}er Weg`, houseNumber: String(number), postcode: String(30000 + number * 211), city: 'Musterstadt', ...said,
  }
}

const madeUpNames = [
  'Adelgunde Brunnquell', 'Bertram Czichowsky', 'Corduela Drosselbart', 'Dankwart Eulenthal', 'Edeltraut Finkenrath', 'Ferfried Grasmück', 'Gunhild Habichtswald', 'Hilmar Igelbrink', 'Isolde Junikäfer', 'Jobst Krähwinkel',
  'Kunigunde Lerchenau', 'Lothar Maulwurf', 'Mathilde Nachtigall', 'Notker Ohrwurm', 'Ottilie Pirolstein', 'Pankraz Quittenbaum', 'Reglindis Rohrdommel', 'Siegbert Spechtler', 'Theres Turmfalk', 'Ulfried Uhuberg',
] as const

/** Customer number `number` twice: on file as `9NN` and online as `o9NN`, with another e-mail. */
export function twice(number: number, desk: Readonly<Record<string, string>> = {}, online: Readonly<Record<string, string>> = {}): Rows {
  return {
    'desk/customers.csv': [somebody(number, { id: `9${number}`, createdOn: '2016-04-01', email: `kunde${number}@post.example`, ...desk })],
    'online/customers.csv': [somebody(number, { id: `o9${number}`, createdOn: '2025-09-01', email: `neu.${number}@mail.example`, loginUserName: `user9${number}`, loginPasswordReference: `ref-9${number}`, ...online })],
  }
}

/** Several cases in one export. */
export function together(...parts: readonly Rows[]): Rows {
  const files = [...new Set(parts.flatMap((part) => Object.keys(part)))]
  return Object.fromEntries(files.map((file) => [file, parts.flatMap((part) => part[file] ?? [])]))
}
