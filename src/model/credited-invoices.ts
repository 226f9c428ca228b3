import type { Holding, Invoice } from './holding.ts'
import { byCodeUnit } from './json.ts'

/**
 * Ids of the invoices that a credit note settles, among what one customer holds: an invoice over the same amount below
 * zero, for the same subscription and not issued before it. Where several invoices would do, only one of the same service
 * period is taken: whether a credit note is for this month or the next is not guessed.
 */
export function creditedInvoices(holdings: readonly Holding[]): ReadonlySet<string> {
  const invoices = holdings.filter((holding): holding is Invoice => holding.kind === 'invoice').toSorted((left, right) => byCodeUnit(left.id, right.id))
  const notes = invoices.filter((invoice) => invoice.total.amountMinor < 0n)
  const credited = new Set<string>()
  const open: Invoice[] = []
  for (const note of notes) {
    const same = mayCredit(note, invoices, credited).find((invoice) => invoice.serviceFrom !== null && invoice.serviceFrom === note.serviceFrom && invoice.serviceTo === note.serviceTo)
    if (same === undefined) open.push(note)
    else credited.add(same.id)
  }
  for (const note of open) {
    const [only, ...others] = mayCredit(note, invoices, credited)
    if (only !== undefined && others.length === 0 && (note.serviceFrom === null || only.serviceFrom === null)) credited.add(only.id)
  }
  return credited
}

function mayCredit(note: Invoice, invoices: readonly Invoice[], credited: ReadonlySet<string>): readonly Invoice[] {
  return invoices.filter((invoice) => invoice.total.amountMinor === -note.total.amountMinor && invoice.total.currency === note.total.currency && invoice.subscription === note.subscription
    && (note.issuedOn === null || invoice.issuedOn === null || note.issuedOn >= invoice.issuedOn) && !credited.has(invoice.id))
}
