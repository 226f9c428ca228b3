import { access, constants, stat } from 'node:fs/promises'
import { freemem } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { readProject } from '../src/edge/project-file.ts'
import { checkStore } from '../src/edge/store/check-store.ts'
import type { StorePlace } from '../src/edge/store/store.ts'

/** One thing that dublette needs: what it is, whether it is there, what was found, and what to do where it is missing. */
export type Check = { readonly what: string; readonly ok: boolean; readonly found: string; readonly next: string }

/** Memory below which a run of 1,000,000 customers is not to be expected to end well. */
const comfortableMemoryBytes = 1.5 * 1024 ** 3

/** Looks at Node, the platform, the memory and the folder; changes nothing. */
export async function doctor(projectPath: string): Promise<readonly Check[]> {
  return [checkNode(), checkPlatform(), checkMemory(), await checkFolder(dirname(resolve(projectPath))), await checkProject(resolve(projectPath)), ...await checkStore(await storeOf(resolve(projectPath)))]
}

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return { what: 'Node', ok: major > 20 || (major === 20 && minor >= 19), found: process.versions.node, next: 'Install Node 20.19 or newer.' }
}

function checkPlatform(): Check {
  const name = `${process.platform} ${process.arch}`
  const ok = name === 'linux x64' || process.env['DATABASE_URL'] !== undefined
  const next = process.platform === 'win32' ? 'Use the Windows Subsystem for Linux, or set DATABASE_URL to a PostgreSQL 15 or newer.' : 'Set DATABASE_URL to a PostgreSQL 15 or newer; everything else is untested here.'
  return { what: 'Platform', ok, found: name === 'linux x64' ? name : `${name} (untested)`, next }
}

function checkMemory(): Check {
  const free = freemem()
  return { what: 'Free memory', ok: free >= comfortableMemoryBytes, found: `${(free / 1024 ** 3).toFixed(1)} GiB`, next: 'Small projects will do; for 1,000,000 customers free 1.5 GiB.' }
}

async function checkFolder(folder: string): Promise<Check> {
  const ok = await access(folder, constants.W_OK | constants.X_OK).then(() => true, () => false)
  return { what: 'Project folder', ok, found: ok ? 'can be written' : 'cannot be written', next: `Give yourself the right to write in ${folder}.` }
}

async function checkProject(path: string): Promise<Check> {
  const ok = await stat(path).then((found) => found.isFile(), () => false)
  return { what: 'Project file', ok: true, found: ok ? path : 'none here yet: `dublette init FILES…` writes one', next: '' }
}

/** The store that the project names; without a readable project, the one a project here would get. */
async function storeOf(path: string): Promise<StorePlace> {
  const url = process.env['DATABASE_URL']
  const usual: StorePlace = url === undefined ? { kind: 'embedded', folder: join(dirname(path), '.dublette', 'store') } : { kind: 'server', url }
  return readProject(path).then((project) => project.store, () => usual)
}
