import { expect, it } from 'vitest'
import { counted } from '../../src/cli/counted.ts'

it('a number agrees with its noun', () => {
  expect([counted(0, 'merge'), counted(1, 'merge'), counted(2, 'merge'), counted(1, 'ledger entry', 'ledger entries'), counted(3, 'ledger entry', 'ledger entries')])
    .toEqual(['0 merges', '1 merge', '2 merges', '1 ledger entry', '3 ledger entries'])
})
