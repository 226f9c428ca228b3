import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DubletteError, errorLines } from '../../src/model/error.ts'
import { errorCodes, type ErrorCode } from '../../src/model/error-codes.ts'
import { issueCodes } from '../../src/model/issue.ts'
import { refusalCodes } from '../../src/model/refusal.ts'

const path = join(import.meta.dirname, '../../docs/error-codes.md')

/** docs/error-codes.md as the code says it; `UPDATE_GOLDEN=1 npx vitest run test/model` writes it. */
function document(): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    '# Codes', '',
    'Everything dublette refuses, sets aside or stops for has a code. This page is written from the code.', '',
    '## Errors', '',
    'An operation failed; nothing was changed unless the text says so. The exit code tells a scheduler what to do.', '',
    row(['code', 'exit', 'what it means', 'what to do next']), row(['---', '---', '---', '---']),
    ...Object.entries(errorCodes).map(([code, each]) => row([code, String(each.exitCode), each.means, each.next])), '',
    '## Issues', '',
    'Something is wrong in the data. `quarantine`: the row or holding is set aside whole; `null`: the value is left out and the record goes on; `count`: it is only counted.', '',
    row(['code', 'effect', 'English', 'German']), row(['---', '---', '---', '---']),
    ...Object.entries(issueCodes).map(([code, each]) => row([code, each.effect, each.en, each.de])), '',
    '## Refusals', '',
    'Why two records are not, or not yet, merged. `skip`: the source stays as it is and the next run tries again; `review`: a person decides; `deny`: never automatically, and where it is final not by a person either; `off`: only some profiles ask.', '',
    row(['code', 'default', 'looks at', 'English', 'German']), row(['---', '---', '---', '---', '---']),
    ...Object.entries(refusalCodes).map(([code, each]) => row([code, each.final ? `${each.severity}, final` : each.severity, each.side, each.en, each.de])), '',
  ].join('\n')
}

describe('error codes', () => {
  it('docs/error-codes.md says what the code says', () => {
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, document())
    expect(readFileSync(path, 'utf8')).toBe(document())
  })

  it('each error says what is wrong, where, what was got and expected, and what to do next', () => {
    for (const code of Object.keys(errorCodes) as ErrorCode[]) {
      const lines = errorLines(new DubletteError(code, 'Something is wrong.', { got: 'this', expected: 'that', where: { file: 'members.csv', line: 12, column: 'Ort' } }))
      expect(lines).toEqual([`${code}: Something is wrong.`, '  where:    members.csv:12, column "Ort"', '  got:      this', '  expected: that', `  next:     ${errorCodes[code].next}`])
    }
  })

  it('exit codes are those that schedulers know', () => {
    for (const [code, each] of Object.entries(errorCodes)) expect([1, 2, 64, 65, 69, 74, 75, 78, 130], code).toContain(each.exitCode)
  })
})
