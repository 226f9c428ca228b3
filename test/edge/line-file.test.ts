import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openLineFile, startsOf } from '../../src/edge/line-file.ts'
import { writeJsonLines } from '../../src/edge/private-files.ts'
import { join } from 'node:path'
import { folderWith } from '../project-folder.ts'

describe('lines of an artefact by number', () => {
  it('whatever their length and their letters, alone or several that follow one another', async () => {
    const path = join(folderWith({}), 'lines.jsonl')
    const values = ['a', 'Müller 🏔', '', 'x'.repeat(10_000), '\u2028\n', 'end']
    const starts = startsOf(await writeJsonLines(path, values))
    const reader = openLineFile({ path, starts })
    expect(values.map((_, number) => JSON.parse(reader.line(number)) as string)).toEqual(values)
    expect(reader.lines(1, 5).map((line) => JSON.parse(line) as string)).toEqual(values.slice(1, 5))
    expect(reader.lines(3, 3)).toEqual([])
    reader.close()
  })
  it('a file that became shorter, or is gone, is named, and no empty line is read', async () => {
    const path = join(folderWith({}), 'lines.jsonl')
    await writeJsonLines(path, ['a'])
    const starts = startsOf([4, 4])
    expect(() => openLineFile({ path, starts }).line(1)).toThrow(expect.objectContaining({ code: 'FILE_MISSING', got: 'it is shorter', where: { file: path } }) as Error)
    rmSync(path)
    expect(() => openLineFile({ path, starts })).toThrow(expect.objectContaining({ code: 'FILE_MISSING', got: 'it is gone', where: { file: path } }) as Error)
  })
})
