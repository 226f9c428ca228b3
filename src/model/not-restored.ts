import type { LastKnown } from './merged-elsewhere.ts'
import type { RecordId } from './record.ts'
import type { Words } from './words.ts'

/** What no repair brings back of a customer whom another program merged: said before anybody begins. */
export function notRestored({ record, cards }: LastKnown, remaining: RecordId): Words {
  const login = record.logins.length > 0
  const card = cards === null || cards.length > 0
  return {
    de: `Nicht wiederherstellbar: die alte Nummer ${record.id} (der Kunde bekommt eine neue)${login ? '; Zugang und Passwort' : ''}${card ? '; hinterlegte Karten' : ''}; Buchungen, Besuche, Nachrichten und Belege bis heute, sie bleiben bei ${remaining}.`,
    en: `Cannot be restored: the old number ${record.id} (the customer gets a new one)${login ? '; login and password' : ''}${card ? '; cards on file' : ''}; bookings, visits, messages and invoices until today, which stay with ${remaining}.`,
  }
}
