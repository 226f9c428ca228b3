import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml'
import { z } from 'zod'
import { kindWords, schemaMistake } from '../model/schema-mistake.ts'

/** A mistake in a YAML file: where it stands and what is wrong. */
export type YamlProblem = { readonly line: number; readonly column: number; readonly path: string; readonly text: string }

/** A place in a text, both from 1. */
type Place = { readonly line: number; readonly column: number }

/** A YAML text with the means to say where a path stands. */
export type YamlText = { readonly value: unknown; readonly problems: readonly YamlProblem[]; readonly placeOf: (path: readonly PropertyKey[]) => Place }

/** Parses YAML; syntax mistakes come back as problems. */
export function parseYaml(text: string): YamlText {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false })
  const problems = document.errors.map((error): YamlProblem => ({ ...placeAt(counter, error.pos[0]), path: '', text: error.message }))
  return { value: problems.length > 0 ? undefined : document.toJS(), problems, placeOf: (path) => placeOf(document, counter, path) }
}

/** All mistakes that a schema found, each with its place and the known names. */
export function schemaProblems(yaml: YamlText, error: z.ZodError, schema: z.ZodType): readonly YamlProblem[] {
  return flatten(error.issues, schema).map((issue) => ({ ...yaml.placeOf(issue.path), path: issue.path.map(String).join('.'), text: issue.text }))
}

type Found = { readonly path: readonly PropertyKey[]; readonly text: string }

function flatten(issues: readonly z.core.$ZodIssue[], schema: z.ZodType): readonly Found[] {
  return issues.flatMap((issue): readonly Found[] => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: [...issue.path, key], text: `unknown name "${key}"; known: ${knownNames(schema, issue.path).join(', ')}` }))
    if (issue.code === 'invalid_union') return [{ path: issue.path, text: `expected ${choices(issue.errors).join(' or ')}` }]
    return [{ path: issue.path, text: schemaMistake(issue) }]
  })
}

function choices(errors: readonly (readonly z.core.$ZodIssue[])[]): readonly string[] {
  const issues = errors.flat()
  const values = issues.flatMap((issue) => (issue.code === 'invalid_value' ? issue.values.map(String) : []))
  const others = issues.flatMap((issue) => (issue.code === 'invalid_value' ? [] : [issue.code === 'invalid_type' ? kindWords(issue.expected) : issue.message]))
  return [...(values.length === 0 ? [] : [`one of ${values.join(', ')}`]), ...others]
}

/** The names that an object in the schema knows. */
function knownNames(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let at: unknown = schema
  for (const part of path) {
    at = withoutOptional(at)
    at = at instanceof z.ZodObject ? (at.shape as Readonly<Record<string, unknown>>)[String(part)] : at instanceof z.ZodArray ? at.element : at instanceof z.ZodRecord ? at.valueType : undefined
  }
  const object = withoutOptional(at)
  return object instanceof z.ZodObject ? Object.keys(object.shape) : []
}

function withoutOptional(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? withoutOptional(schema.unwrap()) : schema
}

function placeAt(counter: LineCounter, offset: number): Place {
  const { line, col } = counter.linePos(offset)
  return { line, column: col }
}

/** The place of the deepest part of a path that is there. */
function placeOf(document: Document, counter: LineCounter, path: readonly PropertyKey[]): Place {
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
  return placeAt(counter, offset)
}
