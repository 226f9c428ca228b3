/** A seeded source of chance: integer state only, so that every machine draws the same. */
export type Random = {
  /** A whole number from 0 to below `n`. */
  readonly below: (n: number) => number
  /** True in `share` of the draws. */
  readonly chance: (share: number) => boolean
  readonly pick: <T>(values: readonly T[]) => T
  /** An independent source for a numbered part, so that parts do not depend on what was drawn before. */
  readonly part: (n: number) => Random
}

/** Mulberry32 (Tommy Ettinger, public domain) over a mixed seed. */
export function randomFrom(seed: number): Random {
  let state = mix(seed)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }
  const below = (n: number): number => Math.floor((next() / 4294967296) * n)
  return { below, chance: (share) => next() < share * 4294967296, pick: (values) => values[below(values.length)]!, part: (n) => randomFrom(mix(seed) ^ mix(n + 0x9e3779b9)) }
}

/** Spreads the bits of a number (finaliser of MurmurHash3). */
function mix(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
