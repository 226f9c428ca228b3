import { type CalendarDate, toDayNumber } from './calendar.ts'
import { creditedInvoices } from './credited-invoices.ts'
import type { Holding, HoldingOf } from './holding.ts'
import { byCodeUnit } from './json.ts'

/** An invoice that charges for time after the end, and that no credit note settles. */
export type InvoiceBeyond = {
  readonly invoice: HoldingOf<'invoice'>
  /** Days of its service that lie after the end, and all of them (null where it does not say from when); null where all of it lies after the end. */
  readonly days: { readonly after: number; readonly all: number | null } | null
}

/** What ends together with a membership, or was charged for the time after it. */
export type BeyondEnd = {
  readonly invoices: readonly InvoiceBeyond[]
  /** Credits that come from the membership. */
  readonly credits: readonly HoldingOf<'classCredit'>[]
  /** Classes after the end that were booked with it. */
  readonly bookings: readonly HoldingOf<'booking'>[]
}

/** Looks through everything that its owner holds; `on` is the last day of the membership. */
export function beyondEnd(subscription: HoldingOf<'subscription'>, holdings: readonly Holding[], on: CalendarDate): BeyondEnd {
  const isOnly = holdings.filter((each) => each.kind === 'subscription').length === 1
  const belongs = (id: string | null): boolean => id !== null && (id === subscription.id || subscription.id.endsWith(`:${id}`))
  const credited = creditedInvoices(holdings)
  return {
    invoices: holdings.flatMap((each): readonly InvoiceBeyond[] => (each.kind === 'invoice' && !credited.has(each.id) && (belongs(each.subscription) || (each.subscription === null && isOnly)) ? invoiceBeyond(each, on) : [])),
    credits: holdings.filter((each): each is HoldingOf<'classCredit'> => each.kind === 'classCredit' && belongs(each.subscription) && each.units !== 0),
    bookings: holdings.filter((each): each is HoldingOf<'booking'> => each.kind === 'booking' && belongs(each.paidWith) && (each.state === 'booked' || each.state === 'waiting') && each.startsOn !== null && each.startsOn > on),
  }
}

/** Invoices for the time after the end of the memberships that somebody holds, each once, in the order of their ids. */
export function invoicesBeyondEnds(holdings: readonly Holding[]): readonly InvoiceBeyond[] {
  const found = new Map<string, InvoiceBeyond>()
  for (const holding of holdings) {
    if (holding.kind !== 'subscription' || holding.endsOn === null) continue
    for (const each of beyondEnd(holding, holdings, holding.endsOn).invoices) found.set(each.invoice.id, each)
  }
  return [...found.values()].toSorted((left, right) => byCodeUnit(left.invoice.id, right.invoice.id))
}

/** A credit note itself, and an invoice of which nothing lies after the end, are left alone. */
function invoiceBeyond(invoice: HoldingOf<'invoice'>, on: CalendarDate): readonly InvoiceBeyond[] {
  if (invoice.total.amountMinor <= 0n) return []
  const from = invoice.serviceFrom ?? invoice.issuedOn
  const to = invoice.serviceTo ?? from
  if (to === null || to <= on) return []
  if (from !== null && from > on) return [{ invoice, days: null }]
  return [{ invoice, days: { after: toDayNumber(to) - toDayNumber(on), all: from === null ? null : toDayNumber(to) - toDayNumber(from) + 1 } }]
}
