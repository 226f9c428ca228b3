import type { RecordId } from '../model/record.ts'

/** Id of a customer of one system. */
export function recordIdOf(system: string, id: string): RecordId {
  return `${system}:${id}`
}
