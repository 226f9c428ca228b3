import { foldText } from '../model/fold-text.ts'

/** Mailbox providers that most private addresses belong to; a domain one edit away from one of them is a typing mistake. */
const POPULAR_DOMAINS: readonly string[] = [
  'gmail.com', 'gmx.de', 'gmx.net', 'gmx.at', 'gmx.ch', 'web.de', 't-online.de', 'yahoo.com', 'yahoo.de', 'yahoo.co.uk', 'hotmail.com', 'hotmail.de',
  'hotmail.co.uk', 'outlook.com', 'outlook.de', 'icloud.com', 'freenet.de', 'aol.com', 'aol.de', 'live.com', 'live.de', 'mail.de', 'posteo.de', 'arcor.de',
  'mailbox.org', 'protonmail.com', 'proton.me', 'bluewin.ch', 'mail.com', 'email.de', 'ymail.com', 'me.com', 'mac.com', 'msn.com', 'bigpond.com', 'btinternet.com',
  'gmx.com', 'vodafone.de', 'online.de', 'email.com', 'yahoo.fr', 'yahoo.it', 'yahoo.es', 'hotmail.fr', 'hotmail.it', 'hotmail.es', 'live.co.uk', 'live.fr', 'mail.ru',
]
const POPULAR: ReadonlySet<string> = new Set(POPULAR_DOMAINS)

/** Shorter domains have real neighbours one edit away (me.com, web.de and wep.de), so only longer ones are corrected. */
const SHORTEST_CORRECTED = 6

const correctedDomains = new Map<string, string>()

/**
 * An e-mail address in comparable form: folded, "+tag" dropped, dots in Gmail names dropped, googlemail.com read
 * as gmail.com, and a domain one typing mistake away from a popular one corrected. Null where nothing like an
 * address is left. An address without "@" is kept as it stands, because its letters still tell people apart.
 */
export function normaliseEmail(raw: string): string | null {
  let text = foldText(raw)
  if (/\s/.test(text)) text = text.replace(/\s+/g, '')
  if (text.startsWith('mailto:')) text = text.slice(7)
  if (text.length < 3 || !/[\p{L}\p{N}]/u.test(text)) return null
  const at = text.lastIndexOf('@')
  if (at < 0) return text
  let local = text.slice(0, at)
  const domain = correctDomain(text.slice(at + 1))
  const plus = local.indexOf('+')
  if (plus > 0) local = local.slice(0, plus)
  if (domain === 'gmail.com') local = local.replaceAll('.', '')
  if (local === '') return null
  return `${local}@${domain}`
}

function correctDomain(domain: string): string {
  if (domain === 'googlemail.com' || domain === 'googlemail.de' || domain === 'gmail.de') return 'gmail.com'
  if (POPULAR.has(domain)) return domain
  const known = correctedDomains.get(domain)
  if (known !== undefined) return known
  const corrected =
    domain.length < SHORTEST_CORRECTED - 1
      ? domain
      : (POPULAR_DOMAINS.find((popular) => popular.length >= SHORTEST_CORRECTED && isOneEditApart(domain, popular)) ?? domain)
  // A pure cache: the same domain always has the same correction, so what is remembered never shows.
  if (correctedDomains.size < 100_000) correctedDomains.set(domain, corrected)
  return corrected
}

/** Whether one inserted, missing, wrong or transposed letter leads from one text to the other. */
export function isOneEditApart(left: string, right: string): boolean {
  const difference = left.length - right.length
  if (difference > 1 || difference < -1) return false
  let from = 0
  const shorter = Math.min(left.length, right.length)
  while (from < shorter && left.charCodeAt(from) === right.charCodeAt(from)) from++
  let leftEnd = left.length
  let rightEnd = right.length
  while (leftEnd > from && rightEnd > from && left.charCodeAt(leftEnd - 1) === right.charCodeAt(rightEnd - 1)) {
    leftEnd--
    rightEnd--
  }
  const leftRest = leftEnd - from
  const rightRest = rightEnd - from
  if (leftRest <= 1 && rightRest <= 1) return leftRest + rightRest > 0
  return leftRest === 2 && rightRest === 2 && left[from] === right[from + 1] && left[from + 1] === right[from]
}
