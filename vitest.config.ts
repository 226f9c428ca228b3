import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/seed.global.ts'],
    setupFiles: ['test/seed.setup.ts'],
    // A first start of PostgreSQL takes about a second; on a busy machine several.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two cores: more files at a time only make each other slow.
    maxWorkers: 2,
  },
})
