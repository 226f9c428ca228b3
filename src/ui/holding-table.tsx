import { holdingKinds } from '../model/holding.ts'
import type { ReportHolding } from '../7-review/report-document.ts'
import { Cell } from './field-table.tsx'
import { useLanguage } from './words/language.ts'

/** Everything that hangs on the records, and whose it is afterwards. */
export function HoldingTable({ holdings }: { readonly holdings: readonly ReportHolding[] }) {
  const { t, say, name } = useLanguage()
  return (
    <section>
      <h3>{t.holdings}</h3>
      {holdings.length === 0 ? <p>{t.noHoldings}</p> : (
        <table class="holdings">
          <thead><tr><th scope="col">{t.holding}</th><th scope="col">{t.what}</th><th scope="col">{t.owner}</th><th scope="col">{t.happens}</th></tr></thead>
          <tbody>
            {holdings.map((holding) => (
              <tr key={holding.id} class={holding.action}>
                <th scope="row">{capital(holdingKinds[holding.kind][name])}</th>
                <Cell label={t.what}>{say(holding.words)}</Cell>
                <Cell label={t.owner}><code>{holding.owner}</code></Cell>
                <Cell label={t.happens}><span aria-hidden="true">{t.actionSigns[holding.action]} </span>{t.actions[holding.action]}{holding.to !== null && holding.to !== holding.owner && <> <code>{t.to(holding.to)}</code></>}</Cell>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
