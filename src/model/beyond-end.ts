import { type CalendarDate, toDayNumber } from './calendar.ts'
import { creditedInvoices } from './credited-invoices.ts'
import type { Holding, HoldingOf } from './holding.ts'
import { isUsable } from './holding-state.ts'
import { byCodeUnit } from './json.ts'

/** An invoice that charges for time after the end, and that no credit note settles. */
export type InvoiceBeyond = {
  readonly invoice: HoldingOf<'invoice'>
  /** Days of its service that lie after the end, and all of them (null where it does not say from when); null where all of it lies after the end. */
  readonly days: { readonly after: number; readonly all: number | null } | null
  /** It names the membership, or can be for no other; else a person looks what it is for. */
  readonly isCertain: boolean
}

/** What ends together with a membership, or was charged for the time after it. */
export type BeyondEnd = {
  readonly invoices: readonly InvoiceBeyond[]
  /** Credits that come from the membership. */
  readonly credits: readonly HoldingOf<'classCredit'>[]
  /** Classes after the end that were booked with it, or with credits that end with it. */
  readonly bookings: readonly HoldingOf<'booking'>[]
  /** Instalments that are open: no end remits them. */
  readonly instalments: readonly HoldingOf<'instalment'>[]
}

/** Looks through everything that its owner holds; `on` is the last day of the membership, `now` ends it in the course of today. */
export function beyondEnd(subscription: HoldingOf<'subscription'>, holdings: readonly Holding[], on: CalendarDate | 'now', asOf: CalendarDate): BeyondEnd {
  const last = on === 'now' ? asOf : on
  const isLost = (day: CalendarDate | null): boolean => day !== null && (on === 'now' ? day >= asOf : day > last)
  const credits = holdings.filter((each): each is HoldingOf<'classCredit'> => each.kind === 'classCredit' && isNamed(subscription, each.subscription))
  return {
    invoices: invoicesBeyond(subscription, holdings, last),
    credits: credits.filter((each) => isUsable(each, asOf)),
    bookings: holdings.filter((each): each is HoldingOf<'booking'> => each.kind === 'booking' && [subscription, ...credits].some((paid) => isNamed(paid, each.paidWith)) && (each.state === 'booked' || each.state === 'waiting') && isLost(each.startsOn)),
    instalments: holdings.filter((each): each is HoldingOf<'instalment'> => each.kind === 'instalment' && each.open.amountMinor !== 0n && !holdings.some((other) => other !== subscription && (other.kind === 'contract' || other.kind === 'subscription') && isNamed(other, each.contract))),
  }
}

/** Whether a reference in an export means this holding: its whole id, or the id that its own system gave it. */
function isNamed({ id, kind }: Holding, reference: string | null): boolean {
  return reference !== null && (id === reference || id === `${id.slice(0, id.indexOf(':'))}:${kind}:${reference}`)
}

/** Invoices for the time after the end of the memberships that somebody holds, each once, in the order of their ids. */
export function invoicesBeyondEnds(holdings: readonly Holding[]): readonly InvoiceBeyond[] {
  const found = new Map<string, InvoiceBeyond>()
  for (const holding of holdings) {
    if (holding.kind !== 'subscription' || holding.endsOn === null) continue
    for (const each of invoicesBeyond(holding, holdings, holding.endsOn)) if (each.isCertain) found.set(each.invoice.id, each)
  }
  return [...found.values()].toSorted((left, right) => byCodeUnit(left.invoice.id, right.invoice.id))
}

/** Invoices that name no membership count too: for certain where no other of its owner runs in their time. */
function invoicesBeyond(subscription: HoldingOf<'subscription'>, holdings: readonly Holding[], last: CalendarDate): readonly InvoiceBeyond[] {
  const others = holdings.filter((each): each is HoldingOf<'subscription'> => each.kind === 'subscription' && each !== subscription)
  const credited = creditedInvoices(holdings)
  return holdings.flatMap((invoice): readonly InvoiceBeyond[] => {
    if (invoice.kind !== 'invoice' || credited.has(invoice.id) || (invoice.subscription !== null && !isNamed(subscription, invoice.subscription))) return []
    const from = invoice.serviceFrom ?? invoice.issuedOn
    const mayBeOthers = invoice.subscription === null && others.some((other) => (other.endsOn === null ? other.state !== 'ended' : from === null || other.endsOn >= from))
    return invoiceBeyond(invoice, last, !mayBeOthers)
  })
}

/** A credit note itself, and an invoice of which nothing lies after the end, are left alone. */
function invoiceBeyond(invoice: HoldingOf<'invoice'>, on: CalendarDate, isCertain: boolean): readonly InvoiceBeyond[] {
  if (invoice.total.amountMinor <= 0n) return []
  const from = invoice.serviceFrom ?? invoice.issuedOn
  const to = invoice.serviceTo ?? from
  if (to === null || to <= on) return []
  if (from !== null && from > on) return [{ invoice, days: null, isCertain }]
  return [{ invoice, days: { after: toDayNumber(to) - toDayNumber(on), all: from === null ? null : toDayNumber(to) - toDayNumber(from) + 1 }, isCertain }]
}
