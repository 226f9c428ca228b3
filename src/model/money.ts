/** Whole minor units of an ISO 4217 currency: 12.50 EUR is `{ amountMinor: 1250n, currency: 'EUR' }`. */
export type Money = { readonly amountMinor: bigint; readonly currency: string }

/** Currencies whose minor unit is not a hundredth (ISO 4217). */
const minorDigits: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
}

/** The currencies in use (ISO 4217, active codes of countries; funds and metals left out). */
const currencies: ReadonlySet<string> = new Set((
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR ' +
  'FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN ' +
  'NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG'
).split(' '))

/** Whether a text is the code of a currency in use. */
export function isCurrency(code: string): boolean {
  return currencies.has(code)
}

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

/** The inverse of `decimalText`: `12.50`, `'EUR'` → 1250n; null for any other form, or more digits than the currency has. */
export function minorUnits(text: string, currency: string): bigint | null {
  const found = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text)
  const fraction = found?.[3] ?? ''
  if (found === null || fraction.length > digitsOf(currency)) return null
  const amount = BigInt(`${found[2]}${fraction.padEnd(digitsOf(currency), '0')}`)
  return found[1] === '-' ? -amount : amount
}
