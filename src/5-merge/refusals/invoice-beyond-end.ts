import type { CalendarDate } from '../../model/calendar.ts'
import type { Invoice } from '../../model/holding.ts'
import { holdingsOfKind, type Member } from '../member.ts'
import { foundOn, type RefusalCheck } from './pair-facts.ts'

/** INVOICE_BEYOND_END: an invoice serves, or is dated, after the end of the subscription it is for. */
export const invoiceBeyondEnd: RefusalCheck = {
  asks: ['invoice', 'subscription'],
  holds: (pair, rule) => {
    const ids = foundOn(pair, rule.side, beyondEnd).map((invoice) => invoice.id)
    return ids.length === 0 ? null : { ids }
  },
}

function beyondEnd(member: Member): readonly Invoice[] {
  return holdingsOfKind(member, 'invoice').filter((invoice) => {
    const end = endOf(invoice, member)
    const reaches = invoice.serviceTo ?? invoice.issuedOn
    return end !== null && reaches !== null && reaches > end && invoice.total.amountMinor > 0n
  })
}

/** The end of the invoice's subscription; where it names none, that of the only one the member has. */
function endOf(invoice: Invoice, member: Member): CalendarDate | null {
  const subscriptions = holdingsOfKind(member, 'subscription')
  const own = invoice.subscription === null ? (subscriptions.length === 1 ? subscriptions[0] : undefined) : subscriptions.find((each) => each.id === invoice.subscription || each.id.endsWith(`:${invoice.subscription}`))
  return own?.endsOn ?? null
}
