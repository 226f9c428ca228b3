/** Whole minor units of an ISO 4217 currency: 12.50 EUR is `{ amountMinor: 1250n, currency: 'EUR' }`. */
export type Money = { readonly amountMinor: bigint; readonly currency: string }

/** Currencies whose minor unit is not a hundredth (ISO 4217). */
const minorDigits: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, ISK: 0, CLP: 0, VND: 0, BHD: 3, KWD: 3, OMR: 3, JOD: 3, TND: 3 }

/** Digits behind the decimal point of a currency (ISO 4217; 2 unless listed). */
export function digitsOf(currency: string): number {
  return minorDigits[currency] ?? 2
}

/** `1250n, 'EUR'` → `12.50`: the form of the neutral format. */
export function decimalText(money: Money): string {
  const digits = digitsOf(money.currency)
  const negative = money.amountMinor < 0n
  const text = (negative ? -money.amountMinor : money.amountMinor).toString().padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  return `${negative ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(text.length - digits)}` : ''}`
}

/** For people: German `1.234,50 EUR`, English `1,234.50 EUR`. Written by hand so that no locale of the machine matters. */
export function moneyWords(money: Money, language: 'de' | 'en'): string {
  const [whole = '', fraction] = decimalText(money).split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, language === 'de' ? '.' : ',')
  return `${grouped}${fraction === undefined ? '' : (language === 'de' ? ',' : '.') + fraction} ${money.currency}`
}
