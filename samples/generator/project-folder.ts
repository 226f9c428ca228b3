import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { writeCustomerFile, type CustomerFileOptions } from './customer-file.ts'
import { randomFrom, type Random } from './random.ts'

/** Holdings of a customer in thousandths: credits, packages and invoices, one and a half in all. */
const HOLDINGS = [
  { file: 'credits.csv', entity: 'credit', header: 'id,customer,balance,currency', perThousand: 350, row: (random: Random) => `${amount(random, 200)},EUR` },
  { file: 'packages.csv', entity: 'package', header: 'id,customer,product,unitsLeft,unitsTotal,price,currency,boughtOn', perThousand: 500, row: (random: Random) => `${random.pick(['5er-Karte', '10er-Karte', '20er-Karte'])},${random.below(6)},10,${amount(random, 150)},EUR,${day(random)}` },
  { file: 'invoices.csv', entity: 'invoice', header: 'id,customer,number,total,open,currency,issuedOn', perThousand: 650, row: (random: Random, id: number) => { const total = amount(random, 120); return `R-${id},${total},${random.chance(0.1) ? total : '0.00'},EUR,${day(random)}` } },
] as const

/** Written to disk in pieces of about this many characters. */
const PIECE = 1 << 20

const PROJECT = `name: Measured
profile: default
systems:
  - name: register
    origin: staff
    none: [classCredit, subscription, contract, instalment, offer, booking, attendance, rental, damageCase, voucher, card, document, note, communication, surveyVote, group, priceGroup, permission, discount, activity]
    files:
      - file: records.csv
        entity: customer
        columns: { id: id, givenName: given_name, familyName: family_name, email: email, phone: phone, birthDate: birth_date, street: street, houseNumber: house_number, postcode: postcode, city: city }
${HOLDINGS.map(({ file, entity, header }) => `      - { file: ${file}, entity: ${entity}, columns: { ${header.split(',').map((name) => `${name}: ${name}`).join(', ')} } }\n`).join('')}`

/** Writes a project to measure a whole run on: a customer file with its truth, three files of holdings, and `dublette.yaml`. */
export function writeProjectFolder(options: CustomerFileOptions): void {
  writeCustomerFile(options)
  for (const [index, { file, header, perThousand, row }] of HOLDINGS.entries()) {
    const random = randomFrom(options.seed, -1 - index)
    const out = openSync(join(options.folder, file), 'w')
    let piece = `${header}\n`
    for (let id = 1; id <= Math.floor((options.count * perThousand) / 1000); id++) {
      piece += `${id},${1 + random.below(options.count)},${row(random, id)}\n`
      if (piece.length > PIECE) { writeSync(out, piece); piece = '' }
    }
    writeSync(out, piece)
    closeSync(out)
  }
  writeFileSync(join(options.folder, 'dublette.yaml'), PROJECT)
}

function amount(random: Random, below: number): string {
  return `${random.below(below)}.${String(random.below(100)).padStart(2, '0')}`
}

function day(random: Random): string {
  return `202${random.below(6)}-${String(1 + random.below(12)).padStart(2, '0')}-${String(1 + random.below(28)).padStart(2, '0')}`
}
