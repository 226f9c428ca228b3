import { foldWords } from '../model/fold-text.ts'
import { byCodeUnit } from '../model/json.ts'
import type { ParticipantMatch } from '../model/merge.ts'
import type { Participant, RecordId } from '../model/record.ts'
import type { Member } from './member.ts'

type Attendee = { readonly owner: RecordId; readonly participant: Participant }

/**
 * Compares the participants of all members. Equal ones (same names, no different birth dates) are proposed as combined;
 * the same name with different birth dates, and children born on one day, may be two people and are kept.
 */
export function matchParticipants(members: readonly Member[]): readonly ParticipantMatch[] {
  const all = members.flatMap((member) => member.record.participants.map((participant): Attendee => ({ owner: member.record.id, participant })))
  if (new Set(all.map((each) => each.owner)).size < 2) return []
  const sameName = groupsBy(all, nameKey).map((group): ParticipantMatch => ({ participants: group.map(reference), proposal: isOnePerson(group) ? 'combine' : 'keep' }))
  const sameDay = groupsBy(all, (each) => each.participant.birthDate)
    .filter((group) => new Set(group.map(nameKey)).size > 1)
    .map((group): ParticipantMatch => ({ participants: group.map(reference), proposal: 'keep' }))
  return [...sameName, ...sameDay].toSorted((a, b) => byCodeUnit(orderKey(a), orderKey(b)))
}

/** Groups of attendees of several owners with one key; without a key nobody is grouped. */
function groupsBy(all: readonly Attendee[], keyOf: (attendee: Attendee) => string | null): readonly (readonly Attendee[])[] {
  const groups = new Map<string, Attendee[]>()
  for (const attendee of all) {
    const key = keyOf(attendee)
    if (key === null) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [attendee])
    else group.push(attendee)
  }
  return [...groups.values()].filter((group) => new Set(group.map((each) => each.owner)).size > 1)
}

function nameKey({ participant }: Attendee): string | null {
  const givenName = foldWords(participant.givenName ?? '')
  return givenName === '' ? null : `${givenName}|${foldWords(participant.familyName ?? '')}`
}

/** One of each owner, and no two birth dates. */
function isOnePerson(group: readonly Attendee[]): boolean {
  const dates = new Set(group.map((each) => each.participant.birthDate).filter((date) => date !== null))
  return dates.size < 2 && new Set(group.map((each) => each.owner)).size === group.length
}

function reference({ owner, participant }: Attendee): { readonly owner: RecordId; readonly participant: string } {
  return { owner, participant: participant.id }
}

function orderKey(match: ParticipantMatch): string {
  return `${match.participants.map((each) => `${each.owner} ${each.participant}`).join(' ')} ${match.proposal}`
}
