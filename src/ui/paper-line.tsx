import type { ReportHead } from '../7-review/report-html.ts'
import { useLanguage } from './words/language.ts'

/** Says on paper which plan the sheet belongs to; on the screen the overview does. */
export function PaperLine({ head }: { readonly head: ReportHead }) {
  const { t, date } = useLanguage()
  return <p class="paper-line">{t.printed(head.project, date(head.asOf), head.planHash.slice(0, 12))}</p>
}
