import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { asOf, approve, ingested, record } from './world.ts'
import { useServer } from './test-store.ts'

const server = useServer()
const limits = { maxPlanAgeDays: 14, maxGoneShare: 0.02 }

describe('a store of an older form', () => {
  it('is brought to the newest, after an export of it was laid aside that a new store can read', async () => {
    const store = await server.newStore()
    await store.applyPlan({ approved: approve([]), ingested: ingested([record('s:a'), record('s:k-0123456789abcdef', { givenName: 'Anna' })], []), asOf, ...limits })
    const state = await store.readState()
    await store.close()
    await server.query(store.url, 'alter table dublette.record drop column traits; alter table dublette.plan drop column applied_by')
    await server.query(store.url, 'delete from dublette.migration where number >= 2')

    const folder = server.folder()
    const renewed = await server.reopen(store.url, { exportFolder: folder })
    expect((await renewed.readState()).knownRecords).toEqual(state.knownRecords)
    const [name] = readdirSync(folder).filter((each) => each.startsWith('before-form-'))
    expect(name).toBe('before-form-2.jsonl')
    expect(readFileSync(`${folder}/${name}`, 'utf8')).not.toContain('traits')
    const other = await server.newStore()
    await other.importFrom(`${folder}/${name}`)
    expect((await other.readState()).knownRecords).toEqual(state.knownRecords)
    await renewed.close()
    await other.close()
  })
})
