import { assemble } from '../src/1-ingest/assemble.ts'
import type { Gathered } from '../src/1-ingest/gather.ts'
import { keepIds } from '../src/1-ingest/keep-ids.ts'
import { reconcile } from '../src/1-ingest/reconcile.ts'
import { extraNames } from '../src/8-apply/customers-table.ts'
import { writeAccounts, writeView } from '../src/edge/run-artefacts.ts'
import { totalsOf } from '../src/model/totals-of.ts'
import { comparableRecords } from '../src/run/comparable-records.ts'
import { allPhoneEndings } from '../src/run/households.ts'
import { packJson } from '../src/run/pack-lines.ts'
import { refuseRejects } from '../src/run/reject-budget.ts'
import { staffNames } from '../src/run/staff-lookup.ts'
import type { IngestedRun, IngestInput, IngestSteps } from './ingest.ts'

/** Stages 1 and 2 with what the store remembers: all records and holdings are held together, so that it can be laid over them. */
export async function ingestWhole(gathered: Gathered, { project, state, maxGoneShare, run, maxRejects }: IngestInput, { begin, end }: IngestSteps): Promise<IngestedRun> {
  const assembled = assemble(gathered)
  const { ingested, uncertain, kept } = keepIds(assembled.ingested, state)
  const view = reconcile(ingested, state, { maxGoneShare })
  const register = await writeView(run, view)
  await writeAccounts(run, { ...ingested, origins: assembled.origins }, { ...view, coverage: ingested.coverage, kept })
  end({ records: ingested.records.length, holdings: ingested.holdings.length, quarantined: ingested.quarantine.length })
  refuseRejects(ingested.quarantine.length, maxRejects)
  begin('2', 'normalising')
  const columns = comparableRecords(view.records, project.compare)
  end({ records: columns.count, fields: columns.fields.length })
  return {
    coverage: ingested.coverage, quarantine: ingested.quarantine, hash: ingested.hash, changedInFlight: view.changedInFlight, withoutSurvivor: view.withoutSurvivor, aliases: view.aliases, register, columns, uncertain,
    before: totalsOf({ records: view.records.length + view.retired.length, retired: view.retired.length, holdings: view.holdings }), observed: packJson(view.balances).bytes,
    systems: project.systems.map(({ name }) => ({ name, records: ingested.records.filter((record) => record.system === name).length })),
    staff: staffNames(ingested.records), extras: extraNames(view.records), phoneEndings: allPhoneEndings(view.records),
  }
}
