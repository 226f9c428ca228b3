import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { columnSpec, entities, entityColumns, neutralFiles, neutralHeader, type ColumnSpec } from '../../src/model/entity.ts'

const path = join(import.meta.dirname, '../../docs/neutral-format.md')

const typeWords: Readonly<Record<string, string>> = {
  text: 'text', email: 'e-mail address', date: 'date', money: 'amount', currency: 'currency', integer: 'whole number', boolean: 'yes or no', list: 'list',
}

function document(): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const type = (spec: ColumnSpec): string => (typeof spec.type === 'object' ? spec.type.choice.join(', ') : typeWords[spec.type]!)
  return [
    '# The neutral format', '',
    'One CSV file for each kind of thing, readable without a mapping. Exports may be given in it, and `out/` is written in it. In `dublette.yaml` a system in this format needs its folder only:', '',
    '```yaml', 'systems:', '  - name: studio', '    origin: column        # the column origin says it; or online, staff, has-login, unknown', '    format: neutral', '    folder: exports/studio', '```', '',
    '- UTF-8 with or without byte order mark, comma as delimiter, a header, cells with a comma, quote or line break in double quotes (RFC 4180).',
    '- Dates `YYYY-MM-DD`; amounts with a decimal point and no group signs (`1234.50`); currencies as ISO 4217 codes; yes or no as `yes` and `no`; lists separated by `|`.',
    '- Columns are found by name; their order does not matter, and those that are not required may be missing. Columns that are not named here, such as `system` in `out/`, are listed and left out, but for `extra.NAME` in `customers.csv`, which are kept with the customer.',
    '- A missing file means that this kind was not exported: unknown, not empty. An empty file, or a header without rows, means that there are none; so does `none: [KIND]` in the project file.',
    '- Ids are unique within their file. A holding without an id is named by its content; equal rows without an id are as many holdings.',
    '- `customer` names the id of the owner in `customers.csv` of the same system. A holding whose customer, amount, unit or date is not right is set aside ([error codes](error-codes.md)).',
    ...entities.flatMap((entity) => [
      '', `## ${neutralFiles[entity]}`, '', row(['column', 'type', 'required', 'what it is']), row(['---', '---', '---', '---']),
      ...entityColumns[entity].map((spec) => row([`\`${spec.name}\``, type(spec), spec.required === true ? 'yes' : '', spec.means])),
    ]), '',
  ].join('\n')
}

describe('entities', () => {
  it('docs/neutral-format.md says what the code says', () => {
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, document())
    expect(readFileSync(path, 'utf8')).toBe(document())
  })
  it('no column stands twice, and each is found by its name', () => {
    for (const entity of entities) {
      const names = neutralHeader(entity)
      expect(new Set(names).size, entity).toBe(names.length)
      for (const name of names) expect(columnSpec(entity, name)?.name).toBe(name)
    }
  })
  it('what belongs to a customer may name it by fields; a customer itself may not', () => {
    expect(columnSpec('package', 'customer.email')).toMatchObject({ name: 'customer.email', type: 'email' })
    expect([columnSpec('package', 'customer.nothing'), columnSpec('customer', 'customer.email'), columnSpec('pause', 'customer.email')]).toEqual([undefined, undefined, undefined])
  })
})
