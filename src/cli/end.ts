import { relative } from 'node:path'
import type { Command } from 'commander'
import { end } from '../../pipelines/end.ts'
import { endWhen, readEndingList } from '../edge/ending-list.ts'
import { readProject } from '../edge/project-file.ts'
import { openTerminal } from '../edge/terminal.ts'
import type { EndingRequest, EndWhen } from '../model/ending-request.ts'
import { DubletteError } from '../model/error.ts'
import type { OperationOf } from '../model/operation.ts'
import { counted } from './counted.ts'
import { dateOption } from './options.ts'

type Options = { readonly project: string; readonly list?: string; readonly when: string; readonly withdraw?: boolean; readonly deactivate?: string; readonly payOut?: string; readonly reason: string; readonly asOf?: string; readonly json?: boolean }

export function addEnd(program: Command): void {
  program.command('end')
    .description('Plan the end of memberships: on their end date, on a day, or at once; changing a day chosen before is the same. Changes nothing until the plan is approved and applied.')
    .argument('[subscription...]', 'ids of the subscriptions')
    .option('-p, --project <file>', 'project file', 'dublette.yaml')
    .option('--list <file>', 'CSV with the columns subscription, when, deactivate, payOut, reason')
    .option('--when <when>', 'end-date, a day YYYY-MM-DD, or now (the exception)', 'end-date')
    .option('--withdraw', 'take an ending back that has not come yet')
    .option('--deactivate <when>', 'also deactivate the customer: end-date, a day, or now')
    .option('--pay-out <route>', 'pay the money credit out; the route of refund, as it stands in the document')
    .option('--reason <text>', 'why; needed where the notice period is not kept', '')
    .option('--as-of <date>', 'today, YYYY-MM-DD; default: today in the project\'s time zone')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExamples:\n  dublette end gym:subscription:A-17\n  dublette end gym:subscription:A-17 --when 2027-03-31 --deactivate end-date\n  dublette end --list endings.csv')
    .action(async (subscriptions: readonly string[], options: Options) => {
      const terminal = openTerminal(options.json ?? false)
      const { run, document, report, tasks } = await end({ project: await readProject(options.project), requests: await requestsOf(subscriptions, options), progress: terminal.progress, ...dateOption(options.asOf) })
      for (const { merge, operations } of document.merges) {
        const ending = operations.find((each): each is OperationOf<'end_subscription'> => each.type === 'end_subscription')!
        const credits = operations.filter((each) => each.type === 'propose_credit_note').length
        terminal.line(`${merge.id}  ${ending.holding}  ${ending.on === null ? 'goes on' : ending.on === 'now' ? 'ends at once' : `ends on ${ending.on}`}${credits === 0 ? '' : `; ${counted(credits, 'invoice')} to credit`}`)
      }
      terminal.line(`report:  ${relative(process.cwd(), report)}`)
      terminal.line(`tasks:   ${relative(process.cwd(), tasks)}`)
      terminal.line(`next:    dublette approve --run ${run.id} --merge ${document.merges.map((each) => each.merge.id).join(' ')} --reviewer NAME --reason TEXT, then dublette apply --run ${run.id}`)
      terminal.result({ run: run.id, plan: document.plan, endings: document.merges.map(({ merge, operations }) => ({ id: merge.id, customer: merge.survivor, operations })), report })
    })
}

async function requestsOf(subscriptions: readonly string[], options: Options): Promise<readonly EndingRequest[]> {
  const listed = options.list === undefined ? [] : await readEndingList(options.list)
  if (subscriptions.length + listed.length === 0) throw new DubletteError('USAGE', 'Nothing was said to end.', { expected: 'ids of subscriptions, or --list FILE' })
  const when = options.withdraw === true ? 'withdraw' : whenOption('--when', options.when)
  const deactivate = options.deactivate === undefined ? null : whenOption('--deactivate', options.deactivate)
  return [...subscriptions.map((subscription): EndingRequest => ({ subscription, when, deactivate, payOut: options.payOut ?? null, reason: options.reason, where: subscription })), ...listed]
}

function whenOption(option: string, text: string): EndWhen {
  const when = endWhen(text)
  if (when === undefined) throw new DubletteError('USAGE', `${option} is none of the words it knows and no date.`, { got: text, expected: 'end-date, now or a day as YYYY-MM-DD' })
  return when
}
