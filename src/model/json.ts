import { createHash } from 'node:crypto'

/** What an artefact may hold: JSON, with amounts as bigint. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * The one way a value becomes text: keys sorted by code unit, no spaces, bigint as a decimal string, absent keys left out.
 * Equal values give equal bytes on every machine, so hashes may be taken of it.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'bigint') return `"${value}"`
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`a number in an artefact must be finite, got ${value}`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`
  if (typeof value === 'object') {
    const object = value as Readonly<Record<string, unknown>>
    const pairs: string[] = []
    for (const key of Object.keys(object).toSorted()) {
      const inner = object[key]
      if (inner !== undefined) pairs.push(`${JSON.stringify(key)}:${canonicalJson(inner)}`)
    }
    return `{${pairs.join(',')}}`
  }
  throw new TypeError(`an artefact cannot hold a ${typeof value}`)
}

/** SHA-256 of a text, as 64 hexadecimal digits. */
export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** SHA-256 of a value's canonical JSON. */
export function hashOf(value: unknown): string {
  return hashText(canonicalJson(value))
}

/** Compares by code unit: the order of every list that leaves the program. */
export function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
