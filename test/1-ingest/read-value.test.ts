import { describe, expect, it } from 'vitest'
import type { DateForm, DecimalForm } from '../../src/1-ingest/mapping.ts'
import { readDate, readEmail, readInteger, readMoney } from '../../src/1-ingest/read-value.ts'

describe('dates', () => {
  const check = (text: string, form: DateForm | null, expected: string | null): void => {
    const read = readDate(text, form === null ? [] : [form])
    expect('value' in read ? read.value : null, `${text} as ${form}`).toBe(expected)
  }
  it('an ambiguous date is never guessed', () => { check('01/05/2026', null, null); check('01-05-2026', null, null); check('1.5.26', null, null) })
  it('refuses what the form does not say', () => {
    check('2026-05-01', 'DD.MM.YYYY', null); check('31.02.2026', 'DD.MM.YYYY', null); check('13/13/2026', 'MM/DD/YYYY', null); check('20261301', 'YYYYMMDD', null)
  })
  it('reads what it says', () => {
    check('01/05/2026', 'DD/MM/YYYY', '2026-05-01'); check('01/05/2026', 'MM/DD/YYYY', '2026-01-05'); check('1.5.2026', 'DD.MM.YYYY', '2026-05-01')
    check('24/12/2025 18:30', 'DD/MM/YYYY', '2025-12-24'); check('2024-11-04, 2:30 PM', 'YYYY-MM-DD', '2024-11-04'); check('01.05.49', 'DD.MM.YY', '2049-05-01'); check('01.05.50', 'DD.MM.YY', '1950-05-01')
    check('2026-05-01', null, '2026-05-01'); check('01.05.2026', null, '2026-05-01'); check('20260501', 'YYYYMMDD', '2026-05-01')
  })
})

describe('amounts', () => {
  const check = (text: string, decimal: DecimalForm | null, expected: bigint | null, currency = 'EUR'): void => {
    const read = readMoney(text, decimal, currency)
    expect('value' in read ? read.value.amountMinor : null, `${text} as ${decimal}`).toBe(expected)
  }
  it('an ambiguous amount is never guessed', () => { check('1,234', null, null); check('1.234', null, null) })
  it('refuses what the form does not say', () => {
    check('1,234.56', 'comma', null); check('1.234,56', 'point', null); check('12,345', 'comma', null); check('1.23,45', 'comma', null); check('12.5', 'cents', null)
    check('', 'comma', null); check('-', 'comma', null); check('1e3', 'point', null); check('$5', 'point', null); check('5 USD', 'point', null); check('1.2', 'point', null, 'JPY')
    for (const signs of ['-3,20-', '+3,20-', '(3,20', '3,20)', '-3,20)', '(3,20)-']) check(signs, 'comma', null)
    check('10000000000000,00', 'comma', null); check('9999999999999,99', 'comma', 999999999999999n)
  })
  it('reads what it says', () => {
    check('1.234,56', 'comma', 123456n); check('1,234.56', 'point', 123456n); check('252.00 €', 'point', 25200n); check('39,90', 'comma', 3990n); check('-5', 'comma', -500n); check('5,5-', 'comma', -550n)
    check('(12.00)', 'point', -1200n); check('1234', 'cents', 1234n); check('899', 'comma', 899n, 'JPY'); check('CHF 1\'200.50', 'point', 120050n, 'CHF'); check('1.234,56', null, 123456n); check('12.5', null, 1250n); check('1.234', 'comma', 123400n)
  })
})

describe('e-mails and whole numbers', () => {
  it('e-mails', () => {
    const email = (text: string): string | null => { const read = readEmail(text); return 'value' in read ? read.value : null }
    expect(['a@b', 'a b@c.de', '@c.de', 'a@', 'a@b@c.de', 'x'].map(email)).toEqual([null, null, null, null, null, null])
    expect(['a@b.de', 'Anna <ANNA@B.de>', 'mailto:a@b.de'].map(email)).toEqual(['a@b.de', 'ANNA@B.de', 'a@b.de'])
  })
  it('whole numbers', () => {
    const whole = (text: string): number | null => { const read = readInteger(text); return 'value' in read ? read.value : null }
    expect(['1.5', '1,000', 'x', ''].map(whole)).toEqual([null, null, null, null])
    expect(['10', '-3', '+4'].map(whole)).toEqual([10, -3, 4])
  })
})
