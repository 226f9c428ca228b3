import type { ReportInput } from '../7-review/make-report-document.ts'
import type { OutputInput } from '../8-apply/outputs.ts'
import type { AroundMerge } from '../9-unmerge/repair/merged-elsewhere.ts'
import type { CalendarDate } from '../model/calendar.ts'
import { DubletteError } from '../model/error.ts'
import type { Holding } from '../model/holding.ts'
import type { Ingested } from '../model/ingested.ts'
import { byCodeUnit } from '../model/json.ts'
import type { MergedElsewhere, Swallowed } from '../model/merged-elsewhere.ts'
import type { PlanDocument } from '../model/plan.ts'
import type { Reconciled } from '../model/reconciled.ts'
import type { Alias } from '../model/store-state.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import type { Project } from './project.ts'
import { holdingsByOwner } from './stage-inputs.ts'

/**
 * What the accounts that remain hold, now and before.
 * @throws DubletteError RECORD_UNKNOWN where one that remains is not exported; REPAIR_NOTHING where one that is missing still is
 */
export function repairAround(ingested: Ingested, { swallowed, before }: { readonly swallowed: readonly Swallowed[]; readonly before: { readonly holdings: readonly Holding[] } | null }, asOf: CalendarDate): AroundMerge {
  const present = new Map(ingested.records.map((record) => [record.id, record]))
  for (const { remaining, lastKnown } of swallowed) {
    if (present.has(lastKnown.record.id)) throw new DubletteError('REPAIR_NOTHING', 'This customer is not missing: the exports of the project hold it.', { got: lastKnown.record.id })
    if (!present.has(remaining)) throw new DubletteError('RECORD_UNKNOWN', 'The account that remains is not in the exports of the project.', { got: remaining, expected: 'an id of the exports, system:id' })
  }
  const formerly = before === null ? null : holdingsByOwner(before.holdings)
  return {
    holdingsNow: holdingsByOwner(ingested.holdings), holdingsBefore: (account) => formerly?.(account) ?? null,
    coverageOf: (account) => ingested.coverage[present.get(account)!.system]!, asOf,
  }
}

type Repaired = {
  readonly project: Pick<Project, 'name' | 'language' | 'systems'>
  readonly ingested: Ingested
  readonly reconciled: Pick<Reconciled, 'records' | 'retired'>
  readonly document: PlanDocument
  readonly ruleset: Ruleset
  readonly merged: readonly MergedElsewhere[]
}

/** What the report of a repair is made from: nothing was matched, so no pair has evidence. */
export function repairReportInput({ project, ingested, reconciled, document, ruleset, merged }: Repaired): ReportInput {
  const lost = merged.flatMap((each) => each.lost.map(({ lastKnown }) => lastKnown.record))
  const records = new Map([...lost, ...reconciled.retired, ...reconciled.records].map((record) => [record.id, record]))
  return {
    document, project: project.name, language: project.language, ruleset,
    systems: project.systems.map(({ name }) => ({ name, records: ingested.records.filter((record) => record.system === name).length })),
    coverage: ingested.coverage, quarantine: ingested.quarantine,
    recordOf: (id) => {
      const record = records.get(id)
      if (record === undefined) throw new Error(`a repair names ${id}, which nobody knows`)
      return record
    },
    householdsOf: () => new Map(),
    evidence: () => { throw new Error('a repair compares no pair') },
  }
}

/** What the files would hold if the whole plan were applied. */
export function repairPreview(document: PlanDocument, view: Pick<Reconciled, 'records' | 'retired' | 'aliases'>, language: 'de' | 'en'): OutputInput {
  const known = new Set(view.aliases.filter((alias) => alias.state === 'retired').map((alias) => alias.record))
  const added = document.merges.flatMap(({ merge }) => merge.sources.filter((record) => !known.has(record)).map((record): Alias => ({ record, customer: record, survivor: merge.survivor, state: 'retired', since: document.plan.asOf, merge: merge.id })))
  return {
    customers: view.records, language, decided: [],
    merges: document.merges.map((planned) => ({ planned, operations: planned.operations.map((operation) => ({ operation, state: 'planned' as const })) })),
    aliases: [...view.aliases.filter((alias) => !added.some((each) => each.record === alias.record)), ...added].sort((left, right) => byCodeUnit(left.record, right.record)),
    records: [...view.records, ...view.retired].sort((left, right) => byCodeUnit(left.id, right.id)),
  }
}
