import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { viteSingleFile } from 'vite-plugin-singlefile'

const folder = fileURLToPath(new URL('../../dist/ui', import.meta.url))

/**
 * Names the hashes of the one script and the one style in the page's content security policy, once both are inlined.
 * With them the page runs its own code and nothing else: no address is reached, nothing in the data can become code.
 */
function contentSecurityPolicy(): Plugin {
  const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return {
    name: 'content-security-policy',
    writeBundle() {
      const path = `${folder}/report.html`
      const page = readFileSync(path, 'utf8')
      const scripts = [...page.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((found) => hashOf(found[1]!))
      const styles = [...page.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/g)].map((found) => hashOf(found[1]!))
      if (scripts.length !== 1 || styles.length !== 1) throw new Error(`the page must hold one script and one style, found ${scripts.length} and ${styles.length}`)
      const policy = `default-src 'none'; script-src ${scripts.join(' ')}; style-src ${styles.join(' ')}; base-uri 'none'; form-action 'none'`
      // A replacement function, because the policy holds quotes and dollar signs would be read as patterns.
      writeFileSync(path, page.replace('<!--content-security-policy-->', () => `<meta http-equiv="Content-Security-Policy" content="${policy}">`))
    },
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  build: {
    outDir: folder, emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false },
    rolldownOptions: {
      input: fileURLToPath(new URL('report.html', import.meta.url)),
      // The table package marks files for a server framework; without one the mark means nothing.
      onLog: (level, log, report) => { if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log) },
    },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [viteSingleFile({ removeViteModuleLoader: true }), contentSecurityPolicy()],
})
