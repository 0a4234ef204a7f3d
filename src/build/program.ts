import { join } from 'node:path'
import { type ModuleInfo, rolldown } from 'rolldown'
import { CLI_TABLE, commander, PLAIN_EXPORTS, yaml } from './plugins.js'

/** Names and white space only: rewriting code for a few bytes more is not worth its risks. */
export const MINIFY = { compress: false, mangle: true, codegen: true }

/**
 * What is loaded together stands in one file, with all that it imports; opening a file costs as much as reading 10 KB of
 * it. What two of them need is in the first. Everything else is a file for each place that asks for it.
 */
const FILES: Readonly<Record<string, readonly string[]>> = {
  /** What finds the command: all that `--version` and `--help` need beside their own words. */
  main: ['main', 'version', 'commands/wrapping'],
  /** What `list` runs through in a pipe, with the few small parts that nearly every other command needs. */
  core: [
    'commands/obey',
    'commands/list',
    'render/sentences/words',
    'render/text/count',
    'render/text/moments',
    'render/text/shell',
  ],
  /** Sessions by their words. */
  finding: ['commands/referring', 'planning/search', 'planning/repeats'],
  /** Text for people. */
  text: [
    'render/text/text',
    'render/text/sheet',
    'render/text/flow',
    'render/text/columns',
    'render/text/headline',
    'render/text/legend',
    'render/text/session-rows',
  ],
  /** A list on a terminal. */
  table: ['render/text/list', 'render/text/list-rows', 'render/text/grid'],
  /** One session. */
  show: ['commands/show', 'render/text/show'],
  /** Rows for programs, of everything but sessions. */
  cells: ['render/documents/view-cells'],
  /** An agenda that changes. */
  choosing: ['store/agenda/file', 'store/agenda/seen', 'planning/picks'],
  /** Commentary. */
  telling: ['commands/telling'],
  /** An agenda with its YAML: large, so that nothing small may stand in it that others need. */
  'agenda-file': ['store/agenda/document'],
}

/** Bundles the program as CommonJS; answers the names of the files. */
export async function bundleProgram(root: string, dist: string): Promise<readonly string[]> {
  const build = await rolldown({
    input: { main: join(root, 'src', 'main.ts') },
    platform: 'node',
    logLevel: 'warn',
    // Its main file asks for its parts in a way that no bundler sees.
    resolve: { alias: { 'jsonc-parser': join(root, 'node_modules', 'jsonc-parser', 'lib', 'esm', 'main.js') } },
    // What the core holds anyway costs nothing where it is asked for late.
    checks: { ineffectiveDynamicImport: false },
    plugins: [commander(root), yaml(root), CLI_TABLE, PLAIN_EXPORTS],
  })
  const { output } = await build.write({
    dir: dist,
    format: 'cjs',
    // The bundler's own way in; ours is `main`, whose names stay as they are for it.
    entryFileNames: 'entry.cjs',
    chunkFileNames: '[name].cjs',
    minify: MINIFY,
    minifyInternalExports: false,
    codeSplitting: {
      groups: Object.entries(FILES).map(([name, roots], place) => ({
        name: (id, graph) => (closureOf(roots, root, graph).has(id) ? name : null),
        debugName: name,
        priority: 100 - place,
      })),
    },
  })
  return output.map(({ fileName }) => fileName)
}

interface Graph {
  getModuleInfo(id: string): ModuleInfo | null
}

const closures = new Map<readonly string[], ReadonlySet<string>>()

/** Modules with everything that they import. */
function closureOf(files: readonly string[], root: string, graph: Graph): ReadonlySet<string> {
  const known = closures.get(files)
  if (known) return known
  const found = new Set(files.map((file) => join(root, 'src', `${file}.ts`)))
  for (const id of found) for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported)
  closures.set(files, found)
  return found
}
