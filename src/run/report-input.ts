import type { MatchResult } from '../3-match/match.ts'
import type { ReportInput } from '../7-review/make-report-document.ts'
import type { Ingested } from '../model/ingested.ts'
import type { PlanDocument } from '../model/plan.ts'
import type { Reconciled } from '../model/reconciled.ts'
import type { RecordColumns } from '../model/record-columns.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import type { Project } from './project.ts'
import { staffLookup } from './staff-lookup.ts'
import { householdsOf } from './households.ts'
import { reportEvidence } from './report-evidence.ts'

/** What a run knows when its report is made. */
export type Planned = {
  readonly project: Pick<Project, 'name' | 'language' | 'systems'>
  readonly ingested: Pick<Ingested, 'records' | 'coverage' | 'quarantine'>
  readonly view: Pick<Reconciled, 'records' | 'retired'>
  readonly matched: { readonly result: MatchResult }
  readonly columns: RecordColumns
  readonly document: PlanDocument
  readonly ruleset: Ruleset
}

/** Everything stage 7 reads. */
export function reportInput({ project, ingested, view, matched, columns, document, ruleset }: Planned): ReportInput {
  const records = new Map([...view.retired, ...view.records].map((record) => [record.id, record]))
  return {
    document, project: project.name, language: project.language, ruleset,
    systems: project.systems.map(({ name }) => ({ name, records: ingested.records.filter((record) => record.system === name).length })),
    coverage: ingested.coverage, quarantine: ingested.quarantine,
    recordOf: (id) => {
      const record = records.get(id)
      if (record === undefined) throw new Error(`a merge names ${id}, which is no record of this run`)
      return record
    },
    isStaff: staffLookup(ingested.records),
    householdsOf: (shown) => householdsOf(shown, columns, view.records, document.merges),
    evidence: reportEvidence(matched.result, columns),
  }
}
