import type { Random } from './random.ts'

/** Small letters without umlauts and accents, as in e-mail addresses. */
export function asciiName(name: string): string {
  return name.toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss').normalize('NFD').replaceAll(/[\u0300-\u036F]/g, '')
}

const neighbours: Readonly<Record<string, string>> = { a: 'sqy', b: 'vn', c: 'xv', d: 'sf', e: 'wr', f: 'dg', g: 'fh', h: 'gj', i: 'uo', j: 'hk', k: 'jl', l: 'k', m: 'n', n: 'mb', o: 'ip', p: 'o', q: 'wa', r: 'et', s: 'ad', t: 'rz', u: 'zi', v: 'cb', w: 'qe', x: 'yc', y: 'xa', z: 'tu' }
const lookalikes: readonly (readonly [string, string])[] = [['rn', 'm'], ['m', 'rn'], ['l', '1'], ['o', '0'], ['cl', 'd'], ['ii', 'u'], ['nn', 'm']]

/** One slip: two letters change places, one is left out, doubled, or hit beside; now and then what a scanner misreads. */
export function slip(random: Random, text: string): string {
  if (text.length < 3) return text
  const at = 1 + random.below(text.length - 1)
  switch (random.below(6)) {
    case 0: return text.slice(0, at - 1) + text[at]! + text[at - 1]! + text.slice(at + 1)
    case 1: return text.slice(0, at) + text.slice(at + 1)
    case 2: return text.slice(0, at) + text[at]! + text.slice(at)
    case 3: {
      const [from, to] = random.pick(lookalikes)
      return text.includes(from) ? text.replace(from, to) : text.slice(0, at) + text.slice(at + 1)
    }
    default: {
      const near = neighbours[text[at]!.toLowerCase()]
      return near === undefined ? text : text.slice(0, at) + near[random.below(near.length)]! + text.slice(at + 1)
    }
  }
}

/** Another way to write the same name: umlauts resolved or lost, ß, hyphen gone. */
export function respell(random: Random, name: string): string {
  const ways = [
    name.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('Ä', 'Ae').replaceAll('Ö', 'Oe').replaceAll('Ü', 'Ue').replaceAll('ß', 'ss'),
    name.replaceAll('ä', 'a').replaceAll('ö', 'o').replaceAll('ü', 'u').replaceAll('ß', 'ss'),
    name.replaceAll('-', ' '), name.replaceAll('-', ''), name.replaceAll('ss', 'ß'), name.replace('th', 't'), name.replace('ph', 'f'), name.replace(/^K(?=[aou])/, 'C'), name.replace('ck', 'k'), name.replace(/ei/, 'ai'), name.replace(/y/, 'i'),
  ].filter((way) => way !== name)
  return ways.length === 0 ? name : random.pick(ways)
}

const shortNames: Readonly<Record<string, readonly string[]>> = {
  Johannes: ['Hans', 'Jo', 'Hannes'], Hans: ['Johannes'], Josef: ['Sepp', 'Jupp'], Joseph: ['Sepp'], Michael: ['Michi', 'Micha', 'Mike'], Alexander: ['Alex', 'Sascha'], Alexandra: ['Alex', 'Sandra'], Katharina: ['Kathi', 'Käthe', 'Kati'], Elisabeth: ['Lisa', 'Sissi', 'Elli', 'Betty'], Margarete: ['Grete', 'Gretel'], Maximilian: ['Max'], Thomas: ['Tom'], Andreas: ['Andi', 'Andy'], Christian: ['Chris'], Christina: ['Tina', 'Chris'], Christine: ['Tina'], Stefan: ['Steff'], Stefanie: ['Steffi'], Stephanie: ['Steffi'], Susanne: ['Susi', 'Sanne'], Barbara: ['Babsi', 'Bärbel'], Matthias: ['Matze', 'Hias'], Sebastian: ['Basti'], Benjamin: ['Ben', 'Benni'], Daniel: ['Dani'], Daniela: ['Dani'], Manfred: ['Manni'], Wolfgang: ['Wolfi'], Friedrich: ['Fritz', 'Fred'], Wilhelm: ['Willi'], Heinrich: ['Heinz', 'Heiner'], Gertrud: ['Trude'], Franziska: ['Franzi'], Franz: ['Franzl'], Georg: ['Schorsch'], Jakob: ['Jockel'], Rudolf: ['Rudi'], Klaus: ['Nikolaus'], Nikolaus: ['Klaus', 'Nick'], Anna: ['Anni', 'Anne'], Johanna: ['Hanna', 'Jo'], Ulrike: ['Uli'], Ulrich: ['Uli'], Gabriele: ['Gabi'], Angelika: ['Geli'], Sabine: ['Bine'], Monika: ['Moni'], Ursula: ['Uschi'], Brigitte: ['Gitti', 'Gitte'], Jennifer: ['Jenny'], Jessica: ['Jessi'], Magdalena: ['Lena', 'Leni'], Helene: ['Lena', 'Leni'], Karoline: ['Line', 'Karo'], Roberta: ['Berta'], Robert: ['Rob'], Theodor: ['Theo'], Eduard: ['Edi'], Leonhard: ['Leo', 'Hardy'], Bernhard: ['Bernd'], Eberhard: ['Ebi'], Joachim: ['Jochen', 'Achim'], Antonia: ['Toni'], Anton: ['Toni'],
}

/** The short or long form somebody also goes by, or the first of two given names. */
export function nickname(random: Random, given: string): string {
  const forms = shortNames[given]
  if (forms) return random.pick(forms)
  return /[- ]/.test(given) ? given.split(/[- ]/)[0]! : given
}

const wrongDomains: Readonly<Record<string, readonly string[]>> = { 'gmail.com': ['gmial.com', 'gmail.de', 'gmai.com', 'gmail.con'], 'gmx.de': ['gmx.dee', 'gmx.d', 'gxm.de'], 'web.de': ['wbe.de', 'web.d', 'webb.de'], 't-online.de': ['t-onlin.de', 'tonline.de', 't-online.d'], 'yahoo.de': ['yaho.de', 'yahoo.d'], 'hotmail.com': ['hotmial.com', 'hotmail.co'], 'freenet.de': ['frenet.de'], 'icloud.com': ['iclod.com'] }

/** The address as somebody typed it wrongly: the domain more often than the name. */
export function mistypeEmail(random: Random, email: string): string {
  const at = email.indexOf('@')
  const wrong = wrongDomains[email.slice(at + 1)]
  return wrong && random.chance(0.6) ? `${email.slice(0, at + 1)}${random.pick(wrong)}` : `${slip(random, email.slice(0, at))}${email.slice(at)}`
}

/** A national number in one of the forms in which people write it. */
export function writePhone(random: Random, national: string): string {
  const code = national.length > 9 && national.startsWith('1') ? 3 : national.startsWith('30') || national.startsWith('40') || national.startsWith('89') || national.startsWith('69') ? 2 : 3
  const area = national.slice(0, code)
  const rest = national.slice(code)
  return random.pick([`0${area}${rest}`, `0${area}/${rest}`, `0${area} ${rest}`, `+49${area}${rest}`, `+49 ${area} ${rest}`, `0049${area}${rest}`, `+49 (0)${area} ${rest}`, `(0${area}) ${rest}`, `0${area}-${rest}`, `0${area} ${rest.slice(0, 3)} ${rest.slice(3)}`])
}

/** Day and month exchanged, or one digit wrong; always a day that exists is not promised. */
export function mistypeDate(random: Random, date: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  if (random.chance(0.4) && Number(day) <= 12) return `${year}-${day}-${month}`
  if (random.chance(0.5)) return `${year}-${month}-${String(1 + random.below(28)).padStart(2, '0')}`
  return `${String(Number(year) + random.pick([-1, 1, -10, 10]))}-${month}-${day}`
}
