import { expect, it } from 'vitest'
import { repairedHolding } from '../../src/7-review/repaired-holding.ts'
import type { Holding } from '../../src/model/holding.ts'
import type { Operation } from '../../src/model/operation.ts'
import { eur, holdingsOf, recordId, type Loose } from '../9-unmerge/lost.ts'

const held = (loose: Loose): Holding => holdingsOf([{ id: 'a', holds: [loose] }])[0]!
const gift = (entitlement: Holding, foundAs: string): Operation => ({ type: 'give_back', takenOff: recordId('a'), foundAs, enteredFor: recordId('b'), entitlement, renewsOn: null, alreadyPaid: true }) as unknown as Operation
const again = (about: string): Operation => ({ type: 'staff_task', task: 'enter_again', record: recordId('b'), about }) as unknown as Operation

it('a credit that goes back whole moves; of one that is shared the part is named', () => {
  const credit = held({ kind: 'credit', id: 'c', balance: eur(3000) })
  expect(repairedHolding(credit, [gift(held({ kind: 'credit', id: 'x', balance: eur(3000) }), 'c')])).toMatchObject({ action: 'move', to: 's:b' })
  expect(repairedHolding(credit, [gift(held({ kind: 'credit', id: 'x', balance: eur(2000) }), 'c')])).toMatchObject({ action: 'stay', words: { de: '30,00 EUR; davon 20,00 EUR für s:b', en: '30.00 EUR; 20.00 EUR of it for s:b' } })
})

it('D8.3 what is entered again moves; a note and a file stay as well', () => {
  const voucher = held({ kind: 'voucher', id: 'v', code: 'X', value: null, expiresOn: null, movable: true, source: null })
  expect(repairedHolding(voucher, [again('v')])).toMatchObject({ action: 'move', to: 's:b' })
  expect(repairedHolding(voucher, [again('other')])).toBeNull()
  expect(repairedHolding(held({ kind: 'note', id: 'n' }), [again('n')])).toBeNull()
})
