import { join } from 'node:path'
import { Command } from 'commander'
import { packageFolder } from '../src/edge/version.ts'
import { writeCustomers } from './generator/customers.ts'
import { readNameTables } from './generator/name-tables.ts'

const program = new Command('generate').description('Writes made-up customers: the same seed gives the same bytes.')

program.command('customers')
  .description('one register of German customers with its truth: records.csv and truth.csv')
  .requiredOption('--count <n>', 'how many records')
  .option('--seed <n>', 'another seed, other customers', '1')
  .option('--names <folder>', 'folder with given-name-gender.csv, last-name.csv and street-municipality-postcode.csv', join(packageFolder, 'samples', 'names'))
  .requiredOption('-o, --output <folder>', 'where to write')
  .action(async (options: { readonly count: string; readonly seed: string; readonly names: string; readonly output: string }) => {
    await writeCustomers(options.output, Number(options.count), Number(options.seed), readNameTables(options.names))
  })

await program.parseAsync()
