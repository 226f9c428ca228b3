import { createHash } from 'node:crypto'
import type { Holding } from '../model/holding.ts'
import type { Ingested, QuarantinedRow } from '../model/ingested.ts'
import { canonicalJson } from '../model/json.ts'

/**
 * The hash of what exports hold: over content only, in this order: coverage, records by their hashes, holdings by their
 * values, quarantine without its places. Lines are given one by one or many at once, each with its line break in front.
 */
export type ContentDigest = { readonly add: (lines: string) => void; readonly end: (quarantine: readonly QuarantinedRow[]) => string }

/** Lines are hashed in blocks: one at a time is several times slower, and one text of everything would be longer than a text can be. */
const blockLength = 65_536

export function openContentDigest(coverage: Ingested['coverage']): ContentDigest {
  const hash = createHash('sha256').update(canonicalJson(coverage))
  let block = ''
  return {
    add: (lines) => {
      block += lines
      if (block.length > blockLength) { hash.update(block); block = '' }
    },
    end: (quarantine) => {
      for (const text of quarantine.map((each) => canonicalJson([each.system, each.entity, each.issue.code, each.owner, each.text])).toSorted()) block += `\n${text}`
      return hash.update(block).digest('hex')
    },
  }
}

/** The line of a holding: its values in the order of its kind, each with its length, so that two holdings never give one line. */
export function holdingLine(holding: Holding): string {
  let text = '\n'
  for (const value of Object.values(holding) as readonly unknown[]) {
    const written = value === null ? null : typeof value === 'string' ? value : typeof value === 'object' && 'amountMinor' in value && 'currency' in value ? `${String(value.amountMinor)} ${String(value.currency)}` : canonicalJson(value)
    text += written === null ? '-' : `${written.length}:${written}`
  }
  return text
}
