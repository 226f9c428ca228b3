import { foldWords } from '../../model/fold-text.ts'
import type { Attendance, Booking } from '../../model/holding.ts'
import { holdingsOfKind, type Member } from '../member.ts'
import type { RefusalCheck } from './pair-facts.ts'

/** ATTENDANCE_CONFLICT: the same person is booked into, or took part in, the same class on both records; nobody can be there twice. */
export const attendanceConflict: RefusalCheck = {
  asks: ['attendance', 'booking'],
  holds: (pair) => {
    const there = new Set(pair.before.flatMap((member) => placesOf(member).map((place) => place.key)))
    const twice = placesOf(pair.source).filter((place) => there.has(place.key))
    return twice.length === 0 ? null : { count: twice.length, classes: [...new Set(twice.map((place) => place.name))].toSorted(), ids: twice.map((place) => place.id).toSorted() }
  },
}

type Taken = { readonly key: string; readonly name: string; readonly id: string }

/** What counts as being there; a booking that was cancelled takes no place. */
function placesOf(member: Member): readonly Taken[] {
  return [
    ...holdingsOfKind(member, 'booking').flatMap((booking) => placeOf(member, booking, booking.title, booking.startsOn)),
    ...holdingsOfKind(member, 'attendance').flatMap((attendance) => placeOf(member, attendance, attendance.course, attendance.attendedOn)),
  ]
}

/** The date of a class by its number, or by name and day; without either two entries cannot be told to be one. */
function placeOf(member: Member, holding: Booking | Attendance, name: string, day: string | null): readonly Taken[] {
  const when = holding.slot ?? (day === null ? null : `${foldWords(name)}\t${day}`)
  if (when === null || holding.state === 'cancelled') return []
  return [{ key: `${when}\t${whoOf(member, holding.participant)}`, name, id: holding.id }]
}

/** The customer, or the participant by name: the same child has another id on another account. */
function whoOf(member: Member, id: string | null): string {
  const participant = member.record.participants.find((each) => each.id === id)
  return participant === undefined ? '' : foldWords([participant.givenName ?? participant.id, participant.birthDate ?? ''].join(' '))
}
