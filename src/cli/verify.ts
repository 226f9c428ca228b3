import type { Command } from 'commander'
import { refuseFailures, verify } from '../../pipelines/verify.ts'
import type { VerifyRow } from '../8-apply/verify-totals.ts'
import { readProject } from '../edge/project-file.ts'
import { openTerminal, tableLines, type Terminal } from '../edge/terminal.ts'
import { type HoldingKind, holdingKinds } from '../model/holding.ts'
import { moneyWords } from '../model/money.ts'

type Options = { readonly project: string; readonly json?: boolean }

export function addVerify(program: Command): void {
  program.command('verify')
    .description('Recompute every total from exports and store: nothing lost, nothing created. Exit code 1 where a check fails.')
    .option('-p, --project <file>', 'project file', 'dublette.yaml')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  dublette verify')
    .action(async (options: Options) => {
      const terminal = openTerminal(options.json ?? false)
      const rows = await verify({ project: await readProject(options.project), progress: terminal.progress })
      showVerified(terminal, rows)
      terminal.result({ ok: rows.every((row) => row.ok), checks: rows })
      // One JSON document is one result: it names the failures itself.
      if (!terminal.json) refuseFailures(rows)
      else if (rows.some((row) => !row.ok)) process.exitCode = 1
    })
}

/** Every total by the exports, with the merges, and by the store; then what failed. */
export function showVerified(terminal: Terminal, rows: readonly VerifyRow[]): void {
  const sums = rows.filter((row) => row.exported !== null || row.effective !== null)
  for (const line of tableLines([['', 'exports', 'with merges', 'store'], ...sums.map((row) => [checkWords(row.check), figure(row, row.exported), figure(row, row.effective), figure(row, row.stored)])], terminal.width)) terminal.line(line)
  for (const row of rows) {
    for (const correction of row.corrections) terminal.line(`${checkWords(row.check)}: ${correction}`)
    if (!row.ok) terminal.line(`FAILED ${checkWords(row.check)}`)
  }
  terminal.line(`${rows.filter((row) => row.ok).length} of ${rows.length} checks hold`)
}

const totals: Readonly<Record<string, string>> = { classCredit: 'class credit', packageUnits: 'package units', openBalance: 'open amounts', voucherValue: 'left on vouchers' }

/** The name of a check as the other commands say it; `--json` keeps the names of docs/store.md. */
function checkWords(check: string): string {
  const [first = '', ...rest] = check.split(' ')
  if (first === 'holdings' && Object.hasOwn(holdingKinds, rest[0] ?? '')) return `entries of ${holdingKinds[rest[0] as HoldingKind].enPlural}`
  return [totals[first] ?? first, ...rest].join(' ')
}

/** Checks of money end in a currency. */
function figure({ check }: VerifyRow, amount: bigint | null): string {
  if (amount === null) return '–'
  const currency = /^(?:credit|openBalance|voucherValue|recurring).* ([A-Z]{3})$/.exec(check)?.[1]
  return currency === undefined ? String(amount) : moneyWords({ amountMinor: amount, currency }, 'en')
}
