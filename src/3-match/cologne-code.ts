/**
 * The Cologne phonetics (Postel 1969) of a folded word: names that sound alike in German have the same digits.
 * It serves English names well enough as one of several signs of likeness.
 */
export function cologneCode(word: string): string {
  let code = ''
  let last = ''
  for (let i = 0; i < word.length; i++) {
    const digits = digitsOf(word[i]!, word[i - 1] ?? '', word[i + 1] ?? '')
    if (digits === '') continue
    for (const digit of digits) {
      // Vowels count at the beginning only; the same digit twice in a row counts once.
      if (digit !== last && (digit !== '0' || code === '')) code += digit
      last = digit
    }
  }
  return code
}

function digitsOf(letter: string, before: string, after: string): string {
  switch (letter) {
    case 'a': case 'e': case 'i': case 'j': case 'o': case 'u': case 'y':
      return '0'
    case 'b':
      return '1'
    case 'p':
      return after === 'h' ? '3' : '1'
    case 'd': case 't':
      return 'csz'.includes(after) && after !== '' ? '8' : '2'
    case 'f': case 'v': case 'w':
      return '3'
    case 'g': case 'k': case 'q':
      return '4'
    case 'c':
      return hardC(before, after) ? '4' : '8'
    case 'x':
      return 'ckq'.includes(before) && before !== '' ? '8' : '48'
    case 'l':
      return '5'
    case 'm': case 'n':
      return '6'
    case 'r':
      return '7'
    case 's': case 'z':
      return '8'
    default:
      return ''
  }
}

function hardC(before: string, after: string): boolean {
  if (before === '') return after !== '' && 'ahkloqrux'.includes(after)
  return after !== '' && 'ahkoqux'.includes(after) && before !== 's' && before !== 'z'
}
