import { describe, expect, it } from 'vitest'
import { DubletteError } from '../../src/model/error.ts'
import type { RecordId } from '../../src/model/record.ts'
import { judgeCards } from '../../src/9-unmerge/repair/judge-cards.ts'
import { locateEntitlements } from '../../src/9-unmerge/repair/locate-entitlements.ts'
import { swallowedBetween } from '../../src/9-unmerge/repair/swallowed.ts'
import { eur, exported, holdingsOf, lastKnown, type Loose, recordId, type Short } from './lost.ts'

const asOf = '2026-04-10'

/** Who went into whom between two exports: `b→a`; a code and what it names where that is refused. */
function traced(before: readonly Short[], after: readonly Short[], told: Readonly<Record<string, string>> = {}): string {
  try {
    const { swallowed, untraced } = swallowedBetween({ before: exported(before), after: exported(after), retired: new Set<RecordId>(), told: new Map(Object.entries(told).map(([from, to]) => [recordId(from), recordId(to)])) })
    return [...swallowed.map((each) => `${each.lastKnown.record.id.slice(2)}→${each.remaining.slice(2)}`), ...untraced.map((id) => `${id.slice(2)}?`)].join(' ')
  } catch (error) {
    if (error instanceof DubletteError) return `${error.code} ${error.got ?? ''}`.trim().replaceAll('s:', '')
    throw error
  }
}

const credit = (amount: number): Loose => ({ kind: 'credit', balance: eur(amount) })
const ten = (id: string, more: object = {}): Loose => ({ kind: 'package', id, ...more })

describe('where a missing customer went', () => {
  const check = (before: readonly Short[], after: readonly Short[], expected: string, told?: Readonly<Record<string, string>>): void => expect(traced(before, after, told)).toBe(expected)

  it('refuses: nobody is missing, nothing is to be found, several could have got it', () => {
    check([{ id: 'a' }], [{ id: 'a' }], 'REPAIR_NOTHING')
    check([{ id: 'a' }, { id: 'b' }], [{ id: 'a' }], 'REPAIR_NOTHING b')
    check([{ id: 'a' }, { id: 'b', holds: [credit(500)] }, { id: 'c' }], [{ id: 'a', holds: [credit(500)] }, { id: 'c', holds: [credit(500)] }], 'REPAIR_AMBIGUOUS b: a or c')
    check([{ id: 'a' }, { id: 'b', holds: [ten('p1'), ten('p2')] }, { id: 'c' }], [{ id: 'a', holds: [ten('p1')] }, { id: 'c', holds: [ten('p2')] }], 'REPAIR_AMBIGUOUS b: a or c')
    // A customer with a new id is no merge: the account was not there before.
    check([{ id: 'b', holds: [ten('p1')] }], [{ id: 'b2', holds: [ten('p1')] }], 'REPAIR_NOTHING b')
  })
  it('what a person says counts, and must be true', () => {
    const after: readonly Short[] = [{ id: 'a', holds: [credit(500)] }, { id: 'c', holds: [credit(500)] }]
    const before: readonly Short[] = [{ id: 'a' }, { id: 'b', holds: [credit(500)] }, { id: 'c' }]
    check(before, after, 'b→c', { b: 'c' })
    check(before, after, 'RECORD_UNKNOWN a', { a: 'c' })
    check(before, after, 'RECORD_UNKNOWN z', { b: 'z' })
  })
  it('D5.1 the very thing under another owner, whatever its amounts', () => {
    check([{ id: 'a' }, { id: 'b', holds: [ten('p1')] }], [{ id: 'a', holds: [ten('p1', { unitsLeft: 2 })] }], 'b→a')
    check([{ id: 'a', holds: [credit(1000)] }, { id: 'b', holds: [{ kind: 'subscription', id: 'y' }, credit(500)] }, { id: 'c' }], [{ id: 'a', holds: [{ kind: 'subscription', id: 'y' }, credit(1500)] }, { id: 'c', holds: [credit(500)] }], 'b→a')
  })
  it('D5.1 a thing of equal content that the account did not have before', () => {
    check([{ id: 'a', holds: [ten('p0')] }, { id: 'b', holds: [ten('p1', { saleReference: 'S-1' })] }], [{ id: 'a', holds: [ten('p0'), ten('new', { saleReference: 'S-1' })] }], 'b→a')
    check([{ id: 'a' }, { id: 'b', holds: [{ kind: 'card', lastFour: '4444' }] }], [{ id: 'a', holds: [{ kind: 'card', id: 'x', lastFour: '4444' }] }], 'b→a')
  })
  it('D5.1 a balance that grew by what the missing one had', () => check([{ id: 'a', holds: [credit(1000)] }, { id: 'b', holds: [credit(500)] }, { id: 'c', holds: [credit(1)] }], [{ id: 'a', holds: [credit(1500)] }, { id: 'c', holds: [credit(1)] }], 'b→a'))
  it('D1.6 several into one: their balances together', () => check([{ id: 'a' }, { id: 'b', holds: [credit(500)] }, { id: 'c', holds: [credit(700)] }], [{ id: 'a', holds: [credit(1200)] }], 'b→a c→a'))
  it('with two signs, whoever has both; the same product sold to another is chance', () => {
    check([{ id: 'a' }, { id: 'b', holds: [ten('p1'), credit(500)] }, { id: 'c' }], [{ id: 'a', holds: [ten('n1'), credit(500)] }, { id: 'c', holds: [ten('n2')] }], 'b→a')
  })
  it('participants come along', () => {
    const mia = { id: 'mia', givenName: 'Mia', familyName: 'Berg', birthDate: null }
    check([{ id: 'a' }, { id: 'b', participants: [mia] }], [{ id: 'a', participants: [mia] }], 'b→a')
  })
  it('who left without a sign is named beside those who are found', () => check([{ id: 'a' }, { id: 'b', holds: [ten('p1')] }, { id: 'z' }], [{ id: 'a', holds: [ten('p1')] }], 'b→a z?'))
})

describe('what the remaining account still shows', () => {
  type Row = { readonly before?: readonly Loose[] | null; readonly lost: readonly Loose[]; readonly now: readonly Loose[]; readonly unknown?: readonly ['package'] }
  const check = ({ before = [], lost, now, unknown }: Row, expected: readonly string[], together: readonly string[] = []): void => {
    const account = { id: recordId('a'), before: before === null ? null : holdingsOf([{ id: 'a', holds: before }]), now: holdingsOf([{ id: 'a', holds: now }]), coverage: exported([], unknown ?? []).coverage['s']! }
    const found = locateEntitlements([lastKnown({ id: 'b', holds: lost })], account, asOf)
    expect(found.lost[0]!.entitlements.map(({ entitlement: each, seen, foundAs, spent }) => [each.kind === 'credit' ? each.balance.amountMinor : each.kind === 'classCredit' ? each.units : each.kind === 'package' ? each.unitsLeft : each.plan, seen, foundAs, ...(spent === 0n ? [] : [`-${spent}`])].join(' '))).toEqual(expected)
    expect(found.spentTogether.map((each) => `${each.amount} ${each.unit}`)).toEqual(together)
  }
  it('D5.2 a credit whole, and what was spent of both together is said', () => {
    check({ before: [credit(1000)], lost: [credit(500)], now: [credit(1500)] }, ['500 there a-credit-0'])
    check({ before: [credit(1000)], lost: [credit(500)], now: [credit(1200)] }, ['500 there a-credit-0'], ['300 EUR'])
    check({ before: [credit(1000)], lost: [credit(500)], now: [credit(300)] }, ['300 there a-credit-0 -200'], ['1200 EUR'])
    check({ before: [], lost: [credit(500)], now: [] }, ['500 missing  -500'], ['500 EUR'])
    check({ before: [credit(1000)], lost: [credit(-200)], now: [credit(800)] }, ['-200 there a-credit-0'])
    check({ before: null, lost: [credit(500)], now: [credit(1500)] }, ['500 there a-credit-0'])
  })
  it('D5.2 a package by its id, else the only one alike that the account did not have; units used since are named', () => {
    check({ lost: [ten('p1')], now: [ten('p1', { unitsLeft: 4 })] }, ['4 there p1 -2'])
    check({ before: [ten('own')], lost: [ten('p1')], now: [ten('own'), ten('new')] }, ['6 there new'])
    check({ before: [ten('own')], lost: [ten('p1')], now: [ten('own')] }, ['6 missing '])
    check({ before: null, lost: [ten('p1', { saleReference: 'S-1' })], now: [ten('x', { saleReference: 'S-1', unitsTotal: 5 }), ten('y')] }, ['6 there x'])
    check({ before: null, lost: [ten('p1', { unitsTotal: null })], now: [ten('x'), ten('y')] }, ['6 several '])
    check({ lost: [ten('p1')], now: [], unknown: ['package'] }, ['6 unknown '])
  })
  it('what is used up, expired or ended is not given back', () => check({ lost: [ten('p1', { unitsLeft: 0 }), ten('p2', { expiresOn: '2026-04-09' }), { kind: 'subscription', state: 'ended' }, { kind: 'classCredit', units: 0 }, credit(0)], now: [] }, []))
})

describe('D4.1 D4.3 D3.12 whose card is whose', () => {
  const card = (id: string, lastFour: string | null = null): Loose => ({ kind: 'card', id, lastFour })
  const check = (before: readonly Loose[] | null, lost: readonly Loose[] | null, now: readonly Loose[], expected: string): void => {
    const account = { id: recordId('a'), before: before === null ? null : holdingsOf([{ id: 'a', holds: before }]), now: holdingsOf([{ id: 'a', holds: now }]), coverage: exported([]).coverage['s']! }
    const known = lastKnown({ id: 'b', holds: lost ?? [] })
    const cards = judgeCards([lost === null ? { ...known, cards: null } : known], account)
    expect(cards.standing === 'clear' ? `clear ${cards.foreign.map((each) => each.card.id).join(' ')}`.trim() : cards.standing).toBe(expected)
  }
  it('unclear: unknown, new, without digits, or the same on both sides', () => {
    check([], null, [card('x', '1111')], 'unclear')
    check([], [], [card('x', '1111')], 'unclear')
    check([card('own')], [card('theirs')], [card('n1'), card('n2')], 'unclear')
    check([card('own', '1111')], [card('theirs', '1111')], [card('own', '1111')], 'unclear')
    check([card('own')], [card('theirs')], [card('own'), card('theirs')], 'unclear')
    check(null, [card('theirs')], [card('n1'), card('n2')], 'unclear')
  })
  it('clear: each is known to be one person\'s', () => {
    check([card('own', '1111')], [card('theirs', '4444')], [card('own', '1111'), card('new', '4444')], 'clear new')
    check([card('own', '1111')], [], [card('own', '1111')], 'clear')
    check([card('own', '1111')], null, [card('own', '1111')], 'clear')
    check(null, [card('theirs', '4444')], [card('own', '1111'), card('new', '4444')], 'clear new')
  })
  it('none is there', () => check([card('own', '1111')], [card('theirs', '4444')], [], 'none'))
})
