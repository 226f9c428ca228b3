import { Dialog } from './dialog.tsx'
import { useLanguage } from './words/language.ts'

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLanguage()
  return (
    <Dialog title={t.help} onClose={onClose}>
      {t.helpText.map((sentence) => <p key={sentence}>{sentence}</p>)}
      <h3>{t.keys}</h3>
      <dl class="keys">
        {t.keyWords.map(([key, meaning]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{meaning}</dd></div>)}
      </dl>
    </Dialog>
  )
}
