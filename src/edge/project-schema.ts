import { z } from 'zod'
import { levelNames } from '../model/comparison.ts'
import { holdingKindNames } from '../model/holding.ts'
import { entities } from '../model/entity.ts'
import { dateForms, decimalForms, encodings } from '../1-ingest/mapping.ts'

const words = z.array(z.string())
const header = z.union([z.string(), z.array(z.string()).min(1), z.strictObject({ constant: z.union([z.string(), z.number(), z.boolean()]).describe('The same value for every row.') })])

const fileSchema = z.strictObject({
  file: z.string().min(1).optional().describe('Path of the export, from the folder of the project file.'),
  query: z.string().min(1).optional().describe('Instead of a file: a query of the database of the system. Its columns are the headers; dates and amounts come as ISO dates and with a point.'),
  entity: z.enum(entities as [string, ...string[]]).describe('What a row is read as. A file that holds two entities stands twice.'),
  sheet: z.union([z.string(), z.int().min(1)]).optional().describe('Name or number of the sheet of an XLSX file; default: the first.'),
  encoding: z.enum(encodings).optional().describe('Found by itself where it is not named.'),
  delimiter: z.string().length(1).optional().describe('Found by itself where it is not named.'),
  headerLine: z.int().min(1).optional().describe('Line of the header; lines before it are left out. Default 1.'),
  dateFormat: z.union([z.enum(dateForms), z.array(z.enum(dateForms)).min(1)]).optional().describe('Form of all dates, or several that no date can be confused in. Without it only YYYY-MM-DD, YYYY/MM/DD and DD.MM.YYYY are read.'),
  decimal: z.enum(decimalForms).optional().describe('comma: 1.234,56; point: 1,234.56; cents: whole minor units.'),
  currency: z.string().regex(/^[A-Z]{3}$/).optional().describe('ISO 4217 code of all amounts.'),
  columns: z.record(z.string(), header).optional().describe('Target column: header, list of headers, or a constant. Left out for a neutral file.'),
  values: z.record(z.string(), z.record(z.string(), z.string())).optional().describe('Per target column, what the words of the export mean.'),
  trueWords: words.optional().describe('Words that mean yes.'),
  falseWords: words.optional().describe('Words that mean no.'),
  key: words.optional().describe('Columns that make the id of a customer without one.'),
  joinRows: z.boolean().optional().describe('Rows of one id are parts of one record.'),
  sum: words.optional().describe('With joinRows: columns whose values are added up, such as the positions of an invoice.'),
  expectedRows: z.int().min(0).optional().describe('Number of rows that the exporting system shows; fewer stop the run.'),
  extra: words.optional().describe('Headers that are kept as extra columns.'),
})

const systemSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_-]*$/, 'small letters, digits, - and _, beginning with a letter').describe('Name of the system: part of every record id.'),
  origin: z.union([z.enum(['online', 'staff', 'unknown']), z.literal('has-login'), z.literal('column')]).describe('How its customers came to be: all alike, by whether they have a login, or by the mapped column origin.'),
  program: z.enum(['momence', 'smile', 'portal', 'rentingforce', 'kutego']).optional().describe('The program behind it; staff tasks quote its menu words.'),
  none: z.array(z.enum(holdingKindNames as [string, ...string[]])).optional().describe('Kinds of holding that this system does not have.'),
  freeOfDuplicates: z.boolean().optional().describe('Nobody stands twice in this system.'),
  format: z.literal('neutral').optional().describe('Its files are in the neutral format; no mapping is needed.'),
  database: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of an environment variable, never an address').optional().describe('Environment variable that holds the address of its PostgreSQL database, for queries.'),
  folder: z.string().optional().describe('Folder of the neutral files.'),
  files: z.array(fileSchema).optional(),
})

/** The project file as people write it. Its JSON schema is docs/dublette.schema.json. */
export const projectSchema = z.strictObject({
  name: z.string().optional().describe('What the report calls the project; default: the folder.'),
  language: z.enum(['de', 'en']).optional().describe('Language of sentences in outputs; default de.'),
  timeZone: z.string().optional().describe('Time zone in which today is read; default Europe/Berlin.'),
  profile: z.string().optional().describe('Name of a shipped profile or path of a rules file; default: default.'),
  store: z.string().optional().describe('postgres:// address of a server; default: a private one in .dublette/.'),
  currency: z.string().regex(/^[A-Z]{3}$/).optional().describe('Currency of amounts without one; default EUR.'),
  compare: z.array(z.string().min(1)).optional().describe('Extra columns, named under extra of the files, that are compared too: an old customer number, say.'),
  weights: z.record(z.string(), z.partialRecord(z.enum(levelNames), z.number().min(-50).max(50).multipleOf(0.001))).optional().describe('Weights in bits instead of those learned, by comparison and level: { email: { exact: 4 } }.'),
  maxRejects: z.int().min(0).optional().describe('How many rows may be quarantined before a run ends with 65.'),
  systems: z.array(systemSchema).min(1).describe('Where the records come from.'),
})

export type ProjectText = z.infer<typeof projectSchema>
export type SystemText = z.infer<typeof systemSchema>
export type FileText = z.infer<typeof fileSchema>

/** The JSON schema of the project file, for editors. */
export function projectJsonSchema(): object {
  return z.toJSONSchema(projectSchema, { io: 'input' })
}
