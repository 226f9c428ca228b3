import type { z } from 'zod'

const kinds: Readonly<Record<string, string>> = { string: 'a text', array: 'a list', object: 'keys with values', number: 'a number', int: 'a whole number', boolean: 'true or false' }

/** What a schema expects of a value, in the words of our own messages. */
export function kindWords(expected: string): string {
  return kinds[expected] ?? expected
}

/** A mistake that a schema found, in words; a text of our own in the schema stands as it is. */
export function schemaMistake(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'unrecognized_keys' && !issue.message.startsWith('Invalid')) return issue.message
  switch (issue.code) {
    case 'invalid_type': return `${/received undefined/.test(issue.message) ? 'missing; ' : ''}expected ${kindWords(issue.expected)}`
    case 'invalid_value': return `expected ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`
    case 'unrecognized_keys': return `unknown name ${issue.keys.map((key) => `"${key}"`).join(', ')}`
    default: return issue.message
  }
}
