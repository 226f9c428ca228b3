import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { csvLines, type OutputTable } from '../8-apply/output-table.ts'
import { writeBlocks } from './private-files.ts'

/** Lines are gathered to blocks of this many characters. */
const blockCharacters = 1 << 16

/** Writes the files below a folder, each moved to its place when whole; returns their paths. */
export async function writeOutputs(folder: string, tables: readonly OutputTable[]): Promise<readonly string[]> {
  for (const table of tables) {
    await rm(join(folder, `${table.path}.part`), { force: true })
    await writeBlocks(join(folder, table.path), function* () {
      let block = ''
      for (const line of csvLines(table)) {
        block += line
        if (block.length < blockCharacters) continue
        yield block
        block = ''
      }
      yield block
    })
  }
  return tables.map((table) => table.path)
}
