import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { closeSync, createWriteStream, existsSync, openSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { chown, mkdir, rename, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { setTimeout as pause } from 'node:timers/promises'
import { DubletteError } from '../../model/error.ts'
import { makePrivateFolder } from '../private-files.ts'
import { findBinaries } from './postgres-binaries.ts'
import { chooseRunAs, deathSignal, type RunAs } from './run-as.ts'

/** A private server that listens on a socket in its own folder and nowhere else. */
export type EmbeddedServer = {
  /** Folder of the socket, short enough for every path length. */
  readonly host: string
  /** `started` by us, or found running. */
  readonly origin: 'started' | 'found'
  readonly stop: () => Promise<void>
  /** Lets go of the server without stopping it. */
  readonly release: () => void
}

export type ServerOptions = {
  /** Tests may go without; a store never does. */
  readonly fsync?: boolean
  /** False tries the way without user namespaces. */
  readonly namespaces?: boolean
}

/** How long a server that is shutting down, or coming up for another process, is waited for. */
const patienceMilliseconds = 15_000

/** Starts the server of a folder, or finds it running. Makes its data folder on first use. */
export async function startServer(folder: string, options: ServerOptions = {}): Promise<EmbeddedServer> {
  return findOrStart(folder, options).catch((cause: unknown) => {
    if (cause instanceof DubletteError) throw cause
    throw new DubletteError('STORE_UNAVAILABLE', 'The folder of the store cannot be used.', { where: { file: folder }, got: (cause as { code?: string }).code ?? 'an unforeseen error', next: 'Check that the folder belongs to the user who starts dublette.', cause })
  })
}

async function findOrStart(folder: string, options: ServerOptions): Promise<EmbeddedServer> {
  await makePrivateFolder(folder)
  const data = join(folder, 'data')
  const found = await runningServer(data)
  if (found !== undefined) return found
  const runAs = await chooseRunAs(await findBinaries(folder), folder, options.namespaces ?? true)
  if (!existsSync(data)) await createData(folder, data, runAs, options)
  for (let waited = 0; ; waited += 100) {
    const other = await runningServer(data)
    if (other !== undefined) return other
    await removeStalePid(data)
    const started = await launch(folder, data, runAs, options)
    if (typeof started !== 'string') return started
    // Another process was faster, or what a killed server left in memory is still being cleared: both pass.
    if (!/lock file|shared memory/.test(started) || waited > patienceMilliseconds) throw unavailable(folder, started)
    await pause(100)
  }
}

/**
 * Removes a `postmaster.pid` that a killed server left. It is moved aside first and looked at again, because a server
 * that has started in the meantime would stop itself if its file were gone.
 */
async function removeStalePid(data: string): Promise<void> {
  const judged = pidLines(data).join('\n')
  if (serverPid(data) !== undefined) return
  const path = join(data, 'postmaster.pid')
  const aside = `${path}.stale-${process.pid}`
  if (!await rename(path, aside).then(() => true, () => false)) return
  if (readFileSync(aside, 'utf8') === judged) await rm(aside)
  else await rename(aside, path)
}

/** The server that runs on this folder; waits where its parent has just been killed and it is shutting down. */
async function runningServer(data: string): Promise<EmbeddedServer | undefined> {
  for (let waited = 0; ; waited += 50) {
    const pid = serverPid(data)
    if (pid === undefined) return undefined
    if (isReady(data)) return { ...socketOf(data), origin: 'found', stop: () => stopPid(pid, data) }
    if (waited > patienceMilliseconds) throw new DubletteError('STORE_UNAVAILABLE', 'The private PostgreSQL neither starts nor stops.', { where: { file: data } })
    await pause(50)
  }
}

/** The process id in `postmaster.pid`, if that process is alive and works in this folder; else the file is a left-over. */
export function serverPid(data: string): number | undefined {
  const pid = Number(pidLines(data)[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data) ? pid : undefined
  } catch {
    return undefined
  }
}

/** PostgreSQL writes its state into the eighth line. */
function isReady(data: string): boolean {
  return pidLines(data)[7]?.trim() === 'ready'
}

function pidLines(data: string): readonly string[] {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/** The line in which a program of PostgreSQL says what is wrong; behind it stands only how it tidied up. */
export function complaintOf(said: string): string {
  const lines = said.trim().split('\n')
  return (lines.find((line) => /\b(FATAL|PANIC|ERROR)\b|could not|cannot|: error:/.test(line)) ?? lines.at(-1)!).replace(/^.*(?=\b(?:FATAL|PANIC|ERROR): )/, '').trim()
}

/** The data folder appears whole or not at all. */
async function createData(folder: string, data: string, runAs: RunAs, options: ServerOptions): Promise<void> {
  const draft = join(folder, `data.part-${process.pid}`)
  if (runAs.owner !== null) {
    await mkdir(draft, { mode: 0o700 })
    await chown(draft, runAs.owner, runAs.owner)
  }
  const args = [...runAs.prefix, join(runAs.native, 'bin', 'initdb'), '-D', draft, '-U', 'dublette', '-A', 'trust', '-E', 'UTF8', '--locale=C', ...(options.fsync === false ? ['--no-sync'] : [])]
  await promisify(execFile)(args[0]!, args.slice(1), { env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' } }).catch(async (cause: unknown) => {
    await rm(draft, { recursive: true, force: true })
    throw new DubletteError('STORE_UNAVAILABLE', 'The private PostgreSQL cannot make its data folder.', { where: { file: data }, got: complaintOf(String((cause as { stderr?: string }).stderr ?? cause)), cause })
  })
  await rename(draft, data).catch(() => rm(draft, { recursive: true, force: true }))
}

/** The server, or its last words where it did not start. */
async function launch(folder: string, data: string, runAs: RunAs, options: ServerOptions): Promise<EmbeddedServer | string> {
  const settings = [
    'listen_addresses=', 'unix_socket_directories=.', 'unix_socket_permissions=0700', 'port=5432', 'max_connections=20', 'shared_buffers=128MB', 'max_wal_size=2GB', 'jit=off',
    // Only notices of the server itself: statements hold values of customers.
    'log_min_messages=log', 'log_min_error_statement=panic', 'timezone=UTC',
    ...(options.fsync === false ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ]
  const args = [...runAs.prefix, ...await deathSignal(), join(runAs.native, 'bin', 'postgres'), '-D', data, ...settings.flatMap((setting) => ['-c', setting])]
  // Detached: a Ctrl-C on the terminal is for us; we then stop the server in order.
  const child = spawn(args[0]!, args.slice(1), { stdio: ['ignore', 'ignore', 'pipe'], detached: true, env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' } })
  const lastWords = await lastWordsUnlessReady(child, join(folder, 'server.log'))
  if (lastWords !== undefined) return lastWords
  child.unref()
  ;(child.stderr as unknown as { unref: () => void }).unref()
  return { ...socketOf(data), origin: 'started', stop: () => stopChild(child) }
}

async function lastWordsUnlessReady(child: ChildProcess, logPath: string): Promise<string | undefined> {
  const log = createWriteStream(logPath, { flags: 'a', mode: 0o600 })
  log.on('error', () => {})
  return new Promise((resolve) => {
    let seen = ''
    child.once('error', (error) => resolve(error.message))
    child.once('close', () => { log.end(); resolve(seen) })
    child.stderr!.on('data', (chunk: Buffer) => {
      if (!log.writableEnded) log.write(chunk)
      seen = (seen + chunk.toString('latin1')).slice(-4096)
      if (seen.includes('ready to accept connections')) resolve(undefined)
    })
  })
}

/** A socket's path may have 107 bytes; the path of an open folder in /proc is always short. */
function socketOf(data: string): Pick<EmbeddedServer, 'host' | 'release'> {
  const descriptor = openSync(data, 'r')
  return { host: `/proc/${process.pid}/fd/${descriptor}`, release: () => closeSync(descriptor) }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.ref()
  child.kill('SIGINT')
  await gone
}

/** Stops a server that we found and whose parent is no more. */
async function stopPid(pid: number, data: string): Promise<void> {
  process.kill(pid, 'SIGINT')
  for (let waited = 0; serverPid(data) !== undefined && waited < patienceMilliseconds; waited += 20) await pause(20)
}

function unavailable(folder: string, lastWords: string): DubletteError {
  const reason = lastWords.split('\n').findLast((line) => /FATAL|PANIC|error while loading|could not/.test(line)) ?? lastWords.trim().split('\n').at(-1) ?? ''
  return new DubletteError('STORE_UNAVAILABLE', 'The private PostgreSQL does not start.', { where: { file: join(folder, 'server.log') }, got: reason })
}
