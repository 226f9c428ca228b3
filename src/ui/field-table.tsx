import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { type ValueName, valueWords } from '../model/record-value.ts'
import type { ReportField, ReportMerge } from '../7-review/report-document.ts'
import type { Draft, Override } from './decision-drafts.ts'
import type { Dictionary } from './words/de.ts'
import { type LanguageName, useLanguage } from './words/language.ts'

type Change = (field: ReportField, overrides: readonly Override[]) => void

/** Old │ new │ result │ rule, a line a field. Fields that are the same everywhere are folded away. */
export function FieldTable({ merge, draft, onDraft }: { readonly merge: ReportMerge; readonly draft: Draft; readonly onDraft: ((draft: Draft) => void) | null }) {
  const { t } = useLanguage()
  const [all, setAll] = useState(false)
  const same = merge.fields.filter(isSame)
  const shown = all ? merge.fields : merge.fields.filter((field) => !isSame(field) || draft.overrides.some((each) => each.field === field.field))
  // Where every source left the merge, the reader still wants to compare them with the one that would have stayed.
  const columns = merge.members.filter((member) => member.role !== 'leftOut' || merge.members.every((each) => each.role !== 'source')).map((member) => member.id)
  const change: Change | null = onDraft === null ? null : (field, overrides) => {
    const touched = companionsOf(field, merge).map((each) => each.field)
    onDraft({ ...draft, overrides: [...draft.overrides.filter((each) => !touched.includes(each.field)), ...overrides] })
  }
  return (
    <section>
      <h3>{t.fields}</h3>
      <div class="scroll" tabIndex={columns.length > 3 ? 0 : undefined} role={columns.length > 3 ? 'region' : undefined} aria-label={columns.length > 3 ? t.fields : undefined}>
        <table class="fields" style={{ minWidth: columns.length > 3 ? `${(columns.length + 3) * 8}rem` : 'auto' }}>
          <thead>
            <tr>
              <th scope="col" class="field">{t.field}</th>
              {columns.map((record, index) => <th scope="col" key={record}>{index === 0 ? t.old : t.new}<span class="role-word"> · {index === 0 ? t.oldRole : t.newRole}</span><code class="block">{record}</code></th>)}
              <th scope="col">{t.result}</th>
              <th scope="col" class="rule">{t.rule}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((field) => <FieldRow key={field.field} field={field} companions={companionsOf(field, merge)} columns={columns} override={draft.overrides.find((each) => each.field === field.field)} onChange={field.field === 'sanctions' ? null : change} />)}
          </tbody>
        </table>
      </div>
      {same.length > 0 && <p><button type="button" class="link" aria-expanded={all} onClick={() => setAll(!all)}>{t.sameFields(same.length)} {all ? t.hide : t.show}</button></p>}
    </section>
  )
}

/** The field and those that travel with it: a street from one record and a town from another would be no address. */
function companionsOf(field: ReportField, merge: ReportMerge): readonly ReportField[] {
  return field.group === null ? [field] : merge.fields.filter((each) => each.group === field.group)
}

function isSame(field: ReportField): boolean {
  return field.values.every(({ value }) => value === field.result)
}

export function fieldName(field: ValueName, language: LanguageName): string {
  return valueWords(field)[language]
}

type RowProperties = { readonly field: ReportField; readonly companions: readonly ReportField[]; readonly columns: readonly string[]; readonly override: Override | undefined; readonly onChange: Change | null }

function FieldRow({ field, companions, columns, override, onChange }: RowProperties) {
  const { t, say, name: language } = useLanguage()
  const name = fieldName(field.field, language)
  const from = override === undefined ? field.from : override.from
  return (
    <tr class={override === undefined ? '' : 'changed'}>
      <th scope="row">{name}</th>
      {columns.map((record, index) => {
        const value = field.values.find((each) => each.record === record)?.value ?? null
        const taken = from === record && value !== null
        return <Cell key={record} label={`${index === 0 ? t.old : t.new} ${record}`} class={taken ? 'taken' : ''}><Value value={value} field={field} />{taken && <span class="mark-taken" aria-hidden="true"> ✓</span>}</Cell>
      })}
      <Cell label={t.result} class="result">
        <strong><Value value={override === undefined ? field.result : override.value} field={field} /></strong>
        {override !== undefined && override.from === null ? <span class="quiet block">{t.fromYou}</span> : from !== null && <span class="quiet block">{t.from(from)}</span>}
        {onChange !== null && <ResultChoice field={field} companions={companions} name={name} override={override} onChange={onChange} />}
      </Cell>
      <Cell label={t.rule} class="rule">{say(field.ruleWords)}</Cell>
    </tr>
  )
}

/** A table cell that names its column where a narrow screen shows the row as a card. */
export function Cell({ label, class: className, children }: { readonly label: string; readonly class?: string; readonly children: ComponentChildren }) {
  return <td data-label={label} class={className ?? ''}><div>{children}</div></td>
}

function Value({ value, field }: { readonly value: string | null; readonly field: ReportField }) {
  const { t, date } = useLanguage()
  if (value === null) return <span class="none">{t.none}</span>
  const said = valueSaid(field.field, value, t, date)
  if (said !== value) return <>{said}</>
  // A long address breaks before its @ rather than inside a word.
  const at = value.indexOf('@')
  return <>{at > 0 ? <>{value.slice(0, at)}<wbr />{value.slice(at)}</> : value}{field.masked && <span class="unseen"> ({t.masked})</span>}</>
}

/** What a value says to the reader; others stand as the export wrote them. */
function valueSaid(field: ValueName, value: string, t: Dictionary, date: (date: string) => string): string {
  if (field === 'birthDate') return date(value)
  return field === 'marketingConsent' && (value === 'yes' || value === 'no') ? t.consents[value] : value
}

/** Takes another record's value, none, or one that the reader types. */
function ResultChoice({ field, companions, name, override, onChange }: Omit<RowProperties, 'columns' | 'onChange'> & { readonly name: string; readonly onChange: Change }) {
  const { t, name: language, date } = useLanguage()
  const others = companions.filter((each) => each !== field).map((each) => fieldName(each.field, language))
  const typing = override !== undefined && override.from === null && override.value !== null
  const records = field.values.map((each) => each.record)
  const chosen = override === undefined ? '' : typing ? 'own' : override.from ?? 'empty'
  const choose = (choice: string): void => {
    const record = records.find((each) => each === choice)
    if (choice === '') onChange(field, [])
    else if (record !== undefined) onChange(field, companions.map((each) => ({ field: each.field, value: each.values.find((held) => held.record === record)?.value ?? null, from: record })))
    else if (choice === 'empty') onChange(field, companions.map((each) => ({ field: each.field, value: null, from: null })))
    else onChange(field, [{ field: field.field, value: field.result ?? '', from: null }])
  }
  return (
    <span class="choice">
      <select aria-label={t.chooseResult(name)} title={others.length > 0 ? t.travelsWith(others.join(', ')) : undefined} value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{override !== undefined ? t.undoChange : t.change}</option>
        {field.values.map((each) => <option key={each.record} value={each.record}>{each.value === null ? t.none : valueSaid(field.field, each.value, t, date)} ({each.record})</option>)}
        <option value="empty">{t.leaveEmpty}</option>
        {!field.masked && companions.length === 1 && <option value="own">{t.ownValue}</option>}
      </select>
      {typing && <input aria-label={t.typeValue(name)} value={override.value ?? ''} onInput={(event) => onChange(field, [{ field: field.field, value: event.currentTarget.value, from: null }])} />}
    </span>
  )
}
