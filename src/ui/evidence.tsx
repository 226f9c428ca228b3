import type { ReportComparison, ReportEvidence, ReportMerge } from '../7-review/report-document.ts'
import { useLanguage } from './words/language.ts'

/** Why the records were taken for one person: in sentences, and as bars to the left (against) and right (for). */
export function Evidence({ merge }: { readonly merge: ReportMerge }) {
  const { t } = useLanguage()
  if (merge.evidence.length === 0) return null
  return (
    <section class="evidence">
      <h3>{merge.outcome === 'denied' ? t.whyNot : t.why}</h3>
      {merge.evidence.map((each) => <PairEvidence key={each.source} evidence={each} titled={merge.evidence.length > 1} />)}
      <p class="quiet">{t.weightExplain}</p>
    </section>
  )
}

function PairEvidence({ evidence, titled }: { readonly evidence: ReportEvidence; readonly titled: boolean }) {
  const { t, say, bits } = useLanguage()
  const widest = Math.max(1, ...evidence.comparisons.map((each) => Math.abs(each.weightMilliBits)))
  return (
    <div class="pair">
      {titled && <h4>{t.whyOf(evidence.source, evidence.survivor)}</h4>}
      <ul>{evidence.sentences.map((words) => <li key={words.en}>{say(words)}</li>)}</ul>
      <table class="weights">
        <thead><tr><th scope="col">{t.comparison}</th><th scope="col" class="level">{t.level}</th><th scope="col" class="picture"><span>← {t.against}</span><span>{t.for} →</span></th><th scope="col" class="right">{t.bits}</th></tr></thead>
        <tbody>{evidence.comparisons.map((each) => <Bar key={each.name.en} comparison={each} widest={widest} />)}</tbody>
        <tfoot><tr><th scope="row">{t.weightSum}</th><td class="level" /><td class="picture" /><td class="right"><strong>{bits(evidence.weightMilliBits)}</strong></td></tr></tfoot>
      </table>
    </div>
  )
}

function Bar({ comparison, widest }: { readonly comparison: ReportComparison; readonly widest: number }) {
  const { say, bits } = useLanguage()
  const weight = comparison.weightMilliBits
  const width = (Math.abs(weight) / widest) * 100
  return (
    <tr>
      <th scope="row">{say(comparison.name)}</th>
      <td class="level">{say(comparison.level)}</td>
      <td class="picture">
        <svg viewBox="0 0 200 10" preserveAspectRatio="none" aria-hidden="true">
          <rect class={weight < 0 ? 'against' : 'for'} x={weight < 0 ? 100 - width : 100} y="1" width={width} height="8" />
          <line x1="100" x2="100" y1="0" y2="10" />
        </svg>
      </td>
      <td class="right">{bits(weight)}</td>
    </tr>
  )
}
