import type { HoldingKind } from '../model/holding.ts'
import type { Words } from '../model/words.ts'
import type { Program } from './plan-input.ts'

/** What stands on a customer's page beside holdings. */
type Placed = HoldingKind | 'participant' | 'login'

/** Where a program keeps things, in the words on its pages; kinds of which its help says nothing are left out. */
const places: Readonly<Partial<Record<Exclude<Program, null>, Partial<Record<Placed, readonly string[]>>>>> = {
  kutego: {
    participant: ['Teilnehmer'], attendance: ['Teilnehmer'], credit: ['Kundenguthaben'], contract: ['Verträge'], subscription: ['Verträge'], instalment: ['Verträge'], offer: ['Angebote'],
    invoice: ['Rechnungen / Buchungen'], booking: ['Rechnungen / Buchungen'], communication: ['Kommunikation', 'SMS', 'Briefe'], document: ['Dokumente'], note: ['Notizen', 'Notizen & Wiedervorlagen'],
    discount: ['Dauerrabatt'], voucher: ['Gutschein'], group: ['Kundengruppen'], priceGroup: ['Kundengruppen', 'Kurskosten'],
  },
  rentingforce: { login: ['Zugänge'], invoice: ['Offene Zahlungen', 'Offene Salden'], credit: ['Offene Salden'], permission: ['Berechtigungen'], activity: ['Aktivitäten'] },
}

/** Where to find these in the program: " Zu finden unter „Notizen“, „Dokumente“."; nothing where no word is known. */
export function placeWords(program: Program, kinds: readonly Placed[]): Words {
  const known = program === null ? undefined : places[program]
  const names = [...new Set(kinds.flatMap((kind) => known?.[kind] ?? []))].toSorted()
  if (names.length === 0) return { de: '', en: '' }
  return { de: ` Zu finden unter ${names.map((name) => `„${name}“`).join(', ')}.`, en: ` To be found under ${names.map((name) => `"${name}"`).join(', ')}.` }
}
