import { execFile } from 'node:child_process'
import { chown, readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DubletteError } from '../../model/error.ts'
import { copyBinaries } from './postgres-binaries.ts'

const run = promisify(execFile)

/** How PostgreSQL's programs are started: what stands before them on the command line, and where they lie. */
export type RunAs = { readonly how: 'self' | 'namespace' | 'other'; readonly prefix: readonly string[]; readonly native: string; /** To whom new folders must be given. */ readonly owner: number | null }

/** User and group `nobody` on Linux distributions (65534 in all of them). */
const nobody = 65534

/**
 * PostgreSQL refuses to run as root, and as a user without an entry in the list of users. Then it is started in a user
 * namespace of its own, where our number is mapped to that of an ordinary user: that works in folders closed to others, too.
 * Where namespaces are forbidden, root lets the owner of the folder run it, at first the user `nobody`, from a copy of
 * the program, which needs folders that others may pass through.
 */
export async function chooseRunAs(native: string, folder: string, namespaces = true): Promise<RunAs> {
  const isRoot = process.getuid?.() === 0
  const users = await ordinaryUsers()
  if (!isRoot && users.has(process.getuid?.() ?? 0)) return { how: 'self', prefix: [], native, owner: null }
  const owner = isRoot ? await ownerOf(join(folder, 'data')) : 0
  const mapped = users.has(1000) ? 1000 : [...users][0] ?? nobody
  const namespace = ['unshare', '--user', `--map-user=${mapped}`, `--map-group=${mapped}`, '--']
  if (owner === 0 && namespaces && await works([...namespace, join(native, 'bin', 'postgres'), '--version'])) return { how: 'namespace', prefix: namespace, native, owner: null }
  if (isRoot) {
    const other = owner === 0 ? nobody : owner
    const asOther = ['setpriv', `--reuid=${other}`, `--regid=${other}`, '--clear-groups', '--']
    const copy = join(folder, 'postgres')
    await copyBinaries(native, copy)
    await giveTo(folder, other)
    if (await works([...asOther, join(copy, 'bin', 'postgres'), '--version'])) return { how: 'other', prefix: asOther, native: copy, owner: other }
  }
  throw new DubletteError('STORE_UNAVAILABLE', isRoot ? 'PostgreSQL does not run as root, and no other user can run it here.' : 'PostgreSQL does not run as a user without a name, and namespaces are forbidden here.', {
    where: { file: folder },
    next: 'Start dublette as an ordinary user, or allow user namespaces, or put the project where the user nobody may pass, or set DATABASE_URL.',
  })
}

/** Numbers of users that have an entry, without root. */
async function ordinaryUsers(): Promise<ReadonlySet<number>> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '')
  return new Set(text.split('\n').map((line) => Number(line.split(':')[2])).filter((user) => user > 0))
}

/** Who owns the data folder; root where there is none yet. */
async function ownerOf(data: string): Promise<number> {
  return stat(data).then((found) => found.uid, () => 0)
}

/** `setpriv --pdeathsig` makes the kernel stop the server when we are killed; absent on some systems. */
export async function deathSignal(): Promise<readonly string[]> {
  const prefix = ['setpriv', '--pdeathsig', 'INT', '--']
  return await works([...prefix, 'true']) ? prefix : []
}

async function works(command: readonly string[]): Promise<boolean> {
  return run(command[0]!, command.slice(1)).then(() => true, () => false)
}

async function giveTo(path: string, user: number): Promise<void> {
  await chown(path, user, user)
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.isDirectory()) await giveTo(join(path, entry.name), user)
    else if (!entry.isSymbolicLink()) await chown(join(path, entry.name), user, user)
  }
}
