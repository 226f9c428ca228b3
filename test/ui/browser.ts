import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'

/** A real Chromium from npm, and how to close it and clear what it unpacked. */
export type RunningBrowser = { readonly browser: Browser; readonly close: () => Promise<void> }

/**
 * Starts Chromium without a window. The package unpacks itself and, where the machine lacks system libraries, those too:
 * it does so only when it believes to be on a cloud function, and into the folder for temporary files of its first import.
 */
export async function launchBrowser(): Promise<RunningBrowser> {
  const own = mkdtempSync(join(tmpdir(), 'dublette-browser-'))
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = own
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs20.x'
  const { default: chromium } = await import('@sparticuz/chromium')
  const { chromium: playwright } = await import('playwright-core')
  const executablePath = await chromium.executablePath()
  if (before === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = before
  const fonts = join(own, 'fonts')
  // The package's own font settings name fixed folders; without a font every line of text is nought pixels high.
  writeFileSync(join(fonts, 'fonts.conf'), `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><dir>/usr/share/fonts</dir><cachedir>${own}/fonts-cache</cachedir></fontconfig>`)
  const browser = await playwright.launch({
    executablePath,
    // Not the package's own switches: they turn web security off and put everything into one process.
    args: ['--no-sandbox', '--headless=shell', '--disable-gpu'],
    env: { ...process.env, FONTCONFIG_PATH: fonts, LD_LIBRARY_PATH: [join(own, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH'] ?? ''].join(':') },
  })
  return {
    browser,
    close: async () => {
      await browser.close()
      rmSync(own, { recursive: true, force: true })
    },
  }
}
