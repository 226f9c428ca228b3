import { type RefusalCode, refusalCodes } from '../model/refusal.ts'
import type { Words } from '../model/words.ts'

/** A refusal's sentence for a whole group of merges: the facts of the single case are left out. */
export function refusalTitle(code: RefusalCode): Words {
  return { de: withoutFacts(refusalCodes[code].de), en: withoutFacts(refusalCodes[code].en) }
}

function withoutFacts(sentence: string): string {
  return sentence
    .replaceAll(/ \([^()]*\{[^()]*\)/g, '')
    .replaceAll(/: \{\w+\}(?=[.;,])/g, '')
    .replaceAll(/\{\w+\}/g, '…')
}
