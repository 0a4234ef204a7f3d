import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/build.setup.ts'],
    testTimeout: 30_000,
    coverage: { include: ['src/**/*.ts'], exclude: ['src/build.ts'] },
  },
})
