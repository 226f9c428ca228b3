import type { RecordId } from './record.ts'

/** A customer who went into another elsewhere and stands in the exports again, under a new id. */
export type ReCreated = {
  /** The repair. */
  readonly merge: string
  /** The old id, for ever that of this customer. */
  readonly record: RecordId
  /** The account it had gone into. */
  readonly remaining: RecordId
  /** The id it was created again under. */
  readonly as: RecordId
}
