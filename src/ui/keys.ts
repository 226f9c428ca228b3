import { useEffect, useRef } from 'preact/hooks'

/** What each key does, by `KeyboardEvent.key`. */
export type Keys = Readonly<Record<string, () => void>>

/** Single keys for the whole page; silent while the reader types, presses a button or holds a modifier, and while `on` is false. */
export function useKeys(keys: Keys, on: boolean): void {
  // Read at the press, so that no key is lost between a render and its effects.
  const latest = useRef({ keys, on })
  latest.current = { keys, on }
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement
      const typing = target.matches('input:not([type=radio]), textarea, select')
      if (!latest.current.on) return
      if (event.key === 'Escape' && typing) { target.blur(); return }
      const pressing = event.key === 'Enter' && target.closest('button, a, summary') !== null
      const action = latest.current.keys[event.key]
      if (action === undefined || typing || pressing || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}
