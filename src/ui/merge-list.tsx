import type { MutableRef } from 'preact/hooks'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ReportRow } from '../7-review/report-html.ts'
import { type Review, type Verdict, verdictOf } from './decision-drafts.ts'
import type { MergeTable, SortColumn } from './merge-table.ts'
import { Sign } from './overview.tsx'
import { useVirtualRows } from './virtual-rows.ts'
import { useLanguage } from './words/language.ts'

/** Scrolls a row into sight. */
export type ShowRow = (index: number) => void

type Properties = {
  readonly table: MergeTable
  /** Whether a weight says how likely two records are one person; nobody is compared where a person asked for it. */
  readonly hasWeights: boolean
  readonly review: Review
  readonly opened: string | null
  readonly onOpen: (merge: string) => void
  readonly showRow: MutableRef<ShowRow>
}

/** Height of a row in pixels; the style sheet gives `.list tbody tr` the same. */
const rowHeight = 68

/** The merges, two lines each; only the rows in sight are drawn, and all of them on paper. */
export function MergeList({ table, hasWeights, review, opened, onOpen, showRow }: Properties) {
  const { t } = useLanguage()
  const scroller = useRef<HTMLDivElement>(null)
  const printing = usePrinting()
  const virtual = useVirtualRows(scroller, table.rows.length, rowHeight)
  showRow.current = (index) => virtual.scrollToIndex(index, { align: 'auto' })
  const inSight = printing ? table.rows.map((_, index) => index) : virtual.getVirtualItems().map((item) => item.index)
  const first = inSight[0] ?? 0
  const last = inSight.at(-1) ?? -1

  return (
    <div class="rows" ref={scroller} tabIndex={0} role="region" aria-label={t.list}>
      <table aria-rowcount={table.rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <SortHeader column="customer" name={t.customer} table={table} />
            {hasWeights && <SortHeader column="weight" name={t.weight} table={table} />}
            <SortHeader column="verdict" name={t.verdict} table={table} />
          </tr>
        </thead>
        <tbody>
          <Gap height={first * rowHeight} />
          {inSight.map((index) => {
            const row = table.rows[index]
            return row === undefined ? null : <Row key={row.id} row={row} hasWeights={hasWeights} index={index} verdict={verdictOf(review, row.id)} opened={row.id === opened} onOpen={onOpen} />
          })}
          <Gap height={printing ? 0 : (table.rows.length - 1 - last) * rowHeight} />
        </tbody>
      </table>
    </div>
  )
}

function SortHeader({ column, name, table }: { readonly column: SortColumn; readonly name: string; readonly table: MergeTable }) {
  const { t } = useLanguage()
  const sorted = table.sortedBy?.column === column ? (table.sortedBy.descending ? 'descending' : 'ascending') : 'none'
  return (
    <th scope="col" class={column} aria-sort={sorted}>
      <button type="button" title={t.sortBy(name)} onClick={() => table.sortBy(column)}>{name}<span aria-hidden="true" class="order">{sorted === 'none' ? '↕' : sorted === 'ascending' ? '↑' : '↓'}</span></button>
    </th>
  )
}

/** Stands in for the rows out of sight. */
function Gap({ height }: { readonly height: number }) {
  return height > 0 ? <tr class="gap" aria-hidden="true"><td colSpan={3} style={{ height: `${height}px` }} /></tr> : null
}

function Row({ row, hasWeights, index, verdict, opened, onOpen }: { readonly row: ReportRow; readonly hasWeights: boolean; readonly index: number; readonly verdict: Verdict | null; readonly opened: boolean; readonly onOpen: (merge: string) => void }) {
  const { t, say, bits } = useLanguage()
  return (
    <tr class={opened ? 'opened' : ''} aria-rowindex={index + 2} onClick={() => onOpen(row.id)}>
      <td class="customer">
        <button type="button" id={`row-${row.id}`} aria-current={opened ? 'true' : undefined} onClick={(event) => { event.stopPropagation(); onOpen(row.id) }}>
          <Sign outcome={row.outcome} /><span class="unseen">{t.outcomes[row.outcome].name}: </span>
          <span class="names"><strong>{row.names[0]}</strong>
            <span class="quiet">{row.names.length > 1 && `${row.outcome === 'denied' ? '≠' : '←'} ${row.names[1]}`}{row.names.length > 2 && ` ${t.and(row.names.length - 2)}`}{say(row.moves) !== '' && <>{row.names.length > 1 && ' · '}{say(row.moves)}</>}</span></span>
        </button>
      </td>
      {hasWeights && <td class="weight right">{bits(row.weakestLinkMilliBits)}</td>}
      <td class="verdict">{verdict === null ? <span class="quiet" aria-hidden="true">·</span> : <span class={`said say-${verdict}`}><span aria-hidden="true">{t.verdicts[verdict].sign} </span>{t.verdicts[verdict].short}</span>}</td>
    </tr>
  )
}

/** True while the browser lays the page out for paper. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const list = matchMedia('print')
    const follow = (): void => setPrinting(list.matches)
    list.addEventListener('change', follow)
    return () => list.removeEventListener('change', follow)
  }, [])
  return printing
}
