import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The package's own folder: the nearest one above this file with a package.json, compiled or not. */
export const packageFolder: string = nearest(dirname(fileURLToPath(import.meta.url)))

/** The version of this dublette, as in package.json. */
export const version: string = (JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { readonly version: string }).version

function nearest(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : nearest(dirname(folder))
}
