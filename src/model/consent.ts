/** Words by which exports say no. */
const OBJECTIONS: ReadonlySet<string> = new Set(['no', 'nein', 'n', 'false', 'falsch', '0', 'off', 'aus', 'none', 'opt-out', 'optout', 'opted out', 'abgemeldet', 'unsubscribed', 'widerrufen', 'widersprochen', 'abgelehnt', 'declined', 'denied', 'revoked', 'withdrawn'])

/** Whether a consent, in the words of an export, is an objection. */
export function isObjection(consent: string): boolean {
  return OBJECTIONS.has(consent.trim().toLowerCase())
}
