import { mergeCluster } from '../5-merge/merge-cluster.ts'
import type { LinkedPair, MergeInput } from '../5-merge/merge-input.ts'
import { prepare } from '../5-merge/prepare.ts'
import type { Answer, Question } from '../5-merge/questions.ts'
import type { Program } from '../6-plan/plan-input.ts'
import { creditsTable, packagesTable, subscriptionsTable } from '../8-apply/correction-tables.ts'
import { customerCells, loginCells } from '../8-apply/customers-table.ts'
import { csvRows, type OutputTable, rowLine } from '../8-apply/output-table.ts'
import { openOperations } from '../8-apply/outputs.ts'
import { previewOf } from '../8-apply/preview.ts'
import { skippedTable, staffTasksTable } from '../8-apply/register-tables.ts'
import type { CalendarDate } from '../model/calendar.ts'
import type { PlannedHead } from '../model/plan.ts'
import { type RecordColumns, recordOf as numberIn } from '../model/record-columns.ts'
import type { SourceRecord } from '../model/record.ts'
import type { Alias } from '../model/store-state.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import { formerRecords } from '../run/former-records.ts'
import { packLines } from '../run/pack-lines.ts'
import { type PartInput, type PartSums, type PlanItem, planPart, type PlannedPart } from '../run/plan-part.ts'
import { evidenceOf, planInput, type ScoredBy } from '../run/stage-inputs.ts'
import { openRegister, type Register, type RegisterFile } from './register-file.ts'
import { compileRules, type RulesTexts } from './rules-file.ts'

/** What stages 5 and 6 of a run read, in a form that goes to other threads: columns are shared, rules are compiled there. */
export type PlanContext = Pick<MergeInput, 'coverage' | 'quarantined' | 'uncertainIds' | 'changedInFlight' | 'remembered' | 'attempts'> & {
  readonly register: RegisterFile
  readonly columns: Pick<RecordColumns, 'count' | 'ids'>
  readonly scoredBy: ScoredBy
  readonly rules: RulesTexts
  /** The profile with the other direction, where the report compares with it. */
  readonly turned: RulesTexts | null
  readonly aliases: readonly Alias[]
  readonly programs: ReadonlyMap<string, Program>
  readonly asOf: CalendarDate
  readonly language: 'de' | 'en'
  /** Names of all extra columns of customers, sorted. */
  readonly extras: readonly string[]
}

/** Rows of a customer's in the preview: of customers.csv, and of logins.csv where there are several. */
export type CustomerRows = { readonly customer: string; readonly logins: string }

export type PlanJob =
  | { readonly kind: 'answer'; readonly questions: readonly Question[] }
  | { readonly kind: 'plan'; readonly items: readonly PlanItem[] }
  /** Rows of the customers with numbers `from` to before `to`; those in `replaced` are as given there. */
  | { readonly kind: 'customers'; readonly from: number; readonly to: number; readonly replaced: ReadonlyMap<number, CustomerRows> }

/** Merges as bytes for their artefact, rows for the preview, and what is kept of each. */
export type PlannedLines = {
  readonly kind: 'plan'
  readonly heads: readonly PlannedHead[]
  readonly sums: PartSums
  readonly plan: Uint8Array
  /** Bytes of each line of `plan`. */
  readonly lengths: readonly number[]
  readonly preview: {
    readonly credits: string; readonly packages: string; readonly subscriptions: string; readonly skipped: string
    /** Rows without their first two cells, box and number. */
    readonly tasks: readonly string[]
    /** By record number; a customer that retires has no rows. */
    readonly customers: ReadonlyMap<number, CustomerRows>
  }
}

export type PlanJobResult = { readonly kind: 'answer'; readonly answers: readonly Answer[] } | PlannedLines | ({ readonly kind: 'customers' } & CustomerRows)

/** Opens the register and the rules once, and returns what does jobs with them. */
export function openPlanJobs(context: PlanContext): (job: PlanJob) => PlanJobResult {
  const register = openRegister(context.register, context.columns)
  const input = partInput(context, register)
  return (job) => {
    switch (job.kind) {
      case 'answer': return { kind: 'answer', answers: job.questions.map((question) => { const { outcome, survivor, sources } = mergeCluster(question, input.judged); return { outcome, survivor, sources } }) }
      case 'plan': return plannedLines(planPart(job.items, input), register, context)
      case 'customers': return { kind: 'customers', ...customerRows(register.customers(job.from, job.to), job, context.extras) }
    }
  }
}

function partInput(context: PlanContext, register: Register): PartInput {
  const ruleset = compileRules(context.rules)
  const input = (rules: Ruleset): MergeInput => ({ ...context, ...noPairs, recordOf: register.recordOf, formerOf: formerRecords(context.aliases, context.register.retiredIds, register.recordOf), holdingsOf: register.holdingsOf, evidence: evidenceOf(context.scoredBy, context.columns), ruleset: rules })
  return {
    judged: prepare(input(ruleset)), turned: context.turned === null ? null : prepare(input(compileRules(context.turned))),
    planning: planInput({ ...context, lookups: register, ruleset }),
  }
}

/** Questions come with each job. */
const noPairs: { readonly clusters: []; readonly separated: readonly LinkedPair[]; readonly reviewPairs: readonly LinkedPair[] } = { clusters: [], separated: [], reviewPairs: [] }

function plannedLines({ planned, heads, lines, sums }: PlannedPart, register: Register, { columns, extras, language }: PlanContext): PlannedLines {
  const { customers, merges, decided } = previewOf(planned, register.recordOf)
  const open = openOperations(merges)
  const rowsOf = new Map<number, CustomerRows>()
  for (const { merge } of merges.map((each) => each.planned)) for (const source of merge.sources) rowsOf.set(numberIn(columns, source), { customer: '', logins: '' })
  for (const customer of customers) rowsOf.set(numberIn(columns, customer.id), rowsFor(customer, extras))
  const plan = packLines(lines)
  return {
    kind: 'plan', heads, sums, plan: plan.bytes, lengths: plan.lengths,
    preview: {
      credits: textOf(creditsTable(open)), packages: textOf(packagesTable(open)), subscriptions: textOf(subscriptionsTable(open)), skipped: textOf(skippedTable(decided, language)),
      tasks: [...csvRows(staffTasksTable(open, language))].map((row) => row.slice(row.indexOf(',', row.indexOf(',') + 1) + 1)), customers: rowsOf,
    },
  }
}

function customerRows(records: readonly SourceRecord[], { from, replaced }: Extract<PlanJob, { kind: 'customers' }>, extras: readonly string[]): CustomerRows {
  let customer = ''
  let logins = ''
  for (const [at, record] of records.entries()) {
    const rows = replaced.get(from + at) ?? rowsFor(record, extras)
    customer += rows.customer
    logins += rows.logins
  }
  return { customer, logins }
}

function rowsFor(customer: SourceRecord, extras: readonly string[]): CustomerRows {
  return { customer: rowLine(customerCells(customer, extras)), logins: loginCells(customer).map(rowLine).join('') }
}

function textOf(table: OutputTable): string {
  return [...csvRows(table)].join('')
}
