import type { Where } from './error.ts'

/**
 * Everything that can be wrong with a row, a value or a holding. Bad data never stops a run by itself.
 * `effect` says what follows: the row is quarantined, the value becomes null, or it is only noted.
 */
export const issueCodes = {
  ROW_COLUMN_COUNT: { effect: 'quarantine', de: 'Die Zeile hat mehr oder weniger Spalten als die Kopfzeile.', en: 'The row has more or fewer columns than the header.' },
  ROW_QUOTES: { effect: 'quarantine', de: 'Ein Anführungszeichen ist nicht geschlossen oder steht an falscher Stelle.', en: 'A quote is not closed or stands in the wrong place.' },
  ROW_NUL: { effect: 'quarantine', de: 'Die Zeile enthält ein NUL-Zeichen.', en: 'The row holds a NUL character.' },
  ROW_ENCODING: { effect: 'quarantine', de: 'Die Zeile lässt sich nicht in der Zeichenkodierung der Datei lesen.', en: 'The row cannot be decoded in the encoding of the file.' },
  ROW_TOO_LONG: { effect: 'quarantine', de: 'Die Zeile ist länger als eine Million Zeichen; nur ihr Anfang wurde behalten.', en: 'The row is longer than a million characters; only its beginning was kept.' },
  ROW_WITHOUT_ID: { effect: 'quarantine', de: 'Die Zeile hat keine Kundennummer und keinen Schlüssel.', en: 'The row has no customer id and no key.' },
  ROW_CONFLICTING_ID: { effect: 'quarantine', de: 'Mehrere verschiedene Zeilen tragen dieselbe Nummer.', en: 'Several different rows carry the same id.' },
  ROW_REPEATED: { effect: 'count', de: 'Dieselbe Zeile kam schon vor; sie zählt einmal.', en: 'The same row came before; it counts once.' },
  VALUE_DATE: { effect: 'null', de: 'Das Datum passt nicht zur Form, die die Zuordnung nennt, oder es gibt den Tag nicht.', en: 'The date does not have the form named by the mapping, or there is no such day.' },
  VALUE_EMAIL: { effect: 'null', de: 'Das ist keine E-Mail-Adresse.', en: 'This is not an e-mail address.' },
  VALUE_CHOICE: { effect: 'null', de: 'Dieser Wert ist in der Zuordnung nicht genannt.', en: 'The mapping does not name this value.' },
  VALUE_NUMBER: { effect: 'null', de: 'Das ist keine Zahl in der Form, die die Zuordnung nennt.', en: 'This is not a number of the form named by the mapping.' },
  VALUE_DIFFERS: { effect: 'count', de: 'Zeilen derselben Person sagen Verschiedenes; der erste Wert gilt.', en: 'Rows of the same person differ; the first value is kept.' },
  HOLDING_AMOUNT: { effect: 'quarantine', de: 'Der Betrag passt nicht zur Form, die die Zuordnung nennt.', en: 'The amount does not have the form named by the mapping.' },
  HOLDING_UNIT: { effect: 'quarantine', de: 'Die Währung oder die Einheit fehlt oder ist unbekannt.', en: 'The currency or unit is missing or unknown.' },
  HOLDING_DATE: { effect: 'quarantine', de: 'Ein Datum dieses Bestands passt nicht zur Form, die die Zuordnung nennt.', en: 'A date of this holding does not have the form named by the mapping.' },
  HOLDING_VALUE: { effect: 'quarantine', de: 'Eine notwendige Angabe dieses Bestands fehlt oder ist unbekannt.', en: 'A required value of this holding is missing or unknown.' },
  HOLDING_OWNER_UNKNOWN: { effect: 'quarantine', de: 'Den Kunden, dem dieser Bestand gehört, gibt es im Export nicht.', en: 'The customer who owns this holding is not in the export.' },
  HOLDING_OWNER_UNCLEAR: { effect: 'quarantine', de: 'Mehrere Kunden passen zu dem, was dieser Bestand von seinem Kunden sagt.', en: 'Several customers fit what this holding says of its owner.' },
  HOLDING_PARTICIPANT_UNKNOWN: { effect: 'quarantine', de: 'Den Teilnehmer dieses Bestands gibt es im Export nicht.', en: 'The participant of this holding is not in the export.' },
} as const satisfies Readonly<Record<string, { readonly effect: 'quarantine' | 'null' | 'count'; readonly de: string; readonly en: string }>>

export type IssueCode = keyof typeof issueCodes

/** Something wrong in the data: what was got, what was expected and where. `got` may be personal: it stays in quarantine and report. */
export type Issue = {
  readonly code: IssueCode
  readonly got: string | null
  readonly expected: string
  readonly where: Where
}
