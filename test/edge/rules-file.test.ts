import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRules } from '../../src/edge/rules-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'dublette-rules-'))
const head = (profile: string, more: string): string => `profile: ${profile}\ntitle: { de: x, en: x }\nfor: { de: x, en: x }\ndoes: { de: x, en: x }\n${more}\n`
writeFileSync(join(folder, 'ours.yaml'), head('ours', 'extends: smile\nmatch: { strong: 9 }'))
writeFileSync(join(folder, 'theirs.yaml'), head('theirs', 'extends: ours'))
writeFileSync(join(folder, 'one.yaml'), head('one', 'extends: two'))
writeFileSync(join(folder, 'two.yaml'), head('two', 'extends: one'))

describe('a rules file', () => {
  it.each(['ours', './ours.yaml', 'ours.yaml', join(folder, 'ours.yaml')])('is found as %s', (name) => expect(readRules(name, folder).profile).toBe('ours'))
  it('may extend a profile that extends another', () => {
    expect(readRules('theirs', folder)).toMatchObject({ profile: 'theirs', loginFrom: 'online', match: { strongMilliBits: 9000, creditMilliBits: 10_000 }, limits: { maxGroupSize: 3 } })
  })
  it('may not extend itself', () => expect(() => readRules('one', folder)).toThrow(expect.objectContaining({ code: 'RULES_INVALID', got: 'extends: one', where: { file: 'two.yaml' } })))
  it('a shipped profile needs no folder', () => expect(readRules('smile', join(folder, 'nowhere')).profile).toBe('smile'))
  it('names the file that is missing', () => expect(() => readRules('./nobody.yaml', folder)).toThrow(expect.objectContaining({ code: 'FILE_MISSING', where: { file: 'nobody.yaml' } })))
})
