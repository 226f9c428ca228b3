import { hashOf } from './json.ts'
import type { RecordId } from './record.ts'

/** What is remembered of a set of members however often their merge was taken back: 16 hexadecimal digits. The key of `StoreState.attempts`. */
export function membersKey(members: readonly RecordId[]): string {
  return hashOf(members.toSorted()).slice(0, 16)
}

/** `m-` and 16 hexadecimal digits of the sorted member ids and the attempt: the same in every run. */
export function mergeId(members: readonly RecordId[], attempt: number): string {
  return `m-${hashOf([members.toSorted(), attempt]).slice(0, 16)}`
}

/** The id of a repair of a merge made elsewhere: the same for the same members, so that it is planned and applied once. */
export function repairId(members: readonly RecordId[]): string {
  return `r-${membersKey(members)}`
}

/** Whether an id is that of a repair. */
export function isRepair(merge: string): boolean {
  return merge.startsWith('r-')
}
