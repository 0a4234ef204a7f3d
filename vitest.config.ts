// CommonJS, as the package is.
const { existsSync, readdirSync, readFileSync, statfsSync } = require('node:fs')
const { availableParallelism } = require('node:os')
const { join } = require('node:path')

/** Tests that run what `prepare` builds. Only with one of them is it built, so that the others begin at once. */
const BUILT = ['tests/{abuse,browser,cli,data,judges,solver}/**/*.test.ts', 'tests/{library,package,readme}.test.ts']

/** Tests that replace modules, which those before and after them in one process would have as well. */
const REPLACING = ['tests/cli/{first-use,truth}.test.ts']

/** What a sweep leaves out: files without properties, and without faults of which a shorter run tries only a few. */
function triedAlready(): readonly string[] {
  const files: readonly string[] = readdirSync('tests', { recursive: true }).map((file: string) => join('tests', file))
  const sweeps = (file: string) => /'fast-check'|fixtures\/cases/.test(readFileSync(file, 'utf8'))
  return files.filter((file) => file.endsWith('.test.ts') && !sweeps(file))
}

/** Where the tests keep their files: in memory, because a disk takes ten times as long to keep what they save. */
function useMemory(): void {
  const folder = '/dev/shm'
  if (process.env['TMPDIR'] !== undefined || !existsSync(folder)) return
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize > 2 ** 30) process.env['TMPDIR'] = folder
}

module.exports = ({ mode }: { readonly mode: string }) => {
  const sweeps = mode === 'sweep'
  useMemory()
  if (sweeps) {
    process.env['KUBEPLAN_FULL_SWEEP'] = '1'
    process.env['KUBEPLAN_SEED'] ??= String(Date.now() % 2 ** 31)
    process.stdout.write(`A failure comes again with KUBEPLAN_SEED=${process.env['KUBEPLAN_SEED']} npm run sweep\n`)
  }
  const shared = {
    setupFiles: ['tests/properties.setup.ts'],
    // On a machine that others use as well everything may take twenty times as long.
    testTimeout: sweeps ? 1_200_000 : 300_000,
    hookTimeout: 300_000,
  }
  const built = { ...shared, globalSetup: ['tests/build.setup.ts'] }
  // Whole runs take what was built: it is what people run, and quicker than modules that vitest has taken apart.
  const program = { alias: [{ find: /^.*\/src\/main\.js$/, replacement: join(__dirname, 'dist', 'main.cjs') }] }
  const leftOut = sweeps ? triedAlready() : []
  return {
    test: {
      // One more than there are cores, because some tests wait for a clock or for another process.
      maxWorkers: availableParallelism() + 1,
      coverage: { include: ['src/**/*.ts'], exclude: ['src/build.ts'] },
      projects: [
        // Other files leave nothing behind, so that one process can run file after file.
        {
          test: {
            ...shared,
            name: 'pure',
            isolate: false,
            include: ['tests/**/*.test.ts'],
            exclude: [...BUILT, ...leftOut],
          },
        },
        {
          resolve: program,
          test: {
            ...built,
            name: 'built',
            isolate: false,
            include: BUILT,
            exclude: [...REPLACING, ...leftOut],
            server: { deps: { external: [/\/dist\/\w+\.cjs$/] } },
          },
        },
        { test: { ...built, name: 'replacing', include: REPLACING, exclude: leftOut } },
      ],
    },
  }
}
