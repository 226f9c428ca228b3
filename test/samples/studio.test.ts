import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'csv-parse/sync'
import { readNameTables } from '../../samples/generator/name-tables.ts'
import { writeStudio } from '../../samples/generator/studio/studio-files.ts'
import { readExports } from '../../src/edge/exports.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { silent } from '../../src/edge/terminal.ts'
import { packageFolder } from '../../src/edge/version.ts'
import type { HoldingKind, HoldingOf } from '../../src/model/holding.ts'

const studio = join(packageFolder, 'samples', 'studio')
const again = mkdtempSync(join(tmpdir(), 'dublette-studio-'))
afterAll(() => rmSync(again, { recursive: true, force: true }))

const filesOf = (folder: string): readonly string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort()

describe('the studio sample', () => {
  it('is what its generator writes, byte for byte', () => {
    writeStudio(again, 1, 3000, readNameTables(join(packageFolder, 'samples', 'names')))
    expect(filesOf(again)).toEqual(filesOf(studio))
    for (const file of filesOf(again)) expect(readFileSync(join(again, file)).equals(readFileSync(join(studio, file))), file).toBe(true)
  })

  it('is small', () => {
    expect(filesOf(studio).reduce((sum, file) => sum + readFileSync(join(studio, file)).length, 0)).toBeLessThan(3_000_000)
  })
})

describe('the studio sample as it is read', async () => {
  const { ingested } = await readExports(await readProject(join(studio, 'dublette.yaml')), silent)
  const truth = new Map((parse(readFileSync(join(studio, 'truth.csv'), 'utf8'), { columns: true }) as { readonly id: string; readonly entity: string }[]).map(({ id, entity }) => [id, entity]))
  const of = <K extends HoldingKind>(kind: K): readonly HoldingOf<K>[] => ingested.holdings.filter((holding): holding is HoldingOf<K> => holding.kind === kind)
  const sizes = new Map<string, number>()
  for (const entity of truth.values()) sizes.set(entity, (sizes.get(entity) ?? 0) + 1)
  const twice = ingested.records.filter((record) => (sizes.get(truth.get(record.id) ?? '') ?? 0) > 1)

  it('reads without a row set aside, and the truth speaks of every record', () => {
    expect(ingested.quarantine).toEqual([])
    expect([...truth.keys()].sort()).toEqual(ingested.records.map((record) => record.id).sort())
  })

  it('holds the cases that a studio knows', () => {
    const count = {
      'people who stand twice': twice.length,
      'of them online accounts': twice.filter((record) => record.origin === 'online').length,
      'online records without a login': ingested.records.filter((record) => record.system === 'online' && record.logins.length === 0).length,
      'logins without a password reference': ingested.records.filter((record) => record.logins.some((login) => login.passwordReference === null)).length,
      'accounts with children': ingested.records.filter((record) => record.participants.length > 0).length,
      'staff accounts': ingested.records.filter((record) => record.flags.staff === true).length,
      companies: ingested.records.filter((record) => record.flags.company === true).length,
      deceased: ingested.records.filter((record) => record.flags.deceased === true).length,
      redacted: ingested.records.filter((record) => record.flags.redacted === true).length,
      'data requests': ingested.records.filter((record) => record.flags.dataRequestPending === true).length,
      restricted: ingested.records.filter((record) => (record.flags.sanctions ?? []).length > 0).length,
      'without e-mail': ingested.records.filter((record) => record.fields.email === undefined).length,
      'negative balances': of('credit').filter((credit) => credit.balance.amountMinor < 0n).length,
      'two-weekly subscriptions': of('subscription').filter((subscription) => subscription.interval === 'two-weekly').length,
      'paused subscriptions': of('subscription').filter((subscription) => subscription.pauses.length > 0).length,
      'agreed prices': of('subscription').filter((subscription) => subscription.listPrice !== null && subscription.listPrice.amountMinor !== subscription.price.amountMinor).length,
      'future contracts': of('contract').filter((contract) => contract.state === 'future').length,
      'follow-ups': of('note').filter((note) => note.followUpOn !== null && note.informStaff !== null).length,
      'open invoices': of('invoice').filter((invoice) => invoice.open.amountMinor > 0n).length,
      'invoices ten years old': of('invoice').filter((invoice) => invoice.issuedOn !== null && invoice.issuedOn < '2016-03-01').length,
      'holdings of children': ingested.holdings.filter((holding) => holding.participant !== null).length,
      cards: of('card').length,
      'class credits of subscriptions': of('classCredit').filter((credit) => credit.subscription !== null).length,
      vouchers: of('voucher').length,
      'vouchers on two accounts': of('voucher').filter((voucher) => of('voucher').some((other) => other.code === voucher.code && other.id !== voucher.id)).length,
      'permanent discounts': of('discount').length, documents: of('document').length, 'instalments still open': of('instalment').filter((each) => each.open.amountMinor > 0n).length,
      bookings: of('booking').length, votes: of('surveyVote').length,
      'correspondence of people who stand twice': of('communication').filter((each) => twice.some((record) => record.id === each.owner)).length,
    }
    expect(Object.entries(count).filter(([, found]) => found < 3)).toEqual([])
    expect(ingested.records.length).toBeGreaterThanOrEqual(3000)
  })
})
