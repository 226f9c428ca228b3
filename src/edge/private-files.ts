import { closeSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { chmod, lstat, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { DubletteError } from '../model/error.ts'
import { canonicalJson } from '../model/json.ts'

/** Files of ours hold personal data: their owner alone may read them. */
const fileMode = 0o600
const folderMode = 0o700

export async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: folderMode }).catch((cause: unknown) => { throw folderFailure(path, cause) })
}

/** Makes a folder that is not there yet, and says whether it was not. */
export async function makeNewPrivateFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path, { mode: folderMode })
    return true
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw folderFailure(path, cause)
  }
}

function folderFailure(path: string, cause: unknown): DubletteError {
  return new DubletteError('WRITE_FAILED', 'A folder cannot be made.', { where: { file: path }, cause })
}

const draftEnd = '.part'
/** Drafts of this thread, and folders in which all threads of this process write theirs: a signal that ends it leaves none of them. */
const drafts = new Set<string>()
const foldersOfDrafts = new Set<string>()
process.once('exit', dropAllDrafts)

function dropAllDrafts(): void {
  // There is nobody left to tell that a file cannot be removed.
  const orNothing = <T>(act: () => T, nothing: T): T => { try { return act() } catch { return nothing } }
  const below = [...foldersOfDrafts].flatMap((folder) => orNothing(() => readdirSync(folder, { recursive: true, encoding: 'utf8' }), []).map((name) => join(folder, name)))
  for (const draft of [...drafts, ...below.filter((path) => path.endsWith(draftEnd))]) orNothing(() => rmSync(draft, { force: true }), undefined)
}

/** Leaves no draft behind in a folder that no other process writes to; a thread is not told that the process ends. */
export function keepFreeOfDrafts(folder: string): void {
  foldersOfDrafts.add(folder)
}

/**
 * Where a file is written before it is whole. A device or a pipe is written to as it is: moving a file there would put an
 * end to it. So is a link of the system such as /dev/stdout, which leads to a file where a shell sends the output there.
 */
async function draftOf(path: string): Promise<string> {
  const there = await stat(path).catch(() => null)
  if (there !== null && !there.isFile() && !there.isDirectory()) return path
  const isOfSystem = /^\/(?:dev|proc)\//.test(resolve(path)) && (await lstat(path).catch(() => null))?.isSymbolicLink() === true
  if (isOfSystem) return path
  const draft = `${path}${draftEnd}`
  drafts.add(draft)
  return draft
}

/** What is written to as it is may hold something already, or be written by others too. */
function flagOf(draft: string, path: string): 'a' | 'w' {
  return draft === path ? 'a' : 'w'
}

async function putInPlace(draft: string, path: string): Promise<void> {
  if (draft !== path) await rename(draft, path)
  drafts.delete(draft)
}

async function dropDraft(draft: string, path: string): Promise<void> {
  if (draft !== path) await rm(draft, { force: true })
  drafts.delete(draft)
}

/** Writes a whole file beside its place and moves it there, so that a reader sees the old one or the new one. */
export async function writePrivateFile(path: string, content: string | Uint8Array): Promise<void> {
  const draft = await draftOf(path)
  try {
    await makePrivateFolder(dirname(path))
    await writeFile(draft, content, { mode: fileMode, flag: flagOf(draft, path) })
    if (draft !== path) await chmod(draft, fileMode)
    await putInPlace(draft, path)
  } catch (cause) {
    await dropDraft(draft, path)
    if (cause instanceof DubletteError) throw cause
    throw new DubletteError('WRITE_FAILED', 'A file cannot be written.', { where: { file: path }, cause })
  }
}

/** Lines are gathered to blocks of this many bytes before they are written: one write a line is ten times slower. */
const blockBytes = 1 << 18
const lineFeed = 10

/** So many blocks are written before whatever waits gets its turn. */
const blocksAtATime = 64

/** Streams values as JSON lines into a private file; returns the bytes of each line, its line break included. `json`: their canonical JSON, where a shorter way there is known. */
export async function writeJsonLines<T>(path: string, values: Iterable<T>, json: (value: T) => string = canonicalJson): Promise<readonly number[]> {
  const lengths: number[] = []
  await writeBlocks(path, function* () {
    let block = Buffer.allocUnsafe(blockBytes)
    let at = 0
    for (const value of values) {
      const line = json(value)
      // No UTF-16 unit takes more than three bytes.
      const most = 3 * line.length + 1
      if (at + most > block.length) {
        yield block.subarray(0, at)
        if (most > block.length) block = Buffer.allocUnsafe(2 * most)
        at = 0
      }
      const bytes = block.write(line, at)
      block[at + bytes] = lineFeed
      lengths.push(bytes + 1)
      at += bytes + 1
    }
    yield block.subarray(0, at)
  })
  return lengths
}

/** Streams blocks of text or bytes into a private file, moved to its place when whole. */
export async function writeBlocks(path: string, blocks: () => Iterable<string | Uint8Array>): Promise<void> {
  const file = await openPrivateFile(path)
  try {
    let written = 0
    for (const block of blocks()) {
      file.write(block)
      // Signals are heard between blocks.
      if (++written % blocksAtATime === 0) await setImmediate()
    }
    await file.close()
  } catch (error) {
    await file.drop()
    throw error
  }
}

/** A file that is written piece by piece: `close` moves it to its place, `drop` leaves nothing of it. */
export type PrivateFile = { readonly write: (block: string | Uint8Array) => void; readonly close: () => Promise<void>; readonly drop: () => Promise<void> }

/** @throws DubletteError WRITE_FAILED, as its `write` and `close` do */
export async function openPrivateFile(path: string): Promise<PrivateFile> {
  const draft = await draftOf(path)
  await makePrivateFolder(dirname(path))
  let file: number | null = null
  const failed = (cause: unknown): never => { throw new DubletteError('WRITE_FAILED', 'A file cannot be written.', { where: { file: path }, cause }) }
  const end = (): void => { if (file !== null) closeSync(file); file = null }
  try { file = openSync(draft, flagOf(draft, path), fileMode) } catch (cause) {
    // What stands there is then no draft of ours.
    drafts.delete(draft)
    failed(cause)
  }
  return {
    write: (block) => {
      const bytes = typeof block === 'string' ? Buffer.from(block, 'utf8') : block
      try { for (let at = 0; at < bytes.length;) at += writeSync(file!, bytes, at) } catch (cause) { failed(cause) }
    },
    close: async () => {
      try { end(); await putInPlace(draft, path) } catch (cause) { failed(cause) }
    },
    drop: async () => { end(); await dropDraft(draft, path) },
  }
}

/** Reads a file of ours, or says which is missing. */
export async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new DubletteError('FILE_MISSING', 'A file cannot be read.', { where: { file: path }, cause })
  })
}
