import { holdingKindNames, holdingKinds } from '../model/holding.ts'
import type { QuarantinedRow } from '../model/ingested.ts'
import { byCodeUnit } from '../model/json.ts'
import type { Merge, Outcome } from '../model/merge.ts'
import type { Plan, ReviewedPlan } from '../model/plan.ts'
import type { Coverage } from '../model/record.ts'
import { type RefusalCode, refusalCodes } from '../model/refusal.ts'
import type { Words } from '../model/words.ts'
import { refusalTopics } from '../ruleset/rule-words.ts'
import type { Housemate } from './household-words.ts'
import type { ReportDocument } from './report-document.ts'
import { type MergeWordsInput, reportMerge } from './report-merge.ts'
import { reportQuarantine } from './report-quarantine.ts'
import { correctionReason } from './correction-reason.ts'
import { count, reportTotals } from './report-totals.ts'
import { selectMerges } from './select-merges.ts'

/** Everything the report is made from. */
export type ReportInput = MergeWordsInput & ReviewedPlan & {
  /** What the project is called. */
  readonly project: string
  readonly language: 'de' | 'en'
  /** Systems in the order of the project file, with their number of records. */
  readonly systems: readonly { readonly name: string; readonly records: number }[]
  readonly coverage: Readonly<Record<string, Coverage>>
  readonly quarantine: readonly QuarantinedRow[]
  /** Who shares a household with the members of these merges, by merge id. */
  readonly householdsOf: (shown: readonly Merge[]) => ReadonlyMap<string, readonly Housemate[]>
}

/** Stage 7: the plan as people read it, in both languages. */
export function makeReportDocument(input: ReportInput): ReportDocument {
  const { plan, heads } = input
  const selected = input.mergesOf(selectMerges(heads, plan.hash))
  const households = input.householdsOf(selected.map((each) => each.merge))
  // Merges change no total; what does are endings and repairs, which are few.
  const corrected = plan.corrections.length === 0 ? [] : input.mergesOf(heads)
  const countOf = (outcome: Outcome) => ({ all: heads.filter((each) => each.outcome === outcome).length, shown: selected.filter((each) => each.merge.outcome === outcome).length })
  const outcomes: ReportDocument['outcomes'] = { automatic: countOf('automatic'), review: countOf('review'), skipped: countOf('skipped'), denied: countOf('denied') }
  return {
    version: 1, kind: plan.kind, language: input.language, project: input.project, asOf: plan.asOf, profile: plan.profile, planHash: plan.hash, rulesHash: plan.rulesHash,
    systems: input.systems, customersBefore: plan.before.customers, customersAfter: plan.after.customers, outcomes,
    refused: refusedOf(plan, input), otherDirection: otherDirection(plan), totals: reportTotals(plan, correctionReason(corrected)), quarantine: reportQuarantine(input.quarantine),
    unknown: unknownKinds(input.coverage), leftOut: leftOutWords(outcomes),
    merges: selected.map((planned) => reportMerge(planned, input, households.get(planned.merge.id) ?? [])),
  }
}

/** Refusals of the whole plan with how many merges have each, most frequent first. */
function refusedOf(plan: Plan, { ruleset }: ReportInput): ReportDocument['refused'] {
  const codes = Object.keys(refusalCodes) as RefusalCode[]
  const counted = codes.map((code) => ({ code, count: plan.counts[`refused ${code}`] ?? 0 })).filter((each) => each.count > 0)
  return counted.toSorted((left, right) => right.count - left.count || byCodeUnit(left.code, right.code)).map((each) => {
    const { severity, why } = ruleset.refusals[each.code]
    const { title } = refusalTopics[each.code]
    // What the merge itself settles holds even where the profile does not ask, and then a person decides.
    return { ...each, severity: severity === 'off' ? 'review' : severity, words: { de: `${title.de} – ${why.de}`, en: `${title.en} – ${why.en}` } }
  })
}

/** The default profile keeps its direction and says what that costs. */
function otherDirection(plan: Plan): Words | null {
  const skipped = plan.counts['skipped for contracts or correspondence'] ?? 0
  if (skipped === 0) return null
  const [all, passing] = [count(skipped), count(plan.counts['passing under smile'] ?? 0)]
  return {
    de: `${all.de} Zusammenführungen wurden allein wegen Verträgen oder Korrespondenz übersprungen; unter dem Profil smile, das den alten Datensatz behält, kämen ${passing.de} davon durch.`,
    en: `${all.en} merges were skipped for contracts or correspondence alone; under the profile smile, which keeps the old record, ${passing.en} of them would pass.`,
  }
}

/** A kind without a file is unknown, which is not the same as none. */
function unknownKinds(coverage: ReportInput['coverage']): readonly Words[] {
  return Object.keys(coverage).toSorted().flatMap((system): readonly Words[] => {
    const kinds = holdingKindNames.filter((kind) => coverage[system]?.[kind] === 'unknown')
    if (kinds.length === 0) return []
    return [{
      de: `Aus „${system}“ nicht exportiert und daher unbekannt: ${kinds.map((kind) => holdingKinds[kind].dePlural).join(', ')}.`,
      en: `Not exported from “${system}” and therefore unknown: ${kinds.map((kind) => holdingKinds[kind].enPlural).join(', ')}.`,
    }]
  })
}

const outcomeWords: Readonly<Record<Outcome, Words>> = {
  review: { de: 'Zusammenführungen, die eine Entscheidung brauchen,', en: 'merges that need a decision' },
  automatic: { de: 'automatischen Zusammenführungen', en: 'automatic merges' },
  skipped: { de: 'übersprungenen Zusammenführungen', en: 'skipped merges' },
  denied: { de: 'abgelehnten Zusammenführungen', en: 'denied merges' },
}

function leftOutWords(outcomes: ReportDocument['outcomes']): readonly Words[] {
  const cut = (['review', 'automatic', 'skipped', 'denied'] as const).filter((outcome) => outcomes[outcome].shown < outcomes[outcome].all).map((outcome): Words => {
    const [shown, all, words] = [count(outcomes[outcome].shown), count(outcomes[outcome].all), outcomeWords[outcome]]
    const how = outcome === 'automatic' ? { de: 'eine Zufallsstichprobe', en: 'a random sample' } : { de: 'die mit dem höchsten Gewicht', en: 'those with the highest weight' }
    return { de: `Von ${all.de} ${words.de} stehen hier ${shown.de}, ${how.de}; alle stehen im Plan im Ordner des Laufs.`, en: `Of ${all.en} ${words.en} ${shown.en} are here, ${how.en}; all are in the plan in the run's folder.` }
  })
  return [...cut, { de: 'Von IBAN und Karte stehen nur die letzten vier Stellen hier, Passwörter nirgends.', en: 'Of IBANs and cards only the last four are here; passwords are nowhere.' }]
}
