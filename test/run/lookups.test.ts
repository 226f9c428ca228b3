import { describe, expect, it } from 'vitest'
import { lookupsOf } from '../../src/run/lookups.ts'
import { credit, pack, record } from '../edge/store/world.ts'

const holdings = [credit('s:credit:1', 's:b', 100n), pack('s:package:2', 's:a', 3), credit('s:credit:3', 's:b', 5n), credit('s:credit:4', 's:gone', 5n)]
const { recordOf, holdingsOf } = lookupsOf({ records: [record('s:a'), record('s:b'), record('s:c')], retired: [record('s:z')], holdings })

describe('lookups of a run', () => {
  it('find customers and what was retired; a record that is not there is a mistake', () => {
    expect([recordOf('s:a').id, recordOf('s:z').id]).toEqual(['s:a', 's:z'])
    expect(() => recordOf('s:gone')).toThrow('no record s:gone')
  })
  it('list the holdings of an owner in their order, none for others', () => {
    expect(['s:a', 's:b', 's:c', 's:z', 's:gone'].map((owner) => holdingsOf(owner as 's:a').map((each) => each.id))).toEqual([['s:package:2'], ['s:credit:1', 's:credit:3'], [], [], []])
  })
})
