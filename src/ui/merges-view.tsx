import { useEffect, useRef } from 'preact/hooks'
import type { Decision } from '../model/decision.ts'
import type { ReportRow } from '../7-review/report-html.ts'
import { type Draft, type Review, type Verdict, emptyDraft, verdictOf } from './decision-drafts.ts'
import { type Keys, useKeys } from './keys.ts'
import { MergeDetail } from './merge-detail.tsx'
import { MergeFilter } from './merge-filter.tsx'
import { PaperLine } from './paper-line.tsx'
import { decidedByRules } from './overview.tsx'
import { MergeList, type ShowRow } from './merge-list.tsx'
import { type Filter, useMergeTable } from './merge-table.ts'
import type { ReportSource } from './report-source.ts'
import { useMedia } from './route.ts'
import { useLanguage } from './words/language.ts'

type Properties = {
  readonly source: ReportSource
  readonly review: Review
  readonly onDraft: (merge: string, draft: Draft) => void
  /** Takes a decision of an opened file out again. */
  readonly onForget: (decision: Decision) => void
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly current: string | null
  readonly onOpen: (merge: string | null, how?: 'replace') => void
  readonly onHelp: () => void
  readonly keysOn: boolean
}

/** List and opened merge: side by side where there is room, one after the other on a narrow screen. */
export function MergesView({ source, review, onDraft, onForget, filter, onFilter, current, onOpen, onHelp, keysOn }: Properties) {
  const { t, number } = useLanguage()
  const wide = useMedia('(min-width: 62rem)')
  const table = useMergeTable(source.head.rows, filter, review)
  const search = useRef<HTMLInputElement>(null)
  const detail = useRef<HTMLDivElement>(null)
  const showRow = useRef<ShowRow>(() => undefined)
  // Beside the list something is always open; without room for both, only what the reader asked for.
  const opened = source.head.rows.find((row) => row.id === current) ?? (wide ? table.rows[0] : undefined)

  const step = (by: number): void => {
    const at = table.rows.findIndex((row) => row.id === opened?.id)
    const next = table.rows[Math.min(Math.max(at + by, 0), table.rows.length - 1)]
    if (next === undefined) return
    onOpen(next.id, 'replace')
    showRow.current(table.rows.indexOf(next))
  }
  const keys: Keys = {
    j: () => step(1), k: () => step(-1),
    Enter: () => detail.current?.querySelector<HTMLElement>('h2')?.focus(),
    Escape: () => { if (!wide) onOpen(null); document.getElementById(`row-${opened?.id}`)?.focus() },
    m: () => decide('merge'), l: () => decide('leave'), n: () => decide('never'),
    '/': () => search.current?.focus(), '?': onHelp,
  }
  const decide = (verdict: Verdict): void => {
    if (opened !== undefined && mayDecide(opened)) onDraft(opened.id, withVerdict(review.drafts.get(opened.id) ?? emptyDraft, verdict, t.usualReasons))
  }
  useKeys(keys, keysOn)
  // A merge opened on a narrow screen takes the place of the list: begin at its top.
  useEffect(() => { detail.current?.scrollTo(0, 0); if (!wide) scrollTo(0, 0) }, [opened?.id, wide])

  return (
    <div class="merges">
      <h1 class="unseen on-paper">{t.views.merges}</h1>
      <PaperLine head={source.head} />
      {(wide || opened === undefined) && (
        <div class="list">
          <MergeFilter head={source.head} filter={filter} onFilter={onFilter} search={search} />
          <p class="found" role="status">{table.rows.length === 0 ? t.foundNone : t.found(table.rows.length, number(table.rows.length))}
            {table.rows.length > 0 && <span class="quiet"> · {t.decidedOf(number(table.rows.filter((row) => verdictOf(review, row.id) !== null).length), number(table.rows.length))}</span>}
          </p>
          <MergeList table={table} hasWeights={decidedByRules(source.head)} review={review} opened={opened?.id ?? null} onOpen={(merge) => onOpen(merge)} showRow={showRow} />
        </div>
      )}
      <div class="detail" ref={detail} tabIndex={wide ? 0 : -1} role="region" aria-label={t.mergeId}>
        {!wide && opened !== undefined && <p class="back"><button type="button" onClick={() => onOpen(null)}>← {t.backToList}</button></p>}
        {opened === undefined
          ? wide && <p class="pick">{t.pickOne}</p>
          : <MergeDetail key={opened.id} row={opened} source={source} draft={review.drafts.get(opened.id) ?? emptyDraft} mayDecide={mayDecide(opened)} onDraft={(draft) => onDraft(opened.id, draft)}
              earlier={review.earlier.filter((each) => each.merge === opened.id)} onForget={onForget} />}
      </div>
    </div>
  )
}

/** What is to be reviewed, what would be done without asking, and denials that a person may lift. */
function mayDecide(row: ReportRow): boolean {
  return row.outcome === 'review' || row.outcome === 'automatic' || row.liftable
}

/** The draft with a verdict and, unless the reader wrote a reason, the usual one. The same verdict again takes it back. */
export function withVerdict(draft: Draft, verdict: Verdict, usualReasons: Readonly<Record<Verdict, string>>): Draft {
  const own = draft.reason !== '' && !Object.values(usualReasons).includes(draft.reason)
  if (draft.verdict === verdict) return { ...draft, verdict: null, reason: own ? draft.reason : '' }
  return { ...draft, verdict, reason: own ? draft.reason : usualReasons[verdict], at: new Date().toISOString() }
}
