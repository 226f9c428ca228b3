/**
 * Every way an operation can fail. `means` and `next` make up docs/error-codes.md.
 * Exit codes: 1 a check failed, 2 a bug, 64 usage, 65 data, 69 unavailable, 74 input or output, 75 locked, 78 configuration or stale plan.
 */
export const errorCodes = {
  USAGE: { exitCode: 64, means: 'The command was called with arguments it does not know.', next: 'Read `dublette --help` or `dublette COMMAND --help`.' },
  FILE_MISSING: { exitCode: 74, means: 'A file that was named does not exist or cannot be read.', next: 'Check the path; a relative path counts from the folder of the project file.' },
  WRITE_FAILED: { exitCode: 74, means: 'A file could not be written.', next: 'Check the free space and the rights of the folder, then start again.' },
  PROJECT_INVALID: { exitCode: 78, means: 'The project file has mistakes; all of them are listed.', next: 'Correct the lines named above.' },
  RULES_INVALID: { exitCode: 78, means: 'A rules file has mistakes; all of them are listed.', next: 'Correct the lines named above; rules/README.md explains every name.' },
  COLUMN_MISSING: { exitCode: 65, means: 'An export lacks a column that the mapping requires.', next: 'Export again with this column shown, or change the mapping.' },
  HEADER_UNKNOWN: { exitCode: 65, means: 'No column of the file could be recognised as part of a customer.', next: 'Name the columns with --map column=role.' },
  FORMAT_AMBIGUOUS: { exitCode: 65, means: 'A date or a number can be read in two ways and the mapping does not say which.', next: 'Name the form in the project file (dateFormat, decimal).' },
  TOO_MANY_REJECTS: { exitCode: 65, means: 'More rows were quarantined than the reject budget allows.', next: 'Read the quarantine of the run, mend the export, or raise --max-rejects.' },
  SHORT_EXPORT: { exitCode: 65, means: 'More than the allowed share of known records is missing from an export: a filter was probably left on.', next: 'Export again without a filter; if the records are truly gone, raise limits.maxGoneShare.' },
  INPUT_UNREADABLE: { exitCode: 65, means: 'A file given as input cannot be read as what it should be.', next: 'Check that it is the right file and whole.' },
  TRUTH_MISMATCH: { exitCode: 65, means: 'Clusters and truth do not speak of the same records.', next: 'Use the truth that belongs to this file.' },
  LIMIT_EXCEEDED: { exitCode: 1, means: 'A run limit of the rules was exceeded; nothing was planned for apply.', next: 'Look at the report; raise the limit in the rules if the number is right.' },
  VERIFY_FAILED: { exitCode: 1, means: 'A conservation check failed.', next: 'Do not go on: read which totals differ, and keep the run folder.' },
  PLAN_STALE: { exitCode: 78, means: 'The plan no longer fits: too old, an operation date has passed, or state changed.', next: 'Start a new run and approve its plan.' },
  PLAN_ALTERED: { exitCode: 78, means: 'The plan or the decisions file does not have the content that was reviewed.', next: 'Take the file from the run folder again, or start a new run.' },
  PLAN_NOT_APPROVED: { exitCode: 78, means: 'Only an approved plan can be applied.', next: 'Run `dublette approve` first.' },
  DECISIONS_INVALID: { exitCode: 78, means: 'The decisions do not fit the plan; all mistakes are listed.', next: 'Save the decisions again from the report of this run.' },
  RUN_MISSING: { exitCode: 78, means: 'There is no run to work on.', next: 'Run `dublette run` first, or name the run with --run.' },
  UNMERGE_BLOCKED: { exitCode: 78, means: 'A later merge stands in the way of taking this one back.', next: 'Take the named merge back first.' },
  MERGE_UNKNOWN: { exitCode: 64, means: 'There is no applied merge of this name.', next: 'List the merges with `dublette status`.' },
  REPAIR_AMBIGUOUS: { exitCode: 65, means: 'Several accounts could have got the things of a missing customer, or be the one created anew; nothing was guessed.', next: 'Say which: `--into MISSING=REMAINING`, or with --check `--re-created OLD=NEW`.' },
  REPAIR_NOTHING: { exitCode: 65, means: 'There is nothing to repair: no customer is missing whose things stand with another.', next: 'Check that the exports are from before and after the merge; where the customer had nothing, say where it went with `--into MISSING=REMAINING`.' },
  KNOWN_INVALID: { exitCode: 78, means: 'The file that says what is known of a merge has mistakes; all of them are listed.', next: 'Correct the lines named above; docs/repair.md explains every name.' },
  RECORD_UNKNOWN: { exitCode: 64, means: 'There is no record of this id in the run.', next: 'Ids are written system:id; look in the report or the export.' },
  IDEMPOTENCY_CLASH: { exitCode: 1, means: 'The ledger already holds another entry under the same idempotency key.', next: 'Do not go on: keep the run folder and the store and report it.' },
  LOCKED: { exitCode: 75, means: 'Another dublette works on this project.', next: 'Wait until it ends, then start again.' },
  STORE_UNAVAILABLE: { exitCode: 69, means: 'The store (PostgreSQL) cannot be started or reached.', next: 'Run `dublette doctor`; it names what is missing.' },
  STORE_TOO_NEW: { exitCode: 78, means: 'The store was made by a newer dublette.', next: 'Use that version or a newer one.' },
  STORE_IMPORT_INVALID: { exitCode: 65, means: 'A store export is incomplete or altered.', next: 'Take another copy of the export; its last line holds the checksum.' },
  STORE_NOT_EMPTY: { exitCode: 78, means: 'A store can only be imported into an empty one.', next: 'Name another store, or move the present one away.' },
  PLATFORM_UNSUPPORTED: { exitCode: 69, means: 'This platform has no PostgreSQL of ours.', next: 'Set DATABASE_URL to a PostgreSQL 15 or newer.' },
  MEMORY_SHORT: { exitCode: 69, means: 'The estimated memory is more than this machine has free.', next: 'Use a machine with more memory, or fewer records.' },
  MODEL_INVALID: { exitCode: 78, means: 'A model file is altered, of another version, or made for other columns.', next: 'Train again by leaving --model out.' },
  INTERRUPTED: { exitCode: 130, means: 'The command was stopped by a signal. A run has changed nothing; of an apply whole batches stand, or none.', next: 'Start the command again: it goes on where it stopped.' },
  INTERNAL: { exitCode: 2, means: 'A mistake in dublette itself: an assertion stopped the run before anything was written.', next: 'Keep the run folder and report it.' },
} as const satisfies Readonly<Record<string, { readonly exitCode: number; readonly means: string; readonly next: string }>>

export type ErrorCode = keyof typeof errorCodes
