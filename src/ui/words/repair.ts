import type { Dictionary } from './de.ts'
import type { LanguageName } from './language.ts'

/** What the page says otherwise where its plan is a repair: nothing is merged, customers are taken apart. */
type Otherwise = Pick<Dictionary, 'found' | 'foundNone' | 'list' | 'pickOne' | 'mergeId' | 'leftOutNothing' | 'loaded' | 'keyWords' | 'helpText' | 'lead' | 'fewer' | 'totalsExplain' | 'stays' | 'goes' | 'tasksExplain' | 'views' | 'outcomes' | 'verdicts' | 'usualReasons' | 'refused' | 'notices' | 'goesSign' | 'actions'>

export function repairWords(name: LanguageName, usual: Dictionary): Otherwise {
  const { views, outcomes, verdicts, usualReasons, actions } = usual
  return name === 'de' ? {
    found: (count, text) => count === 1 ? '1 Reparatur' : `${text} Reparaturen`,
    foundNone: 'Keine Reparatur passt zu Suche und Filter.',
    list: 'Liste der Reparaturen', pickOne: 'Links eine Reparatur wählen.', mergeId: 'Reparatur',
    leftOutNothing: 'Nichts: Alle Reparaturen des Plans stehen hier.',
    loaded: (count, unknown) => `${count === 1 ? 'Eine Entscheidung' : `${count} Entscheidungen`} übernommen${unknown > 0 ? `; ohne Reparatur in diesem Bericht: ${unknown}` : ''}.`,
    keyWords: [['j', 'nächste Reparatur'], ['k', 'vorige Reparatur'], ['Enter', 'öffnen und lesen'], ['Esc', 'zurück zur Liste'], ['m', 'Schritte freigeben'], ['l', 'so lassen'], ['/', 'suchen'], ['?', 'diese Hilfe']],
    helpText: ['Links steht die Liste, rechts die gewählte Reparatur: wer verbleibt, wer neu angelegt wird, was zurückgeht und in welchen Schritten.', ...usual.helpText.slice(1)],
    lead: (records, _systems, merges) => `Unter ${records} Kunden ${merges === '1' ? 'ist ein Konto, in das' : `sind ${merges} Konten, in die`} ein anderes Programm weitere Kunden zusammengeführt hat.`,
    fewer: (count) => `${count.replace('-', '')} mehr, wenn alle Schritte getan sind`,
    totalsExplain: 'Was zurückgegeben wird, wird vorher ausgetragen und zu Preis 0 eingetragen: Beträge und laufende Abos bleiben gleich, nur Kunden kommen hinzu.',
    stays: 'Verbliebenes Konto', goes: 'Wird neu angelegt', goesSign: '↺',
    tasksExplain: 'Diese Schritte kann kein Programm tun. Sie gelten erst, wenn die Reparatur freigegeben ist.',
    views: { ...views, merges: 'Reparaturen' },
    outcomes: { ...outcomes, review: { ...outcomes.review, explain: 'Ein Mensch liest die Schritte und gibt sie frei.' } },
    verdicts: { ...verdicts, merge: { ...verdicts.merge, name: 'Schritte freigeben', short: 'Frei', explain: 'Die Schritte werden ausgegeben' } },
    usualReasons: { ...usualReasons, merge: 'Geprüft: im anderen Programm irrtümlich zusammengeführt' },
    actions: { ...actions, end: 'wird entfernt' },
    refused: 'Was einer Reparatur im Weg steht',
    notices: 'Was die Kunden merken und was nicht wiederkommt',
  } : {
    found: (count, text) => count === 1 ? '1 repair' : `${text} repairs`,
    foundNone: 'No repair fits the search and the filter.',
    list: 'List of repairs', pickOne: 'Choose a repair on the left.', mergeId: 'Repair',
    leftOutNothing: 'Nothing: every repair of the plan is here.',
    loaded: (count, unknown) => `${count === 1 ? 'One decision' : `${count} decisions`} taken over${unknown > 0 ? `; without a repair in this report: ${unknown}` : ''}.`,
    keyWords: [['j', 'next repair'], ['k', 'previous repair'], ['Enter', 'open and read'], ['Esc', 'back to the list'], ['m', 'approve the steps'], ['l', 'leave'], ['/', 'search'], ['?', 'this help']],
    helpText: ['The list is on the left, the chosen repair on the right: which account remains, who is created again, what goes back and in which steps.', ...usual.helpText.slice(1)],
    lead: (records, _systems, merges) => `Among ${records} customers ${merges === '1' ? 'there is one account' : `there are ${merges} accounts`} into which another program merged further customers.`,
    fewer: (count) => `${count.replace('-', '')} more when all steps are done`,
    totalsExplain: 'What is given back is taken off first and entered at price 0: amounts and running subscriptions stay the same, only customers are added.',
    stays: 'Account that remains', goes: 'Created again', goesSign: '↺',
    tasksExplain: 'No program can do these steps. They hold only when the repair is approved.',
    views: { ...views, merges: 'Repairs' },
    outcomes: { ...outcomes, review: { ...outcomes.review, explain: 'A person reads the steps and approves them.' } },
    verdicts: { ...verdicts, merge: { ...verdicts.merge, name: 'Approve steps', short: 'Approve', explain: 'The steps are handed out' } },
    usualReasons: { ...usualReasons, merge: 'Checked: merged by mistake in the other program' },
    actions: { ...actions, end: 'is removed' },
    refused: 'What stands in the way of a repair',
    notices: 'What the customers will notice, and what does not come back',
  }
}
