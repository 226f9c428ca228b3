import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { contentHashOfLine } from '../../src/model/content-hash.ts'
import { hashText } from '../../src/model/json.ts'

/** A line as a plan's file holds it, of its own memory. */
function lineOf(content: string): string {
  return Buffer.from(`{"hash":"${hashText(content)}",${content.slice(1)}`).toString('utf8')
}

describe('the hash of a line', () => {
  it('is that of its content, or none', () => {
    const line = lineOf('{"a":"Kiel"}')
    expect(contentHashOfLine(line)).toBe(hashText('{"a":"Kiel"}'))
    for (const altered of ['', '{}', line.replace('Kiel', 'Ulm'), `${line}\r`, ` ${line}`, line.replace('"hash"', '"Hash"')]) expect(contentHashOfLine(altered)).toBeNull()
  })
  it('does not keep the line in memory', () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const used = (): number => { collect(); return process.memoryUsage().heapUsed }
    const before = used()
    const hashes = Array.from({ length: 200 }, (_, number) => contentHashOfLine(lineOf(`{"a":"${'x'.repeat(200_000)}${number}"}`)))
    expect(used() - before).toBeLessThan(10_000_000)
    expect(new Set(hashes).size).toBe(200)
  })
})
