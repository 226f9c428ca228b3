import { inflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ReportHead } from '../../src/7-review/report-html.ts'
import { reportHtml } from '../../src/7-review/report-html.ts'
import { reportDocument } from '../ui/report-fixture.ts'

const template = '<body><!--report-blocks--></body>'

function blocksOf(html: string): ReadonlyMap<string, unknown> {
  return new Map([...html.matchAll(/id="([^"]+)">([^<]*)</g)].map((found) => [found[1]!, JSON.parse(inflateRawSync(Buffer.from(found[2]!, 'base64')).toString()) as unknown]))
}

describe('report html', () => {
  it('refuses a template without a place for the data', () => {
    expect(() => [...reportHtml('<body></body>', reportDocument(1))]).toThrow('must hold <!--report-blocks-->')
  })

  it('holds the whole document in blocks, every merge in the block its row names', () => {
    const document = reportDocument(95)
    const blocks = blocksOf([...reportHtml(template, document)].join(''))
    const head = blocks.get('head') as ReportHead
    expect([...blocks.keys()]).toEqual(['head', 'tasks', 'merges-0', 'merges-1', 'merges-2'])
    expect(head.rows.map((row) => row.id)).toEqual(document.merges.map((merge) => merge.id))
    for (const [index, row] of head.rows.entries()) expect(blocks.get(`merges-${row.block}`)).toContainEqual(document.merges[index])
    expect(head.taskCount).toBe(document.merges.reduce((count, merge) => count + merge.tasks.length, 0))
  })

  it('leaves out from the end what does not fit, corrects the counts and says so', () => {
    const document = reportDocument(200)
    const whole = [...reportHtml(template, document)].join('').length
    const html = [...reportHtml(template, document, whole)].join('')
    const head = blocksOf(html).get('head') as ReportHead
    expect(html.length).toBeLessThan(whole)
    expect(head.rows.length).toBeLessThan(200)
    expect(Object.values(head.outcomes).reduce((sum, outcome) => sum + outcome.shown, 0)).toBe(head.rows.length)
    expect(head.leftOut.at(-1)!.en).toBe(`${200 - head.rows.length} more merges did not fit into the file; they are in the run's folder.`)
  })

  it('finds a merge by name, id, e-mail and phone, in small letters', () => {
    const head = blocksOf([...reportHtml(template, reportDocument(1))].join('')).get('head') as ReportHead
    for (const word of ['anna müller', 'desk:10000', 'anna0@gmail.com', '+49 171']) expect(head.rows[0]!.find).toContain(word)
  })
})
