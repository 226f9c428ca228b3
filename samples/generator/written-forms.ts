import type { Random } from './random.ts'

/** A telephone number without its country: area code or mobile prefix without the leading 0, and the rest. */
export interface Phone { readonly area: string; readonly rest: string }

/** A calendar date of the years 1900 to 2100. */
export interface BirthDate { readonly year: number; readonly month: number; readonly day: number }

/** How a system or a person writes letters that not every keyboard has. */
export type LetterStyle = 'as-is' | 'two-letters' | 'dropped'

/** One person's way of writing a street with its kind: the shortened, the Swiss, the separate form. */
export function writeStreet(random: Random, street: string): string {
  const kind = random.below(100)
  if (kind < 45) return street
  if (kind < 78) return street.replace(/straße$/, 'str.').replace(/Straße$/, 'Str.').replace(/platz$/, 'pl.')
  if (kind < 90) return street.replace(/traße$/, 'trasse')
  if (kind < 96) return street.replace(/straße$/, 'str').replace(/Straße$/, 'Str')
  return street.replace(/([a-zäöü])straße$/, '$1 Straße')
}

/** 12a, 12 a, 12A. */
export function writeHouseNumber(random: Random, number: string): string {
  const parts = /^(\d+)([a-z])$/.exec(number)
  if (parts === null || random.chance(0.6)) return number
  return random.chance(0.6) ? `${parts[1]} ${parts[2]}` : `${parts[1]}${parts[2]!.toUpperCase()}`
}

/** Towns with an addition behind their name, as it is shortened. */
export function writeCity(random: Random, city: string): string {
  if (random.chance(0.75)) return city
  const short = city.replace(/ am Main$/, random.chance(0.5) ? ' a.M.' : '').replace(/ an der /, random.chance(0.5) ? ' a.d. ' : ' a. d. ').replace(/^Sankt /, 'St. ').replace(/ im Breisgau$/, ' i.Br.')
  return short.replace(/ \(.*\)$/, '')
}

/** A number in one of the ways in which people and programs write it. */
export function writePhone(random: Random, { area, rest }: Phone): string {
  const grouped = rest.replace(/(\d{3})(?=\d{2})/, '$1 ').replace(/(\d{2})(?=\d{2}$)/, '$1 ')
  return random.pick([
    `0${area} ${rest}`, `0${area} ${rest}`, `0${area}${rest}`, `0${area}${rest}`, `0${area}/${rest}`, `0${area}-${rest}`, `0${area} / ${rest}`, `0${area} ${grouped}`, `(0${area}) ${rest}`, `0${area}.${rest}`,
    `+49 ${area} ${rest}`, `+49${area}${rest}`, `+49${area}${rest}`, `+49 (0)${area} ${rest}`, `+49 (0) ${area} / ${rest}`, `0049 ${area} ${rest}`, `0049${area}${rest}`, `+49-${area}-${rest}`, `49${area}${rest}`,
    // A spreadsheet that takes the number for an amount drops the leading zero.
    `${area}${rest}`,
  ])
}

/** `1980-05-03`. */
export function writeDate({ year, month, day }: BirthDate): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Writes umlauts and ß as they are, as two letters, or as the bare letter. */
export function writeLetters(text: string, style: LetterStyle): string {
  switch (style) {
    case 'as-is': return text
    case 'two-letters': return text.replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue').replace(/Ä/g, 'Ae').replace(/Ö/g, 'Oe').replace(/Ü/g, 'Ue').replace(/ß/g, 'ss')
    case 'dropped': return text.replace(/ß/g, 'ss').normalize('NFD').replace(/[\u0300-\u036f]/g, '')
  }
}

/** Hans-Peter, Hanspeter, Hans Peter, or Hans alone. */
export function writeDoubleName(random: Random, name: string): string {
  if (!name.includes('-')) return name
  const [first, second] = name.split('-') as [string, string]
  const kind = random.below(100)
  if (kind < 50) return name
  if (kind < 70) return `${first} ${second}`
  if (kind < 85) return first + second.toLowerCase()
  return first
}
