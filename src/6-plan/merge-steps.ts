import type { RecordId } from '../model/record.ts'
import type { Words } from '../model/words.ts'
import type { Program } from './plan-input.ts'

/** What the merge in the program will take along, as far as its steps speak of it. */
export type TakenAlong = { readonly login: boolean; readonly card: boolean; readonly rentals: boolean }

/**
 * How two customers are merged by the program's own function, in the menu words its help quotes. Null where the help
 * speaks of none: then the values and holdings are entered by hand (see `transferTasks`).
 */
export function mergeSteps(program: Program, survivor: RecordId, source: RecordId, along: TakenAlong): Words | null {
  switch (program) {
    case 'smile': return smile(survivor, source, along.login)
    case 'rentingforce': return rentingforce(survivor, source, along.rentals)
    case 'momence': {
      const card = along.card ? { de: ` Die Karte von ${source} wird dabei dem Konto ${survivor} hinzugefügt.`, en: ` This adds the card of ${source} to the account ${survivor}.` } : { de: '', en: '' }
      return {
        de: `Im Profil von ${source} die E-Mail des verbleibenden Kontos ${survivor} eintragen; die Konten werden dadurch zusammengeführt und das lässt sich nicht rückgängig machen.${card.de} Adresse vor dem Speichern zeichenweise vergleichen, ganz nach unten scrollen und speichern.`,
        en: `In the profile of ${source} enter the e-mail of the remaining account ${survivor}; this merges the accounts and cannot be undone.${card.en} Compare the address letter by letter before saving, scroll down and save.`,
      }
    }
    case 'portal': case 'kutego': case null: return null
  }
}

/** The card is saved first, because nothing of it comes back; what is rented keeps its price and its case. */
function rentingforce(survivor: RecordId, source: RecordId, rentals: boolean): Words {
  const objects = rentals ? {
    de: ' Bei gemieteten Gegenständen weder den gelben Kalender (er würde den Preis neu laden) noch das X im roten Kreis benutzen.',
    en: ' On rented objects use neither the yellow calendar (it would reload the price) nor the X in the red circle.',
  } : { de: '', en: '' }
  return {
    de: `Zuerst auf der „Kundenkarte“ von ${source} über „Aktionen“ › „Kundendaten exportieren“ die Daten sichern. Dann die „Kundenkarte“ von ${survivor} öffnen, „Aktionen“ › „Zusammenführen mit“, ${source} wählen; Werte nur dort mit dem blauen Pfeil übernehmen, wo der Bericht es sagt. „Nachricht“ nicht benutzen.${objects.de}`,
    en: `First save the data on the "Kundenkarte" of ${source} with "Aktionen" › "Kundendaten exportieren". Then open the "Kundenkarte" of ${survivor}, "Aktionen" › "Zusammenführen mit", choose ${source}; take values with the blue arrow only where the report says so. Do not use "Nachricht".${objects.en}`,
  }
}

function smile(survivor: RecordId, source: RecordId, login: boolean): Words {
  const rows = login ? { de: ' Die Zeilen „Benutzername“ und „Passwort“ beide ankreuzen.', en: ' Tick both rows "Benutzername" and "Passwort".' } : { de: '', en: '' }
  return {
    de: `„Kundenverwaltung“: den alten Kunden ${survivor} öffnen, Zusammenführen wählen und den neuen ${source} suchen (links alt, rechts neu). Zeilen laut Bericht ankreuzen.${rows.de} „Datensatz des Kunden, dessen Daten übernommen wurden, löschen“ bleibt angekreuzt; mit „OK“ bestätigen, Daten des neuen Kunden löschen: „ja“, Zugangsdaten per Mail senden: „nein“.`,
    en: `"Kundenverwaltung": open the old customer ${survivor}, choose the merge and search the new one ${source} (left old, right new). Tick the rows as in the report.${rows.en} "Datensatz des Kunden, dessen Daten übernommen wurden, löschen" stays ticked; confirm with "OK", delete the new customer's data: "ja", send access data by mail: "nein".`,
  }
}
