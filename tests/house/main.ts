/** What `npm run house` prints: how the source is laid out, in figures. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { circlesOf, countImports, foldersOf, longFunctions, mirrors, sharedNames, touchedBy } from './rules.js'
import { readSources } from './source.js'

const root = join(__dirname, '..')
const LONGEST_FUNCTION = 80
const COMMANDS: readonly (readonly [command: string, views?: readonly string[]])[] = [
  ['list', ['src/render/views/list.ts']],
  ['add'],
  ['import'],
  ['plan'],
  ['export'],
]
/** Of `dist`, what only the project itself runs. */
const TOOLS: readonly string[] = ['build.cjs', 'bench.cjs', 'house.cjs']

const files = readSources(root, 'src')
const tests = mirrors(readSources(root, 'tests'), files)
const [fullest] = foldersOf(files)
const touched = COMMANDS.map(([command, views]) => touchedBy(command, files, views).size)
const [shared, circles, long] = [sharedNames(files), circlesOf(files), longFunctions(files, LONGEST_FUNCTION)]
const misplaced = tests.filter(({ isMirror }) => !isMirror)

const figures: readonly (readonly [what: string, figure: string | number, examples?: readonly string[]])[] = [
  ['source files', files.length],
  ['lines', files.reduce((sum, { lines }) => sum + lines, 0)],
  ['fullest folder', fullest ? `${fullest[1]} (${fullest[0]})` : 0],
  ['base names that occur twice in a room', shared.length, shared.map((same) => same.join(' '))],
  ['imports between own files', countImports(files)],
  ['circles, with types and lazy imports', circles.length, circles.map((circle) => circle.join(' '))],
  [`functions over ${LONGEST_FUNCTION} lines`, long.length, long],
  [`files touched by ${COMMANDS.map(([command]) => command).join(' / ')}`, touched.join(' / ')],
  ['files in dist', readdirSync(join(root, 'dist')).filter((name) => !TOOLS.includes(name)).length],
  [
    'tests of one file at the mirrored place',
    `${tests.length - misplaced.length} of ${tests.length}`,
    misplaced.map(({ test }) => test),
  ],
]

for (const [what, figure, examples = []] of figures) {
  process.stdout.write(`${what.padEnd(52)} ${figure}\n`)
  for (const example of examples) process.stdout.write(`    ${example}\n`)
}
