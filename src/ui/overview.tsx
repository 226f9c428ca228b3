import type { Outcome } from '../model/merge.ts'
import type { ReportTotal } from '../7-review/report-document.ts'
import type { ReportHead } from '../7-review/report-html.ts'
import type { Filter } from './merge-table.ts'
import { Cell } from './field-table.tsx'
import { useLanguage } from './words/language.ts'

type Show = (filter: Partial<Filter>) => void

const outcomeOrder: readonly Outcome[] = ['review', 'automatic', 'skipped', 'denied']

/** The first page: what was found, whether the sums are equal, what was refused and what is left out. */
export function Overview({ head, onShow }: { readonly head: ReportHead; readonly onShow: Show }) {
  const { t, say, number } = useLanguage()
  const all = Object.values(head.outcomes).reduce((sum, outcome) => sum + outcome.all, 0)
  const records = head.systems.reduce((sum, system) => sum + system.records, 0)
  return (
    <div class="sheet">
      <h1>{t.title[head.kind]}</h1>
      <p class="lead">{t.lead(number(records), head.systems.length, number(all))} {t.nothingChanged}</p>
      <Facts head={head} />
      <section class="outcomes" aria-label={t.result}>
        {outcomeOrder.filter((outcome) => decidedByRules(head) || head.outcomes[outcome].all > 0).map((outcome) => <OutcomeTile key={outcome} outcome={outcome} head={head} onShow={onShow} />)}
      </section>
      <section class="customers" aria-label={t.customer}>
        <Figure name={t.records} value={number(records)} />
        <Figure name={t.customersBefore} value={number(head.customersBefore)} />
        <span class="arrow" aria-hidden="true">→</span>
        <Figure name={t.customersAfter} value={number(head.customersAfter)} note={t.fewer(number(head.customersBefore - head.customersAfter))} />
      </section>
      <Totals totals={head.totals} />
      <Refused head={head} onShow={onShow} />
      {head.unknown.length > 0 && <section><h2>{t.unknown}</h2><ul>{head.unknown.map((words) => <li key={words.en}>{say(words)}</li>)}</ul></section>}
      <section>
        <h2>{t.leftOut}</h2>
        {head.leftOut.length === 0 ? <p>{t.leftOutNothing}</p> : <ul>{head.leftOut.map((words) => <li key={words.en}>{say(words)}</li>)}</ul>}
      </section>
    </div>
  )
}

/** Whether rules had a say: a way back, a repair and an ending are asked for and decided by people. */
export function decidedByRules(head: Pick<ReportHead, 'kind'>): boolean {
  return head.kind === 'merge'
}

function Facts({ head }: { readonly head: ReportHead }) {
  const { t, date, number } = useLanguage()
  return (
    <dl class="facts" aria-label={t.facts}>
      <div><dt>{t.project}</dt><dd>{head.project}</dd></div>
      <div><dt>{t.asOf}</dt><dd>{date(head.asOf)}</dd></div>
      {decidedByRules(head) && <div><dt>{t.profile}</dt><dd>{head.profile}</dd></div>}
      <div><dt>{t.systems}</dt><dd>{head.systems.map((system) => t.systemRecords(system.name, number(system.records))).join(', ')}</dd></div>
      <div><dt>{t.plan}</dt><dd><code title={head.planHash}>{head.planHash.slice(0, 12)}</code></dd></div>
      {decidedByRules(head) && <div><dt>{t.rules}</dt><dd><code title={head.rulesHash}>{head.rulesHash.slice(0, 12)}</code></dd></div>}
    </dl>
  )
}

function OutcomeTile({ outcome, head, onShow }: { readonly outcome: Outcome; readonly head: ReportHead; readonly onShow: Show }) {
  const { t, number } = useLanguage()
  const { all, shown } = head.outcomes[outcome]
  const words = t.outcomes[outcome]
  return (
    <article class={`tile ${outcome}`}>
      <h2><Sign outcome={outcome} /> {words.name}</h2>
      <p class="big">{number(all)}</p>
      <p>{words.explain}</p>
      {shown > 0 && (
        <p class="tile-foot">
          <button type="button" class={outcome === 'review' ? 'primary' : ''} onClick={() => onShow({ outcome })}>{shown < all && 'openSample' in words ? words.openSample : words.open}</button>
          {shown < all && <span class="quiet">{t.shownOf(number(shown), number(all))}</span>}
        </p>
      )}
    </article>
  )
}

/** An outcome's mark: a sign beside the colour, because colour alone says nothing to many. */
export function Sign({ outcome }: { readonly outcome: Outcome }) {
  const { t } = useLanguage()
  return <span class={`sign ${outcome}`} aria-hidden="true">{t.outcomes[outcome].sign}</span>
}

function Figure({ name, value, note }: { readonly name: string; readonly value: string; readonly note?: string }) {
  return <p class="figure"><span class="quiet">{name}</span><strong>{value}</strong>{note !== undefined && <span class="quiet">{note}</span>}</p>
}

function Totals({ totals }: { readonly totals: readonly ReportTotal[] }) {
  const { t, say } = useLanguage()
  return (
    <section>
      <h2>{t.totals}</h2>
      <p>{t.totalsExplain}</p>
      {totals.length === 0 ? <p>{t.noTotals}</p> : (
        <table class="totals">
          <thead><tr><th scope="col">{t.total}</th><th scope="col" class="right">{t.before}</th><th scope="col" class="right">{t.after}</th><th scope="col">{t.check}</th></tr></thead>
          <tbody>
            {totals.map((total) => (
              <tr key={total.name.en}>
                <th scope="row">{say(total.name)}</th>
                <Cell label={t.before} class="right">{say(total.before)}</Cell>
                <Cell label={t.after} class="right">{say(total.after)}</Cell>
                <Cell label={t.check}>{total.equal
                  ? <span class="good"><span aria-hidden="true">✓ </span>{t.equal}</span>
                  : <span class={total.corrections.length > 0 ? 'warn' : 'bad'}><span aria-hidden="true">≠ </span>{total.corrections.length > 0 ? t.corrected : t.different}</span>}
                  {total.corrections.map((words) => <span key={words.en} class="quiet block">{say(words)}</span>)}</Cell>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Refused({ head, onShow }: { readonly head: ReportHead; readonly onShow: Show }) {
  const { t, say, number } = useLanguage()
  const shown = new Set(head.rows.flatMap((row) => row.refusals))
  return (
    <section>
      <h2>{t.refused}</h2>
      {head.refused.length === 0 ? <p>{t.noRefusals}</p> : (
        <>
          <p>{t.refusedExplain}{head.otherDirection !== null && ` ${say(head.otherDirection)}`}</p>
          <table class="refused">
            <thead><tr><th scope="col">{t.reason}</th><th scope="col">{t.effect}</th><th scope="col" class="right">{t.count}</th><th scope="col"><span class="unseen">{t.showThese}</span></th></tr></thead>
            <tbody>
              {head.refused.map((refusal) => (
                <tr key={refusal.code}>
                  <th scope="row">{say(refusal.words)}<code class="block">{refusal.code}</code></th>
                  <Cell label={t.effect}>{t.severities[refusal.severity]}</Cell>
                  <Cell label={t.count} class="right">{number(refusal.count)}</Cell>
                  <td class="right">{shown.has(refusal.code) && <button type="button" aria-label={t.showTheseOf(refusal.code)} onClick={() => onShow({ code: refusal.code })}>{t.showThese}</button>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}
