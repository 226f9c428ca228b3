import { neutralHeader } from '../model/entity.ts'
import { fieldNames } from '../model/field.ts'
import { ownIdOf, type SourceRecord } from '../model/record.ts'
import { countColumns } from '../model/tab-counts.ts'
import type { OutputCell, OutputTable } from './output-table.ts'

/**
 * `customers.csv`: the surviving customers in the neutral format, with their system in front and, behind, a column for
 * every extra value (`extras`: of all customers, where these are some of them). Ids are those of their system. What a program counted on its tabs is left out: a merge changes it.
 */
export function customersTable(customers: readonly SourceRecord[], extras: readonly string[] = extraNames(customers)): OutputTable {
  return {
    path: 'customers.csv', columns: ['system', ...neutralHeader('customer').filter((name) => !(name in countColumns)), ...extras.map((name) => `extra.${name}`)],
    rows: { *[Symbol.iterator]() { for (const customer of customers) yield customerCells(customer, extras) } },
  }
}

/** The names of extra values that any of the customers has, sorted. */
export function extraNames(customers: Iterable<SourceRecord>): readonly string[] {
  const names = new Set<string>()
  for (const { extra } of customers) for (const name of Object.keys(extra)) names.add(name)
  return [...names].toSorted()
}

/** `logins.csv`: every login of the customers who have more than one; customers.csv has room for the first alone. */
export function loginsTable(customers: readonly SourceRecord[]): OutputTable {
  return {
    path: 'logins.csv', columns: ['system', ...neutralHeader('login')],
    rows: { *[Symbol.iterator]() { for (const customer of customers) yield* loginCells(customer) } },
  }
}

/** The row of a customer in `customers.csv`. */
export function customerCells({ id, system, origin, createdOn, lastLoginOn, fields, logins, flags, extra }: SourceRecord, extras: readonly string[]): readonly OutputCell[] {
  const login = logins[0]
  return [
    system, ownIdOf(id), origin, createdOn, lastLoginOn, ...fieldNames.map((name) => fields[name] ?? null), login?.userName ?? null, login?.passwordReference ?? null,
    flag(flags.staff), flag(flags.company), flag(flags.redacted), flag(flags.dataRequestPending), flag(flags.deceased), flags.sanctions?.join('|') ?? null,
    ...extras.map((name) => extra[name] ?? null),
  ]
}

/** The rows of a customer in `logins.csv`: none where one login or none is all there is. */
export function loginCells({ id, system, logins }: SourceRecord): readonly (readonly OutputCell[])[] {
  return logins.length > 1 ? logins.map((login) => [system, ownIdOf(id), login.userName, login.passwordReference]) : noRows
}

const noRows: readonly (readonly OutputCell[])[] = Object.freeze([])

/** Unknown stays empty: it is not the same as no. */
function flag(value: boolean | undefined): string | null {
  return value === undefined ? null : value ? 'yes' : 'no'
}
