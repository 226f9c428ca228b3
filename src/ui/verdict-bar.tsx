import type { Decision } from '../model/decision.ts'
import type { ReportMerge } from '../7-review/report-document.ts'
import { type Draft, type Verdict, emptyDraft } from './decision-drafts.ts'
import { withVerdict } from './merges-view.tsx'
import { useLanguage } from './words/language.ts'

type Properties = {
  readonly merge: ReportMerge
  readonly draft: Draft
  /** Null where nothing can be decided. */
  readonly onDraft: ((draft: Draft) => void) | null
  /** Decisions on this merge from an opened file. */
  readonly earlier: readonly Decision[]
  readonly onForget: (decision: Decision) => void
}

const verdicts: readonly Verdict[] = ['merge', 'leave', 'never']

/** A repair or an ending is approved or left: nobody asks whether these are different people. */
const approvalVerdicts: readonly Verdict[] = ['merge', 'leave']

/** Merge, leave or never, with the reason; stays in sight at the foot of the merge. */
export function VerdictBar({ merge, draft, onDraft, earlier, onForget }: Properties) {
  const { t } = useLanguage()
  if (onDraft === null) return <p class="no-verdict">{merge.outcome === 'skipped' ? t.noVerdict.skipped : t.noVerdict.denied}</p>
  const said = [...earlier.map((each) => each.verdict), ...(draft.verdict === null ? [] : [draft.verdict])]
  return (
    <section class="verdict-bar" aria-label={t.verdictOf(merge.members[0]?.name ?? merge.id)}>
      {said.length === 0 && merge.outcome === 'automatic' && <p class="quiet">{t.automaticVerdict}</p>}
      {merge.fourEyes && <p class="quiet">{t.fourEyesVerdict}</p>}
      {merge.outcome === 'denied' && <p class="quiet">{t.liftVerdict}</p>}
      {earlier.map((each) => (
        <p key={each.reviewer} class="earlier"><strong>{t.verdicts[each.verdict].sign} {t.verdicts[each.verdict].name}</strong> · {each.reviewer}: {each.reason} <button type="button" class="link" onClick={() => onForget(each)}>{t.forget}</button></p>
      ))}
      {new Set(said).size > 1 && <p class="warn">≠ {t.disagree}</p>}
      <div class="verdict-row">
        <div class="verdicts" role="group" aria-label={t.verdict}>
          {(merge.decidedBy === 'REPAIR' || merge.decidedBy === 'ENDING' ? approvalVerdicts : verdicts).map((verdict) => (
            <button type="button" key={verdict} class={`say-${verdict}`} aria-pressed={draft.verdict === verdict} title={t.verdicts[verdict].explain} onClick={() => onDraft(withVerdict(draft, verdict, t.usualReasons))}>
              <span aria-hidden="true">{t.verdicts[verdict].sign}</span> {t.verdicts[verdict].name} <kbd aria-hidden="true">{t.verdicts[verdict].key}</kbd>
            </button>
          ))}
        </div>
        {draft.verdict !== null && (
          <label class="reason"><span>{t.reasonFor}</span>
            <input value={draft.reason} aria-invalid={draft.reason.trim() === ''} placeholder={t.reasonMissing} onInput={(event) => onDraft({ ...draft, reason: event.currentTarget.value })} />
          </label>
        )}
        {draft.verdict !== null && <button type="button" class="link" onClick={() => onDraft({ ...draft, verdict: emptyDraft.verdict, reason: emptyDraft.reason, at: emptyDraft.at })}>{t.withdraw}</button>}
      </div>
    </section>
  )
}
