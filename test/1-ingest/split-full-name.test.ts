import { expect, it } from 'vitest'
import { splitFullName } from '../../src/1-ingest/split-full-name.ts'

it.each([
  ['Anna von der Berg', 'Anna', 'von der Berg'], ['Berg, Anna', 'Anna', 'Berg'], ['Berg', null, 'Berg'],
  ['Karl Huber jun.', 'Karl', 'Huber jun.'], ['Karl Huber, sen.', 'Karl', 'Huber sen.'], ['Karl von der Berg III', 'Karl', 'von der Berg III'], ['Huber, Karl jun.', 'Karl jun.', 'Huber'],
  ['Amartya Kumar Sen', 'Amartya Kumar', 'Sen'], ['Anna Maria I.', 'Anna Maria', 'I.'], ['Huber jun.', 'Huber', 'jun.'],
] as const)('%s is %s %s', (written, givenName, familyName) => {
  expect(splitFullName(written)).toEqual({ givenName, familyName })
})
