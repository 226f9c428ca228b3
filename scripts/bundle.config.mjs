// Joins the compiled modules to few files: a command needs a hundred of them and more, and finding and reading each by
// itself takes longer than reading a small customer file. Packages stay where they are.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const compiled = (path) => fileURLToPath(new URL(`../dist/${path}`, import.meta.url))

export default defineConfig({
  publicDir: false,
  build: {
    ssr: true, outDir: compiled('bundle'), target: 'es2023', minify: false,
    rolldownOptions: {
      // The command line, and the threads that are started by the name of their file.
      input: {
        cli: compiled('src/cli.js'),
        'match-worker': compiled('src/edge/match-worker.js'),
        'plan-worker': compiled('src/edge/plan-worker.js'),
        'ingest-row-worker': compiled('src/edge/ingest-row-worker.js'),
        'ingest-worker': compiled('pipelines/ingest-worker.js'),
      },
      output: {
        entryFileNames: '[name].js', chunkFileNames: '[name].js',
        // Matching with all that it needs is one file, because nearly every command matches.
        codeSplitting: { groups: [{ name: 'matching', test: /\/dist\/src\/cli\/match\.js$/, includeDependenciesRecursively: true }] },
      },
    },
  },
})
