import type { Words } from '../model/words.ts'
import type { Program } from './plan-input.ts'

/** How two customers are merged by hand in a program, in the menu words its own help quotes; plain words where none are known. */
export function mergeSteps(program: Program, survivor: string, source: string, moves: { readonly login: boolean }): Words {
  switch (program) {
    case 'smile': return smile(survivor, source, moves.login)
    case 'rentingforce': return {
      de: `„Kundenkarte“ von ${survivor} öffnen, „Aktionen“ › „Zusammenführen mit“, ${source} wählen; Werte nur dort mit dem blauen Pfeil übernehmen, wo der Bericht es sagt. „Nachricht“ nicht benutzen.`,
      en: `Open the "Kundenkarte" of ${survivor}, "Aktionen" › "Zusammenführen mit", choose ${source}; take values with the blue arrow only where the report says so. Do not use "Nachricht".`,
    }
    case 'momence': return {
      de: `Im Profil von ${source} die E-Mail des verbleibenden Kontos ${survivor} eintragen; die Konten werden dadurch zusammengeführt und das lässt sich nicht rückgängig machen. Adresse vor dem Speichern zeichenweise vergleichen, ganz nach unten scrollen und speichern.`,
      en: `In the profile of ${source} enter the e-mail of the remaining account ${survivor}; this merges the accounts and cannot be undone. Compare the address letter by letter before saving, scroll down and save.`,
    }
    case 'portal': case 'kutego': case null: return {
      de: `${source} in ${survivor} überführen: Werte laut Bericht eintragen, Bestände laut Korrekturdateien übertragen, dann ${source} stilllegen (nicht löschen). Keine Nachricht an den Kunden.`,
      en: `Transfer ${source} to ${survivor}: enter the values as in the report, move the holdings as in the correction files, then deactivate ${source} (do not delete). No message to the customer.`,
    }
  }
}

function smile(survivor: string, source: string, login: boolean): Words {
  const rows = login ? { de: ' Die Zeilen „Benutzername“ und „Passwort“ beide ankreuzen.', en: ' Tick both rows "Benutzername" and "Passwort".' } : { de: '', en: '' }
  return {
    de: `„Kundenverwaltung“: den alten Kunden ${survivor} öffnen, Zusammenführen wählen und den neuen ${source} suchen (links alt, rechts neu). Zeilen laut Bericht ankreuzen.${rows.de} „Datensatz des Kunden, dessen Daten übernommen wurden, löschen“ bleibt angekreuzt; mit „OK“ bestätigen, Daten des neuen Kunden löschen: „ja“, Zugangsdaten per Mail senden: „nein“.`,
    en: `"Kundenverwaltung": open the old customer ${survivor}, choose the merge and search the new one ${source} (left old, right new). Tick the rows as in the report.${rows.en} "Datensatz des Kunden, dessen Daten übernommen wurden, löschen" stays ticked; confirm with "OK", delete the new customer's data: "ja", send access data by mail: "nein".`,
  }
}
