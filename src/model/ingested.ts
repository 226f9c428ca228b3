import type { Holding } from './holding.ts'
import type { Issue } from './issue.ts'
import type { Coverage, RecordId, SourceRecord } from './record.ts'

/** A row or holding that was set aside, whole, so that nothing is lost. Values stand here and nowhere else. */
export type QuarantinedRow = {
  readonly system: string
  readonly file: string
  /** 1-based line on which the row begins. */
  readonly line: number
  readonly entity: 'customer' | Holding['kind'] | 'login' | 'participant' | 'pause'
  readonly issue: Issue
  /** The row's text as far as it could be read. */
  readonly text: string
  /** The customer it names, if it names a known one: refused as HOLDING_QUARANTINED. */
  readonly owner: RecordId | null
  /** Amount as text, where the row has one: shown in the totals of what was set aside. */
  readonly amountText: string | null
}

/** Row accounting per file: rows = records + holdings + joined + repeated + quarantined + without. */
export type FileCounts = {
  readonly system: string
  readonly file: string
  readonly entity: QuarantinedRow['entity']
  readonly rows: number
  readonly records: number
  readonly holdings: number
  readonly joined: number
  readonly repeated: number
  readonly quarantined: number
  /** Rows of a file that holds two entities, without anything of this one. */
  readonly without: number
  readonly unknownColumns: readonly string[]
}

/** Everything the exports hold, sorted by id: what stage 1 hands on. */
export type Ingested = {
  readonly records: readonly SourceRecord[]
  readonly holdings: readonly Holding[]
  readonly coverage: Readonly<Record<string, Coverage>>
  readonly quarantine: readonly QuarantinedRow[]
  readonly counts: readonly FileCounts[]
  /** Hash over records, holdings and coverage: independent of row order, file names and line numbers. */
  readonly hash: string
}
