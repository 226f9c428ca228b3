import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { openPlanFiles } from '../../src/edge/plan-files.ts'
import { folderWith } from '../project-folder.ts'

it('a file of the plan that cannot be opened: refused, and none of the others is left', async () => {
  // A folder where the draft of a correction would stand.
  const path = folderWith({ '6-plan/preview/corrections/packages.csv.part/x': '' })
  await expect(openPlanFiles({ id: 'r', path }, 'de')).rejects.toMatchObject({ code: 'WRITE_FAILED', where: { file: expect.stringMatching(/packages\.csv$/) as unknown } })
  expect(readdirSync(path, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).map((each) => each.name)).toEqual(['x'])
})
