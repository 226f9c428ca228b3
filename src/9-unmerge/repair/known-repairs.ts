import { recordHash } from '../../model/content-hash.ts'
import type { FieldName, Fields } from '../../model/field.ts'
import type { Card, Holding, HoldingBase } from '../../model/holding.ts'
import type { LastKnown, Swallowed } from '../../model/merged-elsewhere.ts'
import { minorUnits, type Money } from '../../model/money.ts'
import { type RecordId, type SourceRecord, systemOf } from '../../model/record.ts'
import type { KnownText, MissingText } from './known-schema.ts'

/** What people wrote down, as if an export had shown it before the merge. */
export function knownRepairs({ repairs }: KnownText, currency: string): readonly Swallowed[] {
  return repairs.flatMap(({ remaining, missing }) => missing.map((each): Swallowed => ({ remaining: remaining as RecordId, lastKnown: lastKnown(each, currency) })))
}

const fieldsOfText = ['givenName', 'familyName', 'birthDate', 'email', 'phone', 'mobile', 'street', 'houseNumber', 'postcode', 'city'] as const satisfies readonly FieldName[]

function lastKnown(missing: MissingText, currency: string): LastKnown {
  const id = missing.id as RecordId
  const fields: Fields = Object.fromEntries(fieldsOfText.flatMap((name) => (missing[name] === undefined ? [] : [[name, missing[name]]])))
  const record: Omit<SourceRecord, 'hash'> = {
    id, system: systemOf(id), origin: 'unknown', createdOn: null, lastLoginOn: null, fields, extra: {},
    logins: missing.hadLogin === true ? [{ userName: null, passwordReference: null }] : [], participants: [], flags: {}, issues: [],
  }
  const cards = missing.cards?.map((card, n): Card => ({ ...base(id, 'card', n), kind: 'card', brand: card.brand ?? null, lastFour: card.lastFour ?? null, expiresOn: card.expiresOn ?? null })) ?? null
  return { record: { ...record, hash: recordHash(record) }, holdings: [...entitlementsOf(id, missing, currency), ...(cards ?? [])], cards, unknown: [] }
}

function entitlementsOf(id: RecordId, missing: MissingText, currency: string): readonly Holding[] {
  return [
    ...(missing.credits ?? []).map((each, n): Holding => ({ ...base(id, 'credit', n), kind: 'credit', balance: money(each.amount, each.currency ?? currency) })),
    ...(missing.classCredits ?? []).map((each, n): Holding => ({ ...base(id, 'classCredit', n), kind: 'classCredit', creditType: each.type, units: each.units, expiresOn: each.expiresOn ?? null, subscription: null })),
    ...(missing.packages ?? []).map((each, n): Holding => ({
      ...base(id, 'package', n), kind: 'package', product: each.product, unitsLeft: each.unitsLeft ?? null, unitsTotal: null, price: null, boughtOn: null, expiresOn: each.expiresOn ?? null, saleReference: each.saleReference ?? null,
    })),
    ...(missing.subscriptions ?? []).map((each, n): Holding => ({
      ...base(id, 'subscription', n), kind: 'subscription', plan: each.plan, state: 'active', interval: each.interval, price: money(each.price, each.currency ?? currency), listPrice: null,
      startedOn: each.startedOn, endsOn: each.endsOn ?? null, renewsOn: each.renewsOn ?? null, noticeDays: null,
      pauses: (each.pauses ?? []).map((pause) => ({ from: pause.from, to: pause.to ?? null })), saleReference: each.saleReference ?? null,
    })),
  ]
}

/** Ids of their own: the exports' are not known. */
function base(owner: RecordId, kind: string, n: number): HoldingBase {
  return { id: `${owner}:${kind}:known-${n + 1}`, owner, participant: null }
}

/** @throws Error where the amount has more digits than its currency; the reader has checked that before. */
function money(text: string, currency: string): Money {
  const amountMinor = minorUnits(text, currency)
  if (amountMinor === null) throw new Error('an amount was not checked')
  return { amountMinor, currency }
}

/** Mistakes that the schema cannot see, by path. */
export function knownProblems({ repairs }: KnownText, currency: string): readonly { readonly path: readonly (string | number)[]; readonly text: string }[] {
  const ids = repairs.flatMap((repair, r) => [
    { id: repair.remaining, path: ['repairs', r, 'remaining'] },
    ...repair.missing.map((each, m) => ({ id: each.id, path: ['repairs', r, 'missing', m, 'id'] })),
  ])
  return [
    ...ids.filter((each, at) => ids.findIndex((other) => other.id === each.id) < at).map(({ path }) => ({ path, text: 'this id stands twice: a customer is missing or remains, once' })),
    ...repairs.flatMap((repair, r) => repair.missing.flatMap((each, m) => {
      const at = ['repairs', r, 'missing', m]
      return [
        ...(systemOf(each.id as RecordId) === systemOf(repair.remaining as RecordId) ? [] : [{ path: [...at, 'id'], text: 'expected an id of the same system as the account that remains' }]),
        ...[...(each.credits ?? []).map((credit, n) => ({ text: credit.amount, currency: credit.currency, path: [...at, 'credits', n, 'amount'] })), ...(each.subscriptions ?? []).map((one, n) => ({ text: one.price, currency: one.currency, path: [...at, 'subscriptions', n, 'price'] }))]
          .filter((amount) => minorUnits(amount.text, amount.currency ?? currency) === null).map(({ path }) => ({ path, text: 'more digits behind the point than the currency has' })),
      ]
    })),
  ]
}
