import { normalisePhone } from '../2-normalise/normalise-phone.ts'
import type { Housemate } from '../7-review/household-words.ts'
import { placeOf, textsOf, type FieldTexts } from '../model/field.ts'
import type { Merge } from '../model/merge.ts'
import type { PlannedHead } from '../model/plan.ts'
import { fieldOf, idOf, recordOf as recordNumber, type FieldKind, type RecordColumns } from '../model/record-columns.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'

/** Beyond this a shared address or telephone is a hostel, a firm or a placeholder, not a household. */
const largestHousehold = 8

/** Digits that are compared before a number is normalised whole: most records are done with after these. */
const lastDigits = 6

/** The customers of a run, as far as households look at them. */
export type Neighbours = {
  readonly columns: RecordColumns
  /** Two a record, telephone and mobile: the last digits as a number, -1 where there are none. */
  readonly phoneEndings: Int32Array
  readonly recordAt: (number: number) => SourceRecord
}

const [phone, mobile] = [placeOf('phone'), placeOf('mobile')]

/** What is kept of the telephone numbers of a record. */
export function phoneEndingsOf(texts: FieldTexts): readonly [phone: number, mobile: number] {
  return [endingOf(texts[phone]), endingOf(texts[mobile])]
}

/** What is kept of those of all records, in the order of their ids. */
export function allPhoneEndings(records: readonly SourceRecord[]): Int32Array {
  const endings = new Int32Array(2 * records.length)
  for (const [number, { fields }] of records.entries()) endings.set(phoneEndingsOf(textsOf(fields)), 2 * number)
  return endings
}

function endingOf(text: string | undefined): number {
  if (text === undefined) return -1
  let ending = 0
  let digits = 0
  for (let at = text.length - 1, place = 1; at >= 0 && digits < lastDigits; at -= 1) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) continue
    ending += digit * place
    place *= 10
    digits += 1
  }
  return digits === lastDigits ? ending : -1
}

/**
 * For each shown merge, who else lives at the address of a member under the same family name, or has its telephone
 * number, and is another customer. One pass over all records, whatever the number of merges.
 */
export function householdsOf(shown: readonly Merge[], neighbours: Neighbours, heads: readonly PlannedHead[]): ReadonlyMap<string, readonly Housemate[]> {
  const members = new Set(shown.flatMap(membersOf))
  const byAddress = sharedAddresses(members, neighbours.columns)
  const byPhone = sharedPhones(members, neighbours)
  const mergedInto = new Map(heads.filter((head) => head.outcome === 'automatic').flatMap(({ sources, survivor }) => sources.map((source) => [source, survivor] as const)))
  return new Map(shown.map((merge): [string, readonly Housemate[]] => {
    const own = new Set(membersOf(merge))
    const found = new Map<RecordId, { address: boolean; phone: boolean }>()
    const note = (groups: ReadonlyMap<RecordId, readonly RecordId[]>, by: 'address' | 'phone'): void => {
      for (const member of own) {
        for (const record of groups.get(member) ?? []) {
          const customer = mergedInto.get(record) ?? record
          if (own.has(record) || own.has(customer)) continue
          found.set(customer, { ...(found.get(customer) ?? { address: false, phone: false }), [by]: true })
        }
      }
    }
    note(byAddress, 'address')
    note(byPhone, 'phone')
    return [merge.id, [...found].map(([record, by]) => ({ record, ...by })).toSorted((one, other) => (one.record < other.record ? -1 : 1))]
  }))
}

function membersOf(merge: Merge): readonly RecordId[] {
  return [merge.survivor, ...merge.sources, ...merge.leftOut]
}

/** Members → records of the same street, house number, postcode (else city) and family name. */
function sharedAddresses(members: ReadonlySet<RecordId>, columns: RecordColumns): ReadonlyMap<RecordId, readonly RecordId[]> {
  const values = (kind: FieldKind): Int32Array => fieldOf(columns, kind)?.values ?? new Int32Array(columns.count)
  const [street, house, postcode, city, family] = [values('street'), values('house'), values('postcode'), values('city'), values('family')]
  const keyOf = (at: number): string | null => (street[at] === 0 || house[at] === 0 || family[at] === 0 || (postcode[at] === 0 && city[at] === 0) ? null
    : `${street[at]} ${house[at]} ${postcode[at] === 0 ? `c${city[at]}` : postcode[at]} ${family[at]}`)
  const streets = new Set<number>()
  const keys = new Map<RecordId, readonly string[]>()
  for (const member of members) {
    const at = recordNumber(columns, member)
    const key = at < 0 ? null : keyOf(at)
    if (key !== null) { keys.set(member, [key]); streets.add(street[at]!) }
  }
  return grouped(keys, function* () {
    for (let at = 0; at < columns.count; at += 1) {
      if (!streets.has(street[at]!)) continue
      const key = keyOf(at)
      if (key !== null) yield [idOf(columns, at) as RecordId, key]
    }
  })
}

/** Members → records with one of their telephone numbers. */
function sharedPhones(members: ReadonlySet<RecordId>, { columns, phoneEndings, recordAt }: Neighbours): ReadonlyMap<RecordId, readonly RecordId[]> {
  const endings = new Set<number>()
  const keys = new Map<RecordId, readonly string[]>()
  for (const member of members) {
    const at = recordNumber(columns, member)
    const phones = at < 0 ? [] : phonesOf(recordAt(at))
    for (const phone of phones) endings.add(Number(phone.slice(-lastDigits)))
    if (phones.length > 0) keys.set(member, phones)
  }
  return grouped(keys, function* () {
    for (let at = 0; at < columns.count; at += 1) {
      if (!endings.has(phoneEndings[2 * at]!) && !endings.has(phoneEndings[2 * at + 1]!)) continue
      const record = recordAt(at)
      for (const phone of phonesOf(record)) yield [record.id, phone]
    }
  })
}

function phonesOf({ fields }: SourceRecord): readonly string[] {
  const phones = [fields.phone, fields.mobile].flatMap((text) => (text === undefined ? [] : normalisePhone(text) ?? []))
  return [...new Set(phones)].filter((phone) => phone.length >= lastDigits)
}

/** Members → the other records that bear one of their keys; keys of too many records count nothing. */
function grouped(keys: ReadonlyMap<RecordId, readonly string[]>, bearers: () => Iterable<readonly [RecordId, string]>): ReadonlyMap<RecordId, readonly RecordId[]> {
  const wanted = new Set([...keys.values()].flat())
  const byKey = new Map<string, RecordId[]>()
  for (const [record, key] of bearers()) if (wanted.has(key)) byKey.set(key, [...(byKey.get(key) ?? []), record])
  return new Map([...keys].map(([member, those]) => [member, those.flatMap((key) => {
    const found = byKey.get(key) ?? []
    return found.length > largestHousehold ? [] : found.filter((record) => record !== member)
  })]))
}
