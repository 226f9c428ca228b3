import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { customerRow, type CustomerRow } from './customer-row.ts'
import type { NameTables } from './name-tables.ts'
import { drawHousehold } from './people.ts'
import { randomFrom, type Random } from './random.ts'

/** Rows wait in a pool of this size and leave it by chance, so that records of one person stand far apart. */
const poolSize = 200_000

type Waiting = { readonly row: CustomerRow; readonly entity: number }

/** Writes records.csv and truth.csv with `count` records; memory does not grow with it. */
export async function writeCustomers(folder: string, count: number, seed: number, tables: NameTables): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const records = createWriteStream(join(folder, 'records.csv'))
  const truth = createWriteStream(join(folder, 'truth.csv'))
  let recordBlock = 'id,given_name,family_name,email,phone,birth_date,street,house_number,postcode,city\n'
  let truthBlock = 'id,entity\n'
  let id = 0
  for (const { row, entity } of shuffled(drawRecords(count, seed, tables), randomFrom(seed + 1))) {
    id += 1
    recordBlock += `${[String(id), row.given, row.family, row.email, row.phone, row.birthDate, row.street, row.house, row.postcode, row.city].map(cell).join(',')}\n`
    truthBlock += `${id},${entity}\n`
    if (recordBlock.length < 1 << 16) continue
    await write(records, recordBlock)
    await write(truth, truthBlock)
    recordBlock = ''
    truthBlock = ''
  }
  records.end(recordBlock)
  truth.end(truthBlock)
  await Promise.all([once(records, 'close'), once(truth, 'close')])
}

function* drawRecords(count: number, seed: number, tables: NameTables): Generator<Waiting> {
  const all = randomFrom(seed)
  let drawn = 0
  let entity = 0
  for (let household = 0; drawn < count; household += 1) {
    const random = all.part(household)
    for (const person of drawHousehold(random, tables)) {
      entity += 1
      const copies = howOften(random)
      for (let n = 0; n < copies && drawn < count; n += 1) {
        yield { row: customerRow(random, person, n, n === 0 ? (random.chance(0.6) ? 'staff' : 'online') : random.chance(0.8) ? 'online' : 'staff'), entity }
        drawn += 1
      }
    }
  }
}

/** Most people stand once; about 24,000 true pairs in 100,000 records. */
function howOften(random: Random): number {
  if (random.chance(0.82)) return 1
  return random.chance(0.83) ? 2 : random.chance(0.8) ? 3 : 4 + random.below(3)
}

function* shuffled(rows: Iterable<Waiting>, random: Random): Generator<Waiting> {
  const pool: Waiting[] = []
  for (const row of rows) {
    if (pool.length < poolSize) { pool.push(row); continue }
    const at = random.below(poolSize)
    yield pool[at]!
    pool[at] = row
  }
  for (let left = pool.length; left > 0; left -= 1) {
    const at = random.below(left)
    yield pool[at]!
    pool[at] = pool[left - 1]!
  }
}

export function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

async function write(stream: WriteStream, block: string): Promise<void> {
  if (!stream.write(block)) await once(stream, 'drain')
}
