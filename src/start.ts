import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { Script } from 'node:vm'
import { Exit } from './model/problem.js'
import { DAY } from './model/time.js'
import { cacheFolder, makeFolder, orNothing } from './store/files/paths.js'
import { realFolders } from './world.js'

/** A hash of the files that it runs, which identifies this build. */
declare const BUILD: string

/** A file of `dist`: its text as a function, in UTF-8, and its compiled code. */
interface Part {
  readonly text: Buffer
  readonly code: Buffer
}

const MONTH = 30 * DAY
const SHIPPED = join(__dirname, '..')

/**
 * Runs one command line and ends the process. The files of `dist` come from one file in the cache that an earlier run
 * of the command left; a run that finds one missing writes a new file. Without a cache, runs are only slower.
 */
export async function start(argv: readonly string[]): Promise<void> {
  const file = codeFile(argv)
  const { load, isComplete, parts } = loaderOf(file === undefined ? new Map() : readCode(file))
  const { realWorld, run } = load('main.cjs') as typeof import('./main.js')
  const exit = await run(argv, realWorld(process, SHIPPED))
  // A run that failed or only printed help did not use what the next one will.
  const isTypical = exit === Exit.done || exit === Exit.findings
  if (file !== undefined && isTypical && !isComplete() && !argv.includes('--help') && !argv.includes('-h'))
    writeCode(file, parts)
  // All output is written by now, and a pending name resolution would keep the process alive.
  process.exit(exit)
}

/**
 * Named after the first plain word: the command, or a flag's value, in which case commands share the file. Undefined
 * without such a word or without a home.
 */
function codeFile(argv: readonly string[]): string | undefined {
  const word = argv.find((text) => /^[a-z]+$/.test(text))
  const name = `${word}-${BUILD}-${process.versions.v8}-${process.arch}`
  const where = { environment: process.env, folders: realFolders(process, SHIPPED) }
  return word === undefined ? undefined : orNothing(() => join(cacheFolder(where), 'code', name))
}

/** Runs files of `dist`, each once, in place of Node's own loader. */
function loaderOf(kept: ReadonlyMap<string, Part>) {
  const loaded = new Map<string, { readonly exports: unknown; readonly text: Buffer; readonly script: Script }>()
  let isComplete = true
  const load = (name: string): unknown => {
    const before = loaded.get(name)
    if (before) return before.exports
    const part = kept.get(name)
    const filename = join(__dirname, name)
    const text = part?.text ?? functionOf(readFileSync(filename))
    const script = new Script(text.toString(), {
      filename,
      cachedData: part?.code,
    })
    if (!part || script.cachedDataRejected) isComplete = false
    const module = { exports: {}, text, script }
    loaded.set(name, module)
    const ask = (wanted: string) => (wanted.startsWith('./') ? load(wanted.slice(2)) : require(wanted))
    script.runInThisContext()(module.exports, ask, module, filename, __dirname)
    return module.exports
  }
  const parts = () => {
    const made = [...loaded].map(
      ([name, { text, script }]) => [name, { text, code: script.createCachedData() }] as const,
    )
    return new Map([...kept, ...made])
  }
  return { load, isComplete: () => isComplete, parts }
}

/** The parts in a cache file; empty if others can write it, or if it is damaged. */
function readCode(file: string): ReadonlyMap<string, Part> {
  const parts = orNothing(() => {
    if (!isMine(lstatSync(dirname(file)))) return undefined
    const descriptor = openSync(file, 'r')
    try {
      return isMine(fstatSync(descriptor)) ? partsOf(readFileSync(descriptor)) : undefined
    } finally {
      closeSync(descriptor)
    }
  })
  return parts ?? new Map()
}

/** Whether nobody else can have written it, because it is executed unchecked. */
function isMine({ uid, mode }: Stats): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0)
}

/** The text of a `dist` file as a function of CommonJS's variables. */
function functionOf(text: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from('(function (exports, require, module, __filename, __dirname) {'),
    text,
    Buffer.from('\n})'),
  ])
}

/**
 * A line of JSON with names and sizes, then texts and codes, and all of it a second time: the engine does not notice a
 * wrong bit and crashes, and comparing two copies is the fastest check.
 */
export function bytesOf(parts: ReadonlyMap<string, Part>): Buffer {
  const head = JSON.stringify([...parts].map(([name, { text, code }]) => [name, text.length, code.length]))
  const once = [Buffer.from(`${head}\n`), ...[...parts.values()].flatMap(({ text, code }) => [text, code])]
  return Buffer.concat([...once, ...once])
}

/** Reads the result of `bytesOf`; undefined if it is damaged. */
export function partsOf(bytes: Buffer): ReadonlyMap<string, Part> | undefined {
  const once = bytes.subarray(0, bytes.length / 2)
  if (!once.equals(bytes.subarray(bytes.length / 2))) return undefined
  let at = once.indexOf('\n') + 1
  const head: readonly [name: string, text: number, code: number][] = JSON.parse(once.toString('utf8', 0, at))
  const next = (size: number) => {
    at += size
    return once.subarray(at - size, at)
  }
  return new Map(head.map(([name, text, code]) => [name, { text: next(text), code: next(code) }]))
}

/** Saves the parts for the next run, in a folder that only this person can write to. Errors of the disk are ignored. */
function writeCode(file: string, parts: () => ReadonlyMap<string, Part>): void {
  const [folder, temporary] = [dirname(file), `${file}.${process.pid}`]
  orNothing(() => {
    makeFolder(folder, false)
    if (!isMine(lstatSync(folder))) return
    // Compiled code takes time to make, so it is not made in vain.
    accessSync(folder, constants.W_OK)
    removeOld(folder)
    try {
      writeFileSync(temporary, bytesOf(parts()), { flag: 'wx', mode: 0o600 })
      renameSync(temporary, file)
    } finally {
      rmSync(temporary, { force: true })
    }
  })
}

/** Files of other versions and of killed runs. Those that are still needed are made again. */
function removeOld(folder: string): void {
  for (const path of readdirSync(folder).map((name) => join(folder, name)))
    if (Date.now() - statSync(path).mtimeMs > MONTH) rmSync(path, { recursive: true, force: true })
}
