import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Decision } from '../model/decision.ts'
import { type Draft, type Review, countsOf, emptyReview } from './decision-drafts.ts'
import { HelpDialog } from './help-dialog.tsx'
import type { Filter } from './merge-table.ts'
import { MergesView } from './merges-view.tsx'
import { Overview } from './overview.tsx'
import { QuarantineView } from './quarantine-view.tsx'
import type { ReportSource } from './report-source.ts'
import { useRoute } from './route.ts'
import { SaveDialog } from './save-dialog.tsx'
import { TasksView } from './tasks-view.tsx'
import { TopBar } from './top-bar.tsx'
import { LanguageContext, languageFor } from './words/language.ts'

/** The whole page: the bar on top and the part of the report that is open. */
export function App({ source }: { readonly source: ReportSource }) {
  const { head } = source
  const [languageName, setLanguageName] = useState(head.language)
  const language = languageFor(languageName, head.kind)
  const [route, go] = useRoute()
  const [filter, setFilter] = useState<Filter>({ outcome: head.outcomes.review.shown > 0 ? 'review' : null, code: null, text: '' })
  const [review, setReview] = useState<Review>(emptyReview)
  const [changed, setChanged] = useState(false)
  const [reviewer, setReviewer] = useState('')
  const [dialog, setDialog] = useState<'save' | 'help' | null>(null)
  const counts = useMemo(() => countsOf(review), [review])
  const unsaved = changed && counts.decided > 0

  useEffect(() => {
    document.documentElement.lang = languageName
    // The title shows in the browser's history: it names neither project nor customer.
    document.title = `dublette · ${language.t.title[head.kind]}`
  }, [languageName, language, head.kind])
  useEffect(() => {
    if (!unsaved) return undefined
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [unsaved])

  const change = (next: (before: Review) => Review): void => {
    setReview(next)
    setChanged(true)
  }
  const setDraft = (merge: string, draft: Draft): void => change((before) => ({ ...before, drafts: new Map(before.drafts).set(merge, draft) }))
  const forget = (decision: Decision): void => change((before) => ({ ...before, earlier: before.earlier.filter((each) => each !== decision) }))
  // What was just read from a file need not be saved again.
  const load = (opened: readonly Decision[]): void => setReview((before) => {
    const others = before.earlier.filter((old) => !opened.some((each) => each.merge === old.merge && each.reviewer === old.reviewer))
    return { ...before, earlier: [...others, ...opened] }
  })
  const showMerges = (wanted: Partial<Filter>): void => {
    setFilter({ outcome: null, code: null, text: '', ...wanted })
    go({ view: 'merges', merge: null })
  }

  return (
    <LanguageContext.Provider value={language}>
      <a class="skip" href="#content" onClick={(event) => { event.preventDefault(); document.getElementById('content')?.focus() }}>{language.t.skipToContent}</a>
      <TopBar head={head} route={route} decided={counts.decided} unsaved={unsaved} onView={(view) => go({ view, merge: null })} onLanguage={setLanguageName} onSave={() => setDialog('save')} onHelp={() => setDialog('help')} />
      <main id="content" tabIndex={-1} class={`view-${route.view}`}>
        {route.view === 'overview' && <Overview head={head} onShow={showMerges} />}
        {route.view === 'merges' && (
          <MergesView source={source} review={review} onDraft={setDraft} onForget={forget} filter={filter} onFilter={setFilter} keysOn={dialog === null}
            current={route.merge} onOpen={(merge, how) => go({ view: 'merges', merge }, how)} onHelp={() => setDialog('help')} />
        )}
        {route.view === 'quarantine' && <QuarantineView head={head} />}
        {route.view === 'tasks' && <TasksView source={source} />}
      </main>
      {dialog === 'help' && <HelpDialog onClose={() => setDialog(null)} />}
      {dialog === 'save' && (
        <SaveDialog head={head} review={review} reviewer={reviewer} onReviewer={setReviewer} onClose={() => setDialog(null)}
          onSaved={() => setChanged(false)} onLoaded={load} />
      )}
    </LanguageContext.Provider>
  )
}
