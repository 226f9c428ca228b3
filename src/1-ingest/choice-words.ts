import { foldWords } from '../model/fold-text.ts'

/** What words of exports mean in columns of a closed choice, folded; German and English. Words that can mean two things are left out. */
const meanings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  origin: { online: 'online|web|website|app|selbst|selbst registriert|online registrierung|self|self registered|widget|internet', staff: 'staff|mitarbeiter|vor ort|theke|desk|empfang|rezeption|studio|buero|office|manuell|manual|admin|import', unknown: 'unbekannt|unknown' },
  state: {
    active: 'aktiv|laufend|active|running|current|laeuft', paused: 'pausiert|pause|ruht|ruhend|stillgelegt|paused|frozen|suspended|on hold', future: 'zukuenftig|kuenftig|geplant|vorgemerkt|future|upcoming|scheduled|pending',
    ended: 'beendet|abgelaufen|inaktiv|ended|expired|inactive|terminated|storniert|cancelled|canceled',
  },
  interval: {
    weekly: 'woechentlich|woche|weekly|week|1 week', 'two-weekly': '14 taegig|14 taeglich|zweiwoechentlich|alle zwei wochen|alle 2 wochen|two weekly|biweekly|bi weekly|fortnightly|every two weeks|every 2 weeks|2 weeks',
    monthly: 'monatlich|monat|mtl|monthly|month|1 month', quarterly: 'vierteljaehrlich|quartalsweise|quartal|quarterly|quarter|3 months', 'half-yearly': 'halbjaehrlich|half yearly|semi annual|semiannual|6 months', yearly: 'jaehrlich|jahr|yearly|annual|annually|year|12 months',
  },
  channel: { email: 'e mail|email|mail', sms: 'sms', letter: 'brief|post|letter', other: 'sonstige|sonstiges|anderes|telefon|anruf|phone|call|other|whatsapp|chat' },
}

/** What a word of an export means in a column of a closed choice, or undefined where that is not known. */
export function meaningOf(column: string, word: string): string | undefined {
  const folded = foldWords(word)
  return Object.entries(meanings[column] ?? {}).find(([meaning, list]) => foldWords(meaning) === folded || list.split('|').includes(folded))?.[0]
}
