import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { type Weighted, weighted } from './random.ts'

/** A street with the town and postcode it lies in. */
export interface Place { readonly street: string; readonly postcode: string; readonly city: string }

export type Gender = 'f' | 'm'

/** A name with the share of all people of the table who bear it. */
export interface CountedName { readonly name: string; readonly share: number }

/** German names and places with their real counts. */
export interface NameTables {
  readonly givenNames: Readonly<Record<Gender, Weighted<CountedName>>>
  readonly familyNames: Weighted<CountedName>
  readonly places: Weighted<Place>
}

/** The files of a folder of names, as in ul-mds/gecko-data. */
export const NAME_FILES = { givenNames: 'given-name-gender.csv', familyNames: 'last-name.csv', places: 'street-municipality-postcode.csv' }

/** Reads the three tables of a folder of names. */
export function readNameTables(folder: string): NameTables {
  const given = readRows(folder, NAME_FILES.givenNames, ['given_name', 'count', 'gender'])
  const family = readRows(folder, NAME_FILES.familyNames, ['last_name', 'count'])
  const places = readRows(folder, NAME_FILES.places, ['street_name', 'municipality', 'postcode', 'count'])
  const ofGender = (gender: Gender): Weighted<CountedName> => counted(given.filter((row) => row[2] === gender).map((row) => [row[0]!, Number(row[1])]))
  return {
    givenNames: { f: ofGender('f'), m: ofGender('m') },
    familyNames: counted(family.map((row) => [row[0]!, Number(row[1])])),
    // Some municipalities carry a second place behind a comma, which is no part of an address.
    places: weighted(places.map((row) => [{ street: row[0]!, city: row[1]!.split(',')[0]!.trim(), postcode: row[2]! }, Number(row[3])])),
  }
}

function counted(rows: readonly (readonly [name: string, count: number])[]): Weighted<CountedName> {
  const total = rows.reduce((sum, [, count]) => sum + count, 0)
  return weighted(rows.map(([name, count]) => [{ name, share: count / total }, count]))
}

function readRows(folder: string, file: string, columns: readonly string[]): readonly (readonly string[])[] {
  const [header, ...rows] = parse(readFileSync(join(folder, file), 'utf8'), { bom: true }) as string[][]
  if (header === undefined || columns.some((column, index) => header[index] !== column)) throw new Error(`${file} must begin with the columns ${columns.join(', ')}; it begins with ${(header ?? []).join(', ')}.`)
  return rows
}
