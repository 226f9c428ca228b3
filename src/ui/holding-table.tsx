import { useState } from 'preact/hooks'
import { holdingKinds } from '../model/holding.ts'
import { decimalText, minorUnits } from '../model/money.ts'
import type { ReportHolding } from '../7-review/report-document.ts'
import type { Draft } from './decision-drafts.ts'
import { Cell } from './field-table.tsx'
import { useLanguage } from './words/language.ts'

/** Everything that hangs on the records, and whose it is afterwards. */
export function HoldingTable({ holdings, draft, onDraft }: { readonly holdings: readonly ReportHolding[]; readonly draft: Draft; readonly onDraft: ((draft: Draft) => void) | null }) {
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
                <Cell label={t.happens}><span aria-hidden="true">{t.actionSigns[holding.action]} </span>{t.actions[holding.action]}{holding.to !== null && holding.to !== holding.owner && <> <code>{t.to(holding.to)}</code></>}{onDraft !== null && holding.divisible !== undefined && <PartChoice id={holding.id} divisible={holding.divisible} draft={draft} onDraft={onDraft} />}{onDraft !== null && holding.mayEnd === true && <EndChoice id={holding.id} draft={draft} onDraft={onDraft} />}</Cell>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** Of two subscriptions that would run side by side, one may end by its contract and notice. */
function EndChoice({ id, draft, onDraft }: { readonly id: string; readonly draft: Draft; readonly onDraft: (draft: Draft) => void }) {
  const { t } = useLanguage()
  const others = (draft.endings ?? []).filter((each) => each.subscription !== id)
  const ends = others.length < (draft.endings ?? []).length
  return (
    <label class="part">
      <input type="checkbox" checked={ends} onChange={() => onDraft({ ...draft, endings: ends ? others : [...others, { subscription: id, when: 'end-date' }] })} />
      <span>{t.endIt}</span>
    </label>
  )
}

type Divisible = NonNullable<ReportHolding['divisible']>
type PartProperties = { readonly id: string; readonly divisible: Divisible; readonly draft: Draft; readonly onDraft: (draft: Draft) => void }

/** How much of a credit moves; empty means all of it. What is no part of it is refused here and changes nothing. */
function PartChoice({ id, divisible, draft, onDraft }: PartProperties) {
  const { t, name: language } = useLanguage()
  const [refused, setRefused] = useState(false)
  const chosen = draft.credits?.find((each) => each.holding === id)
  const choose = (text: string): void => {
    const amount = partOf(text, divisible)
    setRefused(text.trim() !== '' && amount === null)
    const others = (draft.credits ?? []).filter((each) => each.holding !== id)
    onDraft({ ...draft, credits: amount === null ? others : [...others, { holding: id, amount }] })
  }
  return (
    <label class="part">
      <span>{t.onlyPart}</span>
      <input inputMode="decimal" value={chosen === undefined ? '' : amountText(chosen.amount, divisible, language)} placeholder={amountText(BigInt(divisible.amount), divisible, language)} aria-invalid={refused} onChange={(event) => choose(event.currentTarget.value)} /> {divisible.currency}
      {refused && <span role="alert" class="problem block">{t.noPart}</span>}
    </label>
  )
}

/** The typed amount, with a comma or a point; null for all of it, and for what is no part. */
function partOf(text: string, { amount, currency }: Divisible): bigint | null {
  const plain = text.trim().replace('−', '-').replace(',', '.')
  const part = currency === null ? (/^-?\d{1,15}$/.test(plain) ? BigInt(plain) : null) : minorUnits(plain, currency)
  const whole = BigInt(amount)
  if (part === null) return null
  return (whole < 0n ? part < 0n && part > whole : part > 0n && part < whole) ? part : null
}

function amountText(amount: bigint, { currency }: Divisible, language: 'de' | 'en'): string {
  if (currency === null) return String(amount)
  const text = decimalText({ amountMinor: amount, currency })
  return language === 'de' ? text.replace('.', ',') : text
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
