/** For `npm run mutate`: only tests of pure code, because the others run what was built before a change. */
export default {
  test: {
    setupFiles: ['tests/properties.setup.ts'],
    include: ['tests/{clock,formats,model,planning,render,store}/**/*.test.ts'],
    isolate: false,
    testTimeout: 300_000,
  },
}
