import type { RecordId, SourceRecord } from '../model/record.ts'
import type { Words } from '../model/words.ts'
import { joinedWords } from './holding-words.ts'
import { nameOf } from './record-name.ts'

/** Somebody who shares the address and family name, or the telephone number, of a member and is another customer. */
export type Housemate = { readonly record: RecordId; readonly address: boolean; readonly phone: boolean }

/** A sentence for each: who it is and what is shared. */
export function householdWords(housemates: readonly Housemate[], recordOf: (id: RecordId) => SourceRecord): readonly Words[] {
  return housemates.map(({ record, address, phone }): Words => {
    const name = `${nameOf(recordOf(record))} (${record})`
    const shared = joinedWords([
      ...(address ? [{ de: 'gleiche Anschrift und gleicher Nachname', en: 'same address and family name' }] : []),
      ...(phone ? [{ de: 'gleiche Telefonnummer', en: 'same telephone number' }] : []),
    ], ', ')
    return { de: `${name}: ${shared.de}.`, en: `${name}: ${shared.en}.` }
  })
}
