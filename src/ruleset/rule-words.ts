import type { HoldingPolicy } from '../model/holding.ts'
import type { RefusalCode, Severity, Side } from '../model/refusal.ts'
import type { Words } from '../model/words.ts'
import type { DecisionRule, Ruleset, SurvivorCriterion, Take } from './ruleset.ts'

/** The values that rules may hold, as they are explained at the desk. */
export const survivorWords: Readonly<Record<SurvivorCriterion, Words>> = {
  'origin-online': { de: 'der Datensatz aus einer Online-Anmeldung', en: 'the record that came from an online registration' },
  'origin-staff': { de: 'der Datensatz, den Mitarbeitende angelegt haben', en: 'the record that staff entered' },
  billed: { de: 'der Datensatz mit einem laufenden Abo', en: 'the record with a running subscription' },
  'running-contract': { de: 'der Datensatz mit einem laufenden Vertrag', en: 'the record with a running contract' },
  'carries-blockers': { de: 'der Datensatz mit Verträgen oder Korrespondenz', en: 'the record with contracts or correspondence' },
  oldest: { de: 'der zuerst angelegte Datensatz', en: 'the record that was made first' },
  'latest-login': { de: 'der Datensatz mit der letzten Anmeldung', en: 'the record with the latest login' },
  'system-precedence': { de: 'der Datensatz des Systems, das in der Rangfolge weiter vorn steht', en: 'the record of the system that ranks higher' },
  'running-bookings': { de: 'der Datensatz, auf dem für Teilnehmer mehr läuft (Abos, Verträge, Pakete, Kursguthaben, Buchungen)', en: 'the record with more still running for its participants (subscriptions, contracts, packages, class credits, bookings)' },
  'most-complete': { de: 'der Datensatz mit den meisten Angaben', en: 'the record with the most values' },
  'lower-number': { de: 'der Datensatz mit der kleineren Kundennummer', en: 'the record with the lower customer number' },
}

export const takeWords: Readonly<Record<Take, Words>> = {
  survivor: { de: 'immer der Wert des bleibenden Datensatzes, auch wenn er leer ist', en: 'always the value of the record that stays, even if it is empty' },
  'survivor-first': { de: 'der Wert des bleibenden Datensatzes; ist er leer, der des wegfallenden', en: 'the value of the record that stays; where it is empty, that of the one that goes' },
  emailFrom: { de: 'der Wert des Datensatzes, dessen E-Mail behalten wird', en: 'the value of the record whose e-mail is kept' },
  newest: { de: 'der Wert des zuletzt angelegten Datensatzes, der einen hat', en: 'the value of the record made last that has one' },
  longest: { de: 'der längste Wert', en: 'the longest value' },
  'most-restrictive': { de: 'jeder Widerspruch gilt; eine Einwilligung wird nicht übernommen', en: 'every objection holds; a consent is not taken over' },
}

export const severityWords: Readonly<Record<Severity, Words>> = {
  deny: { de: 'nie von selbst', en: 'never automatically' },
  skip: { de: 'der Datensatz bleibt, wie er ist; der nächste Lauf versucht es wieder', en: 'the record stays as it is; the next run tries again' },
  review: { de: 'eine Person entscheidet', en: 'a person decides' },
  off: { de: 'wird nicht gefragt', en: 'is not asked' },
}

export const sideWords: Readonly<Record<Side, Words>> = {
  source: { de: 'am wegfallenden Datensatz', en: 'on the record that goes' },
  survivor: { de: 'am bleibenden Datensatz', en: 'on the record that stays' },
  either: { de: 'auf einer der beiden Seiten', en: 'on either side' },
  both: { de: 'auf beiden Seiten', en: 'on both sides' },
}

export const policyWords: Readonly<Record<HoldingPolicy, Words>> = {
  move: { de: 'auf den bleibenden Kunden übertragen', en: 'move to the customer who stays' },
  combine: { de: 'übertragen, Gleiches wird eins', en: 'move, and equal ones become one' },
  keep: { de: 'beim wegfallenden Datensatz lassen', en: 'stay with the record that goes' },
  archive: { de: 'im Archiv lesbar halten', en: 'keep readable in the archive' },
  review: { de: 'eine Person entscheidet', en: 'a person decides' },
  block: { de: 'nicht zusammenführen, solange es da ist', en: 'do not merge while it is there' },
}

export const decisionWords: Readonly<Record<DecisionRule['verdict'], Words>> = {
  merge: { de: 'zusammenführen', en: 'merge' },
  review: { de: 'eine Person entscheidet', en: 'a person decides' },
  deny: { de: 'nicht zusammenführen', en: 'do not merge' },
}

export const loginWords: Readonly<Record<Ruleset['loginFrom'], Words>> = {
  survivor: { de: 'Der Zugang des bleibenden Datensatzes; hat er keinen, der des anderen.', en: 'The login of the record that stays; where it has none, that of the other.' },
  online: { de: 'Der Zugang des Online-Datensatzes, Benutzername und Passwort zusammen.', en: 'The login of the online record, user name and password together.' },
  only: { de: 'Der einzige Zugang, den es gibt.', en: 'The only login there is.' },
}

export const emailWords: Readonly<Record<Ruleset['emailFrom'], Words>> = {
  survivor: { de: 'Die E-Mail des bleibenden Datensatzes.', en: 'The e-mail of the record that stays.' },
  online: { de: 'Die E-Mail des Online-Datensatzes.', en: 'The e-mail of the online record.' },
  login: { de: 'Die E-Mail des Datensatzes, dessen Zugang bleibt; gibt es keinen Zugang, die des bleibenden Datensatzes.', en: 'The e-mail of the record whose login stays; where there is no login, that of the record that stays.' },
}

/** What each refusal is about, without the facts of a case, and why it is asked where the profile gives no reason of its own. */
export const refusalTopics: Readonly<Record<RefusalCode, { readonly title: Words; readonly why: Words }>> = {
  SOURCE_HAS_CONTRACT: {
    title: { de: 'Verträge', en: 'Contracts' },
    why: { de: 'Ein Vertrag hängt an dem Datensatz, mit dem er geschlossen wurde.', en: 'A contract hangs on the record it was made with.' },
  },
  SOURCE_HAS_CORRESPONDENCE: {
    title: { de: 'Korrespondenz', en: 'Correspondence' },
    why: { de: 'Schriftverkehr muss dort auffindbar bleiben, wo er geführt wurde.', en: 'Correspondence must be found where it was held.' },
  },
  ONLINE_NEVER_TARGET: {
    title: { de: 'Ein alter Datensatz würde auf einen Online-Kunden übertragen', en: 'An old record would be transferred onto an online customer' },
    why: { de: 'Der ältere Datensatz trägt die Geschichte des Kunden.', en: 'The older record carries the history of the customer.' },
  },
  HOLDINGS_UNKNOWN: {
    title: { de: 'Eine Art von Bestand, nach der eine Regel fragt, wurde nicht exportiert', en: 'A kind of holding that a rule asks about was not exported' },
    why: { de: 'Keine Datei ist nicht dasselbe wie „keine“.', en: 'No file is not the same as "none".' },
  },
  ORIGIN_UNKNOWN: {
    title: { de: 'Eine Regel fragt nach der Herkunft, und sie ist nicht bekannt', en: 'A rule asks for the origin, and it is not known' },
    why: { de: 'Die Herkunft wird nie geraten.', en: 'The origin is never guessed.' },
  },
  TWO_LOGINS: {
    title: { de: 'Zwei Zugänge', en: 'Two logins' },
    why: { de: 'Nur ein Zugang kann bleiben, und der Kunde benutzt vielleicht den anderen.', en: 'Only one login can stay, and the customer may be using the other.' },
  },
  HALF_LOGIN: {
    title: { de: 'Ein halber Zugang (Benutzername oder Passwort fehlt)', en: 'Half a login (user name or password is missing)' },
    why: { de: 'Benutzername und Passwort gehen zusammen über oder gar nicht.', en: 'User name and password move together or not at all.' },
  },
  BOTH_SUBSCRIBED: {
    title: { de: 'Verschiedene Abos laufen auf beiden', en: 'Different plans run on both' },
    why: { de: 'Welches Abo gemeint ist, weiß nur der Kunde.', en: 'Which subscription is meant only the customer knows.' },
  },
  DOUBLE_SUBSCRIPTION: {
    title: { de: 'Dasselbe Abo läuft auf beiden', en: 'The same plan runs on both' },
    why: { de: 'Der nächste Einzug würde doppelt belasten.', en: 'The next billing run would charge twice.' },
  },
  CARD_OWNERSHIP_UNCLEAR: {
    title: { de: 'Mehr als eine Karte', en: 'More than one card' },
    why: { de: 'Danach ließe sich nicht mehr sagen, wessen Karte welche war.', en: 'Afterwards nobody could say whose card was which.' },
  },
  CREDIT_ABOVE_EVIDENCE: {
    title: { de: 'Guthaben würde bei zu wenig Sicherheit wandern', en: 'Credit would move on too little evidence' },
    why: { de: 'Guthaben am falschen Kunden ist mit der nächsten Buchung verbraucht.', en: 'Credit on the wrong customer is spent with the next booking.' },
  },
  OPEN_BALANCE: {
    title: { de: 'Offene Beträge', en: 'Open amounts' },
    why: { de: 'Wer etwas schuldet, muss feststehen.', en: 'It must be certain who owes what.' },
  },
  OPEN_INSTALMENTS: {
    title: { de: 'Offene Raten', en: 'Open instalments' },
    why: { de: 'Raten sind eine Schuld; wer sie trägt, darf sich nicht unbemerkt ändern.', en: 'Instalments are a debt; who owes it must not change unnoticed.' },
  },
  OPEN_RENTAL: {
    title: { de: 'Mietgegenstände nicht zurück', en: 'Rented objects not back' },
    why: { de: 'Wer etwas ausgeliehen hat, haftet dafür, bis es zurück ist.', en: 'Whoever has rented something is liable for it until it is back.' },
  },
  DAMAGE_CASE: {
    title: { de: 'Schadensfall', en: 'Damage case' },
    why: { de: 'Haftung geht nicht unbemerkt auf jemand anderen über.', en: 'Liability does not pass to somebody else unnoticed.' },
  },
  STORED_VALUE: {
    title: { de: 'Nicht übertragbares Guthaben', en: 'Stored value that cannot move' },
    why: { de: 'Eine Geschenkkarte, die das Programm nicht umhängt, ginge mit dem alten Konto verloren.', en: 'A gift card that the program cannot hand over would be lost with the old account.' },
  },
  VOUCHER_CONFLICT: {
    title: { de: 'Derselbe Gutschein auf beiden', en: 'The same voucher on both' },
    why: { de: 'Ein Gutschein gilt einmal, auch wenn er zweimal eingetragen ist.', en: 'A voucher holds once, even where it was entered twice.' },
  },
  DISCOUNT_CONFLICT: {
    title: { de: 'Verschiedene Dauerrabatte', en: 'Different permanent discounts' },
    why: { de: 'Zwei Rabatte ergeben keinen dritten; welcher gilt, entscheidet eine Person.', en: 'Two discounts make no third; which one holds, a person decides.' },
  },
  PRICE_GROUP_CONFLICT: {
    title: { de: 'Preisgruppe ohne denselben Nachweis', en: 'Price group without the same proof' },
    why: { de: 'Der ermäßigte Preis gilt nur für den Datensatz, zu dem der Nachweis vorliegt.', en: 'The reduced price holds only for the record whose proof is there.' },
  },
  GROUP_CONFLICT: {
    title: { de: 'Kundengruppe mit Wirkung', en: 'Customer group that steers something' },
    why: { de: 'Eine Gruppe, die Preise oder Rechte steuert, bekommt niemand nebenbei.', en: 'Nobody gets a group that steers prices or rights in passing.' },
  },
  ATTENDANCE_CONFLICT: {
    title: { de: 'Derselbe Kurstermin auf beiden', en: 'The same date of a class on both' },
    why: { de: 'Niemand kann zweimal am selben Termin teilnehmen: Vielleicht sind es doch zwei Personen.', en: 'Nobody can be at the same date twice: perhaps they are two people after all.' },
  },
  PERMISSION_CONFLICT: {
    title: { de: 'Verschiedene Berechtigungen', en: 'Different permissions' },
    why: { de: 'Ein Verbot darf durch ein zweites Konto nicht umgangen werden.', en: 'A ban must not be dodged with a second account.' },
  },
  INVOICE_BEYOND_END: {
    title: { de: 'Rechnungen über das Ende eines Abos hinaus', en: 'Invoices beyond the end of a subscription' },
    why: { de: 'Eine vorhandene Rechnung verschwindet nicht von selbst.', en: 'An invoice that exists does not vanish by itself.' },
  },
  ID_UNCERTAIN: {
    title: { de: 'Ein Datensatz ohne eigene Nummer, zu dem mehrere frühere passen', en: 'A record without an id of its own that several earlier ones fit' },
    why: { de: 'Sonst bekäme der falsche Kunde die frühere Nummer.', en: 'Otherwise the wrong customer would get the earlier id.' },
  },
  CHANGED_IN_FLIGHT: {
    title: { de: 'Ein Bestand, der sich während der Übergabe geändert hat', en: 'A holding that changed while its transfer was under way' },
    why: { de: 'Was inzwischen ausgegeben wurde, darf nicht noch einmal wandern.', en: 'What has been spent meanwhile must not move again.' },
  },
  HOLDING_QUARANTINED: {
    title: { de: 'Ein Bestand, der nicht lesbar war', en: 'A holding that could not be read' },
    why: { de: 'Was nicht gelesen wurde, kann nicht mitgehen und ginge verloren.', en: 'What was not read cannot go along and would be lost.' },
  },
  SHARED_EMAIL_DIFFERENT_NAME: {
    title: { de: 'Gleiche E-Mail, deutlich verschiedene Vornamen', en: 'Same e-mail, plainly different given names' },
    why: { de: 'Familien und getrennte Eltern benutzen ein gemeinsames Postfach.', en: 'Families and separated parents use one mailbox together.' },
  },
  SLIP_OR_TWINS: {
    title: { de: 'Gleiche E-Mail, gleiches Geburtsdatum, Vornamen um einen Buchstaben verschieden', en: 'Same e-mail, same birth date, given names one letter apart' },
    why: { de: 'Ein Tippfehler sieht aus wie Zwillinge; das sieht nur, wer sie kennt.', en: 'A slip looks like twins; only those who know them can tell.' },
  },
  BIRTHDATE_CONFLICT: {
    title: { de: 'Geburtsdaten, die sich widersprechen', en: 'Birth dates that contradict each other' },
    why: { de: 'Ein Tippfehler lässt von einem Geburtsdatum mehr übrig.', en: 'A typing mistake leaves more of a birth date.' },
  },
  PARENT_CHILD: {
    title: { de: 'Elternteil und Kind', en: 'Parent and child' },
    why: { de: 'Eltern und Kinder teilen Name, Anschrift und Postfach.', en: 'Parents and children share name, address and mailbox.' },
  },
  COMPANY_CONTACT: {
    title: { de: 'Firma und Person', en: 'Company and person' },
    why: { de: 'Rechnungen der Firma gehören nicht der Person.', en: 'Invoices of the company do not belong to the person.' },
  },
  NOT_A_DUPLICATE: {
    title: { de: 'Jemand hat entschieden, dass es zwei sind', en: 'Somebody decided that they are two' },
    why: { de: 'Was eine Person entschieden hat, gilt, bis sie es zurücknimmt.', en: 'What a person decided holds until it is withdrawn.' },
  },
  STAFF_ACCOUNT: {
    title: { de: 'Ein Mitarbeiterkonto', en: 'A staff account' },
    why: { de: 'Am Mitarbeiterkonto hängen Rechte.', en: 'Rights hang on a staff account.' },
  },
  DATA_REQUEST_PENDING: {
    title: { de: 'Eine laufende Datenschutzanfrage', en: 'A pending data request' },
    why: { de: 'Die Auskunft muss zu dem passen, was gespeichert ist.', en: 'The answer must fit what is stored.' },
  },
  REDACTED: {
    title: { de: 'Ein anonymisierter Datensatz', en: 'A redacted record' },
    why: { de: 'Niemand kann mehr sagen, wer es war.', en: 'Nobody can say any more who it was.' },
  },
  SANCTION_ON_ONE_SIDE: {
    title: { de: 'Eine Einschränkung auf nur einer Seite', en: 'A restriction on one side alone' },
    why: { de: 'Mit einem zweiten Konto werden Einschränkungen umgangen.', en: 'Restrictions are dodged with a second account.' },
  },
  HOLDING_BLOCKS: {
    title: { de: 'Ein Bestand, der nach den Regeln im Weg steht', en: 'A holding that stands in the way by the rules' },
    why: { de: 'Das Profil sagt zu dieser Art von Bestand: nicht zusammenführen, solange sie da ist.', en: 'The profile says of this kind of holding: do not merge while it is there.' },
  },
  HOLDING_REVIEW: {
    title: { de: 'Ein Bestand, über den nach den Regeln eine Person entscheidet', en: 'A holding that a person decides by the rules' },
    why: { de: 'Das Profil sagt zu dieser Art von Bestand: eine Person entscheidet.', en: 'The profile says of this kind of holding: a person decides.' },
  },
  FITS_SOMEBODY_ELSE: {
    title: { de: 'Ein Datensatz, der zu zwei Personen passt', en: 'A record that fits two people' },
    why: { de: 'Ohne Geburtsdatum passt ein Datensatz auf Vater und Sohn zugleich.', en: 'Without a birth date a record fits father and son alike.' },
  },
  LINK_LEFT_OUT: {
    title: { de: 'Nur über einen Datensatz verbunden, der nicht mitgeht', en: 'Linked only through a record that is left out' },
    why: { de: 'Ohne das Bindeglied spricht nichts mehr für dieselbe Person.', en: 'Without the link nothing speaks for one person any more.' },
  },
  DENIED_BY_RULE: {
    title: { de: 'Eine Entscheidungsregel sagt nein', en: 'A decision rule says no' },
    why: { de: 'Das Profil schließt solche Paare aus.', en: 'The profile rules such pairs out.' },
  },
  GROUP_TOO_LARGE: {
    title: { de: 'Eine ungewöhnlich große Gruppe', en: 'An unusually large group' },
    why: { de: 'So viele Datensätze einer Person sind meist mehrere Personen.', en: 'So many records of one person are mostly several people.' },
  },
}
