import { columnFilteringFeature, createFilteredRowModel, createSortedRowModel, globalFilteringFeature, rowSortingFeature, type SortingState, tableFeatures, useTable } from '@tanstack/preact-table'
import { useMemo, useState } from 'preact/hooks'
import type { Outcome } from '../model/merge.ts'
import type { ReportRow } from '../7-review/report-html.ts'
import { type Review, verdictOf } from './decision-drafts.ts'

/** What the reader asked for: an outcome, a refusal code, a text. */
export type Filter = { readonly outcome: Outcome | null; readonly code: string | null; readonly text: string }

export type SortColumn = 'customer' | 'weight' | 'result' | 'verdict'
export type MergeTable = {
  readonly rows: readonly ReportRow[]
  readonly sortedBy: { readonly column: SortColumn; readonly descending: boolean } | null
  /** Ascending, then descending, then back to the order of the report. */
  readonly sortBy: (column: SortColumn) => void
}

const features = tableFeatures({
  rowSortingFeature, columnFilteringFeature, globalFilteringFeature,
  sortedRowModel: createSortedRowModel(), filteredRowModel: createFilteredRowModel(),
})

const outcomeOrder: readonly Outcome[] = ['review', 'automatic', 'skipped', 'denied']

/** The rows that pass the filter, in the order the reader chose. */
export function useMergeTable(all: readonly ReportRow[], filter: Filter, review: Review): MergeTable {
  const [sorting, setSorting] = useState<SortingState>([])
  const columns = useMemo(() => columnsOf(review), [review])
  const data = useMemo(() => [...all], [all])
  const table = useTable({
    features, columns, data,
    getRowId: (row: ReportRow) => row.id,
    state: { sorting, globalFilter: filter },
    onSortingChange: setSorting,
    globalFilterFn: (row: { readonly original: ReportRow }, _column: string, wanted: Filter) => passes(row.original, wanted),
    getColumnCanGlobalFilter: (column: { readonly id: string }) => column.id === 'customer',
  })
  const first = sorting[0]
  return {
    rows: table.getRowModel().rows.map((row) => row.original),
    sortedBy: first === undefined ? null : { column: first.id as SortColumn, descending: first.desc },
    sortBy: (column) => setSorting(first?.id !== column ? [{ id: column, desc: false }] : first.desc ? [] : [{ id: column, desc: true }]),
  }
}

/** Every word of the text must occur, whatever its case. */
function passes(row: ReportRow, filter: Filter): boolean {
  if (filter.outcome !== null && row.outcome !== filter.outcome) return false
  if (filter.code !== null && !row.refusals.includes(filter.code)) return false
  return filter.text.toLowerCase().split(/\s+/).every((word) => row.find.includes(word))
}

function columnsOf(review: Review) {
  const column = (id: SortColumn, keyOf: (row: ReportRow) => string | number) => ({
    id, accessorFn: keyOf,
    // By code unit and by number: the same order in every browser and locale.
    sortFn: (left: { readonly original: ReportRow }, right: { readonly original: ReportRow }) => compare(keyOf(left.original), keyOf(right.original)),
  })
  return [
    column('customer', (row) => (row.names[0] ?? '').toLowerCase()),
    column('weight', (row) => row.weakestLinkMilliBits),
    column('result', (row) => outcomeOrder.indexOf(row.outcome)),
    column('verdict', (row) => verdictOf(review, row.id) ?? ''),
  ]
}

function compare<T extends string | number>(left: T, right: T): number {
  return left < right ? -1 : left > right ? 1 : 0
}
