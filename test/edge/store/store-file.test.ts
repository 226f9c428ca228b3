import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { reconcile } from '../../../src/1-ingest/reconcile.ts'
import type { Store } from '../../../src/edge/store/store.ts'
import { useServer } from './test-store.ts'
import { approve, asOf, credit, ingested, plan, record } from './world.ts'

const server = useServer()
const limits = { maxPlanAgeDays: 14, maxGoneShare: 0.02 }
const folder = mkdtempSync(join(tmpdir(), 'dublette-export-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const exports = ingested([record('s:a', { phone: '1', street: 'Ümlaut "1"\tTab' }), record('s:b')], [credit('s:credit:a', 's:a', 9007199254740993n)])

async function filled(): Promise<Store & { readonly url: string }> {
  const store = await server.newStore()
  const view = reconcile(exports, await store.readState(), limits)
  await store.applyPlan({ approved: approve([plan(view, 's:b', ['s:a'])], { remember: [{ left: 's:a', right: 's:z', verdict: 'never' }] }), ingested: exports, asOf, ...limits })
  return store
}

describe('store export', () => {
  it('read into an empty store gives the same store, byte by byte', async () => {
    const store = await filled()
    const path = join(folder, 'one.jsonl')
    const { rows } = await store.exportTo(path)
    expect(rows).toBeGreaterThan(10)
    const other = await server.newStore()
    expect(await other.importFrom(path)).toEqual({ rows })
    await other.exportTo(join(folder, 'two.jsonl'))
    expect(readFileSync(join(folder, 'two.jsonl'), 'utf8')).toBe(readFileSync(path, 'utf8'))
    expect(await other.readState()).toEqual(await store.readState())
    expect(await other.readTotals()).toEqual(await store.readTotals())
    // What comes after goes on behind what was read.
    const again = await other.applyPlan({ approved: approve([]), ingested: ingested([record('s:a', { phone: '1' }), record('s:b')], [credit('s:credit:b', 's:b', 9007199254740993n)]), asOf, ...limits })
    expect(again.confirmed).toBeGreaterThan(0)
    await store.close()
    await other.close()
  })

  it('is refused where it is cut off, altered, no export, or the store is not empty', async () => {
    const store = await filled()
    const path = join(folder, 'three.jsonl')
    await store.exportTo(path)
    await expect(store.importFrom(path)).rejects.toMatchObject({ code: 'STORE_NOT_EMPTY', exitCode: 78 })
    const empty = await server.newStore()
    const text = readFileSync(path, 'utf8')
    const refused: readonly (readonly [string, string])[] = [
      ['cut.jsonl', text.slice(0, text.lastIndexOf('{"end"'))],
      ['altered.jsonl', text.replace('"amount":9007199254740993', '"amount":9007199254740992')],
      ['longer.jsonl', `${text}${text.slice(0, text.indexOf('\n') + 1)}`],
      ['none.jsonl', 'nothing\n'],
      ['table.jsonl', '{"table":"pg_class","row":{}}\n'],
    ]
    for (const [name, content] of refused) {
      writeFileSync(join(folder, name), content)
      await expect(empty.importFrom(join(folder, name)), name).rejects.toMatchObject({ code: 'STORE_IMPORT_INVALID', exitCode: 65 })
    }
    await expect(empty.importFrom(join(folder, 'missing.jsonl'))).rejects.toMatchObject({ code: 'FILE_MISSING' })
    expect((await empty.readState()).hash).toBe('empty')
    await store.close()
    await empty.close()
  })

  it('a store of a newer form is refused', async () => {
    const store = await filled()
    await store.close()
    await server.query(store.url, 'insert into dublette.migration (number) values (99)')
    await expect(server.reopen(store.url)).rejects.toMatchObject({ code: 'STORE_TOO_NEW', exitCode: 78 })
  })
})
