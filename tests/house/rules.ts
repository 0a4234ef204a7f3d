import { basename, dirname } from 'node:path'
import type { OwnImport, SourceFile } from './source.js'

/** Files that import each other in a circle, whatever kind of import closes it. Each file is in one circle at most. */
export function circlesOf(files: readonly SourceFile[]): readonly (readonly string[])[] {
  const known = new Map(files.map((file) => [file.path, file]))
  const reached = new Map<string, ReadonlySet<string>>()
  for (const { path } of files)
    reached.set(
      path,
      reachedFrom([path], known, () => true),
    )
  const circles = new Map<string, readonly string[]>()
  for (const { path } of files) {
    const members = [...(reached.get(path) ?? [])].filter((other) => reached.get(other)?.has(path))
    if (members.length > 1) circles.set(members.sort().join(' '), members)
  }
  return [...circles.values()]
}

/** The files themselves, and all that they import in turn by an import that `counts`. */
function reachedFrom(
  paths: readonly string[],
  known: ReadonlyMap<string, SourceFile>,
  counts: (kind: OwnImport['kind']) => boolean,
): ReadonlySet<string> {
  const found = new Set(paths)
  for (const path of found)
    for (const { to, kind } of known.get(path)?.imports ?? []) if (known.has(to) && counts(kind)) found.add(to)
  return found
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

/** How many files each folder holds, without its rooms; the fullest first. */
export function foldersOf(files: readonly SourceFile[]): readonly (readonly [folder: string, files: number])[] {
  const folders = grouped(files, ({ path }) => dirname(path))
  return [...folders].map(([folder, inside]) => [folder, inside.length] as const).sort(([, a], [, b]) => b - a)
}

/** Files whose base name is another's in the same room of `src`; `index` may be in each folder. */
export function sharedNames(files: readonly SourceFile[]): readonly (readonly string[])[] {
  const named = files.filter(({ path }) => basename(path) !== 'index.ts')
  const names = grouped(named, ({ path }) => `${path.split('/')[1]} ${basename(path)}`)
  return [...names.values()].filter((same) => same.length > 1).map((same) => same.map(({ path }) => path))
}

/** Imports between files of the project: a file that imports another in several ways counts once. */
export function countImports(files: readonly SourceFile[]): number {
  const known = new Set(files.map(({ path }) => path))
  return files.reduce(
    (sum, { imports }) => sum + new Set(imports.map(({ to }) => to).filter((to) => known.has(to))).size,
    0,
  )
}

/** Functions of more than `most` lines, as `path:line`. */
export function longFunctions(files: readonly SourceFile[], most: number): readonly string[] {
  return files.flatMap(({ path, functions }) =>
    functions.filter(({ lines }) => lines > most).map(({ line, lines }) => `${path}:${line} (${lines} lines)`),
  )
}

/**
 * The files of which a command's code consists: what `main`, the command's own file and, for a view, its files import in
 * turn when they are loaded. What a command imports lazily is not among it.
 */
export function touchedBy(
  command: string,
  files: readonly SourceFile[],
  views: readonly string[] = [],
): ReadonlySet<string> {
  const known = new Map(files.map((file) => [file.path, file]))
  const own = files.filter(({ path }) => path.startsWith('src/commands/') && basename(path) === `${command}.ts`)
  if (own.length !== 1) throw new Error(`${own.length} files of src/commands are called ${command}.ts`)
  const entries = ['src/main.ts', ...own.map(({ path }) => path), ...views]
  return reachedFrom(entries, known, (kind) => kind === 'value')
}

/** The source file that a test mirrors: `tests/a/b.test.ts` and `tests/a/b.aspect.test.ts` are about `src/a/b.ts`. */
export function mirroredBy(test: string): string {
  return test.replace(/^tests\//, 'src/').replace(/(?:\.[\w-]+)*\.test\.ts$/, '.ts')
}

/** The only source file that a test is about; nothing where it is about several, or runs the whole program. */
export function subjectOf(test: SourceFile): string | undefined {
  const values = test.imports.filter(({ to, kind }) => to.startsWith('src/') && kind !== 'type').map(({ to }) => to)
  const subjects = new Set(values.filter((to) => !to.startsWith('src/model/')))
  const [subject, ...others] = subjects.size > 0 ? subjects : new Set(values)
  return others.length === 0 ? subject : undefined
}

/** Tests of the rooms of `src` that are about one file, and whether they are where it is. */
export function mirrors(
  tests: readonly SourceFile[],
  files: readonly SourceFile[],
): readonly { readonly test: string; readonly isMirror: boolean }[] {
  const known = new Set(files.map(({ path }) => path))
  const rooms = new Set(files.map(({ path }) => path.split('/')[1]))
  return tests
    .filter(({ path }) => path.endsWith('.test.ts') && rooms.has(path.split('/')[1]))
    .map((test) => ({ test, isMirror: known.has(mirroredBy(test.path)) }))
    .filter(({ test, isMirror }) => isMirror || subjectOf(test) !== undefined)
    .map(({ test, isMirror }) => ({ test: test.path, isMirror }))
}
