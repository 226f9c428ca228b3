import { Virtualizer, elementScroll, observeElementOffset, observeElementRect } from '@tanstack/virtual-core'
import type { RefObject } from 'preact'
import { useLayoutEffect, useReducer, useState } from 'preact/hooks'

/** Renders only the rows in sight of a scrolled element; all rows have one height in pixels. */
export function useVirtualRows(scroller: RefObject<HTMLElement>, count: number, rowHeight: number): Virtualizer<HTMLElement, HTMLElement> {
  const [, redraw] = useReducer((drawn: number) => drawn + 1, 0)
  const options = {
    count, estimateSize: () => rowHeight, overscan: 12, getScrollElement: () => scroller.current,
    scrollToFn: elementScroll, observeElementRect, observeElementOffset, onChange: () => redraw(undefined),
  }
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options))
  virtualizer.setOptions(options)
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer])
  useLayoutEffect(() => virtualizer._willUpdate())
  return virtualizer
}
