import { execFile } from 'node:child_process'
import { chown, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DubletteError } from '../../model/error.ts'
import { copyBinaries } from './postgres-binaries.ts'

const run = promisify(execFile)

/** How PostgreSQL's programs are started: what stands before them on the command line, and where they lie. */
export type RunAs = { readonly how: 'self' | 'namespace' | 'nobody'; readonly prefix: readonly string[]; readonly native: string }

/** User and group `nobody` on Linux distributions (65534 in all of them). */
const nobody = 65534

/**
 * PostgreSQL refuses to run as root. As root we start it in a user namespace of its own, where root is mapped to
 * an ordinary number: that works in folders closed to others, too. Where namespaces are forbidden, the user
 * `nobody` runs a copy of the program, which needs folders that others may pass through.
 */
export async function chooseRunAs(native: string, folder: string, namespaces = true): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { how: 'self', prefix: [], native }
  const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--']
  if (namespaces && await works([...namespace, join(native, 'bin', 'postgres'), '--version'])) return { how: 'namespace', prefix: namespace, native }
  const asNobody = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--']
  const copy = join(folder, 'postgres')
  await copyBinaries(native, copy)
  await giveTo(folder, nobody)
  if (await works([...asNobody, join(copy, 'bin', 'postgres'), '--version'])) return { how: 'nobody', prefix: asNobody, native: copy }
  throw new DubletteError('STORE_UNAVAILABLE', 'PostgreSQL does not run as root, and no other user can run it here.', {
    where: { file: folder },
    next: 'Start dublette as an ordinary user, or allow user namespaces, or put the project where the user nobody may pass, or set DATABASE_URL.',
  })
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
