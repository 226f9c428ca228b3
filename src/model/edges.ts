/**
 * Scored pairs as columns, sorted by (left, right) with left < right; an edge takes 13 bytes and one more for
 * each comparison.
 */
export interface Edges {
  readonly count: number
  /** Record number of the smaller record. */
  readonly left: Int32Array
  /** Record number of the larger record. */
  readonly right: Int32Array
  /** log2 of the odds that both records are one person, in thousandths of a bit. */
  readonly weightMilliBits: Int32Array
  /** Position of the blocking rule that found the pair first, in the specification's list. */
  readonly rule: Uint8Array
  /** One byte a comparison: `levels[edge * comparisons + comparison]`, level + 8 × condition. */
  readonly levels: Uint8Array
  /** How many comparisons there are. */
  readonly comparisons: number
}
