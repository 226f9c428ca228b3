import type { MatchResult } from '../3-match/match.ts'
import type { StaffLookup } from '../7-review/holding-notices.ts'
import type { ReportInput } from '../7-review/make-report-document.ts'
import type { Ingested } from '../model/ingested.ts'
import type { ReviewedPlan } from '../model/plan.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import { householdsOf, type Neighbours } from './households.ts'
import type { Lookups } from './lookups.ts'
import type { Project } from './project.ts'
import { reportEvidence } from './report-evidence.ts'

/** What a run knows when its report is made. */
export type Planned = {
  readonly project: Pick<Project, 'name' | 'language'>
  readonly systems: ReportInput['systems']
  readonly ingested: Pick<Ingested, 'coverage' | 'quarantine'>
  readonly isStaff: StaffLookup
  readonly recordOf: Lookups['recordOf']
  readonly neighbours: Neighbours
  readonly matched: { readonly result: MatchResult }
  readonly planned: ReviewedPlan
  readonly ruleset: Ruleset
}

/** Everything stage 7 reads. */
export function reportInput({ project, systems, ingested, isStaff, recordOf, neighbours, matched, planned, ruleset }: Planned): ReportInput {
  const { plan, heads, mergesOf } = planned
  return {
    plan, heads, mergesOf, project: project.name, language: project.language, ruleset, systems, coverage: ingested.coverage, quarantine: ingested.quarantine, recordOf, isStaff,
    householdsOf: (shown) => householdsOf(shown, neighbours, heads),
    evidence: reportEvidence(matched.result, neighbours.columns),
  }
}
