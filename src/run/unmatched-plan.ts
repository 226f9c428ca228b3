import type { ReportInput } from '../7-review/make-report-document.ts'
import type { OutputInput } from '../8-apply/outputs.ts'
import type { Ingested } from '../model/ingested.ts'
import { byCodeUnit } from '../model/json.ts'
import { type PlanDocument, reviewedPlan } from '../model/plan.ts'
import type { Reconciled } from '../model/reconciled.ts'
import type { SourceRecord } from '../model/record.ts'
import type { Alias } from '../model/store-state.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import type { Project } from './project.ts'

/** A plan that a person asked for, a repair or an ending: nothing was matched for it. */
type Asked = {
  readonly project: Pick<Project, 'name' | 'language' | 'systems'>
  readonly ingested: Ingested
  readonly reconciled: Pick<Reconciled, 'records' | 'retired'>
  readonly document: PlanDocument
  readonly ruleset: Ruleset
  /** Records that the plan names and no export holds any more. */
  readonly lost: readonly SourceRecord[]
}

/** What the report of such a plan is made from: no pair has evidence. */
export function unmatchedReportInput({ project, ingested, reconciled, document, ruleset, lost }: Asked): ReportInput {
  const records = new Map([...lost, ...reconciled.retired, ...reconciled.records].map((record) => [record.id, record]))
  return {
    ...reviewedPlan(document), project: project.name, language: project.language, ruleset,
    systems: project.systems.map(({ name }) => ({ name, records: ingested.records.filter((record) => record.system === name).length })),
    coverage: ingested.coverage, quarantine: ingested.quarantine,
    recordOf: (id) => {
      const record = records.get(id)
      if (record === undefined) throw new Error(`a plan names ${id}, which nobody knows`)
      return record
    },
    householdsOf: () => new Map(),
    evidence: () => { throw new Error('no pair was compared for this plan') },
  }
}

/** What the files would hold if the whole plan were applied. */
export function unmatchedPreview(document: PlanDocument, view: Pick<Reconciled, 'records' | 'retired' | 'aliases'>, language: 'de' | 'en'): OutputInput {
  const known = new Set(view.aliases.filter((alias) => alias.state === 'retired').map((alias) => alias.record))
  const added = document.merges.flatMap(({ merge }) => merge.sources.filter((record) => !known.has(record)).map((record): Alias => ({ record, customer: record, survivor: merge.survivor, state: 'retired', since: document.plan.asOf, merge: merge.id })))
  return {
    customers: view.records, language, decided: [],
    merges: document.merges.map((planned) => ({ planned, operations: planned.operations.map((operation) => ({ operation, state: 'planned' as const })) })),
    aliases: [...view.aliases.filter((alias) => !added.some((each) => each.record === alias.record)), ...added].sort((left, right) => byCodeUnit(left.record, right.record)),
    records: [...view.records, ...view.retired].map((record) => record.id).sort(byCodeUnit),
  }
}
