import type { SourceRecord } from '../record.ts'
import { mailbox } from './shared-email.ts'

/** Mailbox names that belong to a function, not to a person. */
const ROLES: ReadonlySet<string> = new Set([
  'info', 'kontakt', 'contact', 'office', 'buero', 'mail', 'email', 'post', 'admin', 'verwaltung', 'service', 'support', 'team', 'hello', 'hallo', 'sales', 'vertrieb', 'verkauf',
  'buchhaltung', 'accounting', 'rechnung', 'rechnungen', 'invoice', 'billing', 'sekretariat', 'empfang', 'reception', 'anmeldung', 'booking', 'buchung', 'hr', 'personal', 'marketing', 'webmaster', 'noreply', 'no-reply',
])

/** Whether the address is that of a function (`info@`). */
export function isRoleMailbox(record: SourceRecord): boolean {
  const address = mailbox(record.fields)
  return address !== null && ROLES.has(address.slice(0, address.indexOf('@')))
}

/** A company, or a role mailbox without a person's name. Unknown is not a company. */
function isCompany(record: SourceRecord): boolean {
  if (record.flags.company !== undefined) return record.flags.company
  return record.fields.givenName === undefined && ((record.fields.company !== undefined && record.fields.familyName === undefined) || isRoleMailbox(record))
}

function isPerson(record: SourceRecord): boolean {
  return record.fields.givenName !== undefined && !isCompany(record)
}

/**
 * Whether one is a company (or a role mailbox) and the other a person. A company is denied its own
 * contact too: whether a sole trader's two records are one customer is for a person to say.
 */
export function isCompanyAndContact(left: SourceRecord, right: SourceRecord): boolean {
  if (isCompany(left) === isCompany(right)) return false
  return isPerson(isCompany(left) ? right : left)
}
