import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { z } from 'zod'
import { kindWords } from '../model/schema-mistake.ts'
import type { RuleProblem } from './rule-problem.ts'

/** A rules file as text; `file` is what messages call it, `name` what the profile in it must be called. */
export type RulesText = { readonly file: string; readonly text: string; readonly name?: string }

/** A path into the document: keys and positions. */
export type Path = readonly (string | number)[]

/** A file read: what it holds as it stands (`raw`), its content where its form is right, its mistakes, on which line a path stands, and on which its text begins (1-based). */
export type ReadYaml<T> = { readonly file: string; readonly name?: string; readonly raw: unknown; readonly content: T | null; readonly problems: readonly RuleProblem[]; readonly lineOf: (path: Path) => number; readonly textLineOf: (path: Path) => number }

/** Reads a YAML file and checks its form; every mistake names its line and what is known there. */
export function readYaml<S extends z.ZodType>({ file, text, name }: RulesText, schema: S): ReadYaml<z.output<S>> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const where = { ...(name === undefined ? {} : { name }), lineOf: (path: Path): number => lineOfPath(document, lines, path), textLineOf: (path: Path): number => textLineOfPath(document, lines, path) }
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({ file, line: lines.linePos(error.pos[0]).line, path: '', got: error.message, expected: 'YAML' }))
    return { file, raw: null, content: null, problems, ...where }
  }
  const raw: unknown = document.toJS() ?? {}
  const checked = schema.safeParse(raw)
  if (checked.success) return { file, raw, content: checked.data, problems: [], ...where }
  return { file, raw, content: null, problems: checked.error.issues.flatMap((issue) => problemsOf(issue, schema, document, file, where.lineOf)), ...where }
}

/** `decisions[0].when`. */
export function pathWords(path: Path): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('')
}

/** The line on which the deepest part of the path that is there begins: that of its key where it has one. */
function lineOfPath(document: Document, lines: LineCounter, path: Path): number {
  let node: unknown = document.contents
  let offset = 0
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === part)
      if (pair === undefined) break
      if (isScalar(pair.key) && pair.key.range) offset = pair.key.range[0]
      node = pair.value
    } else if (isSeq(node) && typeof part === 'number' && isNode(node.items[part])) {
      node = node.items[part]
      offset = (node as Node).range?.[0] ?? offset
    } else break
  }
  return lines.linePos(offset).line
}

/** The line on which the text of a value begins: for a block (`|`, `>`) the one after the sign. */
function textLineOfPath(document: Document, lines: LineCounter, path: Path): number {
  const node = document.getIn(path, true)
  if (!isScalar(node) || !node.range) return lineOfPath(document, lines, path)
  return lines.linePos(node.range[0]).line + (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED' ? 1 : 0)
}

function problemsOf(issue: z.core.$ZodIssue, schema: z.ZodType, document: Document, file: string, lineOf: (path: Path) => number): readonly RuleProblem[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol')
  const at = (got: string, expected: string, inner: Path = path): RuleProblem => ({ file, line: lineOf(inner), path: pathWords(inner), got, expected })
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, path).join(', ')
    return issue.keys.map((key) => at('this name is not known', known === '' ? 'no such key' : `one of ${known}`, [...path, key]))
  }
  if (issue.code === 'invalid_value') return [at(`${shown(document.getIn(path))} is not known`, `one of ${issue.values.map(String).join(', ')}`)]
  if (issue.code === 'invalid_type' && issue.expected === 'object') {
    const known = knownKeys(schema, path).join(', ')
    return [at('the value is missing or of another kind', known === '' ? kindWords(issue.expected) : `the keys ${known}`)]
  }
  if (issue.code === 'invalid_type') return [at('the value is missing or of another kind', kindWords(issue.expected))]
  if (issue.code === 'too_small' && issue.origin === 'string') return [at('the text is empty', 'a text')]
  if (issue.code === 'too_small') return [at('too little', `at least ${issue.minimum}`)]
  if (issue.code === 'too_big') return [at('too much', `at most ${issue.maximum}`)]
  return [at('this value does not fit', issue.message)]
}

/** What stands there, in quotation marks; rules hold no personal data. */
function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `"${value}"` : 'this value'
}

type JsonSchema = { readonly properties?: Readonly<Record<string, JsonSchema>>; readonly items?: JsonSchema; readonly additionalProperties?: JsonSchema | boolean }

/** The keys that the schema knows at a path. */
function knownKeys(root: z.ZodType, path: Path): readonly string[] {
  let schema: JsonSchema | undefined = z.toJSONSchema(root, { io: 'input' }) as JsonSchema
  for (const part of path) {
    const others: JsonSchema | boolean | undefined = schema?.additionalProperties
    schema = typeof part === 'number' ? schema?.items : schema?.properties?.[part] ?? (typeof others === 'object' ? others : undefined)
  }
  return Object.keys(schema?.properties ?? {})
}
