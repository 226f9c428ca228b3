import { invoicesBeyondEnds } from '../../model/beyond-end.ts'
import { foundOn, type RefusalCheck } from './pair-facts.ts'

/** INVOICE_BEYOND_END: an invoice serves, or is dated, after the end of the subscription it is for, and nothing credits it. */
export const invoiceBeyondEnd: RefusalCheck = {
  asks: ['invoice', 'subscription'],
  holds: (pair, rule) => {
    const ids = foundOn(pair, rule.side, (member) => invoicesBeyondEnds(member.holdings)).map(({ invoice }) => invoice.id)
    return ids.length === 0 ? null : { ids }
  },
}
