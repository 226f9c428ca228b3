/** Words by which people of one name and one house are told apart, folded: father and son, or the first and the second of a name. */
export const generationWords: ReadonlyMap<string, string> = new Map([
  ...['senior', 'sen', 'sr', 'snr'].map((word) => [word, 'senior'] as const),
  ...['junior', 'jun', 'jr', 'jnr'].map((word) => [word, 'junior'] as const),
  ...['i', 'ii', 'iii', 'iv'].map((word) => [word, word] as const),
])

const AT_THE_END = new RegExp(`^(?:${[...generationWords.keys()].join('|')})\\.?$`, 'i')
/** What is a name too, unless a full stop or small letters tell: Sen and Jun; a single I is an initial. */
const NAMES_TOO = /^(?:Sen|Jun|SEN|JUN|[Ii]\.?)$/

/** A name written in one and the word behind it, with a comma between them or none; null where no such word stands behind two others. */
export function splitGeneration(written: string): readonly [name: string, word: string] | null {
  const text = written.trim()
  const at = Math.max(text.lastIndexOf(' '), text.lastIndexOf(','))
  const word = text.slice(at + 1)
  if (at < 0 || !AT_THE_END.test(word) || NAMES_TOO.test(word)) return null
  const name = text.slice(0, at).replace(/[\s,]+$/, '')
  return /[^\s,][\s,]+[^\s,]/.test(name) ? [name, word] : null
}
