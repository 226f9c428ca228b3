import { splitGeneration } from '../model/generation.ts'

/** Words that belong to the family name behind them: "Anna von der Berg". */
const particles: ReadonlySet<string> = new Set(['von', 'vom', 'zu', 'zum', 'zur', 'van', 'der', 'den', 'de', 'di', 'da', 'del', 'della', 'dos', 'du', 'la', 'le', 'el', 'al', 'bin', 'ben', 'ter', 'ten'])

/**
 * Given and family name of a name written in one. Before a comma stands the family name; without one the last word is
 * it, with the particles before it and the generation behind it. A single word is a family name. An e-mail address in brackets behind it is left out.
 */
export function splitFullName(written: string): { readonly givenName: string | null; readonly familyName: string | null } {
  const text = written.replace(/\s*[<(][^<>()]*@[^<>()]*[>)]$/, '')
  const generation = splitGeneration(text)
  if (generation !== null && !generation[0].includes(',')) {
    const { givenName, familyName } = splitFullName(generation[0])
    return { givenName, familyName: `${familyName} ${generation[1]}` }
  }
  const comma = text.indexOf(',')
  if (comma > 0) return { givenName: text.slice(comma + 1).trim() || null, familyName: text.slice(0, comma).trim() }
  const words = text.split(/\s+/).filter((word) => word !== '')
  let from = words.length - 1
  while (from > 1 && particles.has(words[from - 1]!.toLowerCase())) from -= 1
  return { givenName: words.slice(0, from).join(' ') || null, familyName: words.slice(from).join(' ') || null }
}
