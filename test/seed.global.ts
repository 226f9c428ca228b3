/** One seed for every property test of a run, printed so that a failure can be had again: `DUBLETTE_SEED=… npm test`. */
export function setup(): void {
  process.env['DUBLETTE_SEED'] ??= String(Math.floor(Math.random() * 2 ** 31))
  process.stdout.write(`property tests: DUBLETTE_SEED=${process.env['DUBLETTE_SEED']}\n`)
}
