import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { csvLines } from '../8-apply/output-table.ts'
import { makeReportDocument, type ReportInput } from '../7-review/make-report-document.ts'
import { queueColumns, queueRows } from '../7-review/queue-rows.ts'
import { reportHtml } from '../7-review/report-html.ts'
import { DubletteError } from '../model/error.ts'
import { writeBlocks } from './private-files.ts'
import type { RunFolder } from './run-folder.ts'
import { packageFolder } from './version.ts'

/** Writes the report page and the queue of a run; returns the page's path. */
export async function writeReport(run: RunFolder, input: ReportInput): Promise<string> {
  const path = join(run.path, '7-review', 'report.html')
  const template = readTemplate()
  await writeBlocks(path, () => reportHtml(template, makeReportDocument(input)))
  await writeBlocks(join(run.path, '7-review', 'queue.csv'), () => csvLines({ path: 'queue.csv', columns: queueColumns, rows: queueRows(input.heads) }))
  return path
}

/** The built page, which the data are laid into. */
function readTemplate(): string {
  const path = join(packageFolder, 'dist', 'ui', 'report.html')
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new DubletteError('FILE_MISSING', 'The report page has not been built.', { where: { file: path }, next: 'Run `npm run build`.', cause })
  }
}
