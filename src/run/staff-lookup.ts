import type { StaffLookup } from '../7-review/holding-notices.ts'
import { foldWords } from '../model/fold-text.ts'
import { systemOf, type SourceRecord } from '../model/record.ts'

/** Knows the studio's people by the records that are marked as staff; of a system without any it knows nothing. */
export function staffLookup(records: readonly SourceRecord[]): StaffLookup {
  const names = new Map<string, Set<string>>()
  for (const { system, flags, fields } of records) {
    if (flags.staff !== true) continue
    const known = names.get(system) ?? new Set<string>()
    const [given, family] = [foldWords(fields.givenName ?? ''), foldWords(fields.familyName ?? '')]
    for (const name of [given, family, `${given} ${family}`, `${family} ${given}`]) known.add(name)
    names.set(system, known)
  }
  return (name, owner) => names.get(systemOf(owner))?.has(foldWords(name)) ?? null
}
