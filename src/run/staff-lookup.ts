import type { StaffLookup } from '../7-review/holding-notices.ts'
import { foldWords } from '../model/fold-text.ts'
import { systemOf, type SourceRecord } from '../model/record.ts'

/** The names of a studio's people, folded, by system: of the records that are marked as staff. */
export type StaffNames = ReadonlyMap<string, ReadonlySet<string>>

export function staffNames(records: readonly SourceRecord[]): StaffNames {
  const names = new Map<string, Set<string>>()
  for (const { system, flags, fields } of records) {
    if (flags.staff !== true) continue
    const known = names.get(system) ?? new Set<string>()
    const [given, family] = [foldWords(fields.givenName ?? ''), foldWords(fields.familyName ?? '')]
    for (const name of [given, family, `${given} ${family}`, `${family} ${given}`]) known.add(name)
    names.set(system, known)
  }
  return names
}

/** Knows them by their names; of a system without any it knows nothing. */
export function staffLookup(names: StaffNames): StaffLookup {
  return (name, owner) => names.get(systemOf(owner))?.has(foldWords(name)) ?? null
}
