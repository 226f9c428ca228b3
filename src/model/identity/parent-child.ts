import { foldWords } from '../fold-text.ts'
import { generationWords } from '../generation.ts'
import type { Participant, SourceRecord } from '../record.ts'
import { birthDatesConflict, yearsApart } from './birth-dates.ts'
import { shareMailbox } from './shared-email.ts'
import { givenNamesPlainlyDiffer } from './given-names.ts'

/** Years between a parent and a child, at least. */
const YEARS_BETWEEN = 15

/** Probably parent and child: a household with a generation between, junior and senior, or a child that attends on the other's account. */
export function isParentAndChild(left: SourceRecord, right: SourceRecord): boolean {
  return isGenerationApart(left, right) || isJuniorAndSenior(left, right) || attendsOn(left, right) || attendsOn(right, left)
}

function isGenerationApart(left: SourceRecord, right: SourceRecord): boolean {
  if (yearsApart(left.fields.birthDate, right.fields.birthDate) < YEARS_BETWEEN) return false
  return sameWords(left.fields.familyName, right.fields.familyName) || shareMailbox(left.fields, right.fields)
}

/** Letters that every such word begins with, so that most names need no closer look. */
const GENERATION = /j(un|r|nr)|s(en|r|nr)/i

function isJuniorAndSenior(left: SourceRecord, right: SourceRecord): boolean {
  if (!mayNameGeneration(left) || !mayNameGeneration(right)) return false
  const ours = generationsOf(left)
  const theirs = generationsOf(right)
  return (ours.has('junior') && theirs.has('senior')) || (ours.has('senior') && theirs.has('junior'))
}

function mayNameGeneration({ fields }: SourceRecord): boolean {
  return [fields.salutation, fields.title, fields.givenName, fields.familyName].some((part) => part !== undefined && GENERATION.test(part))
}

function generationsOf(record: SourceRecord): ReadonlySet<string | undefined> {
  const { title, givenName, familyName, salutation } = record.fields
  return new Set(foldWords([salutation, title, givenName, familyName].filter((part) => part !== undefined).join(' ')).split(' ').map((word) => generationWords.get(word)))
}

/** Whether `child` is a participant of `parent` who is not the parent in person. */
function attendsOn(child: SourceRecord, parent: SourceRecord): boolean {
  return parent.participants.some((participant) => isThePerson(participant, child) && isSomebodyElse(participant, parent))
}

function isThePerson(participant: Participant, record: SourceRecord): boolean {
  if (!sameWords(participant.givenName, record.fields.givenName)) return false
  if (participant.familyName !== null && record.fields.familyName !== undefined && !sameWords(participant.familyName, record.fields.familyName)) return false
  return !birthDatesConflict(participant.birthDate, record.fields.birthDate)
}

function isSomebodyElse(participant: Participant, owner: SourceRecord): boolean {
  const fields = participant.givenName === null ? {} : { givenName: participant.givenName }
  return givenNamesPlainlyDiffer(fields, owner.fields) || birthDatesConflict(participant.birthDate, owner.fields.birthDate)
}

function sameWords(left: string | null | undefined, right: string | null | undefined): boolean {
  const ours = foldWords(left ?? '')
  return ours !== '' && ours === foldWords(right ?? '')
}
