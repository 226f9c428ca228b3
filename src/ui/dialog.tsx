import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useLanguage } from './words/language.ts'

/** A modal dialog of the browser: keeps the focus inside, closes with Escape, gives the focus back. */
export function Dialog({ title, onClose, children }: { readonly title: string; readonly onClose: () => void; readonly children: ComponentChildren }) {
  const { t } = useLanguage()
  const element = useRef<HTMLDialogElement>(null)
  useEffect(() => element.current?.showModal(), [])
  return (
    <dialog ref={element} onClose={onClose} aria-labelledby="dialog-title">
      <div class="dialog-head">
        <h2 id="dialog-title">{title}</h2>
        <button type="button" class="round" aria-label={t.close} onClick={() => element.current?.close()}>×</button>
      </div>
      {children}
    </dialog>
  )
}
