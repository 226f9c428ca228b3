import { readSheet } from 'read-excel-file/node'
import type { FileMapping } from '../1-ingest/mapping.ts'
import { rowOf, type SplitRow } from '../1-ingest/split-rows.ts'
import { DubletteError } from '../model/error.ts'
import { cellText, type CellForms } from './typed-cell.ts'

/** The rows of one sheet of a workbook as stage 1 takes them; `line` is the row's number in the sheet. */
export async function readXlsxRows(bytes: Uint8Array, mapping: Pick<FileMapping, 'file' | 'sheet' | 'headerLine'> & CellForms): Promise<readonly SplitRow[]> {
  const rows = await readSheet(Buffer.from(bytes), mapping.sheet ?? 1, { trim: false }).catch((cause: unknown) => {
    throw new DubletteError('INPUT_UNREADABLE', 'A workbook cannot be read.', { where: { file: mapping.file }, expected: mapping.sheet === null ? 'an XLSX file with a sheet' : `an XLSX file with the sheet "${mapping.sheet}"`, cause })
  })
  return rows.flatMap((row, index): readonly SplitRow[] => {
    const cells = row.map((cell) => cellText(cell, mapping))
    return index + 1 < mapping.headerLine || cells.every((cell) => cell.trim() === '') ? [] : [rowOf(cells, index + 1)]
  })
}
