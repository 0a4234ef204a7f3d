import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type InputOptions, type ModuleInfo, type Plugin, rolldown } from 'rolldown'

/** Only names and white space: rewriting code to save a few more bytes is not worth the risk. */
export const MINIFY = { compress: false, mangle: true, codegen: true }

/**
 * The three files that nearly every run loads, with all their imports: the bundler alone would make fifty of them, and
 * without a cache opening one costs as much as reading 10 KB. All others are as the bundler splits them.
 */
const FILES: Readonly<Record<string, readonly string[]>> = {
  /** Finds the command: all that `--version` and `--help` need besides their texts. */
  main: ['main', 'version', 'commands/help'],
  /** What completion needs, at every Tab: the catalogue and its values, but no command. */
  completion: ['commands/shell/complete'],
  /** What `list` needs in a pipe. */
  core: ['commands/run', 'commands/discover/list'],
}

/** Bundles the program as CommonJS, and the way into it. Returns the names of the files. */
export async function bundleProgram(root: string, dist: string): Promise<readonly string[]> {
  const build = await rolldown({
    input: { main: join(root, 'src', 'main.ts') },
    ...librariesFor(root),
    // Other files may import parts of `main`, so that it needs no second file for its own exports.
    preserveEntrySignatures: 'allow-extension',
  })
  const { output } = await build.write({
    dir: dist,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    minify: MINIFY,
    minifyInternalExports: false,
    // The way in runs the files as scripts, and Node lets no script call `import()` without a warning.
    dynamicImportInCjs: false,
    codeSplitting: {
      groups: Object.entries(FILES).map(([name, roots], place) => ({
        name: (id, graph) => (closureOf(roots, root, graph).has(id) ? name : null),
        debugName: name,
        priority: 100 - place,
      })),
    },
  })
  const hash = createHash('sha256')
  for (const chunk of output) hash.update('code' in chunk ? chunk.code : chunk.source)
  // Written last, so that runs before that use the old hash for what they save.
  const start = await rolldown({
    input: join(root, 'src', 'start.ts'),
    platform: 'node',
    logLevel: 'warn',
    transform: { define: { BUILD: JSON.stringify(hash.digest('hex').slice(0, 16)) } },
  })
  await start.write({ file: join(dist, 'start.cjs'), format: 'cjs', minify: MINIFY })
  return [...output.map(({ fileName }) => fileName), 'start.cjs']
}

/** The library in one file, so that the program's files are the same with and without it. Returns its name. */
export async function bundleLibrary(root: string, dist: string): Promise<string> {
  const build = await rolldown({ input: join(root, 'src', 'library.ts'), ...librariesFor(root) })
  await build.write({ file: join(dist, 'library.cjs'), format: 'cjs', minify: MINIFY, codeSplitting: false })
  return 'library.cjs'
}

/** How libraries are bundled for Node. */
function librariesFor(root: string): InputOptions {
  return {
    platform: 'node',
    logLevel: 'warn',
    // Its main file requires its parts in a way that bundlers cannot follow.
    resolve: { alias: { 'jsonc-parser': join(root, 'node_modules', 'jsonc-parser', 'lib', 'esm', 'main.js') } },
    // Importing parts dynamically that are in the same file costs nothing.
    checks: { ineffectiveDynamicImport: false },
    plugins: [yaml(root), standIns, populations],
  }
}

/**
 * yaml's build for browsers is the same source as modules, so that unused parts are left out and nothing is parsed
 * twice.
 */
const yaml = (root: string): Plugin => ({
  name: 'yaml',
  resolveId: (source) => (source === 'yaml' ? join(root, 'node_modules', 'yaml', 'browser', 'dist', 'index.js') : null),
})

/** Leaves out the languages of countries, four fifths of what CLDR says of them: only the number of people is used. */
const populations: Plugin = {
  name: 'populations',
  transform(code, id) {
    if (!id.endsWith('/territoryInfo.json')) return null
    const slim = JSON.stringify(JSON.parse(code), (key, value) => (key === 'languagePopulation' ? undefined : value))
    return { code: slim, moduleType: 'json' }
  },
}

/** Imports of libraries that are never used here, and their replacements (by default an empty module). */
const STAND_INS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Runs commands from separate files, which kubeplan does not have; loading it takes 2 ms.
  commander: { 'node:child_process': '' },
  // It only gets placeholders of one unit and one column and no colours, so half of its size and time, for measuring and
  // colouring other texts, is left out.
  'cli-table3': { 'string-width': 'module.exports = (text) => text.length', '@colors/colors/safe': '' },
}

const standIns: Plugin = {
  name: 'stand-ins',
  resolveId(source, importer) {
    const library = Object.keys(STAND_INS).find((name) => importer?.includes(`/node_modules/${name}/`))
    return library !== undefined && source in (STAND_INS[library] ?? {}) ? `\0${library} ${source}` : null
  },
  load(id) {
    const [library = '', source = ''] = id.startsWith('\0') ? id.slice(1).split(' ') : []
    return STAND_INS[library]?.[source] ?? null
  },
}

interface Graph {
  getModuleInfo(id: string): ModuleInfo | null
}

const closures = new Map<readonly string[], ReadonlySet<string>>()

function closureOf(files: readonly string[], root: string, graph: Graph): ReadonlySet<string> {
  const known = closures.get(files)
  if (known) return known
  const found = new Set(files.map((file) => join(root, 'src', `${file}.ts`)))
  for (const id of found) for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported)
  closures.set(files, found)
  return found
}
