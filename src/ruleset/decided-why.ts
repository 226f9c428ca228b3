import type { Merge } from '../model/merge.ts'
import { refusalWords } from '../model/refusal-words.ts'
import type { Words } from '../model/words.ts'
import type { Ruleset } from './ruleset.ts'

/** `decidedBy` of a merge that was proposed from the review band. */
export const REVIEW_BAND = 'review-band'

/** `decidedBy` where no decision rule held: a person decides. */
export const FALLBACK_RULE = 'fallback'

/** `decidedBy` of a repair: a person said, or two exports showed, that another program merged these. */
export const REPAIR = 'REPAIR'

/** `decidedBy` of an ending: a person asked for it. */
export const ENDING = 'ENDING'

/** Why a merge has its outcome: the sentence of the refusal, or the reason of the decision rule, named by `decidedBy`. */
export function decidedWhy(merge: Pick<Merge, 'decidedBy' | 'refusals'>, rules: Pick<Ruleset, 'decisions'>): Words {
  const refusal = merge.refusals.find((each) => each.code === merge.decidedBy)
  if (refusal !== undefined) return refusalWords(refusal)
  const rule = rules.decisions.find((each) => each.id === merge.decidedBy)
  if (rule !== undefined) return rule.why
  if (merge.decidedBy === REPAIR) return { de: 'Diese Kunden wurden in einem anderen Programm zusammengeführt, das es nicht zurücknehmen kann. Die Schritte trennen sie wieder; eine Person gibt sie frei.', en: 'These customers were merged in another program, which cannot take it back. The steps take them apart again; a person approves them.' }
  if (merge.decidedBy === ENDING) return { de: 'Jemand hat das Ende einer Mitgliedschaft verlangt, verschoben oder zurückgenommen; eine Person gibt es frei.', en: 'Somebody asked for the end of a membership, moved it or took it back; a person approves it.' }
  if (merge.decidedBy === REVIEW_BAND) return { de: 'Die Übereinstimmung reicht nicht, ist aber einen Blick wert.', en: 'The agreement is not enough, but worth a look.' }
  return { de: 'Keine Regel hat entschieden, also entscheidet eine Person.', en: 'No rule decided, so a person does.' }
}
