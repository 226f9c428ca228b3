import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeClusters } from '../../src/5-merge/merge-clusters.ts'
import { canonicalJson } from '../../src/model/json.ts'
import type { Outcome } from '../../src/model/merge.ts'
import type { Refusal } from '../../src/model/refusal.ts'
import { inputOf, type Loose, type Person, type Scene } from './scene.ts'

const date = fc.constantFrom('2010-01-01', '2015-06-07', '2020-03-04', null)
const holding = fc.constantFrom<Loose['kind']>('contract', 'communication', 'subscription', 'credit', 'card', 'invoice', 'note')
const person = fc.record({
  origin: fc.constantFrom('online' as const, 'staff' as const, 'unknown' as const), createdOn: date, lastLoginOn: date,
  fields: fc.record({ email: fc.constantFrom('a@x.de', 'b@x.de'), givenName: fc.constantFrom('Anna', 'Ute', 'Anne'), birthDate: fc.constantFrom('1980-01-02', '1981-03-04', '1980-01-03'), phone: fc.constantFrom('1', '2'), city: fc.constantFrom('Ulm', 'Bonn'), street: fc.constantFrom('Weg', 'Tal') }, { requiredKeys: [] }),
  logins: fc.constantFrom([], [{ userName: 'u', passwordReference: 'r' }], [{ userName: 'u', passwordReference: null }]),
  flags: fc.constantFrom({}, {}, { staff: true }, { sanctions: ['x'] }),
  holds: fc.array(holding.map((kind) => ({ kind }) as Loose), { maxLength: 2 }),
})
const scene = fc.record({
  people: fc.array(person, { minLength: 2, maxLength: 5 }).map((people) => people.map((each, index): Person => ({ ...each, id: `r${index}` }))),
  weights: fc.array(fc.integer({ min: -4, max: 20 }), { minLength: 10, maxLength: 10 }),
  profile: fc.constantFrom('default', 'smile'),
}).map(({ people, weights, profile }): Scene => {
  const pairs = people.flatMap((one, index) => people.slice(index + 1).map((other) => `${one.id} ${other.id}`))
  return { people, profile, bits: Object.fromEntries(pairs.map((pair, index) => [pair, weights[index]!])) }
})

const severities: Readonly<Record<Refusal['severity'], number>> = { review: 0, skip: 1, deny: 2 }
const outcomes: Readonly<Record<Outcome, number>> = { automatic: -1, review: 0, skipped: 1, denied: 2 }

describe('stage 5, whatever comes', () => {
  it('the order of members, holdings and clusters does not matter', () => {
    fc.assert(fc.property(scene, fc.boolean(), (one, reversed) => {
      const straight = mergeClusters(inputOf(one))
      const input = inputOf({ ...one, people: one.people.toReversed() })
      const turned = mergeClusters({ ...input, clusters: input.clusters.map((cluster) => ({ ...cluster, members: reversed ? cluster.members.toReversed() : cluster.members })), holdingsOf: (id) => input.holdingsOf(id).toReversed() })
      expect(canonicalJson(turned)).toBe(canonicalJson(straight))
    }))
  })

  it('every member is the survivor, a source or left out, once', () => {
    fc.assert(fc.property(scene, (one) => {
      const [merge] = mergeClusters(inputOf(one))
      expect([merge!.survivor, ...merge!.sources, ...merge!.leftOut].toSorted()).toEqual(one.people.map((each) => `s:${each.id}`))
    }))
  })

  it('who is left out has a refusal that says why, and who goes along has none but to review', () => {
    fc.assert(fc.property(scene, (one) => {
      const [merge] = mergeClusters(inputOf(one))
      const severest = (id: string): number => Math.max(-1, ...merge!.refusals.filter((refusal) => refusal.source === id).map((refusal) => severities[refusal.severity]))
      for (const id of merge!.leftOut) expect(severest(id)).toBeGreaterThan(0)
      for (const id of merge!.sources) expect(severest(id)).toBeLessThan(1)
    }))
  })

  it('the outcome is at least as severe as any refusal of a source that goes along; without sources it is the severest', () => {
    fc.assert(fc.property(scene, (one) => {
      const [merge] = mergeClusters(inputOf(one))
      const relevant = merge!.refusals.filter((refusal) => merge!.sources.length === 0 || merge!.sources.includes(refusal.source))
      const severest = Math.max(-1, ...relevant.map((refusal) => severities[refusal.severity]))
      if (merge!.sources.length === 0) expect(outcomes[merge!.outcome]).toBe(severest)
      else expect(outcomes[merge!.outcome]).toBeGreaterThanOrEqual(severest)
    }))
  })

  it('a value of the result is that of the record it names, and nothing there is overwritten by nothing', () => {
    fc.assert(fc.property(scene, (one) => {
      const [merge] = mergeClusters(inputOf(one))
      for (const field of merge!.golden) {
        if (field.from !== null) expect(field.values.find((value) => value.record === field.from)?.value).toBe(field.result)
        if (field.values[0]!.value !== null && field.field !== 'email') expect(field.result).not.toBeNull()
      }
    }))
  })
})
