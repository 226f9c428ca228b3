import { foldWords } from '../../model/fold-text.ts'
import type { Attendance, Booking } from '../../model/holding.ts'
import type { Participant } from '../../model/record.ts'
import { holdingsOfKind, type Member } from '../member.ts'
import type { RefusalCheck } from './pair-facts.ts'

/** ATTENDANCE_CONFLICT: the same person is booked into, or took part in, the same class on both records; nobody can be there twice. */
export const attendanceConflict: RefusalCheck = {
  asks: ['attendance', 'booking'],
  holds: (pair) => {
    const there = new Map<string, Taken[]>()
    for (const place of pair.before.flatMap(placesOf)) for (const key of keysOf(place)) there.set(key, [...(there.get(key) ?? []), place])
    const twice = placesOf(pair.source).filter((place) => keysOf(place).some((key) => there.get(key)?.some((other) => mayBeOnePlace(place, other))))
    return twice.length === 0 ? null : { count: twice.length, classes: [...new Set(twice.map((place) => place.name))].toSorted(), ids: twice.map((place) => place.id).toSorted() }
  },
}

type Taken = { readonly id: string; readonly name: string; readonly day: string | null; readonly slot: string | null; readonly system: string; readonly who: Participant | null }

/** What counts as being there; a booking that was cancelled takes no place. */
function placesOf(member: Member): readonly Taken[] {
  return [
    ...holdingsOfKind(member, 'booking').flatMap((booking) => placeOf(member, booking, booking.title, booking.startsOn)),
    ...holdingsOfKind(member, 'attendance').flatMap((attendance) => placeOf(member, attendance, attendance.course, attendance.attendedOn)),
  ]
}

function placeOf({ record }: Member, { id, slot, state, participant }: Booking | Attendance, name: string, day: string | null): readonly Taken[] {
  return state === 'cancelled' ? [] : [{ id, name, day, slot, system: record.system, who: record.participants.find((each) => each.id === participant) ?? null }]
}

/** The date of a class by its number, and by name and day; without either two entries cannot be told to be one. */
function keysOf({ name, day, slot }: Taken): readonly string[] {
  return [...(slot === null ? [] : [`slot\t${slot}`]), ...(day === null ? [] : [`${foldWords(name)}\t${day}`])]
}

/** Two classes of a day have two numbers in one system; another system has numbers of its own for the same class. */
function mayBeOnePlace(one: Taken, other: Taken): boolean {
  const toldApart = one.slot !== null && other.slot !== null && one.system === other.system && one.slot !== other.slot
  return !toldApart && mayBeOnePerson(one.who, other.who)
}

/** The customer, or the participant by name: the same child has another id on another account. */
function mayBeOnePerson(one: Participant | null, other: Participant | null): boolean {
  if (one === null || other === null) return one === other
  if (one.birthDate !== null && other.birthDate !== null && one.birthDate !== other.birthDate) return false
  return foldWords(one.givenName ?? one.id) === foldWords(other.givenName ?? other.id)
}
