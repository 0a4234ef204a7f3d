// CommonJS, as the package is.
module.exports = {
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/build.setup.ts'],
    testTimeout: 30_000,
    // Left alone, vitest keeps a core for a person who edits meanwhile.
    maxWorkers: '100%',
    coverage: { include: ['src/**/*.ts'], exclude: ['src/build.ts'] },
  },
}
