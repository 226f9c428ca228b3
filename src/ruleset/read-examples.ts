import { type ExamplesFile, examplesSchema } from './example-schema.ts'
import { readYaml, type RulesText } from './read-yaml.ts'
import { type RuleProblem, throwProblems } from './rule-problem.ts'

/** An example with the line on which it begins (1-based). */
export type LocatedExample = { readonly example: ExamplesFile['examples'][number]; readonly asOf: string; readonly file: string; readonly line: number }

/** Reads the examples of a profile; every mistake is reported at once. */
export function readExamples(text: RulesText): readonly LocatedExample[] {
  const { file, content, problems, lineOf } = readYaml(text, examplesSchema)
  if (content === null) throwProblems(problems)
  const wrong = content.examples.flatMap((example, index): readonly RuleProblem[] => {
    const names = Object.keys(example.records)
    const { survivor, sources = [], leftOut = [], loginFrom, emailFrom } = example.expected
    const unknown = [survivor, ...sources, ...leftOut, loginFrom, emailFrom].filter((name) => name !== undefined && name !== null && !names.includes(name))
    const at = { file, line: lineOf(['examples', index]), path: `examples[${index}]` }
    return [
      ...(names.length < 2 ? [{ ...at, got: 'fewer than two records', expected: 'two records or more' }] : []),
      ...unknown.map((name) => ({ ...at, got: `"${name}" is not among the records`, expected: `one of ${names.join(', ')}` })),
    ]
  })
  if (wrong.length > 0) throwProblems(wrong)
  return content.examples.map((example, index) => ({ example, asOf: content.asOf, file, line: lineOf(['examples', index]) }))
}
