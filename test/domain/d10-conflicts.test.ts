import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diffRules, explainRules, testRules } from '../../pipelines/rules.ts'
import { rulesFolder, shippedProfiles } from '../../src/edge/rules-file.ts'
import { keepUntil } from '../../src/model/retention.ts'
import { emptyStoreState } from '../../src/model/store-state.ts'
import { eur, mergesOf, type Person, rulesOf, type Scene } from '../5-merge/scene.ts'
import { plannedOf } from '../6-plan/planned.ts'
import { asOf, studio } from './studio.ts'

const login = [{ userName: 'a', passwordReference: 'r' }]
const file: Person = { id: 'file', createdOn: '2012-01-01', fields: { email: 'alt@x.example', customerNumber: '900' } }
const online: Person = { id: 'online', origin: 'online', createdOn: '2024-01-01', lastLoginOn: '2026-11-01', logins: login, fields: { email: 'neu@x.example', customerNumber: '30' } }

describe('where the programs disagree', () => {
  it.each([
    ['default', {}, 'online', 'online', 'online'],
    ['smile', {}, 'file', 'online', 'online'],
    ['momence', {}, 'online', 'online', 'online'],
    ['momence', { kind: 'subscription' }, 'file', 'online', 'file'],
    ['online-record-stays', { kind: 'subscription' }, 'online', 'online', 'online'],
    ['billing-holder', { kind: 'subscription' }, 'file', 'online', 'online'],
    ['rental', {}, 'online', 'online', 'online'],
    ['course-school', {}, 'online', 'online', 'online'],
  ] as const)('D10.1 %s: who stays, whose login and whose e-mail are three answers (%j on file)', (profile, holds, survivor, loginFrom, emailFrom) => {
    const [merge] = mergesOf({ people: [{ ...file, holds: 'kind' in holds ? [holds] : [] }, online], profile })
    expect({ survivor: merge!.survivor, loginFrom: merge!.loginFrom, emailFrom: merge!.emailFrom }).toEqual({ survivor: `s:${survivor}`, loginFrom: `s:${loginFrom}`, emailFrom: `s:${emailFrom}` })
  })
  it('D10.1 seven profiles are shipped', () => expect(shippedProfiles().toSorted()).toEqual(['billing-holder', 'course-school', 'default', 'momence', 'online-record-stays', 'rental', 'smile']))

  it.each([
    ['default', 'skipped', []], ['smile', 'skipped', []], ['billing-holder', 'review', ['move_holding']], ['course-school', 'review', ['move_holding']],
    ['momence', 'automatic', ['move_holding']], ['online-record-stays', 'automatic', ['move_holding']], ['rental', 'automatic', ['move_holding']],
  ] as const)('D10.2 a contract on the record that goes, under %s: %s', (profile, outcome, moved) => {
    const people: Scene['people'] = [{ ...file, id: 'a', createdOn: '2012-01-01', fields: { customerNumber: '1' } }, { ...file, id: 'b', createdOn: '2015-01-01', fields: { customerNumber: '2' }, holds: [{ kind: 'contract' }] }]
    // Where the contract itself decides who stays, the other one has one too.
    const scene: Scene = profile === 'smile' || profile === 'billing-holder' ? { people: people.map((each) => ({ ...each, holds: [{ kind: 'contract' }] })), profile } : { people, profile }
    const { merge, operations } = plannedOf(scene)
    expect(merge.outcome).toBe(outcome)
    expect(operations.filter((operation) => operation.type === 'move_holding').map((operation) => operation.type)).toEqual(moved)
  })

  it('D10.3 the pipeline is silent and staff gets the text to send', () => {
    const { operations } = plannedOf({ people: [{ ...file, holds: [{ kind: 'card' }] }, { ...online, holds: [{ kind: 'card', lastFour: '2222' }] }] }, { programOf: () => 'momence' })
    expect(operations.every((operation) => !operation.notifyCustomer)).toBe(true)
    expect(operations.find((operation) => operation.type === 'staff_task' && operation.task === 'ask_customer_for_card')).toMatchObject({ de: expect.stringMatching(/Textvorschlag: „.+“/) as string, en: expect.stringMatching(/Suggested text: ".+"/) as string })
  })

  it('D10.4 the record that goes is archived whole and leaves an alias, in every profile', () => {
    for (const profile of shippedProfiles()) {
      const { operations, merge } = plannedOf({ people: [file, { ...file, id: 'other', fields: { customerNumber: '901' } }], profile })
      expect(operations.map((operation) => operation.type), profile).toEqual(expect.arrayContaining(['archive_customer', 'retire_customer', 'add_alias']))
      expect(operations.find((operation) => operation.type === 'add_alias')).toMatchObject({ record: merge.sources[0], survivor: merge.survivor })
    }
  })

  it('D10.5 ten years from the end of the year unless the profile says otherwise, the longest term of what is in it, never below six', async () => {
    const { retention } = rulesOf('default')
    const letter = { kind: 'communication', id: 'k', owner: 's:a', participant: null, channel: 'letter', sentOn: null, subject: null } as const
    const bill = { kind: 'credit', id: 'g', owner: 's:a', participant: null, balance: eur(100) } as const
    const rows: readonly (readonly [Parameters<typeof keepUntil>, string])[] = [
      [['2026-01-01', [], retention], '2036-12-31'], [['2026-12-31', [letter, bill], retention], '2036-12-31'],
      [['2026-11-23', [letter], { vouchers: 8, letters: 6, records: 6 }], '2032-12-31'], [['2026-11-23', [letter, bill], { vouchers: 8, letters: 6, records: 6 }], '2034-12-31'],
    ]
    for (const [input, expected] of rows) expect(keepUntil(...input)).toBe(expected)
    expect(await ours('retention: { vouchers: 8, letters: 6, records: 6, why: { de: x, en: x } }')).toContain('records with correspondence or notes: 6 years')
    await expect(ours('retention: { vouchers: 5, letters: 6, records: 6, why: { de: x, en: x } }')).rejects.toMatchObject({ code: 'RULES_INVALID' })
  })
})

/** What a profile of one's own says of itself in English. */
async function ours(more: string, language: 'de' | 'en' = 'en'): Promise<string> {
  const { folder } = await studio()
  writeFileSync(join(folder, 'ours.yaml'), `profile: ours\nextends: default\ntitle: { de: Unser Studio, en: Our studio }\nfor: { de: Für uns., en: For us. }\ndoes: { de: Wie default., en: As default. }\n${more}\n`)
  return explainRules('./ours.yaml', folder, language).text
}

describe('rules people can trust', () => {
  it('the examples beside every profile hold, and one that does not says what was expected', async () => {
    for (const profile of shippedProfiles()) expect(testRules(profile, rulesFolder).flatMap((result) => result.differences), profile).toEqual([])
    const { folder } = await studio()
    const yaml = (survivor: string): string => `profile: ours\nextends: default\ntitle: { de: x, en: x }\nfor: { de: x, en: x }\ndoes: { de: x, en: x }\nsurvivor:\n  - by: ${survivor}\n    why: { de: x, en: x }\n`
    const examples = readFileSync(join(rulesFolder, 'examples/default.yaml'), 'utf8').replace('profile: default', 'profile: ours')
    writeFileSync(join(folder, 'ours.yaml'), yaml('oldest'))
    mkdirSync(join(folder, 'examples'))
    writeFileSync(join(folder, 'examples/ours.yaml'), examples)
    const broken = testRules('./ours.yaml', folder).filter((result) => result.differences.length > 0)
    expect(broken[0]).toMatchObject({ case: 'A customer on file registers online with another e-mail. The online account stays.', differences: expect.arrayContaining([{ what: 'survivor', expected: 'online', got: 'file' }]) as unknown })
  })
  it('a changed rule is explained anew, in both languages', async () => {
    const change = 'match: { strong: 9.5 }\ndecisions:\n  - id: only-with-phone\n    why: { de: Wir wollen die Nummer sehen., en: We want to see the number. }\n    when: pair.weight >= match.strong && pair.phone == "exact"\n    then: merge\nlimits: { maxMerges: 20, fourEyesFromMinor: 2550 }\nholdings:\n  note: { policy: review, why: { de: Notizen lesen wir., en: We read notes. } }'
    const [de, en] = [await ours(change, 'de'), await ours(change, 'en')]
    for (const words of ['ab 9,5 Bit (es steht 724 zu 1 für dieselbe Person)', '**only-with-phone** – Wir wollen die Nummer sehen. Bedingung: das Match-Gewicht (in Bit) ist mindestens 9,5 und der Vergleich der Telefonnummern ist „gleich“. Dann: zusammenführen.', 'automatische Zusammenführungen: 20', 'ab dem zwei Personen zustimmen müssen: 25,50 EUR', '| Notizen | eine Person entscheidet | Notizen lesen wir. |']) expect(de).toContain(words)
    for (const words of ['from 9.5 bits (724 to 1 that it is one person)', 'the comparison of phone numbers is "equal". Then: merge.', 'automatic merges: 20', 'two people must approve: 25.50 EUR', '| notes | a person decides | We read notes. |']) expect(en).toContain(words)
    expect(de).not.toContain('strong-match')
  })
  it('D10.6 what another profile would decide differently is said by cluster, with who would stay, before it is used', async () => {
    const shop = await studio()
    const { moved, differences } = await diffRules({ project: shop.project, state: emptyStoreState, profile: 'smile', asOf })
    expect(moved).toContainEqual(expect.objectContaining({ from: 'skipped', to: 'automatic' }))
    const turned = differences.find((each) => each.members.includes('desk:125'))!
    expect(turned).toMatchObject({ before: { outcome: 'automatic', survivor: 'online:o125' }, after: { outcome: 'automatic', survivor: 'desk:125', loginFrom: 'online:o125' }, changed: expect.arrayContaining(['survivor', 'sources']) as unknown })
    const report = await shop.run()
    expect(report.document.plan.counts['skipped for contracts or correspondence']).toBeGreaterThan(0)
    expect(report.document.plan.counts['passing under smile']).toBeGreaterThan(0)
  })
})
