import { createWriteStream, type WriteStream } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { once } from 'node:events'
import { createHash } from 'node:crypto'
import { DubletteError } from '../model/error.ts'
import { canonicalJson } from '../model/json.ts'

/** Files of ours hold personal data: their owner alone may read them. */
const fileMode = 0o600
const folderMode = 0o700

export async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: folderMode }).catch((cause: unknown) => {
    throw new DubletteError('WRITE_FAILED', 'A folder cannot be made.', { where: { file: path }, cause })
  })
}

/** Where a file is written before it is whole. A device or a pipe, such as /dev/stdout, is written to as it is: moving a file there would put an end to it. */
async function draftOf(path: string): Promise<string> {
  const there = await stat(path).catch(() => null)
  return there === null || there.isFile() || there.isDirectory() ? `${path}.part` : path
}

async function putInPlace(draft: string, path: string): Promise<void> {
  if (draft !== path) await rename(draft, path)
}

async function dropDraft(draft: string, path: string): Promise<void> {
  if (draft !== path) await rm(draft, { force: true })
}

/** Writes a whole file beside its place and moves it there, so that a reader sees the old one or the new one. */
export async function writePrivateFile(path: string, content: string | Uint8Array): Promise<void> {
  const draft = await draftOf(path)
  try {
    await makePrivateFolder(dirname(path))
    await writeFile(draft, content, { mode: fileMode })
    if (draft !== path) await chmod(draft, fileMode)
    await putInPlace(draft, path)
  } catch (cause) {
    await dropDraft(draft, path)
    if (cause instanceof DubletteError) throw cause
    throw new DubletteError('WRITE_FAILED', 'A file cannot be written.', { where: { file: path }, cause })
  }
}

/** Lines are gathered to blocks of this many characters before they are written: one write a line is ten times slower. */
const blockCharacters = 1 << 16

/** Streams values as JSON lines into a private file; returns the SHA-256 over the lines and their number. */
export async function writeJsonLines(path: string, values: Iterable<unknown>): Promise<{ readonly hash: string; readonly lines: number }> {
  const hash = createHash('sha256')
  let lines = 0
  await writeBlocks(path, function* () {
    let block = ''
    for (const value of values) {
      block += `${canonicalJson(value)}\n`
      lines += 1
      if (block.length < blockCharacters) continue
      hash.update(block)
      yield block
      block = ''
    }
    hash.update(block)
    yield block
  })
  return { hash: hash.digest('hex'), lines }
}

/** Streams text blocks into a private file, moved to its place when whole. */
export async function writeBlocks(path: string, blocks: () => Iterable<string>): Promise<void> {
  const draft = await draftOf(path)
  await makePrivateFolder(dirname(path))
  const stream = createWriteStream(draft, { mode: fileMode })
  try {
    for (const block of blocks()) await writeBlock(stream, block)
    stream.end()
    await once(stream, 'close')
    await putInPlace(draft, path)
  } catch (cause) {
    stream.destroy()
    await dropDraft(draft, path)
    if (cause instanceof DubletteError) throw cause
    throw new DubletteError('WRITE_FAILED', 'A file cannot be written.', { where: { file: path }, cause })
  }
}

async function writeBlock(stream: WriteStream, block: string): Promise<void> {
  if (block !== '' && !stream.write(block)) await once(stream, 'drain')
}

/** Reads a file of ours, or says which is missing. */
export async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new DubletteError('FILE_MISSING', 'A file cannot be read.', { where: { file: path }, cause })
  })
}
