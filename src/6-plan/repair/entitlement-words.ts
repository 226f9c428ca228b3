import { dateWords } from '../../model/date-words.ts'
import { intervalWords } from '../../model/interval-words.ts'
import type { Entitlement } from '../../model/merged-elsewhere.ts'
import { type Money, moneyWords } from '../../model/money.ts'
import type { Words } from '../../model/words.ts'

/** An entitlement for the desk, with its amount: `„10er-Karte Yoga“, noch 6, bis 31.12.2026`. */
export function entitlementWords(each: Entitlement): Words {
  switch (each.kind) {
    case 'credit': return each.balance.amountMinor < 0n
      ? { de: `offener Betrag von ${owed(each.balance, 'de')}`, en: `open amount of ${owed(each.balance, 'en')}` }
      : { de: `${moneyWords(each.balance, 'de')} Guthaben`, en: `${moneyWords(each.balance, 'en')} of credit` }
    case 'classCredit': return dated({ de: `${each.units} × ${each.creditType}`, en: `${each.units} × ${each.creditType}` }, each.expiresOn)
    case 'package': {
      const left = each.unitsLeft === null ? { de: '', en: '' } : { de: `, noch ${each.unitsLeft}`, en: `, ${each.unitsLeft} left` }
      return dated({ de: `Paket „${each.product}“${left.de}`, en: `package "${each.product}"${left.en}` }, each.expiresOn)
    }
    case 'subscription': {
      const interval = intervalWords[each.interval]
      return { de: `Abo „${each.plan}“, ${moneyWords(each.price, 'de')} ${interval.de}`, en: `subscription "${each.plan}", ${moneyWords(each.price, 'en')} ${interval.en}` }
    }
  }
}

function owed(balance: Money, language: 'de' | 'en'): string {
  return moneyWords({ ...balance, amountMinor: -balance.amountMinor }, language)
}

function dated(words: Words, until: string | null): Words {
  return until === null ? words : { de: `${words.de}, bis ${dateWords(until).de}`, en: `${words.en}, until ${dateWords(until).en}` }
}

/** Balances of a unit of the ledger: `12,50 EUR` or `3 × Yoga`. */
export function unitWords(unit: string, amount: bigint): Words {
  if (!unit.startsWith('class:')) return { de: moneyWords({ amountMinor: amount, currency: unit }, 'de'), en: moneyWords({ amountMinor: amount, currency: unit }, 'en') }
  const text = `${amount} × ${unit.slice('class:'.length)}`
  return { de: text, en: text }
}
