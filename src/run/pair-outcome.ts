import { bits } from '../3-match/pair-sentences.ts'
import { REVIEW_FLOOR_MILLI_BITS } from '../model/verdict-bands.ts'
import type { Words } from '../model/words.ts'

/** Two records and what became of them: the question "why were they, or were they not, taken for one person". */
export type PairOutcome = {
  readonly weightMilliBits: number
  /** Whether a blocking rule found the pair. */
  readonly isFound: boolean
  /** Whether they share a cluster; then the way from one to the other, heaviest weakest link first. */
  readonly path: readonly { readonly left: string; readonly right: string; readonly weightMilliBits: number }[] | null
  /** Those of the two whom an earlier merge retired, with the customer they are now: they are no longer matched. */
  readonly retired: readonly { readonly record: string; readonly customer: string }[]
  /** How many records stand in the cluster of each, and what both clusters weigh as groups. */
  readonly sizes: readonly [number, number]
  readonly groupsMilliBits: number
  /** The pair of which a rule, a person or a system free of duplicates forbids that it shares a cluster: the two themselves, or one of each cluster; null where nothing does. */
  readonly forbidden: { readonly left: string; readonly right: string; readonly isThisPair: boolean } | null
}

/** The reason in one or two sentences. */
export function outcomeWords({ weightMilliBits, isFound, path, retired, sizes, groupsMilliBits, forbidden }: PairOutcome): Words {
  if (retired.length > 0) return retiredWords(retired)
  if (path !== null) return togetherWords(weightMilliBits, path)
  const apart = { de: 'Sie stehen in verschiedenen Gruppen.', en: 'They stand in different clusters.' }
  const because = (de: string, en: string): Words => ({ de: `${apart.de} ${de}`, en: `${apart.en} ${en}` })
  if (forbidden !== null) return because(...forbiddenWords(forbidden))
  if (weightMilliBits <= 0) {
    return weightMilliBits >= REVIEW_FLOOR_MILLI_BITS
      ? because('Das Gewicht reicht nicht (es müsste über 0 liegen), ist aber einen Blick wert.', 'The weight is not enough (it would have to be above 0), but worth a look.')
      : because('Das Gewicht reicht nicht: Es müsste über 0 liegen.', 'The weight is not enough: it would have to be above 0.')
  }
  if (!isFound) return because('Das Gewicht würde reichen, aber keine Blockregel hat das Paar gefunden: Es wurde nie verglichen.', 'The weight would be enough, but no blocking rule found the pair: it was never compared.')
  const [left, right] = sizes
  return because(
    `Für sich allein würde das Paar reichen, aber die Gruppen als Ganze (${left} und ${right} Datensätze) passen nicht zusammen: ${bits(groupsMilliBits, 'de')}.`,
    `The pair alone would be enough, but the clusters as wholes (${left} and ${right} records) do not agree: ${bits(groupsMilliBits, 'en')}.`,
  )
}

/** A third record can stand between the two: it is named, so that it can be asked about. */
function forbiddenWords({ left, right, isThisPair }: NonNullable<PairOutcome['forbidden']>): readonly [string, string] {
  return isThisPair
    ? ['Sie dürfen nicht zusammenkommen: eine Regel, eine Entscheidung oder ein System ohne Dubletten steht dagegen.', 'They may not come together: a rule, a decision or a system free of duplicates stands against it.']
    : [`Zwischen den Gruppen dürfen ${left} und ${right} nicht zusammenkommen: eine Regel, eine Entscheidung oder ein System ohne Dubletten steht dagegen.`, `Between the clusters ${left} and ${right} may not come together: a rule, a decision or a system free of duplicates stands against it.`]
}

function retiredWords(retired: PairOutcome['retired']): Words {
  const each = (now: string): string => retired.map(({ record, customer }) => `${record} ${now} ${customer}`).join(', ')
  return {
    de: `Eine frühere Zusammenführung hat das entschieden: ${each('gehört jetzt zu')}. Ein stillgelegter Datensatz wird nicht mehr verglichen.`,
    en: `An earlier merge decided that: ${each('now belongs to')}. A retired record is no longer compared.`,
  }
}

function togetherWords(weightMilliBits: number, path: NonNullable<PairOutcome['path']>): Words {
  if (path.length === 0) return { de: 'Sie stehen in einer Gruppe, weil eine Person es so entschieden hat.', en: 'They stand in one cluster because a person decided so.' }
  if (path.length === 1) return { de: 'Sie stehen in einer Gruppe, direkt verbunden.', en: 'They stand in one cluster, linked directly.' }
  const weakest = path.reduce((least, link) => Math.min(least, link.weightMilliBits), Number.POSITIVE_INFINITY)
  const links = (language: 'de' | 'en'): string => path.map((link) => `${link.left} – ${link.right} (${bits(link.weightMilliBits, language)})`).join(', ')
  const alone: Words = weightMilliBits > 0 ? { de: '', en: '' } : { de: ' Für sich allein würde das Paar nicht reichen.', en: ' The pair alone would not be enough.' }
  return {
    de: `Sie stehen in einer Gruppe und hängen zusammen über: ${links('de')}; das schwächste Glied wiegt ${bits(weakest, 'de')}.${alone.de}`,
    en: `They stand in one cluster and hang together over: ${links('en')}; the weakest link weighs ${bits(weakest, 'en')}.${alone.en}`,
  }
}
