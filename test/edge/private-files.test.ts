import { existsSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openPrivateFile, writeBlocks, writePrivateFile } from '../../src/edge/private-files.ts'
import { folderWith } from '../project-folder.ts'

const ways: Readonly<Record<string, (path: string) => Promise<void>>> = {
  whole: (path) => writePrivateFile(path, 'a\nb\n'),
  streamed: (path) => writeBlocks(path, () => ['a\n', 'b\n']),
  'piece by piece': async (path) => {
    const file = await openPrivateFile(path)
    try {
      file.write('a\n')
      file.write(Buffer.from('b\n'))
      await file.close()
    } catch (error) {
      await file.drop()
      throw error
    }
  },
}

for (const [way, write] of Object.entries(ways)) {
  describe(`a file written ${way}`, () => {
    it('in a place that is a folder: refused, and nothing is left', async () => {
      const folder = folderWith({ 'x/y.csv': '' })
      await expect(write(join(folder, 'x'))).rejects.toMatchObject({ code: 'WRITE_FAILED' })
      expect(readdirSync(folder)).toEqual(['x'])
    })
    it.runIf(existsSync('/dev/full'))('to a device that is full: refused, and the device stays one', async () => {
      // Through a link, so that a mistake costs the link and not the device.
      const link = join(folderWith({}), 'full')
      symlinkSync('/dev/full', link)
      await expect(write(link)).rejects.toMatchObject({ code: 'WRITE_FAILED' })
      expect(statSync(link).isCharacterDevice()).toBe(true)
    })
    it('to a pipe: its reader gets the text, and the pipe stays one', async () => {
      const pipe = join(folderWith({}), 'pipe')
      execFileSync('mkfifo', [pipe])
      const reader = spawn('cat', [pipe])
      const [read] = await Promise.all([text(reader.stdout), write(pipe)])
      expect(read).toBe('a\nb\n')
      expect(statSync(pipe).isFIFO()).toBe(true)
    })
    it('over another: whole, and for its owner alone', async () => {
      const folder = folderWith({ 'a.csv': 'old' })
      await write(join(folder, 'a.csv'))
      expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('a\nb\n')
      expect(statSync(join(folder, 'a.csv')).mode & 0o777).toBe(0o600)
      expect(readdirSync(folder)).toEqual(['a.csv'])
    })
  })
}

it('a mistake of ours while a file is made is not taken for a full disk, and nothing is left', async () => {
  const folder = folderWith({})
  await expect(writeBlocks(join(folder, 'a.csv'), function* () { yield 'a\n'; throw new TypeError('ours') })).rejects.toThrow(TypeError)
  expect(readdirSync(folder)).toEqual([])
})

it('a process that a signal ends leaves no draft: neither its own nor one that a thread writes in the folder of the run', () => {
  const folder = folderWith({ 'there.csv': 'old' })
  const module = (name: string): string => pathToFileURL(join(import.meta.dirname, '../../dist/src/edge', name)).href
  const script = `
    import { writeFileSync } from 'node:fs'
    import { openPrivateFile } from '${module('private-files.js')}'
    import { newRunFolder } from '${module('run-folder.js')}'
    const file = await openPrivateFile('there.csv')
    file.write('new')
    const whole = await openPrivateFile('whole.csv')
    await whole.close()
    const run = await newRunFolder('.', 'now')
    writeFileSync(run.path + '/records.jsonl.part', '')
    writeFileSync(run.path + '/records.jsonl', '')
    process.once('SIGTERM', () => process.exit(130))
    process.kill(process.pid, 'SIGTERM')
    setInterval(() => {}, 1000)`
  expect(spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8' })).toMatchObject({ status: 130, stderr: '' })
  expect(readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()).toEqual(['runs', join('runs', 'now'), join('runs', 'now', 'records.jsonl'), 'there.csv', 'whole.csv'])
  expect(readFileSync(join(folder, 'there.csv'), 'utf8')).toBe('old')
})

it('a process that ends leaves what stood where its draft could not be opened', () => {
  const folder = folderWith({ 'theirs/x': '' })
  symlinkSync('theirs', join(folder, 'there.csv.part'))
  const script = `
    import { openPrivateFile } from '${pathToFileURL(join(import.meta.dirname, '../../dist/src/edge/private-files.js')).href}'
    await openPrivateFile('there.csv').catch((error) => console.log(error.code))`
  expect(spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8' })).toMatchObject({ status: 0, stdout: 'WRITE_FAILED\n' })
  expect(readdirSync(folder).toSorted()).toEqual(['theirs', 'there.csv.part'])
})
