import type { Random } from './random.ts'

/** The keys beside each key of a German keyboard. */
const BESIDE: Readonly<Record<string, string>> = {
  q: 'wa', w: 'qes', e: 'wrd', r: 'etf', t: 'rzg', z: 'tuh', u: 'zij', i: 'uok', o: 'ipl', p: 'oü', ü: 'pä', a: 'qsy', s: 'adwx', d: 'sfec', f: 'dgrv', g: 'fhtb', h: 'gjzn',
  j: 'hkum', k: 'jlio', l: 'kö', ö: 'läp', ä: 'öü', y: 'xas', x: 'ycs', c: 'xvd', v: 'cbf', b: 'vng', n: 'bmh', m: 'nj', 1: '2', 2: '13', 3: '24', 4: '35', 5: '46', 6: '57', 7: '68', 8: '79', 9: '80', 0: '9',
}

/** What a reader of handwriting or a scanner takes for something else. */
const LOOKS_LIKE: readonly (readonly [string, string])[] = [
  ['rn', 'm'], ['m', 'rn'], ['ü', 'ii'], ['cl', 'd'], ['l', 'i'], ['i', 'l'], ['u', 'n'], ['n', 'u'], ['e', 'c'], ['h', 'b'], ['v', 'r'], ['ß', 'B'], ['tt', 'n'], ['a', 'o'],
]

/** What sounds the same over the telephone. */
const SOUNDS_LIKE: readonly (readonly [string, string])[] = [
  ['ai', 'ei'], ['ei', 'ai'], ['ey', 'ei'], ['ay', 'ei'], ['ie', 'i'], ['th', 't'], ['tt', 't'], ['dt', 't'], ['ph', 'f'], ['f', 'ph'], ['ck', 'k'], ['k', 'ck'], ['tz', 'z'], ['z', 'tz'],
  ['mm', 'm'], ['nn', 'n'], ['ll', 'l'], ['ss', 's'], ['ff', 'f'], ['eh', 'e'], ['ah', 'a'], ['oh', 'o'], ['d', 't'], ['b', 'p'], ['v', 'f'], ['y', 'i'], ['c', 'k'], ['ä', 'e'],
]

/** One slip in a word: a key beside, two letters swapped, one left out or doubled, or a misreading. Very short words stay. */
export function mistype(random: Random, text: string): string {
  if (text.length < 3) return text
  const kind = random.below(100)
  if (kind < 22) return replaceKnown(random, text, LOOKS_LIKE) ?? swapLetters(random, text)
  if (kind < 42) return replaceKnown(random, text, SOUNDS_LIKE) ?? leaveOut(random, text)
  if (kind < 58) return swapLetters(random, text)
  if (kind < 74) return leaveOut(random, text)
  if (kind < 84) return repeat(random, text)
  return hitBeside(random, text)
}

/** One wrong digit, two digits swapped, or one missing, in a text that holds at least three digits. */
export function mistypeDigits(random: Random, text: string): string {
  const at = digitPositions(text)
  if (at.length < 3) return text
  const index = 1 + random.below(at.length - 1)
  const place = at[index]!
  const kind = random.below(10)
  if (kind < 3) {
    const before = at[index - 1]!
    return replaceAt(replaceAt(text, place, text[before]!), before, text[place]!)
  }
  if (kind < 4) return text.slice(0, place) + text.slice(place + 1)
  return replaceAt(text, place, String((Number(text[place]) + 1 + random.below(9)) % 10))
}

function digitPositions(text: string): readonly number[] {
  const found: number[] = []
  for (let index = 0; index < text.length; index++) if (text[index]! >= '0' && text[index]! <= '9') found.push(index)
  return found
}

function replaceAt(text: string, at: number, letter: string): string {
  return text.slice(0, at) + letter + text.slice(at + 1)
}

function swapLetters(random: Random, text: string): string {
  const at = 1 + random.below(text.length - 2)
  return text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2)
}

function leaveOut(random: Random, text: string): string {
  const at = 1 + random.below(text.length - 1)
  return text.slice(0, at) + text.slice(at + 1)
}

function repeat(random: Random, text: string): string {
  const at = random.below(text.length)
  return text.slice(0, at) + text[at]! + text.slice(at)
}

function hitBeside(random: Random, text: string): string {
  const at = random.below(text.length)
  const beside = BESIDE[text[at]!.toLowerCase()]
  if (beside === undefined) return swapLetters(random, text)
  const letter = beside[random.below(beside.length)]!
  return replaceAt(text, at, text[at] === text[at]!.toLowerCase() ? letter : letter.toUpperCase())
}

function replaceKnown(random: Random, text: string, known: readonly (readonly [string, string])[]): string | undefined {
  const fitting = known.filter(([from]) => text.includes(from, 1))
  if (fitting.length === 0) return undefined
  const [from, to] = random.pick(fitting)
  const at = text.indexOf(from, 1)
  return text.slice(0, at) + to + text.slice(at + from.length)
}
