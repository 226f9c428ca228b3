import { useState } from 'preact/hooks'
import type { Decision } from '../model/decision.ts'
import type { ReportHead } from '../7-review/report-html.ts'
import { type Review, countsOf, decisionsOf, loadDecisions } from './decision-drafts.ts'
import { Dialog } from './dialog.tsx'
import { useLanguage } from './words/language.ts'

type Properties = {
  readonly head: ReportHead
  readonly review: Review
  readonly reviewer: string
  readonly onReviewer: (name: string) => void
  readonly onSaved: () => void
  readonly onLoaded: (decisions: readonly Decision[]) => void
  readonly onClose: () => void
}

/** Saves the decisions to a file under the reader's name, and takes an earlier file back in. */
export function SaveDialog({ head, review, reviewer, onReviewer, onSaved, onLoaded, onClose }: Properties) {
  const { t } = useLanguage()
  const [problem, setProblem] = useState('')
  const [message, setMessage] = useState('')
  const { decided, withoutReason } = countsOf(review)

  const save = (event: Event): void => {
    event.preventDefault()
    const missing = decided === 0 ? t.noDecisions : withoutReason > 0 ? t.reasonsMissing(withoutReason) : reviewer.trim() === '' ? t.reviewerMissing : ''
    setProblem(missing)
    if (missing !== '') return
    download('decisions.json', `${JSON.stringify(decisionsOf(head, review, reviewer.trim()), (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value), 2)}\n`)
    onSaved()
    onClose()
  }
  const load = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    const loaded = loadDecisions(await file.text(), head)
    setProblem(loaded.problem === null ? '' : t.loadProblems[loaded.problem])
    if (loaded.problem !== null) return
    onLoaded(loaded.decisions)
    setMessage(t.loaded(loaded.decisions.length, loaded.unknown))
  }

  return (
    <Dialog title={t.save} onClose={onClose}>
      <form onSubmit={save} noValidate>
        <p>{t.saveExplain}</p>
        <p><code>dublette approve --decisions decisions.json</code></p>
        <label class="stacked">{t.reviewer}<input name="reviewer" autocomplete="name" value={reviewer} onInput={(event) => onReviewer(event.currentTarget.value)} /></label>
        <p role="status" class="message">{message}</p>
        <p role="alert" class="problem">{problem}</p>
        <div class="dialog-actions">
          <label class="file">{t.load}<input type="file" accept=".json,application/json" onChange={(event) => { void load(event.currentTarget.files?.[0]) }} /></label>
          <button type="submit" class="primary">{t.download}</button>
        </div>
      </form>
    </Dialog>
  )
}

/** Hands a text to the reader as a file, without any server. */
function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken the content once the click is through; a moment later the address may go.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
