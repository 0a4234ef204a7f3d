/** Run by `prepare`: bundles the program, compiles the bundled catalogues, writes the JSON Schemas. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { rolldown } from 'rolldown'
import { manPage } from './build/man-page.js'
import { bundleLibrary, bundleProgram, MINIFY } from './build/program.js'
import { SCHEMAS } from './commands/catalogue/schema.js'
import { readCatalogue } from './formats/own/catalogue.js'
import { calendarLayout } from './render/calendar/calendar.js'
import { compile } from './store/catalogue/compile.js'

const root = join(__dirname, '..')
const dist = join(root, 'dist')

/** The solver's worker in one file with HiGHS, which looks for its wasm beside it. */
async function bundleSolver(): Promise<readonly string[]> {
  const build = await rolldown({
    input: { solver: join(root, 'src', 'solver', 'worker.ts') },
    platform: 'node',
    logLevel: 'warn',
    // HiGHS's CommonJS loader also finds its folder in a bundle.
    resolve: { conditionNames: ['node', 'require'] },
  })
  await build.write({ file: join(dist, 'solver.cjs'), format: 'cjs', minify: MINIFY })
  const [from, to] = [require.resolve('highs/runtime'), join(dist, 'highs.wasm')]
  // The file is large enough to be read half-written by a kubeplan that is running.
  if (!existsSync(to) || !readFileSync(from).equals(readFileSync(to))) copyFileSync(from, to)
  return ['solver.cjs', 'highs.wasm']
}

/** The types of the library: the declarations that its own one needs, where they stand in `src`. */
function declareLibrary(): void {
  const made = join(dist, 'types')
  rmSync(made, { recursive: true, force: true })
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const options = ['--ignoreConfig', '--noCheck', '--emitDeclarationOnly', '--declaration', '--strict']
  const modules = ['--target', 'es2023', '--module', 'preserve', '--moduleResolution', 'bundler', '--types', 'node']
  const places = ['--rootDir', join(root, 'src'), '--outDir', made, join(root, 'src', 'library.ts')]
  execFileSync(process.execPath, [tsc, ...options, ...modules, ...places])
  const needed = new Set([join(made, 'library.d.ts')])
  for (const file of needed) {
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*['"](\.[^'"]+)\.js['"]/g))
      needed.add(`${join(dirname(file), path)}.d.ts`)
  }
  for (const found of readdirSync(made, { recursive: true, withFileTypes: true })) {
    const file = join(found.parentPath, found.name)
    if (found.isFile() && !needed.has(file)) unlinkSync(file)
  }
}

/** The browser's part of a web page: one script with everything it needs, and its style sheet. */
async function bundlePage(): Promise<readonly string[]> {
  const page = join(root, 'src', 'render', 'page')
  const build = await rolldown({
    input: join(page, 'main.ts'),
    platform: 'browser',
    logLevel: 'warn',
    transform: { define: { CALENDAR_LAYOUT: JSON.stringify(calendarLayout()) } },
  })
  const { output } = await build.generate({ format: 'iife', minify: MINIFY })
  const script = output[0].code
  const style = readFileSync(join(page, 'page.css'), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
  // Both are inserted into the page unescaped.
  if (/<\/script|<!--/i.test(script) || /<\/style|<!--/i.test(style))
    throw new Error('page.js or page.css ends its element')
  writeFileSync(join(dist, 'page.js'), script)
  writeFileSync(join(dist, 'page.css'), style)
  return ['page.js', 'page.css']
}

function compileShipped(): readonly string[] {
  const written: string[] = []
  const data = join(root, 'data')
  for (const file of readdirSync(data).filter((name) => name.endsWith('.yaml'))) {
    const { catalogue, problems } = readCatalogue(readFileSync(join(data, file)), file)
    if (!catalogue || problems.length > 0) throw new Error(`${file}: ${JSON.stringify(problems, null, 2)}`)
    const slug = basename(file, '.yaml')
    if (catalogue.conference.slug !== slug) throw new Error(`${file}: its slug is ${catalogue.conference.slug}`)
    writeFileSync(join(dist, `${slug}.compiled`), Buffer.concat(compile(catalogue)()))
    written.push(`${slug}.compiled`)
  }
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    writeFileSync(join(data, `${name}.schema.json`), `${JSON.stringify(schema(), null, 2)}\n`)
  }
  return written
}

/** The scripts of completion, and the commands as data and as a man page, as the program that was just built describes itself. */
async function completionFiles(): Promise<readonly string[]> {
  const scripts = ['bash', 'zsh', 'fish'].map((shell) => `completion.${shell}`)
  for (const script of scripts) copyFileSync(join(root, 'src', 'commands', 'shell', script), join(dist, script))
  const { realWorld, run } = require(join(dist, 'main.cjs')) as typeof import('./main.js')
  const written: string[] = []
  const stdout = { ...realWorld(process, root).stdout, write: (text: string) => void written.push(text) }
  await run(['completion', '--describe'], { ...realWorld(process, root), stdout })
  const definitions = written.join('')
  writeFileSync(join(dist, 'commands.json'), definitions)
  writeFileSync(join(dist, 'kubeplan.1'), manPage(JSON.parse(definitions)))
  return ['commands.json', 'kubeplan.1', ...scripts]
}

/** In place, so that a running kubeplan finds its parts. Files of earlier builds are removed. */
async function build(): Promise<void> {
  const written = new Set([
    'build.cjs',
    ...(await bundleProgram(root, dist)),
    await bundleLibrary(root, dist),
    ...(await bundleSolver()),
    ...(await bundlePage()),
    ...compileShipped(),
    ...(await completionFiles()),
  ])
  declareLibrary()
  for (const file of readdirSync(dist)) if (file !== 'types' && !written.has(file)) unlinkSync(join(dist, file))
}

build()
