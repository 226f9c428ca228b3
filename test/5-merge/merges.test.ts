import { describe, expect, it } from 'vitest'
import { passingUnder } from '../../src/5-merge/passing-under.ts'
import { prepare } from '../../src/5-merge/prepare.ts'
import { mergeId, membersKey } from '../../src/model/merge-id.ts'
import { type Expected, gistOf, inputOf, mergesOf, type Person, rulesOf, type Scene } from './scene.ts'

/** The one merge of a scene, as far as the case speaks of it. */
function check(scene: Scene, expected: Expected): void {
  const merges = mergesOf(scene)
  expect(merges.map((merge) => gistOf(merge, expected))).toEqual([expected])
}

const online: Person = { id: 'on', origin: 'online', createdOn: '2025-05-05', logins: [{ userName: 'anna', passwordReference: 'ref:1' }], fields: { email: 'new@x.de' } }
const old: Person = { id: 'old', createdOn: '2015-01-01', fields: { email: 'old@x.de' } }

describe('who survives', () => {
  const two = (one: Partial<Person>, other: Partial<Person>, rest: Partial<Scene> = {}): Scene => ({ people: [{ ...old, id: 'x', ...one }, { ...old, id: 'y', ...other }], ...rest })
  it.each([
    ['D10.1 default: the online account', two({}, { origin: 'online' }), 'y'],
    ['D10.1 default: of two online accounts the billed one', two({ origin: 'online' }, { origin: 'online', createdOn: '2026-01-01', holds: [{ kind: 'subscription' }] }), 'y'],
    ['D10.1 default: an ended subscription bills nobody', two({ createdOn: '2014-01-01' }, { holds: [{ kind: 'subscription', state: 'ended' }] }), 'x'],
    ['D10.1 default: then the older', two({}, { createdOn: '2014-01-01' }), 'y'],
    ['D10.1 default: without a date last', two({ createdOn: null }, { createdOn: '2026-01-01' }), 'y'],
    ['D10.1 default: the last tie by id', two({}, {}), 'x'],
    ['D2.1 smile: the record that did not come from an online registration', two({ origin: 'online', createdOn: '2010-01-01' }, {}, { profile: 'smile' }), 'y'],
    ['D2.1 smile: of two old ones the older', two({}, { createdOn: '2014-01-01' }, { profile: 'smile' }), 'y'],
    ['D2.12 smile: of two old ones the only one with contracts', two({}, { createdOn: '2020-01-01', holds: [{ kind: 'contract' }] }, { profile: 'smile' }), 'y'],
    ['D2.12 smile: both with contracts, so the older', two({ holds: [{ kind: 'communication' }] }, { createdOn: '2020-01-01', holds: [{ kind: 'contract' }] }, { profile: 'smile' }), 'x'],
  ] as const)('%s', (_, scene, survivor) => expect(mergesOf(scene)[0]!.survivor).toBe(`s:${survivor}`))
})

describe('the login and the e-mail', () => {
  it('D2.3 smile: the old record stays and gets the online login and e-mail', () => {
    const [merge] = mergesOf({ people: [online, old], profile: 'smile' })
    expect(merge).toMatchObject({ survivor: 's:old', sources: ['s:on'], outcome: 'automatic', decidedBy: 'online-twin', loginFrom: 's:on', emailFrom: 's:on' })
    expect(merge!.golden.find((field) => field.field === 'email')).toMatchObject({ result: 'new@x.de', from: 's:on', rule: 'email' })
  })
  it('D2.3 default: the online account keeps both', () => {
    expect(mergesOf({ people: [online, old] })[0]).toMatchObject({ survivor: 's:on', loginFrom: 's:on', emailFrom: 's:on', outcome: 'automatic', decidedBy: 'online-twin' })
  })
  it('where the survivor has none, the only login stays', () => {
    expect(mergesOf({ people: [{ ...online, logins: [] }, { ...old, logins: [{ userName: 'a', passwordReference: 'r' }] }] })[0]).toMatchObject({ survivor: 's:on', loginFrom: 's:old' })
  })
  it.each(['billing-holder', 'rental'])('D10.1 %s: the e-mail comes with the only login, and without a login or without an e-mail there from the survivor', (profile) => {
    const numbered = (person: Person, customerNumber: string): Person => ({ ...person, fields: { ...person.fields, customerNumber } })
    const people = (signsIn: Partial<Person>): readonly Person[] => [numbered(old, '1'), numbered({ ...online, ...signsIn }, '2')]
    expect(mergesOf({ people: people({}), profile })[0]).toMatchObject({ survivor: 's:old', loginFrom: 's:on', emailFrom: 's:on' })
    expect(mergesOf({ people: people({ logins: [] }), profile })[0]).toMatchObject({ survivor: 's:old', loginFrom: null, emailFrom: 's:old' })
    expect(mergesOf({ people: people({ fields: {} }), profile })[0]).toMatchObject({ survivor: 's:old', loginFrom: 's:on', emailFrom: 's:old' })
  })
  it('nobody has one', () => expect(mergesOf({ people: [{ ...online, logins: [], fields: {} }, { ...old, fields: {} }] })[0]).toMatchObject({ loginFrom: null, emailFrom: null }))
  it('D2.12 two sources with a login each', () => {
    check({ people: [{ ...old, holds: [{ kind: 'subscription' }] }, { ...online, id: 'b', origin: 'staff' }, { ...online, id: 'c', origin: 'staff' }] }, { outcome: 'review', decidedBy: 'TWO_LOGINS', survivor: 'old' })
  })
})

describe('direction', () => {
  it('D2.2 turned where the survivor order would keep the online record', () => {
    const rules = { ...rulesOf('smile'), survivor: rulesOf('default').survivor }
    check({ people: [online, old], rules }, { outcome: 'automatic', survivor: 'old', sources: ['on'], refusals: [] })
  })
  it('D2.2 not turned, it is skipped', () => {
    const rules = { ...rulesOf('smile'), survivor: rulesOf('default').survivor, turnDirectionForOnline: false }
    check({ people: [online, old], rules }, { outcome: 'skipped', decidedBy: 'ONLINE_NEVER_TARGET', survivor: 'on', leftOut: ['old'] })
  })
  it('D10.6 the report says how many skipped merges would pass under smile', () => {
    const input = inputOf({ people: [online, { ...old, holds: [{ kind: 'contract' }] }] })
    expect(passingUnder(mergesOf({ people: [online, { ...old, holds: [{ kind: 'contract' }] }] }), prepare({ ...input, ruleset: rulesOf('smile') }))).toEqual({ skipped: 1, passing: 1 })
    const both: Scene = { people: [{ ...online, holds: [{ kind: 'communication' }] }, { ...old, holds: [{ kind: 'contract' }] }] }
    expect(passingUnder(mergesOf(both), prepare({ ...inputOf(both), ruleset: rulesOf('smile') }))).toEqual({ skipped: 1, passing: 0 })
    const staff: Scene = { people: [online, { ...old, flags: { staff: true }, holds: [{ kind: 'contract' }] }] }
    expect(passingUnder(mergesOf(staff), prepare({ ...inputOf(staff), ruleset: rulesOf('smile') }))).toEqual({ skipped: 0, passing: 0 })
  })
})

describe('decisions', () => {
  const pair = (rest: Partial<Scene>, other: Partial<Person> = {}): Scene => ({ people: [online, { ...old, ...other }], ...rest })
  it.each([
    ['D1.1 an online twin with another e-mail', pair({ bits: { 'on old': 8 } }), { outcome: 'automatic', decidedBy: 'online-twin' }],
    ['D1.2 not strong enough', pair({ bits: { 'on old': 7.999 } }), { outcome: 'review', decidedBy: 'fallback' }],
    ['two records of one kind', { people: [old, { ...old, id: 'b' }] }, { outcome: 'automatic', decidedBy: 'strong-match' }],
    ['the given name is missing', pair({ given: 0 }), { outcome: 'review', decidedBy: 'given-name-in-doubt' }],
    ['the given name differs', pair({ given: 1 }), { outcome: 'review', decidedBy: 'given-name-in-doubt' }],
    ['a nickname', pair({ given: 6 }), { outcome: 'automatic', decidedBy: 'online-twin' }],
    ['a level byte of another condition', pair({ given: 5 + 8 }), { outcome: 'automatic', decidedBy: 'online-twin' }],
    ['somebody has died', pair({}, { flags: { deceased: true } }), { outcome: 'review', decidedBy: 'deceased' }],
    ['a person said they are one, though weak', pair({ bits: { 'on old': -4 }, remembered: [{ left: 's:on', right: 's:old', verdict: 'always' }] }), { outcome: 'automatic', decidedBy: 'said-the-same' }],
    ['a person said they are one, and yet there is a contract', pair({ remembered: [{ left: 's:on', right: 's:old', verdict: 'always' }] }, { holds: [{ kind: 'contract' }] }), { outcome: 'skipped', decidedBy: 'SOURCE_HAS_CONTRACT' }],
    ['D2.12 smile: two online records', { people: [online, { ...online, id: 'b', logins: [] }], profile: 'smile' }, { outcome: 'review', decidedBy: 'fallback' }],
    ['D2.12 smile: two old records', { people: [old, { ...old, id: 'b' }], profile: 'smile' }, { outcome: 'automatic', decidedBy: 'two-old-records' }],
    ['an unknown origin makes no difference to the rules, but to who survives', pair({}, { origin: 'unknown' }), { outcome: 'review', decidedBy: 'ORIGIN_UNKNOWN' }],
  ] as const)('%s', (_, scene, expected) => check(scene, expected))

  it('an origin that nobody asks about may be unknown', () => {
    const rules = { ...rulesOf('default'), survivor: rulesOf('default').survivor.filter((rule) => rule.by === 'oldest') }
    check(pair({ rules }, { origin: 'unknown' }), { outcome: 'automatic', decidedBy: 'strong-match', survivor: 'old', refusals: [] })
  })
})

describe('severity', () => {
  it('deny before skip before review, and all are named', () => {
    check({ people: [{ ...online, fields: { birthDate: '1980-01-02' } }, { ...old, logins: online.logins!, fields: { birthDate: '1985-03-04' }, holds: [{ kind: 'contract' }] }] },
      { outcome: 'denied', decidedBy: 'BIRTHDATE_CONFLICT', sources: [], leftOut: ['old'], refusals: ['BIRTHDATE_CONFLICT', 'SOURCE_HAS_CONTRACT', 'TWO_LOGINS'] })
  })
  it('skip before review', () => {
    check({ people: [online, { ...old, logins: online.logins!, holds: [{ kind: 'contract' }] }] }, { outcome: 'skipped', decidedBy: 'SOURCE_HAS_CONTRACT', refusals: ['SOURCE_HAS_CONTRACT', 'TWO_LOGINS'] })
  })
  it('review alone keeps the source', () => {
    check({ people: [online, { ...old, logins: online.logins! }] }, { outcome: 'review', decidedBy: 'TWO_LOGINS', sources: ['old'], leftOut: [] })
  })
})

describe('groups', () => {
  const c: Person = { ...old, id: 'c' }
  it('D1.6 a source that is skipped leaves, the rest goes on', () => {
    check({ people: [online, { ...old, holds: [{ kind: 'contract' }] }, c] }, { outcome: 'automatic', survivor: 'on', sources: ['c'], leftOut: ['old'], refusals: ['SOURCE_HAS_CONTRACT'] })
  })
  it('the chain A-B-C breaks when B leaves', () => {
    check({ people: [online, { ...old, holds: [{ kind: 'contract' }] }, c], bits: { 'on c': -3 } }, { outcome: 'skipped', decidedBy: 'SOURCE_HAS_CONTRACT', sources: [], leftOut: ['c', 'old'], refusals: ['LINK_LEFT_OUT', 'SOURCE_HAS_CONTRACT'] })
  })
  it('the chain A-B-C holds while B stays', () => {
    check({ people: [online, old, c], bits: { 'on c': -3 } }, { outcome: 'review', decidedBy: 'fallback', sources: ['c', 'old'], leftOut: [] })
  })
  it('one source to review puts the whole merge to review', () => {
    check({ people: [online, { ...old, logins: online.logins! }, c] }, { outcome: 'review', decidedBy: 'TWO_LOGINS', sources: ['c', 'old'] })
  })
  it('two sources that contradict each other: the weaker leaves, and a person looks at the other', () => {
    check({ people: [online, { ...old, fields: { birthDate: '1980-01-02' } }, { ...c, fields: { birthDate: '1985-03-04' } }], bits: { 'on c': 10 } }, { outcome: 'review', decidedBy: 'FITS_SOMEBODY_ELSE', sources: ['old'], leftOut: ['c'], refusals: ['BIRTHDATE_CONFLICT', 'FITS_SOMEBODY_ELSE'] })
  })
  it('D5.18 two sources with the same plan', () => {
    check({ people: [online, { ...old, holds: [{ kind: 'subscription' }] }, { ...c, holds: [{ kind: 'subscription' }] }] }, { outcome: 'review', decidedBy: 'DOUBLE_SUBSCRIPTION' })
  })
  it('D1.6 more than three', () => check({ people: [online, old, c, { ...c, id: 'd' }] }, { outcome: 'review', decidedBy: 'GROUP_TOO_LARGE', sources: ['c', 'd', 'old'] }))
})

describe('a record that fits two people', () => {
  const [father, son, third]: readonly [Person, Person, Person] = [{ id: 'father', fields: { birthDate: '1951-03-04' } }, { id: 'son', fields: { birthDate: '1983-09-21' } }, { id: 'third', origin: 'online' }]
  /** What becomes of the third record, which matching joined to the father, where its link to the son weighs this much. */
  const joined = (bits: number, rest: Partial<Scene> = {}): Scene => ({
    people: [father, son, third], clusters: [{ members: ['s:father', 's:third'], weakestLinkMilliBits: 20_000 }], reviewPairs: [{ left: 's:son', right: 's:third', weightMilliBits: bits * 1000 }], ...rest,
  })
  it.each(['default', 'smile', 'momence', 'online-record-stays', 'billing-holder', 'rental', 'course-school'])('in the profile %s a person decides, and it is said whom else it fits', (profile) => {
    const [merge] = mergesOf(joined(12, { profile }))
    expect(merge).toMatchObject({ outcome: 'review', decidedBy: 'FITS_SOMEBODY_ELSE', refusals: [{ code: 'FITS_SOMEBODY_ELSE', facts: { ids: ['s:son'] } }] })
  })
  it('also where the one it fits stands in a cluster through a record without a birth date', () => {
    const people = [father, son, third, { id: 'twin', origin: 'online' as const }]
    const clusters = [{ members: ['s:father', 's:third'] as const, weakestLinkMilliBits: 20_000 }, { members: ['s:son', 's:twin'] as const, weakestLinkMilliBits: 20_000 }]
    const merges = mergesOf({ people, clusters, reviewPairs: [{ left: 's:third', right: 's:twin', weightMilliBits: 5000 }] })
    expect(merges.map((merge) => merge.decidedBy)).toEqual(['FITS_SOMEBODY_ELSE', 'FITS_SOMEBODY_ELSE'])
  })
  it('not where the odds are that it is not the other', () => check(joined(-0.5), { outcome: 'automatic', refusals: [] }))
  it('not where nothing keeps the other apart', () => check(joined(12, { people: [father, { id: 'son' }, third] }), { outcome: 'automatic', refusals: [] }))
  it('not where a person said whose it is', () => check(joined(12, { remembered: [{ left: 's:father', right: 's:third', verdict: 'always' }] }), { outcome: 'automatic', decidedBy: 'said-the-same', refusals: [] }))
  it('a pair that a person called two people keeps apart like birth dates do', () => {
    check(joined(12, { people: [{ id: 'father' }, { id: 'son' }, third], remembered: [{ left: 's:father', right: 's:son', verdict: 'never' }] }), { outcome: 'review', decidedBy: 'FITS_SOMEBODY_ELSE' })
  })
  it('in one cluster with both, whichever stays', () => {
    for (const profile of ['default', 'smile']) {
      const [merge] = mergesOf({ people: [{ ...father, createdOn: '2010-01-01' }, son, third], profile })
      expect(merge, profile).toMatchObject({ outcome: 'review', decidedBy: 'FITS_SOMEBODY_ELSE', leftOut: ['s:son'] })
    }
  })
  it('a profile may let it stay as it is', () => {
    const rules = rulesOf('default')
    const merges = mergesOf(joined(12, { rules: { ...rules, refusals: { ...rules.refusals, FITS_SOMEBODY_ELSE: { ...rules.refusals.FITS_SOMEBODY_ELSE, severity: 'skip' } } } }))
    expect(merges.find((merge) => merge.leftOut.includes('s:father'))).toMatchObject({ outcome: 'skipped', decidedBy: 'FITS_SOMEBODY_ELSE', sources: [] })
  })
})

describe('pairs between clusters', () => {
  const pair = { left: 's:b', right: 's:c', weightMilliBits: -500 } as const
  const people = [{ id: 'a' }, { id: 'b' }, { id: 'c' }] as const
  it('a pair in the review band becomes a merge for review', () => {
    check({ people, clusters: [], reviewPairs: [pair], bits: { 'b c': -0.5 } }, { outcome: 'review', decidedBy: 'review-band', survivor: 'b', sources: ['c'] })
  })
  it('not below what the profile wants to see', () => expect(mergesOf({ people, clusters: [], reviewPairs: [{ ...pair, weightMilliBits: -2001 }] })).toEqual([]))
  it('not while its record is in another merge', () => {
    expect(mergesOf({ people, clusters: [{ members: ['s:a', 's:b'], weakestLinkMilliBits: 20_000 }], reviewPairs: [pair] })).toHaveLength(1)
  })
  it('each record in one question, the heavier first', () => {
    const merges = mergesOf({ people, clusters: [], reviewPairs: [pair, { left: 's:a', right: 's:b', weightMilliBits: -400 }] })
    expect(merges.map((merge) => [merge.survivor, ...merge.sources])).toEqual([['s:a', 's:b']])
  })
  it('D1.3 a pair that may not share a cluster is seen as denied', () => {
    check({ people: [{ id: 'b', fields: { email: 'f@x.de', givenName: 'Ute' } }, { id: 'c', fields: { email: 'f@x.de', givenName: 'Jens' } }], clusters: [], separated: [pair] }, { outcome: 'denied', decidedBy: 'SHARED_EMAIL_DIFFERENT_NAME', sources: [], leftOut: ['c'] })
  })
  it('a pair in the review band that refusals keep apart is seen as denied too, once', () => {
    const people = [{ id: 'b', fields: { email: 'f@x.de', givenName: 'Ute' } }, { id: 'c', fields: { email: 'f@x.de', givenName: 'Jens' } }]
    check({ people, clusters: [], reviewPairs: [pair] }, { outcome: 'denied', decidedBy: 'SHARED_EMAIL_DIFFERENT_NAME', sources: [], leftOut: ['c'] })
    expect(mergesOf({ people, clusters: [], separated: [pair], reviewPairs: [pair] })).toHaveLength(1)
  })
  it('a separated pair that no refusal names is not shown', () => expect(mergesOf({ people, clusters: [], separated: [pair] })).toEqual([]))
})

describe('ids and state', () => {
  it('the id follows from members and attempt alone', () => {
    const people = [{ id: 'a' }, { id: 'b' }]
    expect(mergesOf({ people })[0]).toMatchObject({ id: mergeId(['s:a', 's:b'], 0), attempt: 0 })
    expect(mergesOf({ people, attempts: new Map([[membersKey(['s:b', 's:a']), 2]]) })[0]).toMatchObject({ id: mergeId(['s:b', 's:a'], 2), attempt: 2 })
    expect(mergeId(['s:a', 's:b'], 0)).toMatch(/^m-[0-9a-f]{16}$/)
  })
  it('the state changes with a record or a holding of a member, and with nothing else', () => {
    const hash = (scene: Scene): string => mergesOf(scene)[0]!.stateHash
    const before = hash({ people: [{ id: 'a' }, { id: 'b', holds: [{ kind: 'credit' }] }] })
    expect(hash({ people: [{ id: 'a' }, { id: 'b', holds: [{ kind: 'credit' }] }], asOf: '2027-01-01' })).toBe(before)
    expect(hash({ people: [{ id: 'a', fields: { city: 'Ulm' } }, { id: 'b', holds: [{ kind: 'credit' }] }] })).not.toBe(before)
    expect(hash({ people: [{ id: 'a' }, { id: 'b' }] })).not.toBe(before)
  })
})
