import { DubletteError } from '../model/error.ts'

/** One mistake in a rules file: where, what stands there, what may stand there. */
export type RuleProblem = { readonly file: string; readonly line: number; readonly path: string; readonly got: string; readonly expected: string }

/** Raises all mistakes at once, sorted by file and line. Rules hold no personal data, so what stands there may be shown. */
export function throwProblems(problems: readonly RuleProblem[]): never {
  const sorted = problems.toSorted((a, b) => (a.file === b.file ? a.line - b.line || (a.path < b.path ? -1 : 1) : a.file < b.file ? -1 : 1))
  const lines = sorted.map((each) => `  ${each.file}:${each.line} ${each.path === '' ? '' : `${each.path}: `}${each.got}; expected ${each.expected}`)
  const count = sorted.length === 1 ? 'a mistake' : `${sorted.length} mistakes`
  throw new DubletteError('RULES_INVALID', `The rules have ${count}:\n${lines.join('\n')}`, { where: { file: sorted[0]!.file, line: sorted[0]!.line } })
}
