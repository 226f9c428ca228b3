import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { checkStore } from '../../../src/edge/store/check-store.ts'
import { openStore } from '../../../src/edge/store/open-store.ts'
import type { StorePlace } from '../../../src/edge/store/store.ts'

// One folder for all: what one test leaves behind, the next must cope with.
const folder = mkdtempSync(join(tmpdir(), 'dublette-private-'))
const store = join(folder, 'x'.repeat(60), 'y'.repeat(60), 'store')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Opens the store in another process and keeps it open until it is killed. */
async function holder(): Promise<ChildProcess> {
  const script = `import { openStore } from ${JSON.stringify(resolve('dist/src/edge/store/open-store.js'))}
    await openStore({ kind: 'embedded', folder: ${JSON.stringify(store)} }, { fsync: false })
    process.stdout.write('open')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout!, 'data')
  return child
}

async function openAndClose(place = store): Promise<void> {
  const opened = await openStore({ kind: 'embedded', folder: place }, { fsync: false })
  expect((await opened.readState()).hash).toBe('empty')
  await opened.close()
  expect(existsSync(join(place, 'data', 'postmaster.pid'))).toBe(false)
}

describe('the private server', () => {
  it('starts, stops and starts again, in a folder closed to others whose path is too long for a socket', async () => {
    expect(store.length).toBeGreaterThan(107)
    await openAndClose()
    await openAndClose()
  })

  it('a second process is told that it is locked, and works once the first was killed', async () => {
    const first = await holder()
    await expect(openStore({ kind: 'embedded', folder: store })).rejects.toMatchObject({ code: 'LOCKED', exitCode: 75, got: `process ${first.pid} holds the store` })
    first.kill('SIGKILL')
    await once(first, 'exit')
    await openAndClose()
  })

  it('stops with its parent, on a signal too', async () => {
    const first = await holder()
    first.kill('SIGTERM')
    await once(first, 'exit')
    await openAndClose()
  })

  it('recovers where parent and server were both killed', async () => {
    const first = await holder()
    const server = Number(readFileSync(join(store, 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(server, 'SIGKILL')
    first.kill('SIGKILL')
    await once(first, 'exit')
    await openAndClose()
  })

  it('starts where postmaster.pid is empty, or names a process that is no server of this folder', async () => {
    await openAndClose()
    for (const content of ['', `${process.pid}\n`, '999999999\n']) {
      writeFileSync(join(store, 'data', 'postmaster.pid'), content)
      await openAndClose()
    }
  })

  it.skipIf(process.getuid?.() !== 0)('as root without namespaces another user runs it; in a closed folder it says what to do', async () => {
    chmodSync(folder, 0o755)
    const opened = await openStore({ kind: 'embedded', folder: join(folder, 'open') }, { namespaces: false, fsync: false })
    await opened.close()
    await openAndClose(join(folder, 'open'))
    mkdirSync(join(folder, 'closed'), { mode: 0o700 })
    await expect(openStore({ kind: 'embedded', folder: join(folder, 'closed', 'store') }, { namespaces: false })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', exitCode: 69 })
  })

  it.skipIf(process.getuid?.() !== 0)('an ordinary user runs it by himself, and cannot use a folder of somebody else', async () => {
    chmodSync(folder, 0o755)
    const own = join(folder, 'own')
    mkdirSync(own)
    await promisify(execFile)('chown', ['1:1', own])
    const script = `import { openStore } from ${JSON.stringify(resolve('dist/src/edge/store/open-store.js'))}
      const open = (folder) => openStore({ kind: 'embedded', folder }, { fsync: false }).then((store) => store.close().then(() => 'opened'), (error) => error.code)
      process.stdout.write(await open(${JSON.stringify(join(own, 'store'))}) + ' ' + await open(${JSON.stringify(join(folder, 'other'))}))`
    mkdirSync(join(folder, 'other'), { mode: 0o700 })
    const { stdout } = await promisify(execFile)('setpriv', ['--reuid=1', '--regid=1', '--clear-groups', process.execPath, '--input-type=module', '-e', script])
    expect(stdout).toBe('opened STORE_UNAVAILABLE')
  })
})

describe('what doctor says', () => {
  it('of a store that is not there yet, one in use, and a server that does not answer', async () => {
    const found = async (place: StorePlace): Promise<readonly string[]> => (await checkStore(place)).map((row) => `${row.ok ? 'ok' : 'missing'} ${row.what}: ${row.found}`)
    expect((await found({ kind: 'embedded', folder: join(folder, 'none') })).at(-1)).toBe('ok Store: none yet: the first apply makes it')
    const first = await holder()
    expect((await found({ kind: 'embedded', folder: store })).at(-1)).toMatch(/^ok Store: in use \(server process \d+\)$/)
    first.kill('SIGTERM')
    await once(first, 'exit')
    expect(await found({ kind: 'server', url: 'postgres://nobody@127.0.0.1:1/none' })).toEqual(['missing Store (DATABASE_URL): ECONNREFUSED'])
  })
})

describe('a server that is named', () => {
  it('that does not answer is unavailable', async () => {
    await expect(openStore({ kind: 'server', url: 'postgres://nobody@127.0.0.1:1/none' })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', exitCode: 69 })
  })
})
