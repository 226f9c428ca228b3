import { moneyMoved } from '../model/money-moved.ts'
import type { Operation } from '../model/operation.ts'

/** Whether operations move so much of a currency that two people must approve them. */
export function needsFourEyes(operations: readonly Operation[], fromMinor: bigint | null): boolean {
  return fromMinor !== null && [...moneyMoved(operations).values()].some((amount) => amount > 0n && amount >= fromMinor)
}
