import type { PairEvidence } from '../model/merge.ts'
import type { RecordId } from '../model/record.ts'
import type { RememberedVerdict } from '../model/remembered-pairs.ts'
import type { Member } from './member.ts'

/** Two records whose weight is above this are linked: the odds that they are one person are better than even. */
export const LINK_MILLI_BITS = 0

/**
 * Which sources still hang together with the survivor once others have left: directly, through one another, or because a person said so.
 * Asks for evidence only where the direct link is missing.
 */
export function stillLinked(survivor: Member, sources: readonly Member[], evidence: (a: RecordId, b: RecordId) => PairEvidence, verdictOf: RememberedVerdict): ReadonlySet<RecordId> {
  const linked = (a: Member, b: Member): boolean => verdictOf(a.record.id, b.record.id) === 'always' || evidence(a.record.id, b.record.id).weightMilliBits > LINK_MILLI_BITS
  const reached = sources.filter((source) => linked(source, survivor))
  let rest = sources.filter((source) => !reached.includes(source))
  for (let next = 0; next < reached.length && rest.length > 0; next += 1) {
    const found = rest.filter((source) => linked(source, reached[next]!))
    reached.push(...found)
    rest = rest.filter((source) => !found.includes(source))
  }
  return new Set(reached.map((member) => member.record.id))
}
