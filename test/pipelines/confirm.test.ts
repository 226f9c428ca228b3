import { describe, expect, it } from 'vitest'
import { readTasks } from '../../pipelines/confirm.ts'

describe('the list of tasks that comes back', () => {
  const check = (text: string, expected: readonly string[]): void => expect(readTasks(text, 'staff-tasks.csv').map((row) => `${row['done']} ${row['key']}`)).toEqual(expected)

  const refuse = (text: string): void => expect(() => readTasks(text, 'staff-tasks.csv')).toThrow(expect.objectContaining({ code: 'INPUT_UNREADABLE' }))

  it('no such columns', () => refuse('a,b\n1,2\n'))
  it('a row with a column too many', () => refuse('done,text,key\nx,a,k1,more\n'))
  it('a sentence with a semicolon and no comma', () => check('done,text,key\nx,Austragen; es ist bezahlt.,k1\n☐,"b, c",k2\n', ['x k1', '☐ k2']))
  it('saved by a spreadsheet with semicolons and a byte order mark', () => check('\uFEFFdone;text;key\r\nx;"Austragen; bezahlt, ganz";k1\r\n', ['x k1']))
  it('saved with tabulators', () => check('done\ttext\tkey\nx\ta; b, c\tk1\n', ['x k1']))
})
