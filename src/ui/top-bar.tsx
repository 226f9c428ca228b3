import type { ReportHead } from '../7-review/report-html.ts'
import { type Route, type View, addressOf, viewNames } from './route.ts'
import { type LanguageName, languages, useLanguage } from './words/language.ts'

type Properties = {
  readonly head: ReportHead
  readonly route: Route
  readonly decided: number
  readonly unsaved: boolean
  readonly onView: (view: View) => void
  readonly onLanguage: (language: LanguageName) => void
  readonly onSave: () => void
  readonly onHelp: () => void
}

/** Name, parts of the report, saving, language and help: always in sight. */
export function TopBar({ head, route, decided, unsaved, onView, onLanguage, onSave, onHelp }: Properties) {
  const { t, name: present, number } = useLanguage()
  const counts: Readonly<Record<View, number | null>> = {
    overview: null, merges: head.rows.length, quarantine: head.quarantine.reduce((sum, group) => sum + group.count, 0), tasks: head.taskCount,
  }
  return (
    <header class="top">
      <p class="brand" aria-hidden="true"><span class="mark"><span /><span /></span>dublette</p>
      <nav aria-label={t.navigation}>
        {viewNames.map((view) => (
          <a key={view} href={addressOf({ view, merge: null })} aria-current={route.view === view ? 'page' : undefined} onClick={(event) => { event.preventDefault(); onView(view) }}>
            {t.views[view]}{counts[view] !== null && <span class="number">{number(counts[view])}</span>}
          </a>
        ))}
      </nav>
      <div class="tools">
        <button type="button" class={unsaved ? 'primary' : ''} title={unsaved ? t.unsaved : undefined} onClick={onSave}>{t.saveCount(decided)}</button>
        <div class="languages" role="group" aria-label={t.language}>
          {Object.values(languages).map((language) => (
            <button type="button" key={language.name} lang={language.name} aria-pressed={present === language.name} aria-label={`${language.name.toUpperCase()} ${language.t.languageName}`} onClick={() => onLanguage(language.name)}>{language.name.toUpperCase()}</button>
          ))}
        </div>
        <button type="button" class="round" aria-label={t.help} title={`${t.help} (?)`} onClick={onHelp}>?</button>
      </div>
    </header>
  )
}
