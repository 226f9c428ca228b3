import { useEffect, useState } from 'preact/hooks'
import type { Decision } from '../model/decision.ts'
import type { ReportMember, ReportMerge } from '../7-review/report-document.ts'
import type { ReportRow } from '../7-review/report-html.ts'
import type { Draft } from './decision-drafts.ts'
import { Evidence } from './evidence.tsx'
import { FieldTable } from './field-table.tsx'
import { HoldingTable } from './holding-table.tsx'
import { Sign } from './overview.tsx'
import type { ReportSource } from './report-source.ts'
import { TaskList } from './tasks-view.tsx'
import { VerdictBar } from './verdict-bar.tsx'
import { useLanguage } from './words/language.ts'

type Properties = { readonly row: ReportRow; readonly source: ReportSource; readonly draft: Draft; readonly mayDecide: boolean; readonly onDraft: (draft: Draft) => void; readonly earlier: readonly Decision[]; readonly onForget: (decision: Decision) => void }

/** One merge, unpacked when it is opened. */
export function MergeDetail({ row, source, draft, mayDecide, onDraft, earlier, onForget }: Properties) {
  const { t } = useLanguage()
  const [merge, setMerge] = useState<ReportMerge | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => { source.merge(row).then(setMerge, (error: unknown) => setProblem(String(error))) }, [source, row])
  if (problem !== null) return <p role="alert" class="problem">{t.failed(problem)}</p>
  if (merge === null) return <p class="quiet">{t.loading}</p>
  return (
    <article class="merge">
      <MergeHead merge={merge} />
      <Refusals merge={merge} />
      {merge.fields.length > 0 && <FieldTable merge={merge} draft={draft} onDraft={mayDecide ? onDraft : null} />}
      <Evidence merge={merge} />
      <HoldingTable holdings={merge.holdings} draft={draft} onDraft={mayDecide ? onDraft : null} />
      <Sentences title={t.participants} sentences={merge.participants} />
      <Sentences title={t.household} sentences={merge.household} />
      <Notices merge={merge} />
      {merge.tasks.length > 0 && <section><h3>{t.tasks}</h3><p>{t.tasksExplain}</p><TaskList tasks={merge.tasks} /></section>}
      <VerdictBar merge={merge} draft={draft} onDraft={mayDecide ? onDraft : null} earlier={earlier} onForget={onForget} />
    </article>
  )
}

function MergeHead({ merge }: { readonly merge: ReportMerge }) {
  const { t, say } = useLanguage()
  return (
    <header>
      <p class="outcome"><Sign outcome={merge.outcome} /> <strong>{t.outcomes[merge.outcome].name}</strong> · {say(merge.decidedWhy)} <code>{merge.decidedBy}</code></p>
      <h2 tabIndex={-1}>{merge.members[0]?.name}</h2>
      <ul class="members">{merge.members.map((member) => <Member key={member.id} member={member} />)}</ul>
      {(merge.loginFrom !== null || merge.emailFrom !== null) && (
        <p class="quiet">{merge.loginFrom !== null && t.loginFrom(merge.loginFrom)} {merge.emailFrom !== null && t.emailFrom(merge.emailFrom)}</p>
      )}
    </header>
  )
}

function Member({ member }: { readonly member: ReportMember }) {
  const { t, date } = useLanguage()
  const [sign, words] = member.role === 'survivor' ? [t.staysSign, t.stays] : member.role === 'source' ? [t.goesSign, t.goes] : [t.leftAloneSign, t.leftAlone]
  return (
    <li class={member.role}>
      <span class="role"><span aria-hidden="true">{sign} </span>{words}</span>
      <strong>{member.name}</strong>
      <code>{member.id}</code>
      <span class="quiet">{t.origins[member.origin]}{member.createdOn !== null && ` ${t.createdOn(date(member.createdOn))}`}, {member.hasLogin ? t.hasLogin : t.noLogin}</span>
    </li>
  )
}

function Refusals({ merge }: { readonly merge: ReportMerge }) {
  const { t, say } = useLanguage()
  if (merge.refusals.length === 0) return null
  return (
    <section class="refusals">
      <h3>{t.refusals}</h3>
      <ul>
        {merge.refusals.map((refusal) => (
          <li key={`${refusal.code} ${refusal.source}`}>
            <span aria-hidden="true">⚠ </span>{say(refusal.words)}
            <span class="quiet block"><code>{refusal.code}</code> · {refusal.source} · {t.severities[refusal.severity]}{refusal.final && ` · ${t.finalRefusal}`}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Notices({ merge }: { readonly merge: ReportMerge }) {
  const { t, say } = useLanguage()
  return (
    <section>
      <h3>{t.notices}</h3>
      <ul>
        {merge.notices.map((words) => <li key={words.en}>{say(words)}</li>)}
        <li>{merge.notices.length === 0 && `${t.noNotices} `}{t.noMail}</li>
      </ul>
    </section>
  )
}

function Sentences({ title, sentences }: { readonly title: string; readonly sentences: ReportMerge['participants'] }) {
  const { say } = useLanguage()
  return sentences.length === 0 ? null : <section><h3>{title}</h3><ul>{sentences.map((words) => <li key={words.en}>{say(words)}</li>)}</ul></section>
}
