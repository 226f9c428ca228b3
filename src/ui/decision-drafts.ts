import type { Decision, Decisions } from '../model/decision.ts'
import type { ReportHead } from '../7-review/report-html.ts'

export type Verdict = Decision['verdict']
export type Override = Decision['overrides'][number]

/** What the reader said of one merge so far; becomes a decision when it has a verdict and is saved under a name. */
export type Draft = Pick<Decision, 'reason' | 'overrides' | 'at'> & { readonly verdict: Verdict | null }
export type Drafts = ReadonlyMap<string, Draft>

export const emptyDraft: Draft = { verdict: null, reason: '', overrides: [], at: '' }

/** The drafts as a decisions file, sorted by merge: the same decisions give the same file. */
export function decisionsOf(head: ReportHead, drafts: Drafts, reviewer: string): Decisions {
  const decisions = head.rows.flatMap((row): readonly Decision[] => {
    const draft = drafts.get(row.id)
    if (draft === undefined || draft.verdict === null) return []
    // A changed result means something only where the merge is made.
    return [{ merge: row.id, mergeHash: row.hash, verdict: draft.verdict, reviewer, at: draft.at, reason: draft.reason.trim(), overrides: draft.verdict === 'merge' ? draft.overrides : [] }]
  })
  return { version: 1, planHash: head.planHash, decisions: decisions.toSorted((left, right) => (left.merge < right.merge ? -1 : 1)) }
}

/** How many drafts would become decisions, and how many of those still lack a reason. */
export function countsOf(drafts: Drafts): { readonly decided: number; readonly withoutReason: number } {
  const decided = [...drafts.values()].filter((draft) => draft.verdict !== null)
  return { decided: decided.length, withoutReason: decided.filter((draft) => draft.reason.trim() === '').length }
}

export type Loaded =
  | { readonly problem: null; readonly drafts: Drafts; readonly reviewer: string; readonly unknown: number }
  | { readonly problem: 'unreadable' | 'otherPlan' }

/** Reads a decisions file back to go on with it. Decisions on merges that this page does not show are counted, not kept. */
export function draftsFrom(text: string, head: ReportHead): Loaded {
  const file = parsed(text)
  if (file === null) return { problem: 'unreadable' }
  if (file.planHash !== head.planHash) return { problem: 'otherPlan' }
  const hashes = new Map(head.rows.map((row) => [row.id, row.hash]))
  const known = file.decisions.filter((each) => hashes.get(each.merge) === each.mergeHash)
  return {
    problem: null,
    drafts: new Map(known.map(({ merge, verdict, reason, overrides, at }) => [merge, { verdict, reason, overrides, at }])),
    reviewer: known.at(-1)?.reviewer ?? '',
    unknown: file.decisions.length - known.length,
  }
}

function parsed(text: string): Decisions | null {
  try {
    const file = JSON.parse(text) as Partial<Decisions> | null
    const whole = file?.version === 1 && typeof file.planHash === 'string' && Array.isArray(file.decisions)
      && file.decisions.every((each: Partial<Decision> | null) => typeof each?.merge === 'string' && typeof each.mergeHash === 'string' && ['merge', 'leave', 'never'].includes(String(each.verdict)) && typeof each.reason === 'string' && Array.isArray(each.overrides))
    return whole ? file as Decisions : null
  } catch {
    return null
  }
}
