import type { Entity } from '../../../src/model/entity.ts'

/** How a program writes a value that is neither text nor number. */
export type Written = 'date' | 'money' | Readonly<Record<string, string>>

/** One column of an export: its header, the neutral column it holds, and how it is written. */
export interface Column { readonly header: string; readonly from: string; readonly as?: Written }

/** One file of an export. */
export interface Sheet { readonly file: string; readonly entity: Entity; readonly columns: readonly Column[] }

const yesNo = { yes: 'ja', no: 'nein' }
const column = (header: string, from: string, as?: Written): Column => (as === undefined ? { header, from } : { header, from, as })

/** The card file: `;`, Windows-1252, 31.12.2025 and 1.234,56, German words. Its customer header is that of a German member list. */
export const cardFileSheets: readonly Sheet[] = [
  { file: 'kunden.csv', entity: 'customer', columns: [
    column('Kundennummer', 'id'), column('Titel', 'title'), column('Vorname', 'givenName'), column('Nachname', 'familyName'), column('Firma', 'company'), column('E-Mail', 'email'), column('Telefon', 'phone'), column('Mobil', 'mobile'),
    column('Geburtsdatum', 'birthDate', 'date'), column('Straße', 'street'), column('Hausnr', 'houseNumber'), column('PLZ', 'postcode'), column('Stadt', 'city'), column('Land', 'country'), column('Kundentyp', 'isCompany', { yes: 'Firma', no: 'Privat' }),
    column('Kunde seit', 'createdOn', 'date'), column('Mitarbeiter', 'staff', yesNo), column('Verstorben', 'deceased', yesNo), column('Anonymisiert', 'redacted', yesNo), column('Sperrvermerk', 'sanctions'),
  ] },
  { file: 'teilnehmer.csv', entity: 'participant', columns: [column('Teilnehmernr', 'id'), column('Kundennummer', 'customer'), column('Vorname', 'givenName'), column('Nachname', 'familyName'), column('Geburtsdatum', 'birthDate', 'date')] },
  { file: 'guthaben.csv', entity: 'credit', columns: [column('Konto', 'id'), column('Kundennummer', 'customer'), column('Guthaben', 'balance', 'money')] },
  { file: 'kursguthaben.csv', entity: 'classCredit', columns: [column('Nr', 'id'), column('Kundennummer', 'customer'), column('Kursart', 'creditType'), column('Einheiten', 'units'), column('Gültig bis', 'expiresOn', 'date'), column('Abonummer', 'subscription')] },
  { file: 'karten.csv', entity: 'package', columns: [
    column('Kartennummer', 'id'), column('Kundennummer', 'customer'), column('Teilnehmernr', 'participant'), column('Produkt', 'product'), column('Rest', 'unitsLeft'), column('Einheiten', 'unitsTotal'), column('Preis', 'price', 'money'),
    column('Gekauft am', 'boughtOn', 'date'), column('Gültig bis', 'expiresOn', 'date'), column('Verkauf', 'saleReference'),
  ] },
  { file: 'abos.csv', entity: 'subscription', columns: [
    column('Abonummer', 'id'), column('Kundennummer', 'customer'), column('Teilnehmernr', 'participant'), column('Tarif', 'plan'), column('Status', 'state', { active: 'läuft', paused: 'ruht', future: 'künftig', ended: 'beendet' }),
    column('Abrechnung', 'interval', { monthly: 'monatlich', 'two-weekly': '14-tägig', yearly: 'jährlich' }), column('Beitrag', 'price', 'money'), column('Listenpreis', 'listPrice', 'money'), column('Beginn', 'startedOn', 'date'),
    column('Ende', 'endsOn', 'date'), column('Nächster Einzug', 'renewsOn', 'date'), column('Kündigungsfrist Tage', 'noticeDays'), column('Verkauf', 'saleReference'),
  ] },
  { file: 'ruhezeiten.csv', entity: 'pause', columns: [column('Abonummer', 'subscription'), column('Von', 'from', 'date'), column('Bis', 'to', 'date')] },
  { file: 'vertraege.csv', entity: 'contract', columns: [column('Vertragsnummer', 'id'), column('Kundennummer', 'customer'), column('Teilnehmernr', 'participant'), column('Art', 'title'), column('Beginn', 'startsOn', 'date'), column('Ende', 'endsOn', 'date'), column('Status', 'state', { active: 'läuft', future: 'künftig', ended: 'beendet' })] },
  { file: 'rechnungen.csv', entity: 'invoice', columns: [
    column('Beleg', 'id'), column('Kundennummer', 'customer'), column('Rechnungsnummer', 'number'), column('Betrag', 'total', 'money'), column('Offen', 'open', 'money'), column('Rechnungsdatum', 'issuedOn', 'date'),
    column('Leistung von', 'serviceFrom', 'date'), column('Leistung bis', 'serviceTo', 'date'), column('Abonummer', 'subscription'), column('Vorgang', 'caseReference'),
  ] },
  { file: 'schriftverkehr.csv', entity: 'communication', columns: [column('Nr', 'id'), column('Kundennummer', 'customer'), column('Art', 'channel', { letter: 'Brief', email: 'E-Mail', other: 'Sonstiges' }), column('Datum', 'sentOn', 'date'), column('Betreff', 'subject')] },
  { file: 'notizen.csv', entity: 'note', columns: [
    column('Nr', 'id'), column('Kundennummer', 'customer'), column('Herkunft', 'origin'), column('Name', 'name'), column('Titel', 'title'), column('Notiz', 'text'), column('Wiedervorlage', 'followUpOn', 'date'), column('Zu informieren', 'informStaff'),
  ] },
  { file: 'zahlkarten.csv', entity: 'card', columns: [column('Nr', 'id'), column('Kundennummer', 'customer'), column('Marke', 'brand'), column('Letzte vier', 'lastFour'), column('Gültig bis', 'expiresOn', 'date')] },
  { file: 'gutscheine.csv', entity: 'voucher', columns: [column('Nr', 'id'), column('Kundennummer', 'customer'), column('Gutscheincode', 'code'), column('Restwert', 'value', 'money'), column('Gültig bis', 'expiresOn', 'date'), column('Anlass', 'source')] },
  { file: 'rabatte.csv', entity: 'discount', columns: [column('Nr', 'id'), column('Kundennummer', 'customer'), column('Dauerrabatt', 'reduction'), column('Bezeichnung', 'name')] },
  { file: 'dokumente.csv', entity: 'document', columns: [column('Nr', 'id'), column('Kundennummer', 'customer'), column('Dokument', 'name'), column('Prüfsumme', 'contentHash'), column('Hochgeladen am', 'addedOn', 'date')] },
  { file: 'raten.csv', entity: 'instalment', columns: [column('Nr', 'id'), column('Kundennummer', 'customer'), column('Bezeichnung', 'title'), column('Ratenbetrag', 'amount', 'money'), column('Offen', 'open', 'money'), column('Fällig am', 'dueOn', 'date')] },
]

/** The booking page: `,`, UTF-8, ISO dates, 1234.56, English words, its own ids. */
export const bookingSheets: readonly Sheet[] = [
  { file: 'customers.csv', entity: 'customer', columns: [
    column('id', 'id'), column('first_name', 'givenName'), column('last_name', 'familyName'), column('email', 'email'), column('phone', 'phone'), column('date_of_birth', 'birthDate'), column('street', 'street'), column('house_number', 'houseNumber'),
    column('zip', 'postcode'), column('city', 'city'), column('registered_on', 'createdOn'), column('last_login_on', 'lastLoginOn'), column('newsletter', 'marketingConsent'), column('anonymised', 'redacted'),
    column('data_request_open', 'dataRequestPending'), column('restrictions', 'sanctions'),
  ] },
  { file: 'logins.csv', entity: 'login', columns: [column('customer_id', 'customer'), column('user_name', 'userName'), column('password_ref', 'passwordReference')] },
  { file: 'participants.csv', entity: 'participant', columns: [column('id', 'id'), column('customer_id', 'customer'), column('first_name', 'givenName'), column('last_name', 'familyName'), column('date_of_birth', 'birthDate')] },
  { file: 'balances.csv', entity: 'credit', columns: [column('id', 'id'), column('customer_id', 'customer'), column('balance', 'balance', 'money'), column('currency', 'currency')] },
  { file: 'class_credits.csv', entity: 'classCredit', columns: [column('id', 'id'), column('customer_id', 'customer'), column('type', 'creditType'), column('units', 'units'), column('expires_on', 'expiresOn'), column('subscription_id', 'subscription')] },
  { file: 'packages.csv', entity: 'package', columns: [
    column('id', 'id'), column('customer_id', 'customer'), column('participant_id', 'participant'), column('product', 'product'), column('units_left', 'unitsLeft'), column('units_total', 'unitsTotal'), column('price', 'price', 'money'), column('currency', 'currency'),
    column('bought_on', 'boughtOn'), column('expires_on', 'expiresOn'), column('sale', 'saleReference'),
  ] },
  { file: 'subscriptions.csv', entity: 'subscription', columns: [
    column('id', 'id'), column('customer_id', 'customer'), column('participant_id', 'participant'), column('plan', 'plan'), column('status', 'state'), column('billing', 'interval', { monthly: 'monthly', 'two-weekly': 'every two weeks', yearly: 'yearly' }),
    column('price', 'price', 'money'), column('list_price', 'listPrice', 'money'), column('currency', 'currency'), column('started_on', 'startedOn'), column('ends_on', 'endsOn'), column('renews_on', 'renewsOn'), column('notice_days', 'noticeDays'), column('sale', 'saleReference'),
  ] },
  { file: 'pauses.csv', entity: 'pause', columns: [column('subscription_id', 'subscription'), column('from', 'from'), column('to', 'to')] },
  { file: 'contracts.csv', entity: 'contract', columns: [column('id', 'id'), column('customer_id', 'customer'), column('participant_id', 'participant'), column('title', 'title'), column('starts_on', 'startsOn'), column('ends_on', 'endsOn'), column('status', 'state')] },
  { file: 'invoices.csv', entity: 'invoice', columns: [
    column('id', 'id'), column('customer_id', 'customer'), column('number', 'number'), column('total', 'total', 'money'), column('open', 'open', 'money'), column('currency', 'currency'), column('issued_on', 'issuedOn'), column('service_from', 'serviceFrom'),
    column('service_to', 'serviceTo'), column('subscription_id', 'subscription'), column('case', 'caseReference'),
  ] },
  { file: 'messages.csv', entity: 'communication', columns: [column('id', 'id'), column('customer_id', 'customer'), column('channel', 'channel'), column('sent_on', 'sentOn'), column('subject', 'subject')] },
  { file: 'notes.csv', entity: 'note', columns: [column('id', 'id'), column('customer_id', 'customer'), column('origin', 'origin'), column('author', 'name'), column('title', 'title'), column('text', 'text'), column('follow_up_on', 'followUpOn'), column('inform', 'informStaff')] },
  { file: 'cards.csv', entity: 'card', columns: [column('id', 'id'), column('customer_id', 'customer'), column('brand', 'brand'), column('last_four', 'lastFour'), column('expires_on', 'expiresOn')] },
  { file: 'vouchers.csv', entity: 'voucher', columns: [column('id', 'id'), column('customer_id', 'customer'), column('voucher_code', 'code'), column('value', 'value', 'money'), column('currency', 'currency'), column('expires_on', 'expiresOn'), column('reason', 'source')] },
  { file: 'reservations.csv', entity: 'booking', columns: [column('id', 'id'), column('customer_id', 'customer'), column('participant_id', 'participant'), column('class_name', 'title'), column('session_id', 'slot'), column('class_date', 'startsOn'), column('booking_status', 'state'), column('price', 'price', 'money'), column('currency', 'currency')] },
  { file: 'votes.csv', entity: 'surveyVote', columns: [column('id', 'id'), column('customer_id', 'customer'), column('survey', 'survey'), column('choice', 'choice'), column('voted_on', 'votedOn'), column('voucher_code', 'voucher')] },
]
