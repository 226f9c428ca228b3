import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A fresh folder with these files; texts as UTF-8, bytes as they are. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'dublette-test-'))
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  return folder
}

/** A project of one system called `a`: a customer file `k.csv` with German headers, and whatever else is given. */
export function projectYaml(more = '', customer = ''): string {
  return `systems:
  - name: a
    origin: staff
    files:
      - file: k.csv
        entity: customer
        dateFormat: DD.MM.YYYY
        columns: { id: Nr, givenName: Vorname, familyName: Nachname, email: E-Mail, birthDate: Geburtstag }
${customer}${more}`
}

/** The mapping of a credit file `g.csv` with German amounts. */
export const creditMapping = `      - file: g.csv
        entity: credit
        decimal: comma
        columns: { customer: Nr, balance: Betrag }
`
