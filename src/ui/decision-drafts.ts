import type { Decision, Decisions } from '../model/decision.ts'
import type { ReportHead } from '../7-review/report-html.ts'

export type Verdict = Decision['verdict']
export type Override = Decision['overrides'][number]

/** What the reader said of one merge so far; becomes a decision when it has a verdict and is saved under a name. */
export type Draft = Pick<Decision, 'reason' | 'overrides' | 'at' | 'credits' | 'endings'> & { readonly verdict: Verdict | null }
export type Drafts = ReadonlyMap<string, Draft>

/** The reader's own drafts, and the decisions of a file that was opened: those keep the name they were made under. */
export type Review = { readonly drafts: Drafts; readonly earlier: readonly Decision[] }

export const emptyDraft: Draft = { verdict: null, reason: '', overrides: [], at: '' }
export const emptyReview: Review = { drafts: new Map(), earlier: [] }

/** Everything decided, as a file, sorted by merge and reviewer: the same decisions give the same file. The reader's own replace what stands under the same name. */
export function decisionsOf(head: ReportHead, review: Review, reviewer: string): Decisions {
  const own = head.rows.flatMap((row): readonly Decision[] => {
    const draft = review.drafts.get(row.id)
    if (draft === undefined || draft.verdict === null) return []
    // A changed result means something only where the merge is made.
    return [{ merge: row.id, mergeHash: row.hash, verdict: draft.verdict, reviewer, at: draft.at, reason: draft.reason.trim(), overrides: draft.verdict === 'merge' ? draft.overrides : [], ...(draft.verdict === 'merge' && draft.credits !== undefined && draft.credits.length > 0 ? { credits: draft.credits } : {}), ...(draft.verdict === 'merge' && draft.endings !== undefined && draft.endings.length > 0 ? { endings: draft.endings } : {}) }]
  })
  const replaced = new Set(own.map((each) => each.merge))
  const decisions = [...own, ...review.earlier.filter((each) => each.reviewer !== reviewer || !replaced.has(each.merge))]
  return { version: 1, planHash: head.planHash, decisions: decisions.toSorted((left, right) => compare(left.merge, right.merge) || compare(left.reviewer, right.reviewer)) }
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

/** How many merges are decided, by the reader or before, and how many of the reader's drafts still lack a reason. */
export function countsOf(review: Review): { readonly decided: number; readonly withoutReason: number } {
  const own = [...review.drafts].filter(([, draft]) => draft.verdict !== null)
  return {
    decided: new Set([...own.map(([merge]) => merge), ...review.earlier.map((each) => each.merge)]).size,
    withoutReason: own.filter(([, draft]) => draft.reason.trim() === '').length,
  }
}

/** What is said of a merge: the reader's verdict, else the one of an opened file. */
export function verdictOf(review: Review, merge: string): Verdict | null {
  return review.drafts.get(merge)?.verdict ?? review.earlier.find((each) => each.merge === merge)?.verdict ?? null
}

export type Loaded =
  | { readonly problem: null; readonly decisions: readonly Decision[]; readonly unknown: number }
  | { readonly problem: 'unreadable' | 'otherPlan' }

/** Reads a decisions file back to go on with it. Decisions on merges that this page does not show are counted, not kept. */
export function loadDecisions(text: string, head: ReportHead): Loaded {
  const file = parsed(text)
  if (file === null) return { problem: 'unreadable' }
  if (file.planHash !== head.planHash) return { problem: 'otherPlan' }
  const hashes = new Map(head.rows.map((row) => [row.id, row.hash]))
  const decisions = file.decisions.filter((each) => hashes.get(each.merge) === each.mergeHash)
  return { problem: null, decisions, unknown: file.decisions.length - decisions.length }
}

function parsed(text: string): Decisions | null {
  try {
    const file = JSON.parse(text) as Partial<Decisions> | null
    const whole = file?.version === 1 && typeof file.planHash === 'string' && Array.isArray(file.decisions) && file.decisions.every(isDecision)
    return whole ? file as Decisions : null
  } catch {
    return null
  }
}

function isDecision(each: Partial<Decision> | null): boolean {
  return [each?.merge, each?.mergeHash, each?.reviewer, each?.at, each?.reason].every((text) => typeof text === 'string')
    && ['merge', 'leave', 'never'].includes(String(each?.verdict)) && Array.isArray(each?.overrides)
}
