import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, hashOf } from '../../src/model/json.ts'

describe('canonicalJson', () => {
  it('refuses what has no one text', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow(TypeError)
    expect(() => canonicalJson(undefined)).toThrow(TypeError)
    expect(() => canonicalJson(() => 1)).toThrow(TypeError)
  })
  it('sorts keys, drops absent ones, writes bigint as text', () => {
    expect(canonicalJson({ b: 1n, a: [null, { z: 'ß', y: undefined }] })).toBe('{"a":[null,{"z":"ß"}],"b":"1"}')
  })
  it('does not depend on the order of keys', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
      const turned = Object.fromEntries(Object.entries(object).toReversed())
      expect(hashOf(turned)).toBe(hashOf(object))
    }))
  })
})
