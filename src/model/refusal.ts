import type { HoldingKind } from './holding.ts'
import type { Json } from './json.ts'
import type { RecordId } from './record.ts'

/** `skip`: the source stays as it is; `review`: a person decides; `deny`: never automatically; `off`: the profile does not ask. */
export const severities = ['off', 'review', 'skip', 'deny'] as const
export type Severity = (typeof severities)[number]

/** Which side of a (source, survivor) pair a refusal looks at. */
export const sides = ['source', 'survivor', 'either', 'both'] as const
export type Side = (typeof sides)[number]

/**
 * Reasons why two records are not, or not yet, merged. `final` ones cannot be lifted by a person.
 * Sentences may name facts in braces: `{count}`, `{ids}`, `{amount}`.
 * `whereKept`: about something that many programs do not keep. An export of it is missed (HOLDINGS_UNKNOWN) only where the
 * profile names the refusal or some system exports the kind; without one the refusal judges what is there.
 * `sideFixed`: a profile has no side to choose, because it compares the two, follows from the group, or is final.
 * `severities`: what a profile may choose, where that is not everything.
 */
export const refusalCodes = {
  SOURCE_HAS_CONTRACT: { severity: 'skip', side: 'source', final: false, de: 'Dem Datensatz sind noch Verträge zugeordnet ({count}: {ids}). Erst dort klären; der nächste Lauf versucht es wieder.', en: 'Contracts are still assigned to this record ({count}: {ids}). Resolve them there; the next run tries again.' },
  SOURCE_HAS_CORRESPONDENCE: { severity: 'skip', side: 'source', final: false, de: 'Zum Datensatz gibt es noch Korrespondenz ({count}: {ids}). Erst dort klären; der nächste Lauf versucht es wieder.', en: 'This record still has correspondence ({count}: {ids}). Resolve it there; the next run tries again.' },
  ONLINE_NEVER_TARGET: { severity: 'off', side: 'survivor', final: false, sideFixed: true, de: 'Ein alter Datensatz darf nicht auf einen Online-Kunden übertragen werden.', en: 'An old record must not be transferred onto an online customer.' },
  HOLDINGS_UNKNOWN: { severity: 'review', side: 'either', final: false, de: 'Nicht exportiert und daher unbekannt: {kinds}. Unbekannt ist nicht dasselbe wie „keine“.', en: 'Not exported and therefore unknown: {kinds}. Unknown is not the same as none.' },
  ORIGIN_UNKNOWN: { severity: 'review', side: 'either', final: false, sideFixed: true, de: 'Es ist nicht bekannt, ob der Datensatz online oder von Mitarbeitenden angelegt wurde.', en: 'It is not known whether the record was made online or by staff.' },
  TWO_LOGINS: { severity: 'review', side: 'both', final: false, sideFixed: true, de: 'Beide Datensätze haben einen eigenen Zugang; nur einer kann bleiben.', en: 'Both records have a login of their own; only one can stay.' },
  HALF_LOGIN: { severity: 'skip', side: 'either', final: false, de: 'Vom Zugang liegt nur die Hälfte vor (Benutzername oder Passwort fehlt). Erst dort ergänzen; der nächste Lauf versucht es wieder.', en: 'Only half of the login is there (user name or password is missing). Complete it there; the next run tries again.' },
  BOTH_SUBSCRIBED: { severity: 'review', side: 'both', final: false, sideFixed: true, de: 'Auf beiden laufen Abos: {plans}.', en: 'Subscriptions run on both: {plans}.' },
  DOUBLE_SUBSCRIPTION: { severity: 'review', side: 'both', final: false, sideFixed: true, de: 'Dasselbe Abo läuft auf beiden ({plan}); der nächste Einzug würde {amount} doppelt kosten.', en: 'The same plan runs on both ({plan}); the next billing run would charge {amount} twice.' },
  CARD_OWNERSHIP_UNCLEAR: { severity: 'review', side: 'either', final: false, sideFixed: true, de: 'Es ist nicht eindeutig, wem welche Karte gehört ({count} Karten).', en: 'It is not clear which card belongs to whom ({count} cards).' },
  CREDIT_ABOVE_EVIDENCE: { severity: 'review', side: 'source', final: false, de: 'Es würde Guthaben von {amount} wandern; dafür verlangt das Profil mehr Sicherheit ({required} Bit, vorhanden {weight}).', en: 'Credit of {amount} would move; for that the profile asks for more evidence ({required} bits, there are {weight}).' },
  OPEN_BALANCE: { severity: 'review', side: 'source', final: false, de: 'Offene Beträge: {amount} ({ids}).', en: 'Open amounts: {amount} ({ids}).' },
  OPEN_INSTALMENTS: { severity: 'review', side: 'source', final: false, whereKept: true, de: 'Noch offene Raten: {amount} ({ids}).', en: 'Instalments still to be paid: {amount} ({ids}).' },
  OPEN_RENTAL: { severity: 'review', side: 'source', final: false, whereKept: true, de: 'Mietgegenstände sind reserviert oder noch nicht zurück: {objects} ({ids}).', en: 'Rented objects are reserved or not back yet: {objects} ({ids}).' },
  DAMAGE_CASE: { severity: 'review', side: 'source', final: false, whereKept: true, de: 'Schadensfälle hängen an diesem Datensatz: {numbers} ({ids}). Wer haftet, darf sich nicht unbemerkt ändern.', en: 'Damage cases hang on this record: {numbers} ({ids}). Who is liable must not change unnoticed.' },
  STORED_VALUE: { severity: 'review', side: 'source', final: false, whereKept: true, de: 'Geschenkkarten oder Guthaben, die das Programm nicht übertragen kann: {ids}.', en: 'Gift cards or store credit that the program cannot move: {ids}.' },
  VOUCHER_CONFLICT: { severity: 'review', side: 'both', final: false, sideFixed: true, whereKept: true, de: 'Derselbe Gutschein steht auf beiden ({codes}). Er zählt einmal; den Restwert bitte nachsehen.', en: 'The same voucher is on both ({codes}). It counts once; please look up what is left on it.' },
  DISCOUNT_CONFLICT: { severity: 'review', side: 'both', final: false, sideFixed: true, whereKept: true, de: 'Auf beiden stehen verschiedene Dauerrabatte: {discounts}. Sie werden nicht addiert, und der höhere gilt nicht von selbst.', en: 'Different permanent discounts are on both: {discounts}. They are not added up, and the higher does not simply win.' },
  PRICE_GROUP_CONFLICT: { severity: 'review', side: 'source', final: false, sideFixed: true, whereKept: true, de: 'Preisgruppe nur mit Nachweis: {groups} ({ids}). Der bleibende Kunde hat sie nicht oder nicht mit demselben Nachweis.', en: 'Price group that needs a proof: {groups} ({ids}). The customer who stays does not have it, or not with the same proof.' },
  GROUP_CONFLICT: { severity: 'review', side: 'source', final: false, sideFixed: true, whereKept: true, de: 'Der bleibende Kunde käme in Kundengruppen, die Preise oder Rechte steuern oder deren Wirkung nicht bekannt ist: {groups}.', en: 'The customer who stays would come into customer groups that steer prices or rights, or of which it is not known what they steer: {groups}.' },
  ATTENDANCE_CONFLICT: { severity: 'review', side: 'both', final: false, sideFixed: true, whereKept: true, de: 'Auf beiden steht derselbe Kurstermin: {classes} ({ids}). Niemand kann zweimal da sein.', en: 'The same date of a class is on both: {classes} ({ids}). Nobody can be there twice.' },
  PERMISSION_CONFLICT: { severity: 'review', side: 'either', final: false, whereKept: true, de: 'Nur eine Seite darf nicht: {actions}. Das Strengere darf nicht verloren gehen.', en: 'Only one side is not allowed to: {actions}. The stricter must not be lost.' },
  INVOICE_BEYOND_END: { severity: 'review', side: 'either', final: false, de: 'Rechnungen reichen über das Ende des Abos hinaus: {ids}. Vermutlich ist eine Gutschrift nötig.', en: 'Invoices reach beyond the end of the subscription: {ids}. A credit note is probably needed.' },
  ID_UNCERTAIN: { severity: 'review', side: 'either', final: false, de: 'Der Datensatz hat keine eigene Nummer, und mehrere frühere Datensätze passen.', en: 'The record has no id of its own and several earlier records fit.' },
  CHANGED_IN_FLIGHT: { severity: 'review', side: 'either', final: false, de: 'Seit der Übergabe hat sich der Bestand geändert: erwartet {old} oder {new}, gefunden {found}.', en: 'The holding changed while the correction was under way: expected {old} or {new}, found {found}.' },
  HOLDING_QUARANTINED: { severity: 'skip', side: 'either', final: false, de: 'Ein Bestand, der einem der Datensätze gehört, war nicht lesbar (Datei {files}). Erst dort berichtigen; der nächste Lauf versucht es wieder.', en: 'A holding that belongs to one of the records could not be read (file {files}). Correct it there; the next run tries again.' },
  SHARED_EMAIL_DIFFERENT_NAME: { severity: 'deny', side: 'both', final: false, sideFixed: true, de: 'Gleiche E-Mail, aber verschiedene Vornamen: vermutlich ein gemeinsames Postfach.', en: 'Same e-mail but different given names: probably a shared mailbox.' },
  SLIP_OR_TWINS: { severity: 'review', side: 'both', final: false, sideFixed: true, de: 'Gleiche E-Mail und gleiches Geburtsdatum, aber die Vornamen unterscheiden sich um einen Buchstaben: ein Tippfehler, oder Zwillinge.', en: 'Same e-mail and same birth date, but the given names are one letter apart: a slip, or twins.' },
  BIRTHDATE_CONFLICT: { severity: 'deny', side: 'both', final: false, sideFixed: true, de: 'Die Geburtsdaten widersprechen sich.', en: 'The birth dates contradict each other.' },
  PARENT_CHILD: { severity: 'deny', side: 'both', final: false, sideFixed: true, de: 'Vermutlich Elternteil und Kind.', en: 'Probably parent and child.' },
  COMPANY_CONTACT: { severity: 'deny', side: 'both', final: false, sideFixed: true, de: 'Eine Firma und eine Person (oder ein Rollenpostfach) sind nicht derselbe Kunde.', en: 'A company and a person (or a role mailbox) are not the same customer.' },
  NOT_A_DUPLICATE: { severity: 'deny', side: 'both', final: false, sideFixed: true, de: 'Jemand hat entschieden, dass dies verschiedene Personen sind.', en: 'Somebody decided that these are different people.' },
  STAFF_ACCOUNT: { severity: 'deny', side: 'either', final: true, sideFixed: true, de: 'Ein Mitarbeiterkonto wird nicht zusammengeführt.', en: 'A staff account is not merged.' },
  DATA_REQUEST_PENDING: { severity: 'deny', side: 'either', final: true, sideFixed: true, de: 'Zu einem der Kunden läuft eine Datenschutzanfrage.', en: 'A data request is pending for one of the customers.' },
  REDACTED: { severity: 'deny', side: 'either', final: true, sideFixed: true, de: 'Einer der Datensätze ist anonymisiert.', en: 'One of the records is redacted.' },
  SANCTION_ON_ONE_SIDE: { severity: 'review', side: 'either', final: false, de: 'Nur auf einer Seite steht eine Einschränkung: {sanctions}. Sie bleibt in jedem Fall bestehen.', en: 'Only one side carries a restriction: {sanctions}. It stays in any case.' },
  HOLDING_BLOCKS: { severity: 'skip', side: 'source', final: false, severities: ['review', 'skip', 'deny'], de: 'Nach den Regeln steht dieser Bestand der Zusammenführung im Weg: {kinds} ({ids}).', en: 'By the rules this holding stands in the way of the merge: {kinds} ({ids}).' },
  HOLDING_REVIEW: { severity: 'review', side: 'source', final: false, severities: ['review', 'skip', 'deny'], de: 'Nach den Regeln entscheidet eine Person, was aus diesem Bestand wird: {kinds} ({ids}).', en: 'By the rules a person decides what becomes of this holding: {kinds} ({ids}).' },
  FITS_SOMEBODY_ELSE: { severity: 'review', side: 'either', final: false, sideFixed: true, de: 'Einer der Datensätze passt auch zu {ids}, und das ist jemand anderes. Zu wem er gehört, entscheidet eine Person.', en: 'One of the records also fits {ids}, who is somebody else. Whose it is, a person decides.' },
  LINK_LEFT_OUT: { severity: 'skip', side: 'source', final: false, severities: ['skip'], sideFixed: true, de: 'Der Datensatz hing nur über einen anderen zusammen, der nicht mitgeht ({ids}).', en: 'The record was linked only through another that is left out ({ids}).' },
  DENIED_BY_RULE: { severity: 'deny', side: 'source', final: false, severities: ['review', 'skip', 'deny'], sideFixed: true, de: 'Die Regel „{rule}“ schließt diese Zusammenführung aus.', en: 'The rule "{rule}" rules this merge out.' },
  GROUP_TOO_LARGE: { severity: 'review', side: 'either', final: false, sideFixed: true, de: 'Die Gruppe ist mit {size} Datensätzen ungewöhnlich groß.', en: 'The group is unusually large ({size} records).' },
} as const satisfies Readonly<Record<string, { readonly severity: Severity; readonly side: Side; readonly final: boolean; readonly sideFixed?: true; readonly whereKept?: true; readonly severities?: readonly Severity[]; readonly de: string; readonly en: string }>>

export type RefusalCode = keyof typeof refusalCodes

/** Kinds of holding that have a refusal of their own, which says it better than HOLDING_BLOCKS and HOLDING_REVIEW. */
export const refusalOfKind: Readonly<Partial<Record<HoldingKind, RefusalCode>>> = { contract: 'SOURCE_HAS_CONTRACT', communication: 'SOURCE_HAS_CORRESPONDENCE' }

/** The severities that a profile may give a refusal. */
export function allowedSeverities(code: RefusalCode): readonly Severity[] {
  const row = refusalCodes[code]
  return row.final ? ['deny'] : 'severities' in row ? row.severities : severities
}

/** One refusal that held for a (source, survivor) pair, with the facts its sentence names. */
export type Refusal = {
  readonly code: RefusalCode
  readonly severity: Exclude<Severity, 'off'>
  readonly source: RecordId
  readonly survivor: RecordId
  readonly facts: Readonly<Record<string, Json>>
}
