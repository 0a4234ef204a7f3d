/** What `prepare` runs: bundles the program, compiles the catalogues that ship, writes the JSON Schema. */
import { copyFileSync, existsSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type ModuleInfo, rolldown } from 'rolldown'
import { catalogueSchema } from './formats/catalogue/schema.js'
import { readCatalogue } from './formats/index.js'
import { compile } from './store/compiled.js'

const root = join(__dirname, '..')
const dist = join(root, 'dist')

/** Names and white space only: rewriting code for a few bytes more is not worth its risks. */
const MINIFY = { compress: false, mangle: true, codegen: true }

/** `main.cjs`, the core with all that is light, and one file for every heavy part, required when it is used. */
async function bundle(): Promise<readonly string[]> {
  const build = await rolldown({
    input: { main: join(root, 'src', 'main.ts') },
    platform: 'node',
    logLevel: 'warn',
    // A light part that is imported both ways costs nothing: it is in the core in any case.
    checks: { ineffectiveDynamicImport: false },
  })
  const { output } = await build.write({
    dir: dist,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    minify: MINIFY,
    codeSplitting: { groups: [{ name: (id, graph) => (isLight(id, graph) ? 'core' : null), debugName: 'core' }] },
  })
  return output.map(({ fileName }) => fileName)
}

/** The worker that solves, in one file with HiGHS, which looks for its wasm beside it. */
async function bundleSolver(): Promise<readonly string[]> {
  const build = await rolldown({
    input: { solver: join(root, 'src', 'solver', 'worker.ts') },
    platform: 'node',
    logLevel: 'warn',
    // Its loader for CommonJS finds its folder in a bundle, too.
    resolve: { conditionNames: ['node', 'require'] },
  })
  await build.write({ file: join(dist, 'solver.cjs'), format: 'cjs', minify: MINIFY })
  const [from, to] = [require.resolve('highs/runtime'), join(dist, 'highs.wasm')]
  // Large enough to be caught half written by a kubeplan that runs meanwhile.
  if (!existsSync(to) || !readFileSync(from).equals(readFileSync(to))) copyFileSync(from, to)
  return ['solver.cjs', 'highs.wasm']
}

interface Graph {
  getModuleInfo(id: string): ModuleInfo | null
}

/** Whether a module of ours brings no library along but commander, which is part of every run. */
function isLight(id: string, graph: Graph, seen = new Set<string>()): boolean {
  if (seen.has(id)) return true
  seen.add(id)
  if (id.includes('node_modules')) return id.includes('/commander/')
  return (graph.getModuleInfo(id)?.importedIds ?? []).every((imported) => isLight(imported, graph, seen))
}

function compileShipped(): readonly string[] {
  const written: string[] = []
  const data = join(root, 'data')
  for (const file of readdirSync(data).filter((name) => name.endsWith('.yaml'))) {
    const { catalogue, problems } = readCatalogue(readFileSync(join(data, file)), file)
    if (!catalogue || problems.length > 0) throw new Error(`${file}: ${JSON.stringify(problems, null, 2)}`)
    const { head, details } = compile(catalogue)
    const slug = basename(file, '.yaml')
    if (catalogue.conference.slug !== slug) throw new Error(`${file}: its slug is ${catalogue.conference.slug}`)
    writeFileSync(join(dist, `${slug}.json`), head)
    writeFileSync(join(dist, `${slug}.details.json`), details)
    written.push(`${slug}.json`, `${slug}.details.json`)
  }
  writeFileSync(join(data, 'catalogue.schema.json'), `${JSON.stringify(catalogueSchema(), null, 2)}\n`)
  return written
}

/** In place, so that a kubeplan that runs meanwhile finds its parts; what an earlier build left is removed. */
async function build(): Promise<void> {
  const written = new Set(['build.cjs', ...(await bundle()), ...(await bundleSolver()), ...compileShipped()])
  for (const file of readdirSync(dist)) if (!written.has(file)) unlinkSync(join(dist, file))
}

build()
