import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { afterAll } from 'vitest'
import { dedupe, type DedupeResult } from '../../pipelines/dedupe.ts'
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
 * and holdings it is about. `edit` changes the project file.
 */
export async function studio(rows: Rows = {}, edit: (yaml: string) => string = (yaml) => yaml): Promise<Studio> {
  const folder = mkdtempSync(join(tmpdir(), 'dublette-domain-'))
  folders.push(folder)
  cpSync(join(import.meta.dirname, '../../samples/tiny'), folder, { recursive: true })
  const yaml = join(folder, 'dublette.yaml')
  writeFileSync(yaml, edit(readFileSync(yaml, 'utf8')))
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
  const present = parse(readFileSync(path)) as readonly (readonly string[])[]
  const header = [...new Set([...(present[0] ?? []), ...rows.flatMap((row) => Object.keys(row))])]
  const grown = present.slice(1).map((cells) => header.map((_, index) => cells[index] ?? ''))
  writeFileSync(path, stringify([header, ...grown, ...rows.map((row) => header.map((column) => row[column] ?? ''))]))
}

/** The merge that holds all of these records. */
export function mergeOf({ document }: DedupeResult, ...records: readonly string[]): PlannedMerge {
  const found = document.merges.find(({ merge }) => records.every((id) => ([merge.survivor, ...merge.sources, ...merge.leftOut] as readonly string[]).includes(id)))
  if (found === undefined) throw new Error(`no merge holds ${records.join(' and ')}`)
  return found
}

/** A customer of the card file, and the same person's online account, from what a case says of them. */
export function person(said: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return { createdOn: '2016-04-01', givenName: 'Hannelore', familyName: 'Quellbrunn', birthDate: '1972-08-19', phone: '0461 559812', street: 'Fliederstieg', houseNumber: '4', postcode: '24103', city: 'Kiel', ...said }
}

/** Somebody who stands in the card file as `901` and online as `o901`. */
export function twin(desk: Readonly<Record<string, string>> = {}, online: Readonly<Record<string, string>> = {}): Rows {
  return {
    'desk/customers.csv': [person({ id: '901', email: 'hannelore.quellbrunn@post.example', ...desk })],
    'online/customers.csv': [person({ id: 'o901', createdOn: '2025-09-01', email: 'hq72@mail.example', loginUserName: 'user901', loginPasswordReference: 'ref-901', ...online })],
  }
}
