import type { Dictionary } from './de.ts'
import type { LanguageName } from './language.ts'

/** What the page says otherwise where its plan ends memberships: nobody is merged, and nobody disappears. */
type Otherwise = Pick<Dictionary, 'found' | 'foundNone' | 'list' | 'pickOne' | 'mergeId' | 'leftOutNothing' | 'loaded' | 'keyWords' | 'helpText' | 'lead' | 'fewer' | 'totalsExplain' | 'stays' | 'tasksExplain' | 'views' | 'outcomes' | 'verdicts' | 'usualReasons' | 'refused'>

export function endingWords(name: LanguageName, usual: Dictionary): Otherwise {
  const { views, outcomes, verdicts, usualReasons } = usual
  return name === 'de' ? {
    found: (count, text) => count === 1 ? '1 Beendigung' : `${text} Beendigungen`,
    foundNone: 'Keine Beendigung passt zu Suche und Filter.',
    list: 'Liste der Beendigungen', pickOne: 'Links eine Beendigung wählen.', mergeId: 'Beendigung',
    leftOutNothing: 'Nichts: Alle Beendigungen des Plans stehen hier.',
    loaded: (count, unknown) => `${count === 1 ? 'Eine Entscheidung' : `${count} Entscheidungen`} übernommen${unknown > 0 ? `; ohne Beendigung in diesem Bericht: ${unknown}` : ''}.`,
    keyWords: [['j', 'nächste Beendigung'], ['k', 'vorige Beendigung'], ['Enter', 'öffnen und lesen'], ['Esc', 'zurück zur Liste'], ['m', 'freigeben'], ['l', 'so lassen'], ['/', 'suchen'], ['?', 'diese Hilfe']],
    helpText: ['Links steht die Liste, rechts die gewählte Beendigung: was endet, was davon abhängt und in welchen Schritten.', ...usual.helpText.slice(1)],
    lead: (records, _systems, merges) => `Es geht um das Ende ${merges === '1' ? 'einer Mitgliedschaft' : `von ${merges} Mitgliedschaften`}; im Export stehen ${records} Kunden.`,
    fewer: () => 'beendet heißt nicht entfernt: Niemand verschwindet',
    totalsExplain: 'Guthaben und Pakete bleiben gleich; was künftig nicht mehr eingezogen wird, ist als Korrektur benannt.',
    stays: 'Kunde',
    tasksExplain: 'Diese Schritte kann kein Programm tun. Sie gelten erst, wenn die Beendigung freigegeben ist.',
    views: { ...views, merges: 'Beendigungen' },
    outcomes: { ...outcomes, review: { ...outcomes.review, explain: 'Ein Mensch liest die Schritte und gibt sie frei.' } },
    verdicts: { ...verdicts, merge: { ...verdicts.merge, name: 'Freigeben', short: 'Frei', explain: 'Die Schritte werden ausgegeben' } },
    usualReasons: { ...usualReasons, merge: 'Geprüft: Kündigung liegt vor' },
    refused: 'Was einer Beendigung im Weg steht',
  } : {
    found: (count, text) => count === 1 ? '1 ending' : `${text} endings`,
    foundNone: 'No ending fits the search and the filter.',
    list: 'List of endings', pickOne: 'Choose an ending on the left.', mergeId: 'Ending',
    leftOutNothing: 'Nothing: every ending of the plan is here.',
    loaded: (count, unknown) => `${count === 1 ? 'One decision' : `${count} decisions`} taken over${unknown > 0 ? `; without an ending in this report: ${unknown}` : ''}.`,
    keyWords: [['j', 'next ending'], ['k', 'previous ending'], ['Enter', 'open and read'], ['Esc', 'back to the list'], ['m', 'approve'], ['l', 'leave'], ['/', 'search'], ['?', 'this help']],
    helpText: ['The list is on the left, the chosen ending on the right: what ends, what depends on it and in which steps.', ...usual.helpText.slice(1)],
    lead: (records, _systems, merges) => `This is about the end of ${merges === '1' ? 'one membership' : `${merges} memberships`}; the exports hold ${records} customers.`,
    fewer: () => 'ended is not removed: nobody disappears',
    totalsExplain: 'Credit and packages stay the same; what is no longer charged is named as a correction.',
    stays: 'Customer',
    tasksExplain: 'No program can do these steps. They hold only when the ending is approved.',
    views: { ...views, merges: 'Endings' },
    outcomes: { ...outcomes, review: { ...outcomes.review, explain: 'A person reads the steps and approves them.' } },
    verdicts: { ...verdicts, merge: { ...verdicts.merge, name: 'Approve', short: 'Approve', explain: 'The steps are handed out' } },
    usualReasons: { ...usualReasons, merge: 'Checked: notice was given' },
    refused: 'What stands in the way of an ending',
  }
}
