/** Two records that may not share a cluster although the weights would have put them into one. */
export interface ClusterConflict {
  readonly left: number
  readonly right: number
  /** Why they may not: a pair that a person or a rule forbade, or two records of a system free of duplicates. */
  readonly reason: 'forbiddenPair' | 'systemFreeOfDuplicates'
  /** What the two groups would have been linked with, in thousandths of a bit. */
  readonly cutMilliBits: number
}

/** A link between two clusters that was not enough to join them, and yet is worth a look. */
export interface ReviewLink {
  readonly left: number
  readonly right: number
  readonly weightMilliBits: number
}

/** Which records are the same person. */
export interface Clusters {
  /** Record number → smallest record number of its cluster. */
  readonly clusterOf: Int32Array
  /**
   * For each record that names a cluster of two or more, the weight of the weakest join inside it in thousandths
   * of a bit; 0 for single records.
   */
  readonly weakestMilliBits: Int32Array
  /** Sorted by (left, right). */
  readonly conflicts: readonly ClusterConflict[]
  /** The best pair of every two clusters in the review band, sorted by (left, right). */
  readonly reviewLinks: readonly ReviewLink[]
}
