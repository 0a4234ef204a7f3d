/** What `prepare` runs: bundles the program, compiles the catalogues that ship, writes the JSON Schema. */
import { copyFileSync, existsSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type ModuleInfo, rolldown } from 'rolldown'
import { commander, PLAIN_EXPORTS } from './build/plugins.js'
import { catalogueSchema } from './formats/catalogue/schema.js'
import { readCatalogue } from './formats/index.js'
import { keyOf } from './render/calendar/compose.js'
import { layoutOf } from './render/calendar/layout.js'
import { compile } from './store/compiled/compile.js'

const root = join(__dirname, '..')
const dist = join(root, 'dist')

/** Names and white space only: rewriting code for a few bytes more is not worth its risks. */
const MINIFY = { compress: false, mangle: true, codegen: true }

/** What finds the command: all that `--version` and `--help` need beside their own words. */
const MAIN = ['main', 'version', 'commands/wrapping']

/**
 * What `list` runs through in a pipe: one file, with the few small parts that nearly every other command needs.
 * Everything else is loaded when it is used.
 */
const CORE = [
  'commands/obey',
  'commands/list',
  'render/sentences/words',
  'render/text/count',
  'render/text/moments',
  'render/text/shell',
]

/** Reading an agenda, with YAML: one file, where each of its parts would be opened by itself. */
const AGENDA = ['store/agenda/document']

/** `main.cjs`, the core, and files for what is loaded when it is used. */
async function bundle(): Promise<readonly string[]> {
  const build = await rolldown({
    input: { main: join(root, 'src', 'main.ts') },
    platform: 'node',
    logLevel: 'warn',
    // What the core holds anyway costs nothing where it is asked for late.
    checks: { ineffectiveDynamicImport: false },
    plugins: [commander(root), PLAIN_EXPORTS],
  })
  const { output } = await build.write({
    dir: dist,
    format: 'cjs',
    // The bundler's own way in; ours is the core itself, whose names stay as they are for it.
    entryFileNames: 'entry.cjs',
    chunkFileNames: '[name].cjs',
    minify: MINIFY,
    minifyInternalExports: false,
    // In this order: what both need is in the first.
    codeSplitting: {
      groups: [
        {
          name: (id, graph) => (closureOf(MAIN, graph).has(id) ? 'main' : null),
          debugName: 'main',
          priority: 3,
        },
        { name: (id, graph) => (closureOf(CORE, graph).has(id) ? 'core' : null), debugName: 'core', priority: 2 },
        { name: (id, graph) => (closureOf(AGENDA, graph).has(id) ? 'agenda-file' : null), debugName: 'agenda-file' },
      ],
    },
  })
  return output.map(({ fileName }) => fileName)
}

interface Graph {
  getModuleInfo(id: string): ModuleInfo | null
}

const closures = new Map<readonly string[], ReadonlySet<string>>()

/** Modules with everything that they import. */
function closureOf(files: readonly string[], graph: Graph): ReadonlySet<string> {
  const known = closures.get(files)
  if (known) return known
  const found = new Set(files.map((file) => join(root, 'src', `${file}.ts`)))
  for (const id of found) for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported)
  closures.set(files, found)
  return found
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

/** The browser's part of a web page: one script with all it needs, and its style sheet. */
async function bundlePage(): Promise<readonly string[]> {
  const page = join(root, 'src', 'render', 'page')
  const build = await rolldown({
    input: join(page, 'main.ts'),
    platform: 'browser',
    logLevel: 'warn',
    transform: { define: { CALENDAR_LAYOUTS: JSON.stringify(calendarLayouts()) } },
  })
  const { output } = await build.generate({ format: 'iife', minify: MINIFY })
  const script = output[0].code
  const style = readFileSync(join(page, 'page.css'), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
  // They stand inside a page as they are.
  if (/<\/script|<!--/i.test(script) || /<\/style|<!--/i.test(style))
    throw new Error('page.js or page.css ends its element')
  writeFileSync(join(dist, 'page.js'), script)
  writeFileSync(join(dist, 'page.css'), style)
  return ['page.js', 'page.css']
}

/** Every shape that an event of a page can have; a page rings no alarm. */
function calendarLayouts(): Record<string, ReturnType<typeof layoutOf>> {
  const statuses = ['CONFIRMED', 'TENTATIVE', 'CANCELLED'] as const
  const shapes = statuses.flatMap((status) =>
    [true, false].flatMap((allDay) =>
      [true, false].map((transparent) => ({ allDay, status, transparent, alarm: undefined })),
    ),
  )
  return Object.fromEntries(shapes.map((shape) => [keyOf(shape), layoutOf(shape)]))
}

function compileShipped(): readonly string[] {
  const written: string[] = []
  const data = join(root, 'data')
  for (const file of readdirSync(data).filter((name) => name.endsWith('.yaml'))) {
    const { catalogue, problems } = readCatalogue(readFileSync(join(data, file)), file)
    if (!catalogue || problems.length > 0) throw new Error(`${file}: ${JSON.stringify(problems, null, 2)}`)
    const slug = basename(file, '.yaml')
    if (catalogue.conference.slug !== slug) throw new Error(`${file}: its slug is ${catalogue.conference.slug}`)
    writeFileSync(join(dist, `${slug}.compiled`), compile(catalogue))
    written.push(`${slug}.compiled`)
  }
  writeFileSync(join(data, 'catalogue.schema.json'), `${JSON.stringify(catalogueSchema(), null, 2)}\n`)
  return written
}

/** In place, so that a kubeplan that runs meanwhile finds its parts; what an earlier build left is removed. */
async function build(): Promise<void> {
  const written = new Set([
    'build.cjs',
    ...(await bundle()),
    ...(await bundleSolver()),
    ...(await bundlePage()),
    ...compileShipped(),
  ])
  for (const file of readdirSync(dist)) if (!written.has(file)) unlinkSync(join(dist, file))
}

build()
