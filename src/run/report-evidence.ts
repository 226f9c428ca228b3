import { type ComparisonReason, type ExplainedComparison, explainPair, type PairExplanation } from '../3-match/explain-pair.ts'
import type { MatchResult } from '../3-match/match.ts'
import { comparisonSentence, pairSentences } from '../3-match/pair-sentences.ts'
import type { ReportComparison, ReportEvidence } from '../7-review/report-document.ts'
import { dateWords } from '../model/date-words.ts'
import { type FieldName, fieldWords } from '../model/field.ts'
import { recordOf, type RecordColumns } from '../model/record-columns.ts'
import type { RecordId } from '../model/record.ts'
import type { Words } from '../model/words.ts'

/** What each comparison is called beside its bar. */
const comparisonNames: Readonly<Record<Exclude<ExplainedComparison['kind'], 'other'>, Words>> = {
  given: fieldWords.givenName, family: fieldWords.familyName, email: fieldWords.email, phone: fieldWords.phone, date: fieldWords.birthDate,
  street: { de: 'Anschrift', en: 'Address' }, postcode: fieldWords.postcode, city: fieldWords.city, company: fieldWords.company,
}

/** The finding of a comparison in a word or two. */
const findings: Readonly<Record<ComparisonReason, Words>> = {
  missing: { de: 'fehlt auf einer Seite', en: 'missing on one side' }, different: { de: 'verschieden', en: 'different' }, weak: { de: 'kaum ähnlich', en: 'barely alike' },
  like: { de: 'ähnlich', en: 'alike' }, oneEdit: { de: 'bis auf ein Zeichen gleich', en: 'equal but for one character' }, same: { de: 'gleich', en: 'equal' },
  sameButCommon: { de: 'gleich, zählt aber wenig', en: 'equal, but counts little' }, sameFullAddress: { de: 'ganze Anschrift gleich', en: 'full address equal' },
  sameFollows: { de: 'gleich, folgt aus dem Übrigen', en: 'equal, follows from the rest' }, otherGeneration: { de: 'gleich, aber zwei Generationen', en: 'equal, but two generations' }, saidByName: { de: 'sagt neben demselben Vornamen nichts', en: 'says nothing beside the same given name' }, crossed: { de: 'Vor- und Nachname vertauscht', en: 'given and family name crossed' },
  nickname: { de: 'Kurz- oder verwandte Form', en: 'short or kindred form' }, initial: { de: 'nur der Anfangsbuchstabe, er stimmt', en: 'only the first letter, it agrees' },
  mailboxYear: { de: 'Jahr steht in der anderen E-Mail', en: 'year stands in the other e-mail' }, otherMailboxYear: { de: 'andere Zahl in der E-Mail', en: 'another number in the e-mail' },
  otherScript: { de: 'andere Schrift, nicht vergleichbar', en: 'another script, not comparable' }, abbreviated: { de: 'auf einer Seite abgekürzt', en: 'in short on one side' },
  sharedWord: { de: 'ein gemeinsames Wort', en: 'a word in common' }, sameMailboxName: { de: 'gleicher Name vor dem @', en: 'same name before the @' },
  sameBirthday: { de: 'gleicher Tag und Monat', en: 'same day and month' }, sameStreet: { de: 'Straße gleich, Hausnummer nicht', en: 'same street, not the number' },
}

/** How many sentences speak for a pair, and how many against it, before the bars say the rest. */
const sentencesEachWay = 3

/** Why two records were taken for one person, in the words and weights of the report. The bars add up to the sum exactly. */
export function reportEvidence(result: MatchResult, columns: RecordColumns): (source: RecordId, survivor: RecordId) => ReportEvidence {
  return (source, survivor) => {
    const explanation = explainPair(result, recordOf(columns, source), recordOf(columns, survivor))
    return { source, survivor, weightMilliBits: explanation.weightMilliBits, comparisons: barsOf(explanation), sentences: sentencesOf(explanation) }
  }
}

function barsOf(explanation: PairExplanation): readonly ReportComparison[] {
  const { priorMilliBits, householdMilliBits, comparisons } = explanation
  return [
    { name: { de: 'Ausgangslage', en: 'Starting point' }, level: { de: 'zwei beliebige Datensätze', en: 'any two records' }, weightMilliBits: priorMilliBits },
    ...comparisons.filter((each) => each.reason !== 'missing').map((each): ReportComparison => ({ name: nameOf(each), level: findings[each.reason], weightMilliBits: each.weightMilliBits })),
    ...(householdMilliBits === 0 ? [] : [{ name: { de: 'Haushalt', en: 'Household' }, level: { de: 'zwei Personen unter einem Dach?', en: 'two people under one roof?' }, weightMilliBits: -householdMilliBits }]),
  ]
}

/** The sum first, then the strongest findings for and against with the values, then what could not be compared. */
function sentencesOf(explanation: PairExplanation): readonly Words[] {
  // Bank details never stand in a sentence; their bar says enough.
  const found = explanation.comparisons.filter((each) => each.reason !== 'missing' && each.kind !== 'other').toSorted((left, right) => Math.abs(right.weightMilliBits) - Math.abs(left.weightMilliBits))
  const told = [...found.filter((each) => each.weightMilliBits > 0).slice(0, sentencesEachWay), ...found.filter((each) => each.weightMilliBits < 0).slice(0, sentencesEachWay)]
  const missing = explanation.comparisons.filter((each) => each.reason === 'missing').map(nameOf)
  return [
    { de: pairSentences(explanation, 'de').at(-1)!, en: pairSentences(explanation, 'en').at(-1)! },
    ...told.map((each): Words => ({ de: comparisonSentence(withDates(each, 'de'), 'de'), en: comparisonSentence(withDates(each, 'en'), 'en') })),
    ...(missing.length === 0 ? [] : [{ de: `Auf einer Seite leer und daher nicht verglichen: ${missing.map((name) => name.de).join(', ')}.`, en: `Empty on one side and therefore not compared: ${missing.map((name) => name.en).join(', ')}.` }]),
  ]
}

/** Birth dates as people of a language write them. */
function withDates(comparison: ExplainedComparison, language: 'de' | 'en'): ExplainedComparison {
  if (comparison.kind !== 'date') return comparison
  const written = (date: string | null): string | null => (date === null ? null : dateWords(date)[language])
  return { ...comparison, leftValue: written(comparison.leftValue), rightValue: written(comparison.rightValue) }
}

function nameOf({ kind, name }: ExplainedComparison): Words {
  if (kind !== 'other') return comparisonNames[kind]
  const column = name.slice('other:'.length)
  return fieldWords[column as FieldName] ?? { de: column, en: column }
}
