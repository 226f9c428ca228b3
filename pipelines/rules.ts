import { keepIds } from '../src/1-ingest/keep-ids.ts'
import { reconcile } from '../src/1-ingest/reconcile.ts'
import { checkExample, type ExampleResult } from '../src/5-merge/check-example.ts'
import { diffMerges, type MergesDifference } from '../src/5-merge/diff-merges.ts'
import { mergeClusters } from '../src/5-merge/merge-clusters.ts'
import { today } from '../src/edge/clock.ts'
import { readExports } from '../src/edge/exports.ts'
import { lastAsOf } from '../src/edge/run-folder.ts'
import { readRuleExamples, readRules } from '../src/edge/rules-file.ts'
import { readProjectModel } from '../src/edge/project-model.ts'
import { silent, type Progress } from '../src/edge/terminal.ts'
import type { CalendarDate } from '../src/model/calendar.ts'
import type { Merge } from '../src/model/merge.ts'
import type { StoreState } from '../src/model/store-state.ts'
import { explainRuleset } from '../src/ruleset/explain.ts'
import type { Ruleset } from '../src/ruleset/ruleset.ts'
import { comparableRecords } from '../src/run/comparable-records.ts'
import { formerRecords } from '../src/run/former-records.ts'
import { lookupsOf } from '../src/run/lookups.ts'
import type { Project } from '../src/run/project.ts'
import { mergeInput } from '../src/run/stage-inputs.ts'
import { matchRecords } from './match-records.ts'

/** A profile in words, as Markdown. @throws DubletteError RULES_INVALID, FILE_MISSING */
export function explainRules(profile: string, folder: string, language: 'de' | 'en'): { readonly profile: string; readonly hash: string; readonly text: string } {
  const rules = readRules(profile, folder)
  return { profile: rules.profile, hash: rules.hash, text: explainRuleset(rules, language) }
}

/** Runs the examples kept beside a profile. @throws DubletteError RULES_INVALID, FILE_MISSING */
export function testRules(profile: string, folder: string): readonly ExampleResult[] {
  const rules = readRules(profile, folder)
  return readRuleExamples(profile, folder).map((example) => checkExample(example, rules))
}

export type DiffRulesOptions = {
  readonly project: Project
  readonly state: StoreState
  /** The changed profile, by name or path, to be held against that of the project. */
  readonly profile: string
  /** Today as both see it; default: that of the last run, so that only the rules differ, else today. */
  readonly asOf?: CalendarDate
  readonly progress?: Progress
}

/** What a changed profile would decide differently on the project's exports. Changes nothing. */
export async function diffRules(options: DiffRulesOptions): Promise<MergesDifference & { readonly asOf: CalendarDate }> {
  const { project, state } = options
  const progress = options.progress ?? silent
  const asOf = options.asOf ?? await lastAsOf(project.folder) ?? today(project.timeZone)
  const present = readRules(project.profile, project.folder)
  const changed = readRules(options.profile, project.folder)
  progress.step('reading exports')
  const { ingested, uncertain } = keepIds((await readExports(project, progress)).ingested, state)
  const view = reconcile(ingested, state, present.limits)
  const columns = comparableRecords(view.records, project.compare)
  const model = await readProjectModel(project.folder)
  const lookups = lookupsOf(view)
  // Identity refusals keep records apart before clusters are formed, so each ruleset gets clusters of its own.
  const mergesUnder = async (ruleset: Ruleset): Promise<readonly Merge[]> => {
    progress.step(`deciding by ${ruleset.profile}`)
    const matched = await matchRecords({ columns, recordAt: (number) => view.records[number]!, formerOf: formerRecords(view.aliases, view.retired.map(({ id }) => id), lookups.recordOf), ruleset, remembered: state.pairs, systems: project.systems, ...(model === null ? {} : { model }), ...(project.setWeights === null ? {} : { setWeights: project.setWeights }) })
    return mergeClusters(mergeInput({ ingested, uncertain, view, lookups, state, matched, columns, ruleset, asOf }))
  }
  const difference = diffMerges(await mergesUnder(present), await mergesUnder(changed))
  progress.end()
  return { ...difference, asOf }
}
