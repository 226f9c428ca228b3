import { useEffect, useRef } from 'preact/hooks'

/** What each key does, by `KeyboardEvent.key`. */
export type Keys = Readonly<Record<string, () => void>>

/** Single keys for the whole page; silent while the reader types, presses a button or holds a modifier. */
export function useKeys(keys: Keys, on: boolean): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    if (!on) return undefined
    const press = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement
      const typing = target.matches('input:not([type=radio]), textarea, select')
      if (event.key === 'Escape' && typing) { target.blur(); return }
      const pressing = event.key === 'Enter' && target.closest('button, a, summary') !== null
      const action = latest.current[event.key]
      if (action === undefined || typing || pressing || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [on])
}
