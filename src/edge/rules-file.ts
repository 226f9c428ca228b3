import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DubletteError } from '../model/error.ts'
import { compileRuleset, extendedProfile } from '../ruleset/compile-ruleset.ts'
import { type LocatedExample, readExamples } from '../ruleset/read-examples.ts'
import type { RulesText } from '../ruleset/read-yaml.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'

/** The folder of the shipped profiles: it lies beside `src`, and beside `dist` once built. */
export const rulesFolder = ['../../rules', '../../../rules'].map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) => existsSync(join(path, 'default.yaml'))) ?? 'rules'

/**
 * Reads a profile: a name (`smile`) means a shipped one, anything with a slash or an ending is a path, counted from `folder`.
 * A profile that extends another finds it beside itself first, then among the shipped ones.
 */
export function readRules(nameOrPath: string, folder: string): Ruleset {
  return compileRules(readRulesTexts(nameOrPath, folder))
}

/** A profile as it is written, and those that it extends, the nearest first: texts, which go to other threads as they are. */
export type RulesTexts = { readonly own: RulesText; readonly bases: readonly RulesText[] }

export function compileRules({ own, bases }: RulesTexts): Ruleset {
  return compileRuleset(own, bases)
}

export function readRulesTexts(nameOrPath: string, folder: string): RulesTexts {
  const path = pathOf(nameOrPath, folder)
  const own = rulesText(path)
  return { own, bases: basesOf(own, path, [path]) }
}

/** The profiles that a file extends, the nearest first. */
function basesOf(own: RulesText, path: string, seen: readonly string[]): readonly RulesText[] {
  const extended = extendedProfile(own)
  if (extended === null) return []
  const next = profilePath(extended, dirname(path))
  if (seen.includes(next)) throw new DubletteError('RULES_INVALID', 'A profile extends itself.', { where: { file: own.file }, got: `extends: ${extended}`, expected: 'another profile' })
  const base = rulesText(next)
  return [base, ...basesOf(base, next, [...seen, next])]
}

/** The examples kept beside a profile, in the folder `examples`; none where the file is missing. */
export function readRuleExamples(nameOrPath: string, folder: string): readonly LocatedExample[] {
  const path = pathOf(nameOrPath, folder)
  const examples = join(dirname(path), 'examples', basename(path))
  return existsSync(examples) ? readExamples(rulesText(examples)) : []
}

/** Names of the shipped profiles, sorted. */
export function shippedProfiles(): readonly string[] {
  return readdirSync(rulesFolder).filter((file) => file.endsWith('.yaml')).map((file) => basename(file, '.yaml')).toSorted()
}

/** Whether a project can be decided by it: a shipped profile, one beside the project, or a rules file that is there. */
export function profileExists(nameOrPath: string, folder: string): boolean {
  return existsSync(pathOf(nameOrPath, folder))
}

function isName(text: string): boolean {
  return /^[a-z][a-z0-9-]*$/.test(text)
}

function pathOf(nameOrPath: string, folder: string): string {
  return isName(nameOrPath) ? profilePath(nameOrPath, folder) : resolve(folder, nameOrPath)
}

function profilePath(name: string, folder: string): string {
  const beside = join(folder, `${name}.yaml`)
  return existsSync(beside) ? beside : join(rulesFolder, `${name}.yaml`)
}

function rulesText(path: string): RulesText {
  const file = path.startsWith(rulesFolder) ? join('rules', relative(rulesFolder, path)) : basename(path)
  try {
    const name = basename(path).replace(/\.ya?ml$/, '')
    return { file, text: readFileSync(path, 'utf8'), ...(isName(name) ? { name } : {}) }
  } catch (cause) {
    throw new DubletteError('FILE_MISSING', 'A rules file cannot be read.', { where: { file }, expected: `${shippedProfiles().join(', ')}, or the path of a rules file`, cause })
  }
}
