import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { DubletteError } from '../model/error.ts'
import type { Project } from '../run/project.ts'

/** Bytes of memory that a byte of an export takes while all of them are records and holdings, measured on a million generated customers with one and a half holdings each. */
const bytesOfMemory = 18

/** A workbook is compressed. */
const workbookFactor = 8

/** What stages 1 and 2 need of memory, from the sizes of the files alone; a query's size is not known and counts nothing. */
export function ingestMemory(project: Pick<Project, 'folder' | 'systems'>): number {
  const files = new Set(project.systems.flatMap((system) => system.files.flatMap((mapping) => (mapping.query === null ? [resolve(project.folder, mapping.file)] : []))))
  let bytes = 0
  for (const file of files) bytes += (statSync(file, { throwIfNoEntry: false })?.size ?? 0) * (/\.xlsx$/i.test(file) ? workbookFactor : 1)
  return bytes * bytesOfMemory
}

/**
 * Stops before the work where the exports cannot be held: better than to die in the middle of it.
 * @throws DubletteError MEMORY_SHORT
 */
export function refuseLargeExports(neededBytes: number, availableBytes: number = process.availableMemory()): void {
  if (neededBytes <= availableBytes) return
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`
  throw new DubletteError('MEMORY_SHORT', 'Reading these exports would need more memory than is free.', { expected: `about ${megabytes(neededBytes)}`, got: megabytes(availableBytes) })
}
