import { distance } from 'fastest-levenshtein'
import { foldWords } from './fold-text.ts'

/** Two records (by number, left < right) that were linked and are not one person, or are one person and were not linked. */
export type WrongPair = { readonly left: number; readonly right: number }

/** What of a grouping is wrong, as few pairs as tell it. */
export type WrongPairs = { readonly falseLinks: readonly WrongPair[]; readonly missedLinks: readonly WrongPair[] }

/** How two values of one column stand to each other. */
export type Likeness = 'same' | 'alike' | 'differs' | 'missing'

/** Wrong pairs with the same likeness in every column. `examples`: at most three. */
export type ErrorGroup = { readonly likeness: Readonly<Record<string, Likeness>>; readonly count: number; readonly examples: readonly WrongPair[] }

/**
 * One pair for each join that should not be there and for each that is missing: a cluster of three people is two false
 * links, a person in two clusters one missed link. Linear in the records, whatever the size of the clusters.
 */
export function wrongPairs(found: Int32Array, truth: Int32Array): WrongPairs {
  return { falseLinks: joinsWithin(found, truth), missedLinks: joinsWithin(truth, found) }
}

/** For each group of `outer`, the parts that `inner` makes of it, joined one after the other by their first records. */
function joinsWithin(outer: Int32Array, inner: Int32Array): readonly WrongPair[] {
  const groups = outer.reduce((largest, group) => Math.max(largest, group), -1) + 1
  // Nearly all groups have one part: only the others are kept a list of.
  const firstPart = new Int32Array(groups).fill(-1)
  const furtherParts = new Map<number, Set<number>>()
  const last = new Int32Array(groups)
  const joins: WrongPair[] = []
  for (let record = 0; record < outer.length; record += 1) {
    const group = outer[record]!
    const part = inner[record]!
    if (firstPart[group] === -1) firstPart[group] = part
    else {
      const further = furtherParts.get(group) ?? new Set<number>()
      if (part === firstPart[group] || further.has(part)) continue
      joins.push({ left: last[group]!, right: record })
      furtherParts.set(group, further.add(part))
    }
    last[group] = record
  }
  return joins
}

/** Groups wrong pairs by what their columns have in common; most frequent first, then by likeness. */
export function groupErrors(pairs: readonly WrongPair[], columns: readonly string[], valuesOf: (record: number) => readonly string[]): readonly ErrorGroup[] {
  const groups = new Map<string, { readonly likeness: Readonly<Record<string, Likeness>>; count: number; readonly examples: WrongPair[] }>()
  for (const pair of pairs) {
    const left = valuesOf(pair.left)
    const right = valuesOf(pair.right)
    const likeness = Object.fromEntries(columns.map((column, at): [string, Likeness] => [column, likenessOf(left[at] ?? '', right[at] ?? '')]))
    const key = columns.map((column) => likeness[column]).join(' ')
    const group = groups.get(key) ?? { likeness, count: 0, examples: [] }
    group.count += 1
    if (group.examples.length < 3) group.examples.push(pair)
    groups.set(key, group)
  }
  return [...groups].sort(([leftKey, left], [rightKey, right]) => right.count - left.count || (leftKey < rightKey ? -1 : 1)).map(([, group]) => group)
}

/** Values compare as folded words; numbers of seven digits and more by their last seven, which no way of writing changes. */
export function likenessOf(left: string, right: string): Likeness {
  const a = comparable(left)
  const b = comparable(right)
  if (a === '' || b === '') return 'missing'
  if (a === b) return 'same'
  const digits = [left, right].map((text) => text.replace(/\D/g, ''))
  if (!/[a-z]/i.test(left + right) && digits.every((each) => each.length >= 7) && !/^\d{4}-\d\d-\d\d$/.test(left)) return digits[0]!.slice(-7) === digits[1]!.slice(-7) ? 'same' : distance(digits[0]!, digits[1]!) <= 2 ? 'alike' : 'differs'
  const longer = Math.max(a.length, b.length)
  return distance(a, b) <= (longer < 5 ? 1 : longer < 12 ? 2 : 3) || a.startsWith(`${b} `) || b.startsWith(`${a} `) ? 'alike' : 'differs'
}

/** Folded words with "Straße" as it is shortened. */
function comparable(text: string): string {
  return foldWords(text).replace(/strasse(?= |$)/g, 'str')
}

/** `same: email, phone; differs: birth_date; missing: street`, columns in the order of the file. */
export function likenessWords(likeness: ErrorGroup['likeness']): string {
  return (['same', 'alike', 'differs', 'missing'] as const).flatMap((kind) => {
    const columns = Object.entries(likeness).flatMap(([column, each]) => (each === kind ? [column] : []))
    return columns.length === 0 ? [] : [`${kind}: ${columns.join(', ')}`]
  }).join('; ')
}
