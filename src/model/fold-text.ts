/** Letters that are written with several, or that no decomposition reaches. German umlauts come first. */
const SPELLED_OUT: Readonly<Record<string, string>> = {
  'ä': 'ae', 'ö': 'oe', 'ü': 'ue', 'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ø': 'oe', 'å': 'a', 'ł': 'l', 'đ': 'd', 'ð': 'd', 'þ': 'th', 'ı': 'i',
}

const PLAIN_LETTERS = /^[\x20-\x7e]*$/
const SPELLED_OUT_LETTERS = /[äöüßæœøåłđðþı]/g
const COMBINING_MARKS = /[\u0300-\u036f]/g

/**
 * Lower case without accents: ä→ae, ö→oe, ü→ue, ß→ss, other accents stripped. Independent of the locale.
 * Decomposed input (a + combining dots) is composed first, so that both spellings of ä agree.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase()
  if (PLAIN_LETTERS.test(lower)) return lower
  return lower
    .normalize('NFC')
    .replace(SPELLED_OUT_LETTERS, (letter) => SPELLED_OUT[letter]!)
    .normalize('NFD')
    .replace(COMBINING_MARKS, '')
}

/** Folded words, separated by single blanks; apostrophes vanish, every other sign separates. */
export function foldWords(text: string): string {
  return foldText(text)
    .replace(/['’`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** What people write where they have nothing to write. Compared after lower-casing and trimming the raw value. */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  '', '-', '--', '---', '.', '..', '...', '?', '??', '???', '/', '*', '_', 'n/a', '#n/a', 'n.a.', 'n. a.', 'n.v.', 'k.a.', 'k. a.', 'nan', 'null', '(null)',
  'none', 'nil', 'unknown', 'unbekannt', 'keine angabe', 'keine', 'not available', 'not known', 'tbd', 'xxx', 'xxxx', 'undefined',
])

/** Whether a raw value only says that there is no value. */
export function saysNothing(raw: string): boolean {
  // Nothing of it begins with a digit, as telephone numbers, dates and postcodes do.
  const first = raw.charCodeAt(0)
  return raw.length <= 14 && !(first >= 48 && first <= 57) && SAYS_NOTHING.has(raw.trim().toLowerCase())
}
