import type { MatchSpace } from './match-space.ts'
import { letterBits } from './value-features.ts'

/**
 * What the bound on a pair's weight reads of each record, one row a record: a pair then costs two reaches into memory
 * instead of one for each field. `cells[record × width + i]` is the value of comparison `i`; behind the comparisons
 * stand the cells named below.
 */
export interface RecordRows {
  readonly cells: Int32Array
  readonly width: number
}

/** Cells behind those of the comparisons. */
export const CELL_HOUSE = 0
export const CELL_FULL_ADDRESS = 1
/** Year × 10000 + month × 100 + day. */
export const CELL_DATE_NUMBER = 2
/** Hash of the mailbox name, and which letters occur in it. */
export const CELL_MAILBOX = 3
export const CELL_MAILBOX_LETTERS = 4
/** The last two digits of what may be a year of birth in the mailbox name plus one, 0 for none. */
export const CELL_MAILBOX_YEAR = 5
/** The last seven digits plus one, twice; plus one where the number is a mobile. */
export const CELL_PHONE_TAIL = 6
/** How often each digit occurs in the phone number. */
export const CELL_PHONE_DIGITS = 7
const FURTHER_CELLS = 8

export function createRecordRows(space: MatchSpace): RecordRows {
  const width = space.comparisons.length + FURTHER_CELLS
  return { cells: new Int32Array(new SharedArrayBuffer(space.count * width * 4)), width }
}

/** Fills the rows of the records `from` (inclusive) to `to` (exclusive). */
export function fillRecordRows(space: MatchSpace, { cells, width }: RecordRows, from: number, to: number): void {
  const { house, fullAddress, date, dateNumbers, email, emailAt, emailLocal, emailYear, phone, phoneTail, phoneIsMobile } = space
  const { offsets, units } = email.features.dictionary
  const comparisons = space.comparisons.length
  for (let record = from; record < to; record++) {
    const row = record * width
    for (let i = 0; i < comparisons; i++) cells[row + i] = space.compared[i]![record]!
    const further = row + comparisons
    cells[further + CELL_HOUSE] = house.values[record]!
    cells[further + CELL_FULL_ADDRESS] = fullAddress[record]!
    cells[further + CELL_DATE_NUMBER] = dateNumbers[date.values[record]!]!
    const mailbox = email.values[record]!
    cells[further + CELL_MAILBOX] = emailLocal[mailbox]!
    cells[further + CELL_MAILBOX_LETTERS] = mailbox === 0 ? 0 : letterBits(units, offsets[mailbox]!, emailAt[mailbox]!)
    cells[further + CELL_MAILBOX_YEAR] = emailYear[mailbox]!
    const number = phone.values[record]!
    cells[further + CELL_PHONE_TAIL] = 2 * phoneTail[number]! + phoneIsMobile[number]!
    cells[further + CELL_PHONE_DIGITS] = phone.features.sound[number]!
  }
}
