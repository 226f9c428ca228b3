import type { RefObject } from 'preact'
import type { Outcome } from '../model/merge.ts'
import type { ReportHead } from '../7-review/report-html.ts'
import type { Filter } from './merge-table.ts'
import { Sign } from './overview.tsx'
import { useLanguage } from './words/language.ts'

type Properties = { readonly head: ReportHead; readonly filter: Filter; readonly onFilter: (filter: Filter) => void; readonly search: RefObject<HTMLInputElement> }

const outcomes: readonly Outcome[] = ['review', 'automatic', 'skipped', 'denied']

/** Text, outcome and refusal code by which the list is narrowed. */
export function MergeFilter({ head, filter, onFilter, search }: Properties) {
  const { t, number } = useLanguage()
  return (
    <div class="filter">
      <label class="search"><span class="unseen">{t.search}</span>
        <input ref={search} type="search" placeholder={`${t.search}: ${t.searchHint}`} value={filter.text} onInput={(event) => onFilter({ ...filter, text: event.currentTarget.value })} />
        <kbd aria-hidden="true">/</kbd>
      </label>
      <div class="chips" role="group" aria-label={t.filterOutcome}>
        {outcomes.filter((outcome) => head.outcomes[outcome].shown > 0).map((outcome) => (
          <button type="button" class="chip" key={outcome} aria-pressed={filter.outcome === outcome} onClick={() => onFilter({ ...filter, outcome: filter.outcome === outcome ? null : outcome })}>
            <Sign outcome={outcome} />{t.outcomes[outcome].name}<span class="number">{number(head.outcomes[outcome].shown)}</span>
          </button>
        ))}
        <button type="button" class="chip" aria-pressed={filter.outcome === null} onClick={() => onFilter({ ...filter, outcome: null })}>{t.all}<span class="number">{number(head.rows.length)}</span></button>
        {filter.code !== null && (
          <button type="button" class="chip code" aria-pressed="true" title={t.removeFilter} onClick={() => onFilter({ ...filter, code: null })}>{t.onlyCode(filter.code)} <span aria-hidden="true">×</span><span class="unseen">{t.removeFilter}</span></button>
        )}
      </div>
    </div>
  )
}
