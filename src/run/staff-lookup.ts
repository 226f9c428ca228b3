import type { StaffLookup } from '../7-review/holding-notices.ts'
import { foldWords } from '../model/fold-text.ts'
import { placeOf, textsOf } from '../model/field.ts'
import type { RecordContent } from '../model/record-json.ts'
import { systemOf, type SourceRecord } from '../model/record.ts'

/** The names of a studio's people, folded, by system: of the records that are marked as staff. */
export type StaffNames = ReadonlyMap<string, ReadonlySet<string>>

export function staffNames(records: readonly SourceRecord[]): StaffNames {
  const { add, names } = openStaffNames()
  for (const { system, flags, fields } of records) add({ system, flags, texts: textsOf(fields) })
  return names
}

const [givenName, familyName] = [placeOf('givenName'), placeOf('familyName')]

/** Gathers the names of records that come one by one. */
export function openStaffNames(): { readonly add: (record: Pick<RecordContent, 'system' | 'flags' | 'texts'>) => void; readonly names: StaffNames } {
  const names = new Map<string, Set<string>>()
  const add = ({ system, flags, texts }: Pick<RecordContent, 'system' | 'flags' | 'texts'>): void => {
    if (flags.staff !== true) return
    const known = names.get(system) ?? new Set<string>()
    const [given, family] = [foldWords(texts[givenName] ?? ''), foldWords(texts[familyName] ?? '')]
    for (const name of [given, family, `${given} ${family}`, `${family} ${given}`]) known.add(name)
    names.set(system, known)
  }
  return { add, names }
}

/** Knows them by their names; of a system without any it knows nothing. */
export function staffLookup(names: StaffNames): StaffLookup {
  return (name, owner) => names.get(systemOf(owner))?.has(foldWords(name)) ?? null
}
