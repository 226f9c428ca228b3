import type { HoldingKind } from './holding.ts'

/**
 * Columns of a customer export in which a program shows how many entries each of its tabs holds. They are used where the
 * entries themselves were not exported, and as control totals where they were. Several tabs may hold one kind.
 */
export const countColumns = {
  countContracts: 'contract', countInstalments: 'instalment', countOffers: 'offer', countInvoices: 'invoice', countEmails: 'communication', countTextMessages: 'communication', countLetters: 'communication',
  countDocuments: 'document', countNotes: 'note',
} as const satisfies Readonly<Record<string, HoldingKind>>

export const countColumnNames = Object.keys(countColumns) as readonly (keyof typeof countColumns)[]

/** Entries by kind as the program counts them; a kind that no column names is left out. */
export type TabCounts = Readonly<Partial<Record<HoldingKind, number>>>
