import { appendFileSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { CUSTOMER_COLUMNS, recordsOf } from './customer-record.ts'
import { drawHousehold } from './household.ts'
import { LIFELIKE } from './household-shares.ts'
import type { NameTables } from './name-tables.ts'
import { permutationOf, randomFrom } from './random.ts'

/** What a customer file is made from. The same four things give the same bytes. */
export interface CustomerFileOptions { readonly count: number; readonly seed: number; readonly names: NameTables; readonly folder: string }

/** Records that are sorted in memory at a time, which bounds the memory at every size. */
const RECORDS_IN_MEMORY = 200_000

/** How many of the others of a household are customers as well. */
const IS_CUSTOMER_TOO = 0.5

/** Written to disk in pieces of about this many bytes. */
const PIECE_BYTES = 1 << 20

/**
 * Writes `records.csv` (id and the customer columns) and `truth.csv` (`id,entity`) of the given number of records. Records come
 * into being household by household; so that their order tells nothing, each gets its id from a permutation and the rows are
 * sorted by id, share by share in temporary files.
 */
export function writeCustomerFile({ count, seed, names, folder }: CustomerFileOptions): void {
  mkdirSync(folder, { recursive: true })
  const shares = Math.ceil(count / RECORDS_IN_MEMORY)
  const temporary = mkdtempSync(join(folder, '.generating-'))
  try {
    const shareSize = Math.ceil(count / shares)
    const pending: string[][] = Array.from({ length: shares }, () => [])
    const flush = (share: number): void => { appendFileSync(join(temporary, String(share)), pending[share]!.join('')); pending[share] = [] }
    for (const { id, entity, row } of drawRecords(count, seed, names)) {
      const share = Math.floor((id - 1) / shareSize)
      pending[share]!.push(`${id}\t${entity}\t${row}\n`)
      if (pending[share]!.length >= 4000) flush(share)
    }
    for (let share = 0; share < shares; share++) flush(share)
    writeSorted(folder, temporary, shares)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

function* drawRecords(count: number, seed: number, names: NameTables): Generator<{ readonly id: number; readonly entity: number; readonly row: string }> {
  const idOf = permutationOf(count, seed)
  let made = 0
  let entity = 0
  for (let household = 0; made < count; household++) {
    const random = randomFrom(seed, household)
    for (const [index, person] of drawHousehold(random, names, LIFELIKE).entries()) {
      if (index > 0 && !random.chance(IS_CUSTOMER_TOO)) continue
      entity++
      for (const record of recordsOf(random, person)) {
        if (made === count) return
        yield { id: idOf(made) + 1, entity, row: CUSTOMER_COLUMNS.map((column) => csvCell(record[column])).join(',') }
        made++
      }
    }
  }
}

function writeSorted(folder: string, temporary: string, shares: number): void {
  const records = openWriter(join(folder, 'records.csv'))
  const truth = openWriter(join(folder, 'truth.csv'))
  records.write(`id,${CUSTOMER_COLUMNS.join(',')}\n`)
  truth.write('id,entity\n')
  for (let share = 0; share < shares; share++) {
    const lines = readFileSync(join(temporary, String(share)), 'utf8').split('\n')
    lines.pop()
    const rows = lines.map((line) => line.split('\t') as [string, string, string]).sort((left, right) => Number(left[0]) - Number(right[0]))
    for (const [id, entity, row] of rows) { records.write(`${id},${row}\n`); truth.write(`${id},${entity}\n`) }
  }
  records.close()
  truth.close()
}

function openWriter(path: string): { readonly write: (text: string) => void; readonly close: () => void } {
  const file = openSync(path, 'w')
  let pending: string[] = []
  let length = 0
  const flush = (): void => { writeSync(file, pending.join('')); pending = []; length = 0 }
  return {
    write: (text) => { pending.push(text); length += text.length; if (length > PIECE_BYTES) flush() },
    close: () => { flush(); closeSync(file) },
  }
}

function csvCell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
