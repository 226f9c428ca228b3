import type { FieldColumn, RecordColumns, ValueDictionary } from '../model/record-columns.ts'
import { textOf, valueCount } from '../model/record-columns.ts'
import { holdsGender } from '../model/gender-column.ts'
import { joinedValues } from './joined-values.ts'
import { comparisonSpecification, type ComparisonName, type ComparisonSpecification } from './specification.ts'
import { placeholdersOf, withoutPlaceholders } from './placeholders.ts'
import { createFeatures, fillFeatures, hashUnits, nicknameColumn, type ValueFeatures } from './value-features.ts'

/** One field as the comparisons read it. A field that the input lacks has only zeros: every value is missing. */
export interface MatchField {
  readonly values: Int32Array
  readonly features: ValueFeatures
}

/** One comparison of this match: what its byte in the levels stands for. */
export interface MatchComparison {
  /** Unique; the comparison's own name, or `other:` and the column's header. */
  readonly name: string
  readonly kind: ComparisonName
  readonly specification: ComparisonSpecification
}

/** Everything that comparing, blocking and weighing read, in shared memory. */
export interface MatchSpace {
  readonly count: number
  readonly comparisons: readonly MatchComparison[]
  /** Per comparison: record → value. */
  readonly compared: readonly Int32Array[]
  readonly given: MatchField
  readonly family: MatchField
  readonly email: MatchField
  readonly phone: MatchField
  readonly date: MatchField
  readonly street: MatchField
  readonly house: MatchField
  readonly postcode: MatchField
  readonly city: MatchField
  readonly company: MatchField
  readonly others: readonly MatchField[]
  /** Record → what its name says of its generation: a number above 0, of which those of one sixteen exclude each other; null where no name says anything. */
  readonly generation: Uint8Array | null
  /** Per comparison: whether it follows from the given name, so that where the given names are the same it says nothing more. */
  readonly followsGiven: readonly boolean[]
  /** Position of each comparison's byte, or -1 where the input lacks the field. */
  readonly at: Readonly<Record<Exclude<ComparisonName, 'other'>, number>>
  /** Nickname groups of the names. */
  readonly nicknames: Int32Array
  /** Value of a date → year × 10000 + month × 100 + day, as written. */
  readonly dateNumbers: Int32Array
  /** Whether 1 January stands for "only the year is known" in this file. */
  readonly firstOfJanuaryIsVague: boolean
  /** Position of "@" within the e-mail's units, or the end where there is none. */
  readonly emailAt: Int32Array
  readonly emailLocal: Int32Array
  readonly emailDomain: Int32Array
  /** What may be a year of birth in the mailbox name: its last two digits plus one, 0 where there is none. */
  readonly emailYear: Uint8Array
  /** Value of a phone → its last seven digits as a number plus one, 0 where it has fewer. */
  readonly phoneTail: Int32Array
  /** Value of a phone → 1 where it has the form of a German mobile. */
  readonly phoneIsMobile: Uint8Array
  /** Record → number of its street with house number, 0 where either is missing. */
  readonly address: Int32Array
  /** Record → number of its full address: street, house number and postcode, or city where there is no postcode. */
  readonly fullAddress: Int32Array
  readonly addressCount: number
  readonly fullAddressCount: number
  /** Record → number of its system + 1 where that system holds nobody twice, else 0. */
  readonly exclusiveSystem: Int32Array | null
  /** Per comparison: the values that were taken for "no value". */
  readonly placeholders: readonly (readonly string[])[]
}

const NAMED_KINDS = ['given', 'family', 'email', 'phone', 'date', 'street', 'postcode', 'city', 'company'] as const

/** What preparing may be told. */
export interface MatchSpaceOptions {
  /** Systems that hold nobody twice: their records never get pairs among themselves. */
  readonly systemsFreeOfDuplicates?: readonly string[]
  /** Placeholder values by the name of their field, from a model; found anew when left out. */
  readonly placeholders?: ReadonlyMap<string, readonly string[]>
}

/** Prepares records for matching. */
export function matchSpace(given: RecordColumns, options: MatchSpaceOptions = {}): MatchSpace {
  const placeholders = new Map(given.fields.map((field) => [field.name, options.placeholders?.get(field.name) ?? (options.placeholders === undefined ? placeholdersOf(field) : [])]))
  const columns: RecordColumns = { ...given, fields: given.fields.map((field) => withoutPlaceholders(field, placeholders.get(field.name)!)) }
  return preparedSpace(columns, placeholders, options.systemsFreeOfDuplicates ?? [])
}

function preparedSpace(columns: RecordColumns, placeholders: ReadonlyMap<string, readonly string[]>, systemsFreeOfDuplicates: readonly string[]): MatchSpace {
  const featuresOf = new Map<ValueDictionary, ValueFeatures>()
  const missing = emptyField(columns.count)
  const field = (kind: FieldColumn['kind']): MatchField => {
    const found = columns.fields.find((one) => one.kind === kind)
    return found === undefined ? missing : { values: found.values, features: featuresFor(featuresOf, found) }
  }
  const present = NAMED_KINDS.filter((kind) => columns.fields.some((one) => one.kind === kind))
  const others = columns.fields.filter((one) => one.kind === 'other')
  const comparisons: MatchComparison[] = present.map((kind) => ({ name: kind, kind, specification: comparisonSpecification(kind) }))
  for (const other of others) comparisons.push({ name: other.name, kind: 'other', specification: comparisonSpecification('other') })
  const position = (kind: Exclude<ComparisonName, 'other'>): number => present.indexOf(kind)
  const family = field('family')
  const given = field('given')
  const date = field('date')
  const phone = field('phone')
  const dateNumbers = numbersOf(date.features.dictionary, 0)
  const [street, house, postcode, city] = [field('street'), field('house'), field('postcode'), field('city')]
  const address = joinedValues(street.values, house.values)
  const fullAddress = joinedValues(address.values, postcode === missing ? city.values : postcode.values)
  return {
    count: columns.count,
    comparisons,
    compared: [...present.map((kind) => field(kind).values), ...others.map((one) => one.values)],
    given,
    family,
    email: field('email'),
    phone,
    date,
    street,
    house,
    postcode,
    city,
    company: field('company'),
    generation: generationColumn(columns.fields.find((one) => one.kind === 'generation')),
    others: others.map((one) => ({ values: one.values, features: featuresFor(featuresOf, one) })),
    followsGiven: comparisons.map(({ kind, name }) => kind === 'other' && given !== missing && holdsGender(name)),
    at: {
      given: position('given'), family: position('family'), email: position('email'), phone: position('phone'), date: position('date'),
      street: position('street'), postcode: position('postcode'), city: position('city'), company: position('company'),
    },
    nicknames: nicknameColumn((given === missing ? family : given).features.dictionary),
    dateNumbers,
    firstOfJanuaryIsVague: firstOfJanuaryIsVague(date.values, dateNumbers),
    ...emailParts(field('email').features.dictionary),
    phoneTail: numbersOf(phone.features.dictionary, 7),
    phoneIsMobile: mobilesOf(phone.features.dictionary),
    address: address.values,
    addressCount: address.count,
    fullAddress: fullAddress.values,
    fullAddressCount: fullAddress.count,
    placeholders: comparisons.map((comparison) => placeholders.get(comparison.name) ?? []),
    exclusiveSystem: exclusiveSystems(columns, systemsFreeOfDuplicates),
  }
}

/** Senior and junior exclude each other, and so do numerals; senior may well be the first. */
const GENERATION_NUMBERS: ReadonlyMap<string, number> = new Map([['senior', 1], ['junior', 2], ['i', 17], ['ii', 18], ['iii', 19], ['iv', 20]])

function generationColumn(field: FieldColumn | undefined): Uint8Array | null {
  if (field === undefined) return null
  const numbers = Uint8Array.from({ length: valueCount(field.dictionary) }, (_, value) => GENERATION_NUMBERS.get(textOf(field.dictionary, value)) ?? 0)
  const generations = new Uint8Array(new SharedArrayBuffer(field.values.length))
  for (let record = 0; record < generations.length; record++) generations[record] = numbers[field.values[record]!]!
  return generations
}

function emptyField(count: number): MatchField {
  const offsets = new Int32Array(new SharedArrayBuffer(8))
  const units = new Uint16Array(new SharedArrayBuffer(0))
  return { values: new Int32Array(new SharedArrayBuffer(count * 4)), features: createFeatures({ offsets, units }) }
}

const KINDS_WITH_SOUND: ReadonlySet<FieldColumn['kind']> = new Set(['given', 'family', 'street', 'city', 'company'])

function featuresFor(known: Map<ValueDictionary, ValueFeatures>, field: FieldColumn): ValueFeatures {
  const found = known.get(field.dictionary)
  if (found !== undefined) return found
  const features = createFeatures(field.dictionary)
  fillFeatures(features, field.kind === 'phone' ? 'digits' : KINDS_WITH_SOUND.has(field.kind) ? 'words' : 'none', 0, valueCount(field.dictionary))
  known.set(field.dictionary, features)
  return features
}

/** The last `digits` digits of every value as a number (all of them for 0), plus one for tails, so that 0 means none. */
function numbersOf(dictionary: ValueDictionary, digits: number): Int32Array {
  const size = valueCount(dictionary)
  const numbers = new Int32Array(new SharedArrayBuffer(size * 4))
  for (let value = 1; value < size; value++) {
    const end = dictionary.offsets[value + 1]!
    const from = digits === 0 ? dictionary.offsets[value]! : end - digits
    if (from < dictionary.offsets[value]!) continue
    let number = 0
    for (let i = from; i < end; i++) number = number * 10 + (dictionary.units[i]! - 48)
    numbers[value] = digits === 0 ? number : number + 1
  }
  return numbers
}

/** German mobile prefixes are 15, 16 and 17; with what follows they have ten or eleven digits. */
function mobilesOf({ offsets, units }: ValueDictionary): Uint8Array {
  const size = offsets.length - 1
  const mobiles = new Uint8Array(new SharedArrayBuffer(size))
  for (let value = 1; value < size; value++) {
    const from = offsets[value]!
    const length = offsets[value + 1]! - from
    if ((length === 10 || length === 11) && units[from] === 49 && units[from + 1]! >= 53 && units[from + 1]! <= 55) mobiles[value] = 1
  }
  return mobiles
}

/** More than one date in fifty on the first of January is no chance: one in 365 would be. */
function firstOfJanuaryIsVague(values: Int32Array, dateNumbers: Int32Array): boolean {
  let filled = 0
  let first = 0
  for (const value of values) {
    if (value === 0) continue
    filled++
    if (dateNumbers[value]! % 10_000 === 101) first++
  }
  return first * 50 > filled
}

function emailParts(dictionary: ValueDictionary): Pick<MatchSpace, 'emailAt' | 'emailLocal' | 'emailDomain' | 'emailYear'> {
  const size = valueCount(dictionary)
  const column = (): Int32Array => new Int32Array(new SharedArrayBuffer(size * 4))
  const [emailAt, emailLocal, emailDomain] = [column(), column(), column()]
  const emailYear = new Uint8Array(new SharedArrayBuffer(size))
  for (let value = 1; value < size; value++) {
    const from = dictionary.offsets[value]!
    const end = dictionary.offsets[value + 1]!
    let at = end - 1
    while (at > from && dictionary.units[at] !== 64) at--
    if (dictionary.units[at] !== 64) at = end
    emailAt[value] = at
    emailLocal[value] = hashUnits(dictionary.units, from, at)
    emailDomain[value] = at < end ? hashUnits(dictionary.units, at, end) : 0
    emailYear[value] = yearWithin(dictionary.units, from, at)
  }
  return { emailAt, emailLocal, emailDomain, emailYear }
}

/** The last two digits, plus one, of the only number in a mailbox name, where it has two digits or is a year from 1920 to 2019; else 0. */
function yearWithin(units: Uint16Array, from: number, to: number): number {
  const isDigit = (at: number): boolean => units[at]! >= 48 && units[at]! <= 57
  let first = from
  while (first < to && !isDigit(first)) first++
  let number = 0
  let end = first
  for (; end < to && isDigit(end); end++) number = (number * 10 + units[end]! - 48) % 1_000_000
  for (let at = end; at < to; at++) if (isDigit(at)) return 0
  const isYear = end - first === 2 || (end - first === 4 && number >= 1920 && number <= 2019)
  return isYear ? (number % 100) + 1 : 0
}

function exclusiveSystems(columns: RecordColumns, systemsFreeOfDuplicates: readonly string[]): Int32Array | null {
  if (columns.systems === null || systemsFreeOfDuplicates.length === 0) return null
  const exclusive = columns.systemNames.map((name) => systemsFreeOfDuplicates.includes(name))
  const systems = new Int32Array(new SharedArrayBuffer(columns.count * 4))
  for (let record = 0; record < columns.count; record++) systems[record] = exclusive[columns.systems[record]!] ? columns.systems[record]! + 1 : 0
  return systems
}

/** The field behind a comparison. */
export function fieldOfComparison(space: MatchSpace, index: number): MatchField {
  const comparison = space.comparisons[index]!
  if (comparison.kind !== 'other') return space[comparison.kind]
  return space.others[index - (space.comparisons.length - space.others.length)]!
}

/** The text of a record's value in a comparison, or null. */
export function comparedText(space: MatchSpace, index: number, record: number): string | null {
  const field = fieldOfComparison(space, index)
  const value = field.values[record]!
  return value === 0 ? null : textOf(field.features.dictionary, value)
}
