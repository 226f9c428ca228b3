import { type Random, draw, weighted } from './random.ts'
import { writeLetters } from './written-forms.ts'

/** Where Germans have their private mailboxes, with rounded shares. Real names, because engines know them and people mistype them. */
const PROVIDERS = weighted<string>([
  ['gmx.de', 20], ['web.de', 22], ['gmail.com', 24], ['t-online.de', 12], ['googlemail.com', 2], ['gmx.net', 4], ['yahoo.de', 4], ['outlook.de', 3], ['hotmail.com', 2], ['hotmail.de', 2],
  ['freenet.de', 3], ['icloud.com', 3], ['arcor.de', 1], ['posteo.de', 1], ['mailbox.org', 1], ['aol.com', 1], ['outlook.com', 1],
])

/** A mailbox domain as hurried fingers write it. */
const MISTYPED: Readonly<Record<string, readonly string[]>> = {
  'gmx.de': ['gmx.d', 'gxm.de', 'gmx.com', 'gmy.de'], 'gmx.net': ['gmx.ent', 'gxm.net'], 'web.de': ['wed.de', 'web.d', 'wbe.de', 'web.com'],
  'gmail.com': ['gmial.com', 'gmail.de', 'gmai.com', 'gamil.com', 'gmail.con', 'gmail.co', 'gmaill.com'], 't-online.de': ['t-onlin.de', 'tonline.de', 't-online.d', 't-onlien.de', 't-oline.de'],
  'googlemail.com': ['googelmail.com', 'gogglemail.com'], 'yahoo.de': ['yaho.de', 'yahoo.com'], 'hotmail.com': ['hotmial.com', 'hotmail.con'], 'hotmail.de': ['hotmal.de'],
  'outlook.de': ['outlok.de', 'outlook.d'], 'freenet.de': ['frenet.de', 'freenet.d'], 'icloud.com': ['iclod.com', 'icloud.con'],
}

/** Words of which people make mailbox names that say nothing about them. */
const FANCY = ['sonne', 'stern', 'blume', 'wolke', 'tiger', 'falke', 'luchs', 'biene', 'katze', 'maus', 'hase', 'baer', 'wolf', 'adler', 'rose', 'lilie', 'traum', 'feuer', 'wasser', 'wind', 'berg', 'wald', 'garten', 'sommer', 'winter', 'turbo', 'super', 'mega', 'happy', 'lucky', 'smile', 'yoga', 'lauf', 'rad', 'tanz', 'ski', 'surf', 'sport', 'fit', 'chill']

/** How many people the names of the tables stand for: with that many, "peter.mueller" has long been taken at every provider. */
const PEOPLE = 60_000_000

/** Whose mailbox it is: names, how common they are, year of birth. */
export interface MailboxOwner { readonly given: string; readonly givenShare: number; readonly family: string; readonly familyShare: number; readonly year: number }

/** A mailbox of one person, named after the person in most cases. */
export function personalEmail(random: Random, owner: MailboxOwner): string {
  const provider = draw(random, PROVIDERS)
  if (random.chance(0.1)) return `${random.pick(FANCY)}${random.pick(['', '.', '-', '_'])}${random.pick(FANCY)}${random.below(9999)}@${provider}`
  const given = plain(owner.given)
  const family = plain(owner.family)
  const local = random.pick([`${given}.${family}`, `${given}.${family}`, `${given}.${family}`, `${given}${family}`, `${given}-${family}`, `${given}_${family}`, `${given[0]}.${family}`, `${family}.${given}`, `${given}.${family[0]}`])
  return `${local}${suffix(random, owner.givenShare * owner.familyShare * PEOPLE, owner.year, local)}@${provider}`
}

/** One mailbox for a whole family. */
export function familyEmail(random: Random, family: string, familyShare: number): string {
  const name = plain(family)
  const local = random.pick([`familie.${name}`, `familie-${name}`, `fam.${name}`, `fam${name}`, `${name}s`, `die.${name}s`])
  return `${local}${suffix(random, (familyShare * PEOPLE) / 3, undefined, local)}@${draw(random, PROVIDERS)}`
}

/** Kinds of small firms, as written and as they stand in a domain. */
const TRADES = [['Tischlerei', 'tischlerei'], ['Praxis', 'praxis'], ['Kanzlei', 'kanzlei'], ['Elektro', 'elektro'], ['Gartenbau', 'gartenbau'], ['Autohaus', 'autohaus'], ['Bäckerei', 'baeckerei'], ['Physiotherapie', 'physio'], ['Architekten', 'architekten'], ['Steuerberatung', 'steuerberatung']] as const

/** A small firm and its mailbox, read by everybody who works there. The top-level domain is reserved and leads nowhere. */
export function drawFirmMailbox(random: Random, family: string): { readonly firm: string; readonly email: string } {
  const [trade, domain] = random.pick(TRADES)
  return { firm: `${trade} ${family}`, email: `${random.pick(['info', 'info', 'kontakt', 'buero', 'office'])}@${domain}-${plain(family)}${random.chance(0.5) ? `-${random.below(9999)}` : ''}.example` }
}

/** The same mailbox at a domain that is written wrong; domains that nobody mistypes stay. */
export function mistypeDomain(random: Random, email: string): string {
  const at = email.indexOf('@')
  const wrong = MISTYPED[email.slice(at + 1)]
  return wrong === undefined ? email : `${email.slice(0, at + 1)}${random.pick(wrong)}`
}

function plain(name: string): string {
  return writeLetters(name, 'two-letters').toLowerCase().replace(/[^a-z-]/g, '')
}

/** Digits behind a name that others bear too: a name borne by few is still free, a common one needs a year or a number. */
function suffix(random: Random, namesakes: number, year: number | undefined, local: string): string {
  // An initial instead of a name is shared by about ten times as many people.
  const takers = local.includes('.') && /(^|\.)[a-z](\.|$)/.test(local) ? namesakes * 10 : namesakes
  const free = takers / 4
  if (free < 1 ? random.chance(0.8) : random.chance(0.5 / free)) return ''
  if (year !== undefined && free < 40 && random.chance(0.6)) return random.chance(0.6) ? String(year % 100).padStart(2, '0') : String(year)
  return String(1 + random.below(Math.max(99, Math.ceil(free * 4))))
}
