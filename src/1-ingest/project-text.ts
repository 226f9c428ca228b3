import { holdingKindNames, holdingKinds } from '../model/holding.ts'
import type { FoundForm } from './find-forms.ts'
import type { FileProposal } from './propose-file.ts'
import type { SystemProposal } from './propose-systems.ts'

/** A proposed project file, and what only a person can answer: each question stands in the text as well. */
export type ProjectText = { readonly text: string; readonly questions: readonly string[] }

type Language = 'de' | 'en'
type Ask = (question: string) => string

/** Writes `dublette.yaml` for the proposed systems, with the evidence and the open questions as comments. */
export function projectText(systems: readonly SystemProposal[], language: Language): ProjectText {
  const questions: string[] = []
  const ask: Ask = (question) => { questions.push(question); return `# ${sentence(language, 'FRAGE', 'QUESTION')}: ${question}` }
  const lines = [
    sentence(language, '# Vorgeschlagen aus dem Inhalt der Dateien. Bitte lesen, berichtigen, dann: dublette run', '# Proposed from what the files hold. Read it, correct it, then: dublette run'),
    `language: ${language}`,
    'timeZone: Europe/Berlin',
    'profile: default',
    'currency: EUR',
    'systems:',
    ...systems.flatMap((system) => systemLines(system, language, ask)),
  ]
  return { text: `${lines.join('\n')}\n`, questions }
}

function sentence(language: Language, de: string, en: string): string {
  return language === 'de' ? de : en
}

function systemLines(system: SystemProposal, language: Language, ask: Ask): readonly string[] {
  const kinds = new Set(system.files.filter((file) => file.missing.length === 0).map((file) => file.entity))
  const absent = holdingKindNames.filter((kind) => !kinds.has(kind))
  const neutral = system.files.every((file) => file.neutral)
  return [
    `  - name: ${system.name}`,
    ...originLines(system.files, system.name, language, ask).map((line) => `    ${line}`),
    ...(neutral ? ['    format: neutral'] : []),
    ...(absent.length === 0 ? [] : [
      `    # ${sentence(language, `Ohne Datei und daher unbekannt: ${absent.map((kind) => holdingKinds[kind].dePlural).join(', ')}. Was es hier gar nicht gibt, gehört in none:`, `No file, hence unknown: ${absent.map((kind) => holdingKinds[kind].enPlural).join(', ')}. What this system does not have at all belongs in none:`)}`,
      `    # none: [${absent.join(', ')}]`,
    ]),
    ...system.unsure.map((file) => `    ${ask(sentence(language, `Gehört ${file} zu ${system.name}? Keine Kundennummer darin kommt hier vor.`, `Does ${file} belong to ${system.name}? None of its customer ids occurs here.`))}`),
    '    files:',
    ...system.files.flatMap((file) => fileLines(file, neutral, language, ask)),
  ]
}

function originLines(files: readonly FileProposal[], name: string, language: Language, ask: Ask): readonly string[] {
  if (files.some((file) => file.entity === 'customer' && 'origin' in file.columns)) return ['origin: column']
  if (files.some((file) => 'loginUserName' in file.columns || (file.entity === 'login' && file.missing.length === 0))) return [`origin: has-login # ${sentence(language, 'online, wer einen Zugang hat', 'online are those who have a login')}`]
  return [ask(sentence(language, `Wie sind die Kunden von ${name} entstanden? origin: online | staff | has-login | column`, `How did the customers of ${name} come to be? origin: online | staff | has-login | column`)), 'origin: unknown']
}

function fileLines(file: FileProposal, neutral: boolean, language: Language, ask: Ask): readonly string[] {
  const head = [`- file: ${yamlText(file.sample.file)}`, `  entity: ${file.entity}`]
  if (neutral) return head.map((line) => `      ${line}`)
  const body = [
    ...writtenLines(file),
    ...formLines(file, language, ask),
    ...columnLines(file, language),
    ...valueLines(file, language, ask),
    ...keyLines(file, language),
    ...severalLines(file, language, ask),
    ...(file.extra.length > 0 ? [`extra: [${file.extra.map(yamlText).join(', ')}]`] : []),
    ...file.secret.map((header) => `# ${sentence(language, `Die Spalte "${header}" sieht nach einem Kennwort aus und wird nicht gelesen.`, `The column "${header}" looks like a password and is not read.`)}`),
  ]
  const all = [...head, ...body.map((line) => `  ${line}`)]
  if (file.missing.length === 0) return all.map((line) => `      ${line}`)
  const wish = ask(sentence(language, `In ${file.sample.file} wurde für ${file.entity} nicht gefunden: ${file.missing.join(', ')}. Spalten: ${file.sample.header.filter((each) => each !== '').join(', ')}. Ergänzen und das # davor löschen.`, `In ${file.sample.file} these were not found for ${file.entity}: ${file.missing.join(', ')}. Columns: ${file.sample.header.filter((each) => each !== '').join(', ')}. Add them and delete the # before.`))
  return [wish, ...all.map((line) => `# ${line}`)].map((line) => `      ${line}`)
}

function writtenLines({ written }: FileProposal): readonly string[] {
  return [
    ...(written.encoding === null || written.encoding === 'utf-8' ? [] : [`encoding: ${written.encoding}`]),
    ...(written.delimiter === null ? [] : [`delimiter: ${JSON.stringify(written.delimiter)}`]),
    ...(written.headerLine === 1 ? [] : [`headerLine: ${written.headerLine}`]),
  ]
}

function formLines(file: FileProposal, language: Language, ask: Ask): readonly string[] {
  const line = (key: string, what: string, found: FoundForm<string>): readonly string[] => {
    switch (found.kind) {
      case 'none': return []
      case 'found': return [`${key}: ${found.forms.length === 1 ? found.forms[0]! : `[${found.forms.join(', ')}]`} # ${sentence(language, `${found.fits} von ${found.of} Werten passen nur so`, `${found.fits} of ${found.of} values fit this way only`)}`]
      case 'open': return [ask(sentence(language, `Wie sind die ${what} in ${file.sample.file} geschrieben? Möglich: ${found.forms.join(', ')}; der Inhalt entscheidet es nicht.`, `How are the ${what} in ${file.sample.file} written? Possible: ${found.forms.join(', ')}; the content does not tell.`)), `# ${key}: ${found.forms[0]!}`]
    }
  }
  return [
    ...line('dateFormat', sentence(language, 'Daten', 'dates'), file.dates),
    ...line('decimal', sentence(language, 'Beträge', 'amounts'), file.decimal),
    ...(file.currency === null || file.currency === 'EUR' || 'currency' in file.columns ? [] : [`currency: ${file.currency}`]),
  ]
}

function columnLines(file: FileProposal, language: Language): readonly string[] {
  const unused = file.sample.header.filter((header) => header !== '' && !Object.values(file.columns).includes(header) && !file.extra.includes(header) && !file.secret.includes(header))
  return [
    'columns:',
    ...Object.entries(file.columns).map(([name, header]) => `  ${name}: ${yamlText(header)}`),
    ...(unused.length === 0 ? [] : [`# ${sentence(language, 'Nicht gelesen', 'Not read')}: ${unused.join(', ')}`]),
  ]
}

function valueLines(file: FileProposal, language: Language, ask: Ask): readonly string[] {
  const known = Object.entries(file.values).map(([column, words]) => `  ${column}: { ${Object.entries(words).map(([word, meaning]) => `${yamlText(word)}: ${meaning}`).join(', ')} }`)
  const open = Object.entries(file.openWords).map(([column, words]) => ask(sentence(language, `Was bedeuten in ${file.sample.file}, Spalte "${file.columns[column]!}" (${column}): ${words.join(', ')}? Unter values ergänzen.`, `What do these mean in ${file.sample.file}, column "${file.columns[column]!}" (${column}): ${words.join(', ')}? Add them under values.`)))
  return [...(known.length > 0 ? ['values:', ...known] : []), ...open]
}

function keyLines(file: FileProposal, language: Language): readonly string[] {
  if (file.key.length === 0) return []
  return [`# ${sentence(language, 'Keine Spalte ist eine Kundennummer; gleich in diesen Spalten heißt: derselbe Kunde.', 'No column is a customer id; equal in these columns means the same customer.')}`, `key: [${file.key.join(', ')}]`]
}

function severalLines(file: FileProposal, language: Language, ask: Ask): readonly string[] {
  if (!file.severalRows) return []
  const money = ['total', 'open', 'balance', 'price'].filter((name) => name in file.columns).join(', ')
  return [
    ask(sentence(language, `In ${file.sample.file} tragen mehrere Zeilen dieselbe Nummer. Sind es Teile, deren Beträge zusammengehören (joinRows und sum), oder steht der ganze Betrag in jeder (nur joinRows)?`, `In ${file.sample.file} several rows carry the same id. Are they parts whose amounts add up (joinRows and sum), or does each hold the whole amount (joinRows alone)?`)),
    '# joinRows: true', `# sum: [${money}]`,
  ]
}

/** A plain YAML word where that is safe, else quoted. */
function yamlText(text: string): string {
  return /^\p{L}[\p{L}\p{N} _./()-]*$/u.test(text) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(text) && text === text.trim() ? text : JSON.stringify(text)
}
