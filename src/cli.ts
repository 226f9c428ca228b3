/** The command line: parses arguments, calls a pipeline, returns the exit code. */
export async function main(_args: readonly string[]): Promise<number> {
  return 0
}
