import { Command, CommanderError } from 'commander'
import { DubletteError, errorLines } from './model/error.ts'
import { version } from './edge/version.ts'
import { commands } from './cli/commands.ts'

/** The command line: parses arguments, calls a pipeline, returns the exit code. Errors go to standard error, never with values of customers. */
export async function main(args: readonly string[]): Promise<number> {
  const json = args.includes('--json')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { process.exit(report(interrupted(), json)) })
  try {
    await (await program(args[0])).parseAsync([...args], { from: 'user' })
    return typeof process.exitCode === 'number' ? process.exitCode : 0
  } catch (error) {
    return report(error, json)
  }
}

/** The program with the one command that is called, or with all of them where none of them is: for help and for slips of the pen. */
async function program(called: string | undefined): Promise<Command> {
  const dublette = new Command('dublette')
    .description('Finds duplicate customers, decides by rules which may be merged, and merges them with every credit accounted for, and with a way back.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('Read `dublette --help`.')
    .addHelpText('after', `
Examples:
  dublette demo                            the whole way on a made-up studio
  dublette match customers.csv -o out.csv  find duplicates in any customer CSV, no project needed
  dublette init exports/*.csv              write a dublette.yaml for these files
  dublette run                             find, decide and report; changes nothing
  dublette approve --automatic             approve what the rules allow
  dublette apply                           carry the approved plan out

Exit codes: 0 done, 1 a check failed, 2 a bug, 64 usage, 65 data, 69 unavailable, 74 input or output, 75 locked, 78 configuration or stale plan.`)
  const asked = commands.filter((file) => file.names.some((name) => name === called))
  for (const file of asked.length > 0 ? asked : commands) (await file.load())(dublette)
  for (const { command, path } of withSubcommands(dublette, 'dublette')) command.exitOverride().showHelpAfterError(`Read \`${path} --help\`.`)
  return dublette
}

function withSubcommands(command: Command, called: string): readonly { readonly command: Command; readonly path: string }[] {
  return command.commands.flatMap((each) => {
    const path = `${called} ${each.name()}`
    return [{ command: each, path }, ...withSubcommands(each, path)]
  })
}

/** What was applied before the signal stands, batch by batch; a run changes nothing anyway. The private server stops with this process. */
function interrupted(): DubletteError {
  return new DubletteError('INTERRUPTED', 'Stopped by a signal.')
}

function report(error: unknown, json: boolean): number {
  if (error instanceof CommanderError) {
    // Help and version were asked for and printed; everything else is wrong usage.
    if (error.exitCode === 0) return 0
    if (json) process.stdout.write(`${JSON.stringify({ error: { code: 'USAGE', message: error.message, next: 'Read `dublette --help`.' } })}\n`)
    return 64
  }
  if (error instanceof DubletteError) {
    if (json) process.stdout.write(`${JSON.stringify({ error: { code: error.code, message: error.message, got: error.got, expected: error.expected, where: error.where, next: error.next } })}\n`)
    process.stderr.write(`${errorLines(error).join('\n')}\n`)
    return error.exitCode
  }
  // The message of an unforeseen error may hold a value; its stack names only our own files.
  const stack = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 8).join('\n') : ''
  process.stderr.write(`INTERNAL: ${error instanceof Error ? error.name : 'something unforeseen was thrown'}\n${stack}\n  next:     Keep the run folder and report these lines.\n`)
  if (process.env['DUBLETTE_DEBUG'] === '1') process.stderr.write(`${String(error)}\n`)
  return 2
}
