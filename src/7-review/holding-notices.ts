import { dateWords } from '../model/date-words.ts'
import type { Holding, HoldingOf } from '../model/holding.ts'
import { byCodeUnit } from '../model/json.ts'
import type { PlannedMerge } from '../model/plan.ts'
import type { RecordId } from '../model/record.ts'
import type { Words } from '../model/words.ts'

/** Whether somebody of this name works for the studio; null where the exports of the system do not say who does. */
export type StaffLookup = (name: string, owner: RecordId) => boolean | null

/** What groups, follow-ups and votes of a merge must be said of: nothing here stops it, and nobody would see it otherwise. */
export function holdingNotices({ operations, holdings }: Pick<PlannedMerge, 'operations' | 'holdings'>, isStaff: StaffLookup): readonly Words[] {
  const moved = new Set(operations.flatMap((each) => (each.type === 'move_holding' ? [each.holding] : [])))
  const those = holdings.filter((holding) => moved.has(holding.id))
  return [...groupNotices(those), ...those.flatMap((holding) => (holding.kind === 'note' ? followUpNotice(holding, isStaff) : [])), ...voteNotices(holdings)]
}

/** Being in another group can begin mailings, which the customer did not ask for with this account. */
function groupNotices(moved: readonly Holding[]): readonly Words[] {
  return moved.flatMap((holding): readonly Words[] => (holding.kind !== 'group' || holding.steers === 'nothing' ? [] : [holding.steers === 'mailing'
    ? { de: `Mit der Gruppe „${holding.name}“ beginnen deren Mitteilungen im bleibenden Konto.`, en: `With the group “${holding.name}” its mailings begin in the account that stays.` }
    : { de: `Der Kunde kommt in die Gruppe „${holding.name}“; Gebuchtes behält seinen Preis.`, en: `The customer comes into the group “${holding.name}”; what is booked keeps its price.` }]))
}

function followUpNotice(note: HoldingOf<'note'>, isStaff: StaffLookup): readonly Words[] {
  if (note.followUpOn === null) return []
  const [title, on] = [note.title ?? note.id, dateWords(note.followUpOn)]
  const open = { de: `Wiedervorlage „${title}“ am ${on.de}`, en: `Follow-up “${title}” on ${on.en}` }
  if (note.informStaff === null) return [{ de: `${open.de}: Es steht nicht da, wer informiert wird; bitte eintragen.`, en: `${open.en}: it does not say who is informed; please enter somebody.` }]
  if (isStaff(note.informStaff, note.owner) === false) return [{ de: `${open.de} für ${note.informStaff}: Unter den Mitarbeitenden steht niemand dieses Namens; bitte prüfen, wer sie bekommt.`, en: `${open.en} for ${note.informStaff}: nobody of this name is among the staff; please check who gets it.` }]
  return [{ de: `${open.de} bleibt offen, für ${note.informStaff}.`, en: `${open.en} stays open, for ${note.informStaff}.` }]
}

/** A vote counts for ever; whoever voted on two accounts may have been given two vouchers. */
function voteNotices(holdings: readonly Holding[]): readonly Words[] {
  const votes = holdings.filter((holding): holding is HoldingOf<'surveyVote'> => holding.kind === 'surveyVote')
  const surveys = [...new Set(votes.map((vote) => vote.survey))].toSorted(byCodeUnit)
  return surveys.flatMap((survey): readonly Words[] => {
    const those = votes.filter((vote) => vote.survey === survey)
    if (new Set(those.map((vote) => vote.owner)).size < 2) return []
    const codes = [...new Set(those.flatMap((vote) => vote.voucher ?? []))].toSorted(byCodeUnit)
    const vouchers = codes.length === 0 ? { de: '', en: '' } : codes.length === 1
      ? { de: ` Dafür gab es einen Gutschein: ${codes[0]}.`, en: ` A voucher was given for it: ${codes[0]}.` }
      : { de: ` Dafür gab es ${codes.length} Gutscheine: ${codes.join(', ')}.`, en: ` ${codes.length} vouchers were given for it: ${codes.join(', ')}.` }
    return [{ de: `In der Umfrage „${survey}“ wurde mit mehreren Konten abgestimmt; alle Stimmen bleiben gezählt, wie sie abgegeben wurden.${vouchers.de}`, en: `In the survey “${survey}” several of these accounts voted; all votes stay counted as they were cast.${vouchers.en}` }]
  })
}
