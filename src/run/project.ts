import type { SetWeights } from '../model/set-weights.ts'
import type { SystemMapping } from '../1-ingest/mapping.ts'

/** What `dublette.yaml` says, complete: every default filled in, every path absolute. */
export type Project = {
  /** Absolute path of the project file. */
  readonly path: string
  /** Its folder: `runs/`, `out/` and `.dublette/` lie there. */
  readonly folder: string
  readonly name: string
  readonly language: 'de' | 'en'
  readonly timeZone: string
  /** Name of a shipped profile, or the path of a rules file. */
  readonly profile: string
  readonly store: { readonly kind: 'embedded'; readonly folder: string } | { readonly kind: 'server'; readonly url: string }
  readonly currency: string
  /** Extra columns that are compared as any other, and weights that a person set; null = all as learned. */
  readonly compare: readonly string[]
  readonly setWeights: SetWeights | null
  readonly systems: readonly SystemMapping[]
  /** Rows that may be quarantined before a run ends with TOO_MANY_REJECTS; null = no budget. */
  readonly maxRejects: number | null
}
