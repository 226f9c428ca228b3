import type { Dictionary } from './de.ts'
import type { LanguageName } from './language.ts'

/** What the page says otherwise where its plan ends memberships: nobody is merged, and nobody disappears. */
type Otherwise = Pick<Dictionary, 'lead' | 'fewer' | 'totalsExplain' | 'stays' | 'tasksExplain' | 'views' | 'outcomes' | 'verdicts' | 'usualReasons' | 'refused'>

export function endingWords(name: LanguageName, usual: Dictionary): Otherwise {
  const { views, outcomes, verdicts, usualReasons } = usual
  return name === 'de' ? {
    lead: (records, _systems, merges) => `Unter ${records} Kunden ${merges === '1' ? 'endet eine Mitgliedschaft' : `enden ${merges} Mitgliedschaften`}.`,
    fewer: () => 'beendet heißt nicht entfernt: Niemand verschwindet',
    totalsExplain: 'Guthaben und Pakete bleiben gleich; was künftig nicht mehr eingezogen wird, ist als Korrektur benannt.',
    stays: 'Kunde',
    tasksExplain: 'Diese Schritte kann kein Programm tun. Sie gelten erst, wenn die Beendigung freigegeben ist.',
    views: { ...views, merges: 'Beendigungen' },
    outcomes: { ...outcomes, review: { ...outcomes.review, explain: 'Ein Mensch liest die Schritte und gibt sie frei.' } },
    verdicts: { ...verdicts, merge: { ...verdicts.merge, name: 'Beenden', short: 'Ende', explain: 'Das Ende wird eingetragen, die Schritte werden ausgegeben' } },
    usualReasons: { ...usualReasons, merge: 'Geprüft: Kündigung liegt vor' },
    refused: 'Was einer Beendigung im Weg steht',
  } : {
    lead: (records, _systems, merges) => `Among ${records} customers ${merges === '1' ? 'one membership ends' : `${merges} memberships end`}.`,
    fewer: () => 'ended is not removed: nobody disappears',
    totalsExplain: 'Credit and packages stay the same; what is no longer charged is named as a correction.',
    stays: 'Customer',
    tasksExplain: 'No program can do these steps. They hold only when the ending is approved.',
    views: { ...views, merges: 'Endings' },
    outcomes: { ...outcomes, review: { ...outcomes.review, explain: 'A person reads the steps and approves them.' } },
    verdicts: { ...verdicts, merge: { ...verdicts.merge, name: 'End it', short: 'End', explain: 'The end is entered and the steps are handed out' } },
    usualReasons: { ...usualReasons, merge: 'Checked: notice was given' },
    refused: 'What stands in the way of an ending',
  }
}
