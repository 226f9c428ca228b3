import { describe, expect, it } from 'vitest'
import { tableLines, wrap } from '../../src/edge/terminal.ts'

describe('tables on a narrow terminal', () => {
  it('no line is wider than the terminal while the first column can be wrapped', () => {
    const rows = [['customers before and after the merge', '2,912', '2,501'], ['credit EUR', '1.00', '1.00']]
    for (const width of [40, 60, 80]) for (const line of tableLines(rows, width)) expect(line.length).toBeLessThanOrEqual(width)
    expect(tableLines(rows, 80)).toEqual(['customers before and after the merge  2,912  2,501', 'credit EUR                             1.00   1.00'])
  })
  it('breaks at spaces and keeps every word', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three'])
    expect(wrap('unbreakable', 4)).toEqual(['unbreakable'])
  })
})
