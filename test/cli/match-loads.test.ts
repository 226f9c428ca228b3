import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

/** The packages that are loaded with a file, before anything in it is called. */
function packagesOf(path: string, seen: Set<string> = new Set()): readonly string[] {
  if (seen.has(path)) return []
  seen.add(path)
  const imported = [...readFileSync(path, 'utf8').matchAll(/^import (?!type )[^\n]* from '([^']+)'|^export [^\n]* from '([^']+)'/gm)].map((match) => (match[1] ?? match[2])!)
  return imported.flatMap((name) => (name.startsWith('.') ? packagesOf(join(dirname(path), name), seen) : name.startsWith('node:') ? [] : [name]))
}

it('`match` begins without a package: parsers and tables of encodings take longer to load than small files take to read, and few need them', () => {
  const seen = new Set<string>()
  expect(packagesOf('src/cli/match.ts', seen)).toEqual([])
  expect(seen.size).toBeGreaterThan(50)
})
