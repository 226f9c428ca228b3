import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = 'dist/bundle'
const files = readdirSync(folder)

/** The files of the bundle that are loaded with one of them. */
function loadedWith(name: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  if (seen.has(name)) return seen
  seen.add(name)
  for (const [, other] of readFileSync(join(folder, name), 'utf8').matchAll(/^(?:import|export) [^;]*?from ?["']\.\/([^"']+)["']/gm)) loadedWith(other!, seen)
  return seen
}

it('what a command is made of comes in few files, matching in one', () => {
  expect([...loadedWith('match.js')].toSorted()).toEqual(['match.js', 'matching.js'])
  expect(loadedWith('run.js').size).toBeLessThan(80)
})

it('every thread that is started by the name of its file finds it beside whoever starts it', () => {
  const started = files.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/new URL\(["']\.\/([^"']+)["'], import\.meta\.url\)/g)].map((match) => match[1]!))
  expect(started.length).toBeGreaterThan(3)
  expect(started.filter((file) => !files.includes(file))).toEqual([])
})
