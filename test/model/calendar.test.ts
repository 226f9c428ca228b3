import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, billingDate, calendarDate, fromDayNumber, nextBillingDate, parseCalendarDate, toDayNumber, type BillingInterval } from '../../src/model/calendar.ts'

describe('parseCalendarDate', () => {
  const check = (text: string, expected: string | null): void => expect(parseCalendarDate(text), text).toBe(expected)
  it('refuses what is no day', () => {
    check('2025-02-29', null)
    check('1900-02-29', null)
    check('2025-13-01', null)
    check('2025-00-10', null)
    check('25-01-01', null)
    check('01.02.2025', null)
    check('2025-1-2', null)
    check('0000-01-01', null)
  })
  it('reads what is one', () => {
    check('2024-02-29', '2024-02-29')
    check('2000-02-29', '2000-02-29')
    check('1899-12-31', '1899-12-31')
  })
})

describe('D5.4 the next billing date counts from the original date', () => {
  const check = (original: string, interval: BillingInterval, from: string, expected: string): void => expect(nextBillingDate(original, interval, from)).toBe(expected)
  it('31 January and a month', () => {
    expect(addMonths('2025-01-31', 1)).toBe('2025-02-28')
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    check('2025-01-31', 'monthly', '2025-02-01', '2025-02-28')
    // A short month does not shift the later ones.
    check('2025-01-31', 'monthly', '2025-03-01', '2025-03-31')
    check('2024-02-29', 'yearly', '2025-01-01', '2025-02-28')
    check('2024-02-29', 'yearly', '2027-03-01', '2028-02-29')
  })
  it('every two weeks, across a time change', () => {
    check('2026-10-19', 'two-weekly', '2026-10-20', '2026-11-02')
    check('2026-03-16', 'two-weekly', '2026-03-30', '2026-03-30')
    check('2026-03-16', 'two-weekly', '2026-03-31', '2026-04-13')
  })
  it('a start in the future is the next date', () => check('2030-01-15', 'monthly', '2026-01-01', '2030-01-15'))
  it('is on or after the day, and no earlier billing date is', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 30000 }), fc.integer({ min: 0, max: 4000 }), fc.constantFrom<BillingInterval>('weekly', 'two-weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly'), (start, later, interval) => {
      const original = fromDayNumber(start)
      const from = fromDayNumber(start + later)
      const next = nextBillingDate(original, interval, from)
      expect(next >= from).toBe(true)
      let n = 0
      while (billingDate(original, interval, n) < next) n += 1
      expect(billingDate(original, interval, n)).toBe(next)
      if (n > 0) expect(billingDate(original, interval, n - 1) < from).toBe(true)
    }), { numRuns: 300 })
  })
})

describe('day numbers', () => {
  it('count up by one a day and come back', () => {
    fc.assert(fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => {
      const date = fromDayNumber(day)
      expect(toDayNumber(date)).toBe(day)
      expect(addDays(date, 1)).toBe(fromDayNumber(day + 1))
    }))
    expect(toDayNumber('1970-01-01')).toBe(0)
    expect(toDayNumber('2000-03-01')).toBe(11017)
    expect(calendarDate(2026, 11, 23)).toBe('2026-11-23')
  })
})
