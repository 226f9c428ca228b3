import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'

/** A mistake in a YAML file: where it stands and what is wrong. */
export type YamlProblem = { readonly line: number; readonly path: string; readonly text: string }

/** A YAML text with the means to say on which line a path stands. */
export type YamlText = { readonly value: unknown; readonly problems: readonly YamlProblem[]; readonly lineOf: (path: readonly PropertyKey[]) => number }

/** Parses YAML; syntax mistakes come back as problems. */
export function parseYaml(text: string): YamlText {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false })
  const problems = document.errors.map((error): YamlProblem => ({ line: counter.linePos(error.pos[0]).line, path: '', text: error.message }))
  return { value: problems.length > 0 ? undefined : document.toJS(), problems, lineOf: (path) => lineOf(document, counter, path) }
}

/** All mistakes that a schema found, each with its line and the known names. */
export function schemaProblems(yaml: YamlText, error: z.ZodError): readonly YamlProblem[] {
  return flatten(error.issues).map((issue) => ({ line: yaml.lineOf(issue.path), path: issue.path.map(String).join('.'), text: issue.text }))
}

type Found = { readonly path: readonly PropertyKey[]; readonly text: string }

function flatten(issues: readonly z.core.$ZodIssue[]): readonly Found[] {
  return issues.flatMap((issue): readonly Found[] => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: [...issue.path, key], text: `unknown name "${key}"` }))
    if (issue.code === 'invalid_value') return [{ path: issue.path, text: `expected one of ${issue.values.map(String).join(', ')}` }]
    return [{ path: issue.path, text: issue.message }]
  })
}

/** The line of the deepest part of a path that is there. */
function lineOf(document: Document, counter: LineCounter, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents
  let offset = 0
  for (const part of path) {
    let next: unknown
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(part))
      if (!pair) break
      if (isScalar(pair.key) && pair.key.range) offset = pair.key.range[0]
      next = pair.value
    } else if (isSeq(node)) {
      next = node.items[Number(part)]
      if (next && typeof next === 'object' && 'range' in next && Array.isArray(next.range)) offset = Number(next.range[0])
    }
    if (next === undefined) break
    node = next
  }
  return counter.linePos(offset).line
}
