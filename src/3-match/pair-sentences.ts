import type { ComparisonReason, ExplainedComparison, PairExplanation } from './explain-pair.ts'

/** The languages in which pairs are explained. */
export type SentenceLanguage = 'de' | 'en'

/**
 * A pair in sentences for a person at the desk, in the order: what speaks for it, what against it, what was
 * missing, what was known beforehand, which rule found it, and the sum. Every number is the one that was added up.
 */
export function pairSentences(explanation: PairExplanation, language: SentenceLanguage): readonly string[] {
  const words = WORDS[language]
  const lines = explanation.comparisons.filter((one) => one.reason !== 'missing')
  const strongestFirst = (a: ExplainedComparison, b: ExplainedComparison): number => Math.abs(b.weightMilliBits) - Math.abs(a.weightMilliBits)
  const inFavour = lines.filter((one) => one.weightMilliBits >= 0).toSorted(strongestFirst)
  const against = lines.filter((one) => one.weightMilliBits < 0).toSorted(strongestFirst)
  const missing = explanation.comparisons.filter((one) => one.reason === 'missing')
  const sentences = [...inFavour, ...against].map((one) => comparisonSentence(one, language))
  if (missing.length > 0) sentences.push(words.missing(missing.map((one) => fieldName(one, language)).join(', ')))
  const rarity = explanation.comparisons.reduce((sum, one) => sum + one.fromFrequencyMilliBits, 0)
  if (rarity !== 0) sentences.push(words.rarity(bits(rarity, language)))
  sentences.push(words.prior(bits(explanation.priorMilliBits, language)))
  if (explanation.householdMilliBits >= SHOWN_MILLI_BITS) sentences.push(words.household(bits(-explanation.householdMilliBits, language)))
  sentences.push(explanation.blockingRule === null ? words.noRule : words.rule(ruleWords(explanation.blockingRule, language)))
  sentences.push(words.sum(bits(explanation.weightMilliBits, language), odds(explanation.weightMilliBits, language)))
  return sentences
}

/** What rounds to 0.0 needs no sentence. */
const SHOWN_MILLI_BITS = 50

/** One comparison as a sentence, such as "Same birth date (19800517), +12.4: 2 have it, of 20,000 that have one." */
export function comparisonSentence(one: ExplainedComparison, language: SentenceLanguage): string {
  const words = WORDS[language]
  const field = fieldName(one, language)
  const values = one.leftValue === one.rightValue ? (one.leftValue ?? '') : `${one.leftValue ?? '–'} | ${one.rightValue ?? '–'}`
  const head = `${words.reasons[one.reason](field)} (${values}), ${bits(one.weightMilliBits, language)}`
  const tail = one.sharedBy > 0 ? words.shared(one.sharedBy, count(one.sharedBy, language), count(one.outOf, language)) : ''
  return tail === '' ? `${head}.` : `${head}: ${tail}.`
}

/** Thousandths of a bit as bits with a sign and one decimal. */
export function bits(milliBits: number, language: SentenceLanguage): string {
  const tenths = Math.round(Math.abs(milliBits) / 100)
  // Below 0 is told from above 0 even where both round to nothing: the verdict turns on it.
  const sign = milliBits < 0 ? '−' : '+'
  return `${sign}${Math.floor(tenths / 10)}${language === 'de' ? ',' : '.'}${tenths % 10}`
}

/** A whole number with a separator for thousands, independent of the locale. */
function count(number: number, language: SentenceLanguage): string {
  return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, language === 'de' ? '.' : ',')
}

/** 2^bits to one, in either direction, as far as a person wants to know it. */
function odds(milliBits: number, language: SentenceLanguage): string {
  const times = 2 ** (Math.min(30_000, Math.abs(milliBits)) / 1000)
  const rounded = times >= 1000 ? Math.round(times / 1000) * 1000 : Math.round(times)
  return milliBits >= 0 ? `${count(rounded, language)} : 1` : `1 : ${count(rounded, language)}`
}

/** "familySound + date" as "family name by sound, birth date". */
function ruleWords(rule: string, language: SentenceLanguage): string {
  return rule.split(' + ').map((part) => (part.startsWith('other:') ? `“${part.slice('other:'.length)}”` : (RULE_WORDS[language][part] ?? part))).join(', ')
}

/** The parts of blocking rules as people say them. */
const RULE_WORDS: Readonly<Record<SentenceLanguage, Readonly<Record<string, string>>>> = {
  en: {
    email: 'e-mail', emailLocal: 'name before the @', emailStart: 'beginning of the e-mail', phone: 'phone', phoneTail: 'last seven digits of the phone', phoneStart: 'beginning of the phone',
    phoneEnd: 'last four digits of the phone', given: 'given name', family: 'family name', givenSound: 'sound of the given name', familySound: 'sound of the family name',
    givenStart: 'beginning of the given name', familyStart: 'beginning of the family name', givenInitial: 'first letter of the given name', namePair: 'sound of both names in any order',
    date: 'birth date', year: 'year of birth', yearMonth: 'year and month of birth', monthDay: 'day and month of birth', street: 'street', streetSound: 'sound of the street', house: 'house number',
    postcode: 'postcode', city: 'city', company: 'company', companyStart: 'beginning of the company',
  },
  de: {
    email: 'E-Mail', emailLocal: 'Name vor dem @', emailStart: 'Anfang der E-Mail', phone: 'Telefon', phoneTail: 'letzte sieben Ziffern des Telefons', phoneStart: 'Anfang des Telefons',
    phoneEnd: 'letzte vier Ziffern des Telefons', given: 'Vorname', family: 'Nachname', givenSound: 'Klang des Vornamens', familySound: 'Klang des Nachnamens',
    givenStart: 'Anfang des Vornamens', familyStart: 'Anfang des Nachnamens', givenInitial: 'Anfangsbuchstabe des Vornamens', namePair: 'Klang beider Namen in beliebiger Folge',
    date: 'Geburtsdatum', year: 'Geburtsjahr', yearMonth: 'Geburtsjahr und -monat', monthDay: 'Tag und Monat der Geburt', street: 'Straße', streetSound: 'Klang der Straße', house: 'Hausnummer',
    postcode: 'Postleitzahl', city: 'Ort', company: 'Firma', companyStart: 'Anfang der Firma',
  },
}

function fieldName(one: ExplainedComparison, language: SentenceLanguage): string {
  return one.kind === 'other' ? `“${one.name.slice('other:'.length)}”` : WORDS[language].fields[one.kind]
}

interface SentenceWords {
  readonly fields: Readonly<Record<Exclude<ExplainedComparison['kind'], 'other'>, string>>
  readonly reasons: Readonly<Record<ComparisonReason, (field: string) => string>>
  readonly shared: (number: number, shown: string, all: string) => string
  readonly missing: (fields: string) => string
  readonly rarity: (weight: string) => string
  readonly prior: (weight: string) => string
  readonly household: (weight: string) => string
  readonly rule: (name: string) => string
  readonly noRule: string
  readonly sum: (weight: string, odds: string) => string
}

const ENGLISH: SentenceWords = {
  fields: { given: 'given name', family: 'family name', email: 'e-mail', phone: 'phone', date: 'birth date', street: 'street', postcode: 'postcode', city: 'city', company: 'company' },
  reasons: {
    missing: (field) => `No ${field} on one side`,
    otherScript: (field) => `${capital(field)} in another script, which cannot be compared`,
    different: (field) => `Different ${field}`,
    weak: (field) => `${capital(field)} barely alike`,
    like: (field) => `${capital(field)} alike`,
    oneEdit: (field) => `${capital(field)} but for one letter or digit`,
    same: (field) => `Same ${field}`,
    sameButCommon: (field) => `Same ${field}, which counts little`,
    sameFullAddress: () => 'Same full address',
    sameFollows: (field) => `Same ${field}, which follows from what agrees already`,
    saidByName: (field) => `${capital(field)} says nothing beside the same given name`,
    otherGeneration: (field) => `Same ${field}, but of two generations (junior, senior or a numeral)`,
    crossed: (field) => `Given and family name crossed, here the ${field}`,
    mailboxYear: () => 'The e-mail of the one holds the year of birth of the other',
    otherMailboxYear: () => 'The e-mail of the one holds a number that is not the year of birth of the other',
    nickname: () => 'Given name in a short or kindred form',
    abbreviated: (field) => `${capital(field)} in short on one side`,
    initial: (field) => `Only the first letter of the ${field}, and it agrees`,
    sharedWord: (field) => `${capital(field)} with a word in common`,
    sameMailboxName: () => 'Same name before the @, another provider',
    sameBirthday: () => 'Same day and month of birth, another year',
    sameStreet: () => 'Same street, another or no house number',
  },
  shared: (number, shown, all) => (number <= 2 ? `nobody else has it, of ${all} that have one` : `${shown} have it, of ${all} that have one`),
  missing: (fields) => `Could not be compared, because one side has none: ${fields}.`,
  rarity: (weight) => `Of these weights, ${weight} come from how rare or common the values are in this register.`,
  prior: (weight) => `Before anything is compared, ${weight}: two records drawn at random are seldom one person.`,
  household: (weight) => `Two persons of one household would explain it too, ${weight}.`,
  rule: (name) => `Found because both agree on: ${name}.`,
  noRule: 'No blocking rule found the pair: no combination of values that rules look at is the same in both. It is weighed all the same, because it was asked for or stands in one cluster.',
  sum: (weight, shown) => `In all ${weight}, odds of ${shown} that they are one person.`,
}

const GERMAN: SentenceWords = {
  fields: { given: 'Vorname', family: 'Nachname', email: 'E-Mail', phone: 'Telefon', date: 'Geburtsdatum', street: 'Straße', postcode: 'Postleitzahl', city: 'Ort', company: 'Firma' },
  reasons: {
    missing: (field) => `${field} fehlt auf einer Seite`,
    otherScript: (field) => `${field} in anderer Schrift, nicht vergleichbar`,
    different: (field) => `${field} verschieden`,
    weak: (field) => `${field} kaum ähnlich`,
    like: (field) => `${field} ähnlich`,
    oneEdit: (field) => `${field} bis auf ein Zeichen gleich`,
    same: (field) => `${field} gleich`,
    sameButCommon: (field) => `${field} gleich, zählt aber wenig`,
    sameFullAddress: () => 'Vollständige Adresse gleich',
    sameFollows: (field) => `${field} gleich, folgt aber aus dem, was schon übereinstimmt`,
    saidByName: (field) => `${field} sagt neben demselben Vornamen nichts`,
    otherGeneration: (field) => `${field} gleich, aber zwei Generationen (junior, senior oder eine Ziffer)`,
    crossed: (field) => `Vor- und Nachname vertauscht, hier: ${field}`,
    mailboxYear: () => 'Geburtsjahr steht beim anderen in der E-Mail',
    otherMailboxYear: () => 'Zahl in der E-Mail ist nicht das Geburtsjahr des anderen',
    nickname: () => 'Vorname in Kurz- oder verwandter Form',
    abbreviated: (field) => `${field} auf einer Seite abgekürzt`,
    initial: (field) => `${field} nur als Anfangsbuchstabe, der stimmt`,
    sharedWord: (field) => `${field} mit einem gemeinsamen Wort`,
    sameMailboxName: () => 'Gleicher Name vor dem @, anderer Anbieter',
    sameBirthday: () => 'Tag und Monat der Geburt gleich, anderes Jahr',
    sameStreet: () => 'Straße gleich, Hausnummer anders oder nicht da',
  },
  shared: (number, shown, all) => (number <= 2 ? `niemand sonst hat diesen Wert, von ${all} mit einer Angabe` : `${shown} haben diesen Wert, von ${all} mit einer Angabe`),
  missing: (fields) => `Nicht vergleichbar, weil auf einer Seite leer: ${fields}.`,
  rarity: (weight) => `Davon kommen ${weight} daher, wie selten oder häufig die Werte in diesem Bestand sind.`,
  prior: (weight) => `Vor jedem Vergleich ${weight}: Zwei zufällige Datensätze sind selten dieselbe Person.`,
  household: (weight) => `Zwei Personen eines Haushalts würden es auch erklären, ${weight}.`,
  rule: (name) => `Gefunden, weil beide übereinstimmen in: ${name}.`,
  noRule: 'Keine Blockregel hat das Paar gefunden: In keiner der Wertekombinationen, die die Regeln ansehen, stimmen beide überein. Gewogen wird es trotzdem, auf Nachfrage oder wegen der gemeinsamen Gruppe.',
  sum: (weight, shown) => `Zusammen ${weight}, das heißt ${shown} dafür, dass es dieselbe Person ist.`,
}

const WORDS: Readonly<Record<SentenceLanguage, SentenceWords>> = { de: GERMAN, en: ENGLISH }

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
