import { Environment, serialize } from '@marcbachmann/cel-js'
import { comparisonNames, levelNames } from '../model/comparison.ts'
import { holdingKindNames } from '../model/holding.ts'
import type { Condition, ConditionFacts, ConditionNode } from './condition.ts'

const sideSchema = {
  origin: 'string', system: 'string', hasLogin: 'bool', billed: 'bool', company: 'bool', deceased: 'bool', participants: 'int',
  holds: Object.fromEntries(holdingKindNames.map((kind) => [kind, 'int'])),
}

/** Every name that a condition may use, with its type. */
export const conditionNames = {
  pair: { weight: 'double', always: 'bool', sameSystem: 'bool', ...Object.fromEntries(comparisonNames.map((name) => [name, 'string'])) },
  source: sideSchema,
  survivor: sideSchema,
  cluster: { size: 'int', weakest: 'double' },
  match: { strong: 'double', review: 'double', credit: 'double' },
}

/** A rule is a line or two; these limits are far above that and far below what could take time. */
const environment = new Environment({ unlistedVariablesAreDyn: false, limits: { maxAstNodes: 200, maxDepth: 20, maxListElements: 50, maxMapEntries: 0, maxCallArguments: 2 } })
for (const [name, schema] of Object.entries(conditionNames)) environment.registerVariable({ name, schema })

/** What an expression may consist of. Everything else is refused: regular expressions and macros can take seconds, division can fail. */
const OPERATORS: ReadonlySet<string> = new Set(['value', 'id', '.', 'list', '==', '!=', '<', '<=', '>', '>=', '&&', '||', '!_', '-_', '+', '-', 'in', '?:'])
const METHODS: ReadonlySet<string> = new Set(['startsWith', 'endsWith', 'contains'])

/** Paths whose values come from a closed list, so that a misspelt value is found when the rules load. */
const choices: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...comparisonNames.map((name): [string, readonly string[]] => [`pair.${name}`, levelNames]),
  ['source.origin', ['online', 'staff', 'unknown']],
  ['survivor.origin', ['online', 'staff', 'unknown']],
])

/** Counts are far below this, and so many of them as fit into an expression add up without an overflow. */
const largestWhole = 1_000_000_000_000n

type Node = { readonly op: string; readonly args: unknown; readonly start?: number }

/** A mistake in an expression; `offset` counts characters from its beginning. */
export type ConditionProblem = { readonly offset: number; readonly got: string; readonly expected: string }

/** Compiles an expression once; afterwards it only needs facts. */
export function compileCondition(text: string): { readonly condition: Condition } | { readonly problems: readonly ConditionProblem[] } {
  const checked = environment.check(text)
  if (!checked.valid) {
    const error = checked.error as { readonly summary?: string; readonly range?: { readonly start: number } } | undefined
    return { problems: [{ offset: error?.range?.start ?? 0, got: gotWords(error?.summary ?? 'not an expression'), expected: expectedNames(error?.summary ?? '', text, error?.range?.start ?? 0) }] }
  }
  if (checked.type !== 'bool') return { problems: [{ offset: 0, got: `the expression gives ${checked.type ?? 'something else'}`, expected: 'true or false' }] }
  const program = environment.parse(text)
  const asks = new Set<string>()
  const problems: ConditionProblem[] = []
  inspect(program.ast as unknown as Node, asks, problems)
  if (problems.length > 0) return { problems }
  return { condition: { text, meaning: serialize(program.ast), tree: treeOf(program.ast as unknown as Node), asks: [...asks].toSorted(), holds: (facts: ConditionFacts) => program(facts) === true } }
}

/** What the checker of expressions says, in the words of the other mistakes where it speaks of names. */
function gotWords(summary: string): string {
  const name = /^(?:Unknown variable|No such key): (.*)$/.exec(summary)?.[1]
  if (name !== undefined) return `"${name}" is not known`
  return summary === 'Unexpected token: EOF' ? 'the expression ends too early' : summary
}

function expectedNames(summary: string, text: string, offset: number): string {
  if (summary.startsWith('Unknown variable')) return `one of ${Object.keys(conditionNames).join(', ')}`
  if (!summary.startsWith('No such key')) return 'a CEL expression that is true or false'
  const before = /([A-Za-z]+(?:\.[A-Za-z]+)*)\.$/.exec(text.slice(0, offset))?.[1] ?? ''
  let names: unknown = conditionNames
  for (const part of before.split('.')) names = (names as Readonly<Record<string, unknown>> | undefined)?.[part]
  return typeof names === 'object' && names !== null ? `one of ${Object.keys(names).join(', ')}` : 'a known name'
}

function inspect(node: Node, asks: Set<string>, problems: ConditionProblem[]): void {
  if (node.op === 'rcall') {
    const [method, receiver, parameters] = node.args as readonly [string, Node, readonly Node[]]
    if (!METHODS.has(method)) { problems.push(refusedCall(node, method)); return }
    for (const inner of [receiver, ...parameters]) inspect(inner, asks, problems)
    return
  }
  if (node.op === 'call') { problems.push(refusedCall(node, (node.args as readonly [string])[0])); return }
  if (!OPERATORS.has(node.op)) { problems.push({ offset: node.start ?? 0, got: `"${node.op.replace('_', '')}" is not allowed here`, expected: 'comparisons, "&&", "||", "!", "in", "+" and "-"' }); return }
  if (typeof node.args === 'bigint' && (node.args > largestWhole || node.args < -largestWhole)) { problems.push({ offset: node.start ?? 0, got: `${node.args}`, expected: `at most ${largestWhole}` }); return }
  const path = pathOf(node)
  if (path !== null) { asks.add(path); return }
  if (['==', '!=', 'in'].includes(node.op)) checkChoices(node, problems)
  const inner = Array.isArray(node.args) ? node.args as readonly unknown[] : [node.args]
  for (const each of inner) if (isNode(each)) inspect(each, asks, problems)
}

function refusedCall(node: Node, name: string): ConditionProblem {
  return { offset: node.start ?? 0, got: `"${name}" is not allowed here`, expected: `one of ${[...METHODS].join(', ')}` }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'op' in value
}

/** `source.holds.contract`, or null where the node is no path. */
function pathOf(node: Node): string | null {
  if (node.op === 'id') return node.args as string
  if (node.op !== '.') return null
  const [object, key] = node.args as readonly [Node, string]
  const before = pathOf(object)
  return before === null ? null : `${before}.${key}`
}

/** What was inspected before, in the form that is explained. */
function treeOf(node: Node): ConditionNode {
  const path = pathOf(node)
  if (path !== null) return { op: 'path', text: path, parts: [] }
  if (node.op === 'value') return { op: 'value', text: String(node.args), parts: [] }
  if (node.op === 'rcall') {
    const [method, receiver, parameters] = node.args as readonly [string, Node, readonly Node[]]
    return { op: method, text: '', parts: [receiver, ...parameters].map(treeOf) }
  }
  const inner = Array.isArray(node.args) ? node.args as readonly unknown[] : [node.args]
  return { op: node.op, text: '', parts: inner.filter(isNode).map(treeOf) }
}

function checkChoices(node: Node, problems: ConditionProblem[]): void {
  const sides = (node.args as readonly Node[])
  for (const [index, side] of sides.entries()) {
    const known = choices.get(pathOf(side) ?? '')
    const other = sides[1 - index]
    if (known === undefined || other === undefined) continue
    const values = other.op === 'list' ? other.args as readonly Node[] : [other]
    for (const value of values) {
      if (value.op === 'value' && !known.includes(String(value.args))) problems.push({ offset: value.start ?? 0, got: `"${String(value.args)}" is not known`, expected: `one of ${known.join(', ')}` })
    }
  }
}
