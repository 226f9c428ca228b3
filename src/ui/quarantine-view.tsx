import type { ReportHead } from '../7-review/report-html.ts'
import { PaperLine } from './paper-line.tsx'
import { useLanguage } from './words/language.ts'

/** Rows that were set aside on ingest, by reason and file. */
export function QuarantineView({ head }: { readonly head: ReportHead }) {
  const { t, say, number } = useLanguage()
  return (
    <div class="sheet">
      <h1>{t.views.quarantine}</h1>
      <PaperLine head={head} />
      {head.quarantine.length === 0 ? <p>{t.noQuarantine}</p> : (
        <>
          <p class="lead">{t.quarantineExplain}</p>
          <table class="quarantine">
            <thead><tr><th scope="col">{t.reason}</th><th scope="col">{t.file}</th><th scope="col" class="right">{t.count}</th></tr></thead>
            <tbody>
              {head.quarantine.map((group) => (
                <tr key={`${group.code} ${group.system} ${group.file}`}>
                  <th scope="row">{say(group.words)}<code class="block">{group.code}</code>
                    {group.amounts.length > 0 && <span class="quiet block">{t.amounts}: {group.amounts.join('; ')}</span>}
                    {group.examples.length > 0 && (
                      <details><summary>{t.examples}</summary>
                        <ul class="examples">{group.examples.map((example) => <li key={example}><code>{example}</code></li>)}</ul>
                      </details>
                    )}
                  </th>
                  <td>{group.file}<span class="quiet block">{group.system}</span></td>
                  <td class="right">{number(group.count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </div>
  )
}
