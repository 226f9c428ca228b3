import type { Words } from '../../model/words.ts'

/** Why a task of a repair is still open. */
export const findings = {
  STILL_THERE: { de: 'Steht noch beim verbliebenen Konto.', en: 'Still stands with the account that remains.' },
  NOT_CREATED: { de: 'Der Kunde ist im Export noch nicht neu angelegt.', en: 'The export does not show the customer created again yet.' },
  SEVERAL_CANDIDATES: { de: 'Mehrere Datensätze könnten der neu angelegte Kunde sein; mit --re-created sagen, welcher.', en: 'Several records could be the customer created again; say which with --re-created.' },
  NOT_ENTERED: { de: 'Beim neu angelegten Kunden noch nicht eingetragen.', en: 'Not entered for the customer created again yet.' },
  AMOUNT_DIFFERS: { de: 'Eingetragen, aber mit einer anderen Menge oder einem anderen Betrag.', en: 'Entered, but with another number or amount.' },
  PARTS_DIFFER: { de: 'Eingetragen, aber nicht mit allen Angaben: mit dem Schritt vergleichen.', en: 'Entered, but not with everything: compare it with the step.' },
  NOT_FREE: { de: 'Wurde mit einem Preis verkauft, obwohl es schon bezahlt ist: Der Kunde zahlt sonst doppelt.', en: 'Was sold at a price although it is paid already: the customer would pay twice.' },
  PRICE_DIFFERS: { de: 'Der Verlängerungspreis ist nicht der vereinbarte.', en: 'The renewal price is not the one that was agreed.' },
  DATE_DIFFERS: { de: 'Das Datum ist nicht das ursprüngliche: Verlängerung oder Gültigkeit prüfen und speichern.', en: 'The date is not the original one: check renewal or validity, and save.' },
  NO_CARD: { de: 'Es ist noch keine Karte hinterlegt.', en: 'No card is on file yet.' },
  DUE_WITHOUT_CARD: { de: 'Ein Abo verlängert sich und es ist keine Karte hinterlegt.', en: 'A subscription renews and no card is on file.' },
  NO_LOGIN: { de: 'Der Kunde hat noch keinen Zugang.', en: 'The customer has no login yet.' },
  NOT_EXPORTED: { de: 'Diese Art wird nicht exportiert: selbst nachsehen und abhaken.', en: 'This kind is not exported: look yourself and tick it.' },
  LOOK: { de: 'Kein Export zeigt das: selbst nachsehen und abhaken.', en: 'No export shows this: look yourself and tick it.' },
  WAITS: { de: 'Wartet, bis alle anderen Schritte getan sind.', en: 'Waits until all other steps are done.' },
} as const satisfies Readonly<Record<string, Words>>

export type FindingCode = keyof typeof findings
