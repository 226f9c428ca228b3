import { describe, expect, it } from 'vitest'
import { decimalText, moneyWords } from '../../src/model/money.ts'

describe('money', () => {
  const check = (amountMinor: bigint, currency: string, decimal: string, de: string, en: string): void => {
    const money = { amountMinor, currency }
    expect([decimalText(money), moneyWords(money, 'de'), moneyWords(money, 'en')]).toEqual([decimal, de, en])
  }
  it('is written in the form of the neutral format, German and English', () => {
    check(0n, 'EUR', '0.00', '0,00 EUR', '0.00 EUR')
    check(5n, 'EUR', '0.05', '0,05 EUR', '0.05 EUR')
    check(-5n, 'EUR', '-0.05', '-0,05 EUR', '-0.05 EUR')
    check(123456n, 'EUR', '1234.56', '1.234,56 EUR', '1,234.56 EUR')
    check(-100000000n, 'CHF', '-1000000.00', '-1.000.000,00 CHF', '-1,000,000.00 CHF')
    check(899n, 'JPY', '899', '899 JPY', '899 JPY')
    check(1234n, 'KWD', '1.234', '1,234 KWD', '1.234 KWD')
  })
})
