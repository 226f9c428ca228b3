import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Random } from './random.ts'

/** Values drawn by their real counts. */
export type Weighted<T> = { readonly draw: (random: Random) => T }

export type Place = { readonly street: string; readonly city: string; readonly postcode: string }

export type NameTables = { readonly male: Weighted<string>; readonly female: Weighted<string>; readonly family: Weighted<string>; readonly places: Weighted<Place> }

/** Reads given-name-gender.csv, last-name.csv and street-municipality-postcode.csv from a folder. */
export function readNameTables(folder: string): NameTables {
  const rows = (name: string): readonly Record<string, string>[] => parse(readFileSync(join(folder, name)), { columns: true, bom: true })
  const given = rows('given-name-gender.csv')
  const named = (gender: string): Weighted<string> => weighted(given.filter((row) => row['gender'] === gender).map((row) => [row['given_name']!, Number(row['count'])]))
  return {
    male: named('m'), female: named('f'),
    family: weighted(rows('last-name.csv').map((row) => [row['last_name']!, Number(row['count'])])),
    places: weighted(rows('street-municipality-postcode.csv').map((row) => [{ street: row['street_name']!, city: row['municipality']!, postcode: row['postcode']! }, Number(row['count'])])),
  }
}

function weighted<T>(values: readonly (readonly [T, number])[]): Weighted<T> {
  const bounds: number[] = []
  let sum = 0
  for (const [, count] of values) bounds.push(sum += count)
  return {
    draw: (random) => {
      const at = random.below(sum)
      let low = 0
      let high = bounds.length - 1
      while (low < high) {
        const middle = (low + high) >> 1
        if (bounds[middle]! > at) high = middle
        else low = middle + 1
      }
      return values[low]![0]
    },
  }
}
