import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Decisions } from '../../src/model/decision.ts'
import type { ReportDocument } from '../../src/7-review/report-document.ts'
import { readDecisions } from '../../src/7-review/read-decisions.ts'
import { reportHtml } from '../../src/7-review/report-html.ts'
import { type RunningBrowser, launchBrowser } from './browser.ts'
import { reportDocument, reportMerge } from './report-fixture.ts'

const template = join(import.meta.dirname, '..', '..', 'dist', 'ui', 'report.html')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let running: RunningBrowser
let folder: string

beforeAll(async () => {
  if (!existsSync(template)) throw new Error('dist/ui/report.html is missing: run `npm run build` first')
  folder = mkdtempSync(join(tmpdir(), 'dublette-report-'))
  running = await launchBrowser()
})
afterAll(async () => {
  await running.close()
  rmSync(folder, { recursive: true, force: true })
})

type Visit = { readonly hash?: string; readonly width?: number; readonly height?: number; readonly dark?: boolean }

/** Opens the document as the reader would, from a file, and expects that nothing was complained of or asked of the network. */
async function visit(document: ReportDocument, { hash = '', width = 1366, height = 820, dark = false }: Visit, act: (page: Page) => Promise<void>): Promise<void> {
  const path = join(folder, 'report.html')
  writeFileSync(path, [...reportHtml(readFileSync(template, 'utf8'), document)].join(''))
  const context = await running.browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', acceptDownloads: true })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => { if (!/^(file|blob):/.test(request.url())) complaints.push(`asked for ${request.url()}`) })
  await page.goto(`${pathToFileURL(path).href}${hash}`)
  await page.waitForSelector('main')
  await act(page)
  await context.close()
  expect(complaints).toEqual([])
}

describe('what hostile data cannot do', () => {
  const hostile = '</script><script>document.title="taken"</script><img src=x onerror="document.title=\'taken\'">'

  it('names, values, projects and rows with markup are shown as text', async () => {
    const merge = reportMerge(0)
    const members = merge.members.map((member) => ({ ...member, name: hostile }))
    const fields = merge.fields.map((field) => ({ ...field, values: field.values.map((each) => ({ ...each, value: hostile })), result: `${hostile}!` }))
    const document = reportDocument(1, { project: hostile, merges: [{ ...merge, members, fields, notices: [{ de: hostile, en: hostile }] }] })
    await visit(document, { hash: '#merges' }, async (page) => {
      await page.waitForSelector('.merge h2')
      await expect.poll(() => page.textContent('.merge h2')).toBe(hostile)
      await expect.poll(() => page.textContent('.fields .result strong')).toBe(`${hostile}!`)
      await page.click('text=Übersicht')
      await expect.poll(() => page.textContent('.facts dd')).toBe(hostile)
      expect([await page.title(), await page.locator('img').count(), await page.locator('script').count()]).toEqual(['dublette · Bericht zur Zusammenführung', 0, 4])
    })
  })

  it('the file names its own script and style as the only ones, and holds no name in the clear', () => {
    const html = [...reportHtml(readFileSync(template, 'utf8'), reportDocument(3))].join('')
    expect(html).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'">/)
    expect(html).not.toContain('Müller')
    expect(html).toContain('<title>dublette</title>')
  })
})

describe('reading', () => {
  it('opens a merge: fields, evidence, holdings, notices and tasks', async () => {
    await visit(reportDocument(30), { hash: '#overview' }, async (page) => {
      await page.click('text=Jetzt entscheiden')
      await page.click('tbody button:has-text("Jonas Nowak")')
      await page.waitForSelector('.merge h2:has-text("Jonas Nowak")')
      await expect.poll(() => page.locator('.fields tbody tr').count()).toBe(4)
      await page.click('text=6 gleiche Felder zeigen')
      await expect.poll(() => page.locator('.fields tbody tr').count()).toBe(10)
      await expect.poll(() => page.locator('.weights tfoot').textContent()).toContain('+15,6')
      await expect.poll(() => page.locator('.holdings tbody tr').count()).toBe(4)
      await expect.poll(() => page.locator('.refusals').textContent()).toContain('DOUBLE_SUBSCRIPTION')
      await expect.poll(() => page.locator('.task-list li').count()).toBe(2)
    })
  })

  it('shows who else lives there, and where two people must agree', async () => {
    await visit(reportDocument(1, { merges: [reportMerge(0, { fourEyes: true })] }), { hash: '#merges' }, async (page) => {
      await page.waitForSelector('.merge h2')
      await expect.poll(() => page.textContent('.merge')).toContain('Im selben Haushalt: andere Kunden, die davon nicht berührt werdenJonas Müller (desk:77): gleiche Telefonnummer.')
      await expect.poll(() => page.textContent('.verdict-bar')).toContain('so viel Geld, dass zwei Personen zustimmen müssen')
    })
  })

  it('filters by text, outcome and refusal code, and sorts by weight', async () => {
    await visit(reportDocument(60), { hash: '#overview' }, async (page) => {
      const found = async (): Promise<string> => (await page.textContent('.found'))!.split(' ·')[0]!
      await page.click('button[aria-label="Zusammenführungen mit SOURCE_HAS_CONTRACT zeigen"]')
      await expect.poll(found).toBe('10 Zusammenführungen')
      await page.click('text=Nur mit SOURCE_HAS_CONTRACT')
      await expect.poll(found).toBe('60 Zusammenführungen')
      await page.click('.chip:has-text("Automatisch")')
      await expect.poll(found).toBe('20 Zusammenführungen')
      await page.keyboard.press('/')
      await page.keyboard.type('GMAIL.com miriam')
      await expect.poll(found).toBe('5 Zusammenführungen')
      await page.fill('input[type=search]', 'nobody of this name')
      await expect.poll(found).toBe('Keine Zusammenführung passt zu Suche und Filter.')
      await page.fill('input[type=search]', '')
      await page.click('th.weight button')
      const weights = async (): Promise<readonly number[]> => (await page.locator('td.weight').allTextContents()).map((text) => Number(text.replace(',', '.')))
      const ascending = await weights()
      expect(ascending).toEqual(ascending.toSorted((left, right) => left - right))
      await page.click('th.weight button')
      await expect.poll(() => page.getAttribute('th.weight', 'aria-sort')).toBe('descending')
      await expect.poll(async () => (await weights())[0]).toBeGreaterThan(ascending[0]!)
    })
  })

  it('speaks German and English', async () => {
    await visit(reportDocument(6, { language: 'en' }), {}, async (page) => {
      await expect.poll(() => page.textContent('h1')).toBe('Merge report')
      await expect.poll(() => page.getAttribute('html', 'lang')).toBe('en')
      await page.click('button[lang="de"]')
      await expect.poll(() => page.textContent('h1')).toBe('Bericht zur Zusammenführung')
      await expect.poll(() => page.getAttribute('html', 'lang')).toBe('de')
    })
  })

  it('is read with the keyboard alone', async () => {
    await visit(reportDocument(30), { hash: '#merges' }, async (page) => {
      await page.waitForSelector('.merge h2')
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      await page.waitForSelector('.merge h2:has-text("Katharina")')
      await page.keyboard.press('k')
      await page.waitForSelector('.merge h2:has-text("Jonas")')
      await page.keyboard.press('Enter')
      await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H2')
      await page.keyboard.press('n')
      await expect.poll(() => page.getAttribute('.verdicts .say-never', 'aria-pressed')).toBe('true')
      await page.keyboard.press('?')
      await expect.poll(() => page.locator('dialog[open]').count()).toBe(1)
      await page.keyboard.press('m')
      await page.keyboard.press('Escape')
      await page.waitForSelector('dialog', { state: 'detached' })
      await expect.poll(() => page.getAttribute('.verdicts .say-never', 'aria-pressed')).toBe('true')
    })
  })

  it('has no barrier that axe knows of, wide, narrow and dark, and nothing to scroll sideways at 360 pixels', async () => {
    for (const look of [{ width: 1366 }, { width: 360, height: 740 }, { width: 1366, dark: true }]) {
      for (const hash of ['#overview', '#merges', '#merges/m-0000000000000000', '#quarantine', '#tasks']) {
        await visit(reportDocument(12), { ...look, hash }, async (page) => {
          await page.waitForSelector('h1, h2, .rows tbody button')
          if (hash.includes('m-')) await page.waitForSelector('.verdict-bar')
          await page.evaluate(axe)
          const violations = await page.evaluate(async () => {
            const { axe } = globalThis as unknown as { axe: { run: () => Promise<{ violations: readonly { id: string; nodes: readonly { html: string; failureSummary: string }[] }[] }> } }
            return (await axe.run()).violations.map((each) => `${each.id}: ${each.nodes[0]?.html} ${each.nodes[0]?.failureSummary}`)
          })
          expect(violations, `${hash} ${JSON.stringify(look)}`).toEqual([])
          if (hash.startsWith('#merges') && look.width > 1000) expect(await page.evaluate('document.documentElement.scrollHeight - innerHeight'), 'list and merge scroll, the page does not').toBeLessThanOrEqual(0)
          expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), hash).toBe(0)
        })
      }
    }
  })
})

describe('deciding', () => {
  it('a file is saved only with a name and reasons; it names plan and merge hashes, and can be read back', async () => {
    const document = reportDocument(12)
    let saved = ''
    await visit(document, { hash: '#merges' }, async (page) => {
      await page.waitForSelector('.merge h2')
      await page.selectOption('select[aria-label="Ergebnis für E-Mail wählen"]', 'desk:10000')
      await page.selectOption('select[aria-label="Ergebnis für Nachname wählen"]', 'own')
      await page.fill('input[aria-label="Wert für Nachname"]', 'Müller-Lang')
      await page.keyboard.press('Escape')
      await page.keyboard.press('m')
      await page.keyboard.press('j')
      await page.keyboard.press('l')
      await page.fill('.reason input', '')
      await page.click('text=Entscheidungen sichern (2)')
      await page.click('text=decisions.json speichern')
      await expect.poll(() => page.textContent('dialog .problem')).toBe('Bei einer Entscheidung fehlt die Begründung.')
      await page.keyboard.press('Escape')
      await page.waitForSelector('dialog', { state: 'detached' })
      await page.fill('.reason input', 'Kundin ruft zurück')
      await page.click('text=Entscheidungen sichern (2)')
      await page.click('text=decisions.json speichern')
      await expect.poll(() => page.textContent('dialog .problem')).toContain('Bitte den eigenen Namen angeben')
      await page.fill('input[name=reviewer]', 'Petra Klein')
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=decisions.json speichern')])
      expect(download.suggestedFilename()).toBe('decisions.json')
      saved = readFileSync(await download.path(), 'utf8')
    })
    const decisions = JSON.parse(saved) as Decisions
    const { at: first, ...merge } = decisions.decisions[0]!
    const { at: second, ...leave } = decisions.decisions[1]!
    expect([first, second].every((at) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at))).toBe(true)
    expect({ ...decisions, decisions: [merge, leave] }).toEqual({
      version: 1, planHash: document.planHash, decisions: [
        { merge: document.merges[0]!.id, mergeHash: document.merges[0]!.hash, verdict: 'merge', reviewer: 'Petra Klein', reason: 'Geprüft: dieselbe Person', overrides: [
          { field: 'email', value: 'anna.0@t-online.de', from: 'desk:10000' }, { field: 'familyName', value: 'Müller-Lang', from: null }] },
        { merge: document.merges[1]!.id, mergeHash: document.merges[1]!.hash, verdict: 'leave', reviewer: 'Petra Klein', reason: 'Kundin ruft zurück', overrides: [] },
      ],
    })
    const file = join(folder, 'decisions.json')
    writeFileSync(file, saved)
    await visit(document, {}, async (page) => {
      await page.click('.tools button')
      await page.setInputFiles('dialog input[type=file]', file)
      await expect.poll(() => page.textContent('dialog .message')).toBe('2 Entscheidungen übernommen.')
      await page.goto(`${page.url()}#merges/${document.merges[0]!.id}`)
      await expect.poll(() => page.textContent('.earlier')).toContain('Petra Klein: Geprüft: dieselbe Person')
    })
    await visit(reportDocument(12, { planHash: 'another' }), {}, async (page) => {
      await page.click('.tools button')
      await page.setInputFiles('dialog input[type=file]', file)
      await expect.poll(() => page.textContent('dialog .problem')).toBe('Diese Entscheidungen gehören zu einem anderen Plan.')
    })
  })

  it('D5.13 a part of a credit is typed where the credit stands; what is no part of it is refused and changes nothing', async () => {
    await visit(reportDocument(1), { hash: '#merges' }, async (page) => {
      await page.waitForSelector('.merge h2')
      const type = async (text: string): Promise<void> => { await page.fill('.part input', text); await page.press('.part input', 'Tab') }
      await type('25,01')
      await expect.poll(() => page.textContent('.part .problem')).toBe('Das ist kein Teil des Guthabens; es zieht ganz um.')
      await type('7,5')
      await expect.poll(() => page.inputValue('.part input')).toBe('7,50')
      expect(await page.locator('.part .problem').count()).toBe(0)
      await page.click('.say-merge')
      await page.fill('.reason input', 'Rest wird ausgezahlt')
      await page.click('text=Entscheidungen sichern (1)')
      await page.fill('input[name=reviewer]', 'Petra Klein')
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=decisions.json speichern')])
      const [saved] = readDecisions(readFileSync(await download.path(), 'utf8'), 'decisions.json').decisions
      expect(saved).toMatchObject({ verdict: 'merge', overrides: [], credits: [{ holding: 'online:credit:0', amount: 750n }] })
    })
  })

  it('D5.18 of two subscriptions one is let end where it stands', async () => {
    const [double] = [reportMerge(0)]
    const merge = { ...double, outcome: 'review' as const, holdings: [{ id: 'desk:subscription:7', kind: 'subscription' as const, words: { de: 'Flat', en: 'Flat' }, owner: 'desk:1' as const, action: 'move' as const, to: 'online:1' as const, mayEnd: true as const }] }
    await visit(reportDocument(1, { merges: [merge] }), { hash: '#merges' }, async (page) => {
      await page.waitForSelector('.merge h2')
      expect(await page.textContent('.part')).toContain('am Enddatum beenden')
      await page.check('.part input')
      await page.click('.say-merge')
      await page.fill('.reason input', 'sie behält das Online-Abo')
      await page.click('text=Entscheidungen sichern (1)')
      await page.fill('input[name=reviewer]', 'Petra Klein')
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=decisions.json speichern')])
      expect(readDecisions(readFileSync(await download.path(), 'utf8'), 'decisions.json').decisions).toMatchObject([{ verdict: 'merge', endings: [{ subscription: 'desk:subscription:7', when: 'end-date' }] }])
    })
  })

  const empty = { all: 0, shown: 0 }
  const asked = { automatic: empty, skipped: empty, denied: empty, review: { all: 1, shown: 1 } }

  it.each([['end', 'Beendigung', 'ending'], ['repair', 'Reparatur', 'repair']] as const)('a plan of kind %s, in which no rule had a say: no empty outcomes, no weights, and never called a merge', async (kind, de, en) => {
    const planned = { ...reportMerge(0), outcome: 'review' as const, decidedBy: 'ENDING' }
    await visit(reportDocument(1, { kind, merges: [planned], outcomes: asked, refused: [], otherDirection: null, totals: [], unknown: [], leftOut: [] }), {}, async (page) => {
      await expect.poll(() => page.locator('.tile').count()).toBe(1)
      expect(await page.textContent('.facts')).not.toMatch(/Profil|Regeln/)
      expect(await page.innerText('main')).not.toContain('Zusammenführung')
      await page.goto(`${page.url()}#merges`)
      await page.waitForSelector('.found')
      expect(await page.textContent('.found')).toMatch(new RegExp(`^1 ${de} · `))
      expect(await page.locator('.rows .weight').count()).toBe(0)
      await page.click('button[lang=en]')
      await expect.poll(() => page.textContent('.found')).toMatch(new RegExp(`^1 ${en} · `))
      await page.keyboard.press('?')
      await expect.poll(() => page.innerText('dialog')).toContain(`next ${en}`)
      expect(await page.innerText('dialog')).not.toMatch(/\bmerge\b/)
    })
  })

  it('D6.7 a plan that ends memberships speaks of endings, not of merges', async () => {
    const ending = { ...reportMerge(0), outcome: 'review' as const, decidedBy: 'ENDING' }
    await visit(reportDocument(1, { kind: 'end', merges: [ending] }), {}, async (page) => {
      await expect.poll(() => page.textContent('h1')).toBe('Bericht zur Beendigung')
      expect(await page.title()).toBe('dublette · Bericht zur Beendigung')
      expect(await page.textContent('.lead')).toMatch(/Es geht um das Ende (einer Mitgliedschaft|von \d+ Mitgliedschaften)/)
      await page.goto(`${page.url()}#merges/${ending.id}`)
      await page.waitForSelector('.verdicts')
      expect(await page.locator('.verdicts button').count()).toBe(2)
      expect(await page.textContent('.say-merge')).toContain('Freigeben')
    })
  })

  it('a result taken from a record takes the fields that travel with it', async () => {
    await visit(reportDocument(1), { hash: '#merges' }, async (page) => {
      await page.waitForSelector('.merge h2')
      await page.selectOption('select[aria-label="Ergebnis für Hausnummer wählen"]', 'online:50000')
      await expect.poll(() => page.textContent('.fields tr:has-text("Hausnummer") .result strong')).toBe('12a')
      await page.click('text=5 gleiche Felder zeigen')
      await expect.poll(() => page.locator('.fields tr.changed').count()).toBe(4)
    })
  })

  it('a denial that is not final is lifted by two people, each under the own name', async () => {
    const denied = reportMerge(5)
    const document = reportDocument(1, { merges: [{ ...denied, members: denied.members.map((member, index) => ({ ...member, role: index === 0 ? 'survivor' : 'source' })) }], outcomes: { automatic: { all: 0, shown: 0 }, review: { all: 0, shown: 0 }, skipped: { all: 0, shown: 0 }, denied: { all: 1, shown: 1 } } })
    const file = join(folder, 'lifted.json')
    for (const name of ['Petra Klein', 'Ali Demir']) {
      await visit(document, { hash: '#merges' }, async (page) => {
        await page.waitForSelector('.verdict-bar')
        await page.click('.tools button')
        await page.waitForSelector('dialog[open]')
        if (name === 'Ali Demir') {
          await page.setInputFiles('dialog input[type=file]', file)
          await expect.poll(() => page.textContent('dialog .message')).toBe('Eine Entscheidung übernommen.')
        }
        await page.keyboard.press('Escape')
        await page.waitForSelector('dialog', { state: 'detached' })
        await page.keyboard.press('m')
        await page.click('.tools button')
        await page.fill('input[name=reviewer]', name)
        const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=decisions.json speichern')])
        writeFileSync(file, readFileSync(await download.path()))
      })
    }
    const { decisions } = JSON.parse(readFileSync(file, 'utf8')) as Decisions
    expect(decisions.map((each) => [each.reviewer, each.verdict])).toEqual([['Ali Demir', 'merge'], ['Petra Klein', 'merge']])
  })

  it('what was skipped or denied cannot be decided', async () => {
    await visit(reportDocument(6), { hash: '#merges/m-0000000000000003' }, async (page) => {
      await page.waitForSelector('.merge h2')
      await page.keyboard.press('m')
      await expect.poll(() => page.locator('.verdict-bar').count()).toBe(0)
      await expect.poll(() => page.textContent('.no-verdict')).toContain('Hier ist nichts zu entscheiden')
      await expect.poll(() => page.locator('.choice').count()).toBe(0)
    })
  })
})

describe('size', () => {
  it('2,000 merges stay under 20 MB, draw only the rows in sight, and open quickly', async () => {
    const started = performance.now()
    await visit(reportDocument(2000), { hash: '#merges' }, async (page) => {
      await page.waitForSelector('.merge h2')
      // Generous for a busy machine; by itself it takes a fraction of this.
      expect(performance.now() - started).toBeLessThan(15_000)
      expect(statSync(join(folder, 'report.html')).size).toBeLessThan(20_000_000)
      await page.click('.chip:has-text("Alle")')
      await expect.poll(() => page.locator('.rows tbody button').count()).toBeLessThan(60)
      await page.locator('.rows').evaluate((element) => element.scrollTo(0, element.scrollHeight))
      await page.waitForSelector(`#row-${reportMerge(1999).id}`)
      await page.click(`#row-${reportMerge(1999).id}`)
      await page.waitForSelector(`.merge h2:has-text("${reportMerge(1999).members[0]!.name}")`)
    })
  })

  it('D9.9 prints every row of the list, and the whole page in ink on paper', async () => {
    await visit(reportDocument(300), { hash: '#merges' }, async (page) => {
      await page.waitForSelector('.merge h2')
      await page.click('.chip:has-text("Alle")')
      await page.emulateMedia({ media: 'print' })
      await page.waitForSelector(`#row-${reportMerge(299).id}`)
      await expect.poll(() => page.locator('.rows tbody button').count()).toBe(300)
      await expect.poll(() => page.locator('.top').isVisible()).toBe(false)
    })
  })
})
