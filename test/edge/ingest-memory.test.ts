import { describe, expect, it } from 'vitest'
import { ingestMemory, refuseLargeExports } from '../../src/edge/ingest-memory.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { join } from 'node:path'
import { folderWith } from '../project-folder.ts'

describe('exports that memory cannot hold', () => {
  it('are refused before the work, with what they need', () => {
    expect(() => { refuseLargeExports(6e9, 5e9) }).toThrow(expect.objectContaining({ code: 'MEMORY_SHORT', exitCode: 69, expected: 'about 6000 MB', got: '5000 MB' }) as Error)
    expect(() => { refuseLargeExports(5e9, 5e9) }).not.toThrow()
  })
  it('a file counts once, whatever it is read as, and a missing one is for who reads it', async () => {
    const folder = folderWith({
      'dublette.yaml': 'name: x\nsystems:\n  - name: a\n    origin: staff\n    files:\n      - { file: a.csv, entity: customer, columns: { id: id, givenName: name } }\n      - { file: a.csv, entity: credit, columns: { customer: id, balance: credit } }\n      - { file: gone.csv, entity: card, columns: { customer: id } }\n',
      'a.csv': 'x'.repeat(1000),
    })
    expect(ingestMemory(await readProject(join(folder, 'dublette.yaml')))).toBe(18_000)
  })
})
