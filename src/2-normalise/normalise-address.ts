import { foldText, foldWords } from '../model/fold-text.ts'

/** The kinds of street in their long and short spellings, read as one. */
const STREET_KINDS: Readonly<Record<string, string>> = {
  strasse: 'str', str: 'str', street: 'st', avenue: 'ave', av: 'ave', road: 'rd', drive: 'dr', place: 'pl', court: 'ct', circuit: 'cct', crescent: 'cres', boulevard: 'blvd',
  lane: 'ln', close: 'cl', terrace: 'tce', parade: 'pde', highway: 'hwy', square: 'sq', platz: 'pl', allee: 'allee', north: 'n', south: 's', east: 'e', west: 'w',
}

/** What one address line holds. */
export interface SplitAddress {
  readonly street: string | null
  readonly house: string | null
  readonly postcode: string | null
  readonly city: string | null
}

/**
 * Takes an address line apart: the house number behind the street ("Hauptstr. 12 a") or in front of it
 * ("12 Main St"), and for a line with commas also postcode and city.
 */
export function splitAddress(raw: string): SplitAddress {
  if (!raw.includes(',')) return { ...splitStreet(raw), postcode: null, city: null }
  const pieces = raw.split(',').map((piece) => piece.trim()).filter((piece) => piece !== '')
  const streetPiece = pieces.find((piece) => /\d/.test(piece) && /\p{L}{3}/u.test(piece)) ?? pieces[0] ?? ''
  const behind = pieces.slice(pieces.indexOf(streetPiece) + 1)
  const postcode = behind.map(postcodeWithin).find((found) => found !== null) ?? null
  // "FL 60527" is a state and a code, no city.
  const cityPiece = behind.find((piece) => /^[^\d]*\p{L}{3}/u.test(piece)) ?? behind.find((piece) => /\p{L}{3}/u.test(piece))
  const city = cityPiece === undefined ? null : normaliseCity(cityPiece.replace(/\d+/g, ' ').replace(/\s[A-Z]{2}\s*$/, ' '))
  return { ...splitStreet(streetPiece), postcode, city }
}

function postcodeWithin(piece: string): string | null {
  const found = /(?:^|\s)(\d{4,6})(?:-\d{4})?\s*$/.exec(piece) ?? /^(\d{4,6})\s/.exec(piece)
  return found === null ? null : found[1]!
}

function splitStreet(raw: string): { readonly street: string | null; readonly house: string | null } {
  const words = foldWords(raw.replace(/(\d)\s*[-–]\s*(?=\d)/g, '$1/'))
  if (words === '') return { street: null, house: null }
  const tokens = words.split(' ')
  let house = ''
  let last = tokens.length
  // "12", "12a", "12 a" and "12 14" behind the street.
  if (last > 2 && /^[a-z]$/.test(tokens[last - 1]!) && /^\d+$/.test(tokens[last - 2]!)) last--
  while (last > 1 && /^\d+[a-z]?$/.test(tokens[last - 1]!)) last--
  let first = 0
  if (last < tokens.length) house = tokens.slice(last).join('')
  else if (tokens.length > 1 && /^\d+[a-z]?$/.test(tokens[0]!)) {
    first = 1
    house = tokens[0]!
  }
  return { street: streetName(tokens.slice(first, last)), house: normaliseHouse(house) }
}

/** Folded street name with its kind shortened; German "… Straße" is joined to the word before it. */
function streetName(tokens: readonly string[]): string | null {
  const parts: string[] = []
  for (const token of tokens) {
    const kind = STREET_KINDS[token]
    if (kind === 'str' && parts.length > 0) parts[parts.length - 1] += 'str'
    else if (kind !== undefined && (parts.length > 0 || kind === 'str')) parts.push(kind)
    else parts.push(token.replace(/(?<=\p{L})strasse$/u, 'str'))
  }
  const name = parts.join(' ')
  return name === '' ? null : name
}

/** A house number without blanks and leading zeros, or null. */
export function normaliseHouse(raw: string): string | null {
  const text = foldText(raw).replace(/[^\p{L}\p{N}]+/gu, '').replace(/^0+(?=\d)/, '')
  return text === '' ? null : text
}

/** A postcode as letters and digits; "D-20095" and "20095-1234" lose what is not the code. */
export function normalisePostcode(raw: string): string | null {
  const text = foldText(raw).trim().replace(/\.0$/, '')
  // "20095 Hamburg" in one column.
  const withCity = /^(?:[a-z]{1,2}-)?(\d{4,5})\s+\p{L}/u.exec(text)
  if (withCity !== null) return withCity[1]!
  const american = /^(\d{5})-\d{4}$/.exec(text)
  if (american !== null) return american[1]!
  const plain = text.replace(/[^a-z0-9]+/g, '').replace(/^[a-z]{1,2}(?=\d{4,5}$)/, '')
  return plain === '' ? null : plain
}

/** A city as folded words; what stands in brackets or behind a slash is an addition. */
export function normaliseCity(raw: string): string | null {
  const plain = foldWords(raw.replace(/\([^)]*\)?/g, ' ').replace(/[/].*$/, ''))
  const words = plain === '' ? foldWords(raw) : plain
  return words === '' ? null : words
}
