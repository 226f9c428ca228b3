import { useEffect, useState } from 'preact/hooks'
import type { ReportTask } from '../7-review/report-document.ts'
import type { ReportTasks } from '../7-review/report-html.ts'
import { Sign } from './overview.tsx'
import { PaperLine } from './paper-line.tsx'
import type { ReportSource } from './report-source.ts'
import { addressOf } from './route.ts'
import { useLanguage } from './words/language.ts'

/** How many merges' tasks are drawn at once; more on demand. */
const portion = 100

/** What people at the desk have to do by hand, merge by merge, in order. */
export function TasksView({ source }: { readonly source: ReportSource }) {
  const { t, number } = useLanguage()
  const [all, setAll] = useState<readonly ReportTasks[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [count, setCount] = useState(portion)
  useEffect(() => { source.tasks().then(setAll, (error: unknown) => setProblem(String(error))) }, [source])
  return (
    <div class="sheet">
      <h1>{t.tasks}</h1>
      <PaperLine head={source.head} />
      {problem !== null && <p role="alert" class="problem">{t.failed(problem)}</p>}
      {all === null ? problem === null && <p class="quiet">{t.loading}</p> : all.length === 0 ? <p>{t.noTasks}</p> : (
        <>
          <p class="lead">{t.tasksExplain}</p>
          {all.slice(0, count).map((group) => (
            <section key={group.merge} class="task-group">
              <h2><Sign outcome={group.outcome} /><span class="unseen">{t.outcomes[group.outcome].name}: </span> <a href={addressOf({ view: 'merges', merge: group.merge })}>{group.names.join(' ← ')}</a></h2>
              <TaskList tasks={group.tasks} />
            </section>
          ))}
          {all.length > count && <p><button type="button" onClick={() => setCount(count + portion)}>{t.showMore(number(Math.min(portion, all.length - count)))}</button></p>}
        </>
      )}
    </div>
  )
}

/** Numbered steps with a box to tick on paper. */
export function TaskList({ tasks }: { readonly tasks: readonly ReportTask[] }) {
  const { say } = useLanguage()
  return (
    <ol class="task-list">
      {tasks.map((task) => <li key={task.id}><span class="box" aria-hidden="true" /><span>{say(task.words)} <span class="quiet">{task.system} · <code>{task.record}</code></span></span></li>)}
    </ol>
  )
}
