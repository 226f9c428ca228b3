import { hash } from 'node:crypto'

/** What an artefact may hold: JSON, with amounts as bigint. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/** What JSON escapes in a string; one without any of these stands between quotes as it is. */
// eslint-disable-next-line no-control-regex
const escaped = /["\\\u0000-\u001F\uD800-\uDFFF]/

function stringJson(text: string): string {
  return escaped.test(text) ? JSON.stringify(text) : `"${text}"`
}

/**
 * The one way a value becomes text: keys sorted by code unit, no spaces, bigint as a decimal string, absent keys left out.
 * Equal values give equal bytes on every machine, so hashes may be taken of it.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return stringJson(value)
  if (value === null) return 'null'
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value === 'bigint') return `"${value}"`
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`a number in an artefact must be finite, got ${value}`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return arrayJson(value)
  if (typeof value === 'object') return objectJson(value as Readonly<Record<string, unknown>>)
  throw new TypeError(`an artefact cannot hold a ${typeof value}`)
}

function arrayJson(values: readonly unknown[]): string {
  let text = '['
  for (let at = 0; at < values.length; at += 1) text += (at === 0 ? '' : ',') + canonicalJson(values[at])
  return `${text}]`
}

function objectJson(object: Readonly<Record<string, unknown>>): string {
  let text = '{'
  for (const key of sortedKeys(object)) {
    const inner = object[key]
    if (inner !== undefined) text += (text.length > 1 ? ',' : '') + keyJson(key) + canonicalJson(inner)
  }
  return `${text}}`
}

/** Objects of one kind are made with their keys in one order, so that each order is sorted once. */
const orders = new Map<string, readonly string[]>()
const mostOrders = 1_000

function sortedKeys(object: object): readonly string[] {
  const keys = Object.keys(object)
  if (isInOrder(keys)) return keys
  const order = keys.join('\u0000')
  const known = orders.get(order)
  if (known !== undefined) return known
  keys.sort()
  if (orders.size < mostOrders) orders.set(order, keys)
  return keys
}

/** Most objects are made with their keys in order; looking is cheaper than sorting. */
function isInOrder(keys: readonly string[]): boolean {
  for (let at = 1; at < keys.length; at += 1) if (keys[at - 1]! > keys[at]!) return false
  return true
}

/** Whether the object has its keys in the order of canonical JSON, so that plain JSON writes the same; its values are not looked at. */
export function hasKeysInOrder(object: object): boolean {
  return isInOrder(Object.keys(object))
}

/** Keys as they are written, colon included: there are few different ones. */
const keyTexts = new Map<string, string>()
const mostKeys = 10_000

function keyJson(key: string): string {
  const known = keyTexts.get(key)
  if (known !== undefined) return known
  const text = `${stringJson(key)}:`
  if (keyTexts.size < mostKeys) keyTexts.set(key, text)
  return text
}

/** SHA-256 of a text, as 64 hexadecimal digits. */
export function hashText(text: string): string {
  return hash('sha256', text, 'hex')
}

/** SHA-256 of a value's canonical JSON. */
export function hashOf(value: unknown): string {
  return hashText(canonicalJson(value))
}

/** Compares by code unit: the order of every list that leaves the program. */
export function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
