import { entityColumns, ownerPrefix, type Entity } from '../model/entity.ts'
import { foldWords } from '../model/fold-text.ts'

/** Headers of customer numbers: the id in a customer file, and how other files name their customer. */
const customerIds = 'kundennummer|kunden nr|kundennr|kunden nummer|kunden id|kundenid|kd nr|kdnr|mitgliedsnummer|mitglieds nr|mitgliedsnr|mitglied nr|mitglieds id|customer id|customer number|customer no|client id|client number|member id|member number|account id|contact id|record id|user id|person id|personen id|debitor|debitorennummer'

/**
 * The headers by which a column is known, folded to small letters without accents and signs, separated by `|`; German
 * and English, after real exports. A column takes the first target whose list holds its header.
 */
const words: { readonly [E in Entity]: Readonly<Record<string, string>> } = {
  customer: {
    id: `${customerIds}|id|nr|nummer|no|number`,
    origin: 'herkunft|origin|quelle|source|angelegt durch|angelegt ueber|registrierungsart|anmeldeart',
    createdOn: 'angelegt|angelegt am|erstellt|erstellt am|anlagedatum|erfasst am|registriert am|eintritt|eintrittsdatum|mitglied seit|kunde seit|created|created at|created on|created utc|create date|creation date|date created|registered|registered on|member since|customer since|joined|join date|signup date',
    lastLoginOn: 'letzter login|letzte anmeldung|zuletzt angemeldet|last login|last log in|last seen|last sign in',
    customerNumber: customerIds,
    salutation: 'anrede|salutation|anredeform', title: 'titel|title|akad titel|akademischer titel',
    givenName: 'vorname|vornamen|first name|firstname|given name|forename|rufname|first|client first name|customer first name',
    familyName: 'nachname|familienname|zuname|last name|lastname|family name|surname|last|client last name|customer last name',
    fullName: 'name|full name|fullname|vollstaendiger name|kundenname|customer name|client name|member name|kunde|kundin|customer|client|mitglied|name des kunden|account name|relation',
    birthDate: 'geburtsdatum|geburtstag|geb datum|gebdatum|geb dat|geb am|geboren|geboren am|born|born on|date of birth|birth date|birthdate|birthday|dob|birthday date',
    gender: 'geschlecht|gender|sex',
    company: 'firmenname|firma|unternehmen|company name|company|organisation|organization|associated company|default address company',
    email: 'e mail|email|mail|e mail adresse|email adresse|mailadresse|email address|e mail address|client email|customer email|haupt e mail|kunden e mail|primary email|login e mail',
    phone: 'telefon|telefonnummer|tel|telefon privat|telefonnummer privat|festnetz|phone|phones|phone number|telephone|home phone|customer phone|default address phone',
    mobile: 'mobil|telefonnummer mobil|telefon mobil|mobiltelefon|mobilnummer|handy|handynummer|mobile|mobile phone|mobile number|cell|cell phone',
    street: 'strasse|str|strasse nr|strasse und hausnummer|strasse hausnummer|strasse hausnr|anschrift|adresse|street|address|address 1|address1|address line 1|street address|default address address1',
    houseNumber: 'hausnummer|hausnr|haus nr|hnr|house number|house no|street number',
    addressExtra: 'adresszusatz|adress zusatz|zusaetzliche adresszeile|zusatz|address 2|address2|address line 2|address extra|default address address2',
    postcode: 'plz|postleitzahl|postcode|post code|postal code|zip|zip code|default address zip',
    city: 'ort|stadt|wohnort|city|town|default address city', country: 'land|country|country region|staat|default address country code',
    iban: 'iban', bic: 'bic|swift|bic swift', mandateReference: 'mandatsreferenz|mandatsref|mandats nr|mandat|sepa mandatsreferenz|mandate reference|mandate',
    language: 'sprache|language|locale|preferred locale', marketingConsent: 'newsletter|werbeeinwilligung|werbung|marketing|accepts email marketing|marketing consent|newsletter abo|e mail marketing',
    loginUserName: 'benutzername|benutzer|username|user name|login|login name|nutzername', loginPasswordReference: 'passwort referenz|password reference|passwortreferenz',
    isCompany: 'firma|ist firma|is company|company',
    staff: 'mitarbeiter|ist mitarbeiter|staff|is staff|employee', redacted: 'anonymisiert|redacted|anonymized', deceased: 'verstorben|deceased', sanctions: 'sperren|sanktionen|einschraenkungen|sanctions|restrictions',
  },
  login: { userName: 'benutzername|benutzer|username|user name|login|login name', passwordReference: 'passwort referenz|passwortreferenz|password reference' },
  participant: { id: 'teilnehmernummer|teilnehmer nr|teilnehmernr|teilnehmer id|participant id|participant number|id|nr', givenName: 'vorname|first name|given name|teilnehmer vorname', familyName: 'nachname|last name|family name|surname|teilnehmer nachname', birthDate: 'geburtsdatum|geburtstag|date of birth|birth date|dob' },
  pause: { subscription: 'abo|abo nr|abonr|abonummer|abo id|subscription|subscription id|vertrag|vertragsnummer|mitgliedschaft', from: 'von|ab|beginn|start|start date|from|pause von|pausiert ab', to: 'bis|ende|end|end date|to|pause bis|pausiert bis' },
  credit: { id: 'id|nr|guthaben nr|guthaben id|credit id|konto|kontonummer', balance: 'guthaben|guthabenstand|kundenguthaben|saldo|kontostand|betrag|balance|credit|credit balance|amount|account balance' },
  classCredit: { id: 'id|nr|credit id', creditType: 'kursart|guthabenart|credit type|type|art|klasse|class type', units: 'einheiten|anzahl|credits|units|kursguthaben|credits remaining|remaining|rest', expiresOn: 'gueltig bis|ablauf|ablaufdatum|expires|expires on|expiry date|expiration', subscription: 'abo|abo nr|abonummer|abo id|subscription|subscription id' },
  package: {
    id: 'id|nr|paket nr|paketnummer|paket id|karten nr|kartennummer|package id|pass id', product: 'produkt|produktname|paket|karte|pass|product|product name|package|package name|classpass|class pass|membership|artikel|bezeichnung|item|name of pass|pass name|name des passes|name des abos|zehnerkarte',
    unitsLeft: 'rest|resteinheiten|restliche einheiten|uebrig|verbleibend|verbleibende einheiten|offene einheiten|einheiten uebrig|credits remaining|remaining|units left|visits left|sessions remaining|classes remaining|remaining visits',
    unitsTotal: 'gesamt|einheiten|einheiten gesamt|anzahl|units|units total|total units|total|visits|sessions|credits', price: 'preis|kaufpreis|betrag|price|amount|price paid',
    boughtOn: 'gekauft|gekauft am|kaufdatum|verkauft am|verkaufsdatum|datum|purchase date|bought|bought on|purchased|sale date|start|start date|beginn', expiresOn: 'gueltig bis|endet am|ablauf|ablaufdatum|laeuft ab|expiry date|expires|expires on|expiration|expiration date|valid until|end|end date|ende', saleReference: 'beleg|belegnummer|beleg nr|verkauf|verkaufsnummer|sale reference|sale id|order id|receipt|sale',
  },
  subscription: {
    id: 'id|nr|abo nr|abonummer|abo id|vertragsnummer|mitgliedschaft nr|subscription id|membership id', plan: 'tarif|abo|plan|mitgliedschaft|abonnement|produkt|subscription|membership|membership name|membership type|plan name|product', state: 'status|zustand|state', interval: 'rhythmus|intervall|turnus|abrechnung|zahlweise|zahlungsweise|zahlungsintervall|abrechnungsintervall|interval|billing interval|billing cycle|billing|payment terms|frequency',
    price: 'preis|betrag|beitrag|monatsbeitrag|rate|price|amount|fee|agreed price', listPrice: 'listenpreis|standardpreis|list price', startedOn: 'beginn|start|startdatum|vertragsbeginn|von|laufzeit von|start date|start date utc|start utc|started|started on|begin', endsOn: 'ende|enddatum|vertragsende|bis|laufzeit bis|gekuendigt zum|end|end date|ends on|ended at utc|expiration', renewsOn: 'verlaengert am|verlaengerung|naechste abbuchung|naechster einzug|naechste zahlung|renews on|renewal date|next billing|next billing date|next payment|current period end utc',
    noticeDays: 'kuendigungsfrist tage|kuendigungsfrist|notice days|notice period', saleReference: 'beleg|belegnummer|verkauf|sale reference|sale id|sale',
  },
  contract: { id: 'id|nr|vertragsnummer|vertrag nr|vertrags nr|vertrag id|contract id|contract number', title: 'vertrag|vertragsart|titel|bezeichnung|contract|contract type|title|name|art|type', startsOn: 'beginn|start|vertragsbeginn|von|start date|starts on', endsOn: 'ende|vertragsende|bis|end|end date|ends on', state: 'status|zustand|state' },
  invoice: {
    id: 'id|rechnungs id|invoice id|rechnungsnummer|rechnungs nr|rechnung nr|re nr|invoice number|invoice no|invoiceid', number: 'rechnungsnummer|rechnungs nr|rechnung nr|re nr|rechnung|invoice number|invoice no|invoice|invoiceid|belegnummer|nummer|number|invoice id', total: 'gesamtbetrag|rechnungsbetrag|betrag|summe|brutto|bruttobetrag|total|amount|invoice total|total incl vat', open: 'offen|offener betrag|offen betrag|restbetrag|offener saldo|open|open amount|amount due|outstanding|balance',
    issuedOn: 'rechnungsdatum|datum|ausgestellt am|invoice date|date|issued|issued on|date created|created utc', serviceFrom: 'leistung von|leistungsbeginn|service from|period start', serviceTo: 'leistung bis|leistungsende|service to|period end', subscription: 'abo|abo nr|abonummer|abo id|subscription id|account subscription id', caseReference: 'vorgang|vorgangsnummer|case|case reference',
  },
  communication: { id: 'id|nr|nummer|nachricht id|message id', channel: 'kanal|art|typ|medium|channel|type', sentOn: 'gesendet|gesendet am|versendet am|datum|date|sent|sent on|sent at', subject: 'betreff|thema|subject' },
  note: { id: 'id|nr|notiz id|note id', origin: 'herkunft|origin|quelle', name: 'name|verfasser|autor|von|author|created by', title: 'titel|ueberschrift|betreff|title', text: 'notiz|text|inhalt|bemerkung|kommentar|note|content|comment', followUpOn: 'wiedervorlage|wiedervorlage am|follow up|follow up date|followup', informStaff: 'zu informieren|inform|mitarbeiter|zustaendig|informieren|inform staff|assignee' },
  instalment: { id: 'id|nr|raten nr|instalment id', title: 'rate|ratenzahlung|bezeichnung|titel|instalment|title', amount: 'rate|ratenbetrag|betrag|amount', open: 'offen|offener betrag|restbetrag|open|amount due', dueOn: 'faellig|faellig am|faelligkeit|due|due date|due on', contract: 'vertrag|vertragsnummer|contract|contract id' },
  offer: { id: 'id|nr|angebots id|offer id', number: 'angebotsnummer|angebots nr|angebot nr|angebot|offer number|offer no|quote|quote number', title: 'titel|betreff|bezeichnung|title', total: 'betrag|gesamtbetrag|summe|total|amount', state: 'status|zustand|state', validUntil: 'gueltig bis|bindefrist|valid until|expires' },
  booking: { id: 'id|nr|buchungsnummer|buchungs nr|buchung nr|booking id|booking number|reservation id', title: 'kurs|klasse|angebot|buchung|kursname|class|class name|course|session|event', slot: 'termin id|termin nr|kurstermin|slot|session id|class id|event id', startsOn: 'termin|kursdatum|datum|beginn|date|start|class date|session date', state: 'status|buchungsstatus|state|booking status', price: 'preis|kurspreis|price', paidWith: 'bezahlt mit|paid with|pass id|package id' },
  attendance: { id: 'id|nr|teilnahme id|attendance id', course: 'kurs|kursname|klasse|course|class|class name', slot: 'termin id|termin nr|kurstermin|slot|session id', attendedOn: 'datum|termin|kursdatum|date|attended on|check in|check in date', state: 'status|anwesenheit|anwesend|attendance|state|attendance status' },
  rental: { id: 'id|nr|miet nr|rental id', object: 'objekt|mietobjekt|gegenstand|artikel|object|item|rented object', caseReference: 'vorgang|vorgangsnummer|case|case reference', from: 'von|ab|ausgabe|mietbeginn|from|start', dueOn: 'bis|rueckgabe|rueckgabe am|faellig|mietende|due|due back|to|end', state: 'status|zustand|state', price: 'preis|mietpreis|price' },
  damageCase: { id: 'id|nr|schaden id|damage id', number: 'schadensnummer|schadens nr|schadennummer|schadensfall|damage number|damage case', object: 'objekt|gegenstand|object|item', amount: 'schadenshoehe|schadenhoehe|betrag|amount', state: 'status|zustand|state', caseReference: 'vorgang|vorgangsnummer|case' },
  voucher: { id: 'id|nr|gutschein id|voucher id', code: 'gutscheincode|gutschein code|gutscheinnummer|gutschein nr|code|voucher code|gift card|gift card number|coupon', value: 'restwert|wert|guthaben|betrag|value|remaining value|balance|amount', expiresOn: 'gueltig bis|ablauf|ablaufdatum|expires|expiry date|valid until', movable: 'uebertragbar|transferable|movable', source: 'anlass|herkunft|source|reason' },
  document: { id: 'id|nr|dokument id|document id', name: 'dokument|dateiname|datei|document|file|file name|filename', contentHash: 'hash|pruefsumme|sha256|checksum|content hash', addedOn: 'hochgeladen|hochgeladen am|datum|uploaded|uploaded on|date' },
  surveyVote: { id: 'id|nr|stimme id|vote id', survey: 'umfrage|survey|poll', choice: 'auswahl|antwort|stimme|choice|answer|vote', votedOn: 'abgestimmt am|datum|voted on|date', voucher: 'gutschein|gutscheincode|voucher|voucher code' },
  group: { id: 'id|nr', name: 'kundengruppe|gruppe|customer group|group|group name', steers: 'steuert|wirkung|steers' },
  priceGroup: { id: 'id|nr', name: 'preisgruppe|price group', proven: 'nachweis|nachweis liegt vor|proof|proven', provenUntil: 'nachweis bis|nachweis gueltig bis|gueltig bis|proof until|valid until' },
  permission: { id: 'id|nr', action: 'berechtigung|recht|permission|right', allowed: 'erlaubt|darf|allowed', isDefault: 'standard|standardberechtigung|default' },
  discount: { id: 'id|nr', reduction: 'rabatt|dauerrabatt|discount|permanent discount', name: 'rabattname|bezeichnung|discount name', validUntil: 'gueltig bis|valid until' },
  activity: { id: 'id|nr|aktivitaet id|activity id', happenedOn: 'zeitpunkt|datum|am|date|when', text: 'aktivitaet|aenderung|activity|change|text' },
  card: { id: 'id|nr|karten id|card id', brand: 'marke|kartenmarke|kartentyp|brand|card brand|type', lastFour: 'letzte vier|letzte 4|letzte vier ziffern|endziffern|last four|last 4|last4|card last4', expiresOn: 'gueltig bis|ablauf|ablaufdatum|expires|expiry|expiry date' },
}

const shared: Readonly<Record<string, string>> = {
  customer: `${customerIds}|kunde|mitglied|customer|client|member`, participant: 'teilnehmer|teilnehmernummer|teilnehmer nr|teilnehmernr|teilnehmer id|participant|participant id', currency: 'waehrung|currency',
}

/** A target that a header may be; `rank`: how far behind it stands in the target's list. */
export type HeaderTarget = { readonly name: string; readonly rank: number }

/** Per entity: folded header → the targets that it may be, in the order of the table. */
const targets: ReadonlyMap<Entity, ReadonlyMap<string, readonly HeaderTarget[]>> = new Map((Object.keys(words) as readonly Entity[]).map((entity) => {
  const found = new Map<string, HeaderTarget[]>()
  const learn = (name: string, list: string): void => { for (const [rank, word] of list.split('|').entries()) found.set(word, [...(found.get(word) ?? []), { name, rank }]) }
  const own = new Set(entityColumns[entity].map((column) => column.name))
  for (const [name, list] of Object.entries(words[entity])) learn(name, `${foldHeader(name)}|${list}`)
  for (const [name, list] of Object.entries(shared)) if (own.has(name)) learn(name, list)
  for (const name of own) if (!(name in words[entity]) && !(name in shared)) learn(name, foldHeader(name))
  // Without a customer's number its e-mail or its name says whose a row is.
  if (own.has('customer')) for (const name of ['email', 'givenName', 'familyName']) learn(ownerPrefix + name, words.customer[name]!)
  return [entity, found]
}))

/** A header as the lists hold it: small letters, no accents, signs as blanks, `lastLogin` as two words. */
export function foldHeader(header: string): string {
  return foldWords(header.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
}

/** The targets that a header may be in an entity, the likeliest first. Of inner names of JSON, `address.city`, the last part tells where the whole does not. */
export function targetsOf(entity: Entity, header: string): readonly HeaderTarget[] {
  const own = targets.get(entity)!
  return own.get(foldHeader(header)) ?? (/\w\.\w/.test(header) ? own.get(foldHeader(header.replace(/^.*\./, ''))) : undefined) ?? []
}

/** Words of file names that say what a file holds. */
const fileWords: Readonly<Record<Entity, RegExp>> = {
  customer: /kund|customer|client|mitglied|member(?!ship)|person|people|contact|kontakt|adress|teilnehmerliste|bookings/, login: /login|zugaeng|zugang|benutzer|users/, participant: /teilnehmer(?!liste)|participant|kinder|children/, pause: /pause|freeze|ruhezeit|stilllegung/,
  credit: /^(?!.*(kurs|class)).*(guthaben|credit|balance|saldo|salden)/, classCredit: /kursguthaben|class ?credit/, package: /paket|package|pass|zehner|10er|karten(?!zahl)/, subscription: /abo|subscription|membership|mitgliedschaft/, contract: /vertr|contract/,
  invoice: /rechnung|invoice/, communication: /kommunikation|communication|korrespondenz|correspondence|nachricht|message|mails/, note: /notiz|note/, card: /zahlungsmittel|zahlkart|kreditkart|(?<!gift )card|payment method/,
  instalment: /raten|instal?ment/, offer: /angebot|offer|quote/, booking: /buchung|booking|reservation|reservierung/, attendance: /teilnahme(?!r)|anwesenheit|attendance|check ?in/, rental: /miet|verleih|ausleih|rental|rented/, damageCase: /schaden|schaeden|damage/,
  voucher: /gutschein|voucher|gift ?card|coupon/, document: /dokument|document|dateien|files/, surveyVote: /umfrage|survey|stimmen|votes/, group: /^(?!.*preis|.*price).*(gruppe|group)/, priceGroup: /preisgruppe|price group/, permission: /berechtig|permission/,
  discount: /rabatt|discount/, activity: /aktivitaet|activit/,
}

/** The entities that a file's name speaks of. */
export function entitiesOfName(file: string): readonly Entity[] {
  const name = foldHeader(file.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, ''))
  return (Object.keys(fileWords) as readonly Entity[]).filter((entity) => fileWords[entity].test(name))
}
