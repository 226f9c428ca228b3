import { useEffect, useState } from 'preact/hooks'

export const viewNames = ['overview', 'merges', 'quarantine', 'tasks'] as const
export type View = (typeof viewNames)[number]

/** Where the reader is: a part of the report and, in the list, the opened merge. Stands behind the `#` of the address. */
export type Route = { readonly view: View; readonly merge: string | null }

function routeOf(hash: string): Route {
  const [view, merge] = hash.replace(/^#/, '').split('/')
  const known = viewNames.find((name) => name === view)
  return { view: known ?? 'overview', merge: known === 'merges' && merge ? merge : null }
}

export function addressOf(route: Route): string {
  return `#${route.view}${route.merge === null ? '' : `/${route.merge}`}`
}

/** The present route and a way to go to another; `replace` leaves no step for the back button. */
export function useRoute(): readonly [Route, (route: Route, how?: 'replace') => void] {
  const [route, setRoute] = useState(() => routeOf(location.hash))
  useEffect(() => {
    const follow = (): void => setRoute(routeOf(location.hash))
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  const go = (next: Route, how?: 'replace'): void => {
    if (how === 'replace') history.replaceState(null, '', addressOf(next))
    else location.hash = addressOf(next)
    setRoute(next)
  }
  return [route, go]
}

/** Whether a media query holds at the moment. */
export function useMedia(query: string): boolean {
  const [holds, setHolds] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const list = matchMedia(query)
    const follow = (): void => setHolds(list.matches)
    list.addEventListener('change', follow)
    follow()
    return () => list.removeEventListener('change', follow)
  }, [query])
  return holds
}
