import type { CalendarDate } from '../../model/calendar.ts'
import type { Invoice } from '../../model/holding.ts'
import { uncredited } from '../../model/uncredited.ts'
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
  return uncredited(holdingsOfKind(member, 'invoice')).filter((invoice) => {
    const end = endOf(invoice, member)
    const reaches = invoice.serviceTo ?? invoice.issuedOn
    return end !== null && reaches !== null && reaches > end
  })
}

/** The end of the invoice's subscription; where it names none, that of the only one which runs in its time, or of the last that ran. */
function endOf(invoice: Invoice, member: Member): CalendarDate | null {
  const subscriptions = holdingsOfKind(member, 'subscription')
  if (invoice.subscription !== null) return subscriptions.find((each) => each.id === invoice.subscription || each.id.endsWith(`:${invoice.subscription}`))?.endsOn ?? null
  const from = invoice.serviceFrom ?? invoice.issuedOn
  const running = subscriptions.filter((each) => (each.endsOn === null ? each.state !== 'ended' : from === null || each.endsOn >= from))
  if (running.length > 0) return running.length === 1 ? running[0]!.endsOn : null
  return subscriptions.flatMap((each) => each.endsOn ?? []).toSorted().at(-1) ?? null
}
