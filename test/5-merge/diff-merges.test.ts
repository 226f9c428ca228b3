import { describe, expect, it } from 'vitest'
import { diffMerges } from '../../src/5-merge/diff-merges.ts'
import { mergesOf, type Person, type Scene } from './scene.ts'

const online: Person = { id: 'on', origin: 'online', createdOn: '2025-01-01' }
const old: Person = { id: 'old', createdOn: '2015-01-01', holds: [{ kind: 'contract' }] }

function check(before: Scene, after: Scene, expected: object): void {
  expect(diffMerges(mergesOf(before), mergesOf(after))).toMatchObject(expected)
}

describe('what another ruleset decides differently', () => {
  const scene: Scene = { people: [online, old] }
  it('nothing under the same rules', () => check(scene, scene, { same: 1, moved: [], differences: [] }))
  it('the direction under smile', () => check(scene, { ...scene, profile: 'smile' }, {
    same: 0, moved: [{ from: 'skipped', to: 'automatic', count: 1 }],
    differences: [{ members: ['s:old', 's:on'], changed: ['outcome', 'survivor', 'sources', 'refusals'], before: { outcome: 'skipped', decidedBy: 'SOURCE_HAS_CONTRACT', survivor: 's:on' }, after: { outcome: 'automatic', decidedBy: 'online-twin', survivor: 's:old', sources: ['s:on'] } }],
  }))
  it('records of which one ruleset made no merge', () => check(scene, { ...scene, clusters: [] }, { moved: [{ from: 'skipped', to: 'none', count: 1 }], differences: [{ after: null, changed: ['outcome'] }] }))
  it('another value', () => check({ people: [{ ...online, fields: { phone: '1' } }, { id: 'b', fields: { phone: '2' } }] }, { people: [{ ...online, fields: { phone: '2' } }, { id: 'b', fields: { phone: '2' } }] }, { moved: [{ from: 'automatic', to: 'automatic', count: 1 }], differences: [{ changed: ['fields'] }] }))
})
