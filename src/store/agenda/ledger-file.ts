import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { definedFields, Exit, Failure, MOST_SEQUENCE, type Seen } from '../../model/index.js'
import { type Instant, instant } from '../../model/time.js'
import { type Form, type Given, type Ledger, NOTHING_GIVEN, type Revision } from '../../planning/agenda/ledger.js'
import type { World } from '../../world.js'
import { withLock } from '../files/lock.js'
import { followLinks, orNothing, refusal } from '../files/paths.js'
import { isWritten, writeAtomically } from '../files/write.js'

/** What comes of something that is handed out, and the ledger after it. */
export interface Handed<T> {
  readonly ledger: Ledger
  readonly result: T
}

export interface HandingOver<T> {
  /** The agenda's path; nothing where there is no place to keep one. */
  readonly path: string | undefined
  /** The conference's slug. */
  readonly conference: string
  readonly now: Instant
  /** The moment to count by where nothing can be remembered: the same in every run. */
  readonly otherwise: Instant
  /** Makes what is handed out; may be called again, when somebody else handed something out meanwhile. */
  readonly make: (ledger: Ledger, now: Instant) => Promise<Handed<T>>
}

/** Whether the ledger could be kept. */
export interface Delivered<T> {
  readonly result: T
  /** The file that is no ledger, or a damaged one: it is left alone, and nothing is counted. */
  readonly unusable?: string
}

/**
 * Hands something out, and remembers in the ledger beside the agenda what calendars know from then on. What cannot be
 * remembered is handed out all the same: a ledger that is damaged, foreign or read-only stops nothing and stays as it is.
 */
export async function handOver<T>(wish: HandingOver<T>, world: World): Promise<Delivered<T>> {
  try {
    return await deliver(wish, world)
  } finally {
    last = NOT_READ
  }
}

async function deliver<T>(wish: HandingOver<T>, world: World): Promise<Delivered<T>> {
  const { path, conference, now, otherwise, make } = wish
  const file = path === undefined ? undefined : orNothing(() => ledgerFile(path))
  const found = file === undefined ? 'none' : readLedger(file, conference)
  if (file === undefined || typeof found === 'string') {
    const { result } = await make(NOTHING_GIVEN, otherwise)
    return { result, ...(found === 'unusable' && file !== undefined && { unusable: file }) }
  }
  const first = await make(found, now)
  if (first.ledger === found) return first
  try {
    return await withLock(file, world, async () => {
      const current = readLedger(file, conference)
      if (typeof current === 'string') throw new Failure(Exit.disk, [])
      const isSame = current === found
      const { ledger, result } = isSame ? first : await make(current, now)
      try {
        writeAtomically(file, ledgerText(ledger, conference), world, definedFields({ like: path }))
      } catch (error) {
        // The next run counts on from what stands there, so that is what must go out.
        if (!isWritten(error)) throw error
      }
      return { result }
    })
  } catch (error) {
    if (!(error instanceof Failure) || error.exit !== Exit.disk) throw error
    return { result: (await make(found, otherwise)).result }
  }
}

/** Changes what is remembered of an agenda without handing anything out; where that is not possible, nothing happens. */
export async function changeLedger(
  path: string,
  conference: string,
  change: (ledger: Ledger) => Ledger,
  world: World,
): Promise<void> {
  const now = instant(0)
  const make = (ledger: Ledger) => Promise.resolve({ ledger: change(ledger), result: undefined })
  await handOver({ path, conference, now, otherwise: now, make }, world)
}

/** The mark of a calendar file that was written from this agenda and that nobody changed since; nothing for any other file. */
export function markOfGiven(file: string, path: string, conference: string): string | undefined {
  return orNothing(() => {
    if (!statSync(file).isFile()) return undefined
    const { files } = readable(readLedger(ledgerFile(path), conference))
    if (files.length === 0) return undefined
    const mark = markOf(readFileSync(file))
    return files.includes(mark) ? mark : undefined
  })
}

/** SHA-256, in hexadecimal digits. */
export function markOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

function readable(found: ReturnType<typeof readLedger>): Ledger {
  return typeof found === 'string' ? NOTHING_GIVEN : found
}

function ledgerFile(path: string): string {
  return `${followLinks(path)}.given`
}

/** The ledger in a file; `unusable` for a file that holds something else, `none` where it cannot be read. */
function readLedger(file: string, conference: string): Ledger | 'unusable' | 'none' {
  try {
    const stats = statSync(file, { throwIfNoEntry: false })
    if (!stats) return NOTHING_GIVEN
    if (!stats.isFile()) throw refusal('EFTYPE')
    const text = readFileSync(file, 'utf8')
    if (last.text === text && last.conference === conference) return last.found
    const found = ledgerOf(JSON.parse(text), conference) ?? 'unusable'
    last = { text, conference, found }
    return found
  } catch (error) {
    if (error instanceof SyntaxError) return 'unusable'
    const reason = error instanceof Error && 'code' in error ? error.code : undefined
    if (reason === undefined) throw error
    return reason === 'EFTYPE' ? 'unusable' : 'none'
  }
}

interface LastRead {
  readonly text: string
  readonly conference: string
  readonly found: Ledger | 'unusable'
}

const NOT_READ: LastRead = { text: '', conference: '', found: 'unusable' }

/** Kept until something is handed out, because an export asks up to three times, and a large ledger takes long to read. */
let last = NOT_READ

/** One entry a line: so it can be read, and merged by whoever keeps agendas in git. */
function ledgerText({ given, files }: Ledger, conference: string): string {
  const lines = given.map((entry) => JSON.stringify(entry)).join(',\n')
  const head = `{"kubeplan":"${KIND}","conference":${JSON.stringify(conference)}`
  return `${head},"files":${JSON.stringify(files)},"given":[\n${lines}\n]}\n`
}

const KIND = 'given/1'

function ledgerOf(value: unknown, conference: string): Ledger | undefined {
  if (!isObject(value) || value['kubeplan'] !== KIND || value['conference'] !== conference) return undefined
  const { given, files } = value
  if (!Array.isArray(given) || !given.every(isGiven) || !Array.isArray(files) || !files.every(isText)) return undefined
  // Two sides that git merged may both have an event: one UID is one event.
  return { given: [...new Map(given.map((entry) => [entry.uid, entry])).values()], files }
}

function isGiven(value: unknown): value is Given {
  if (!isObject(value) || !isText(value['uid']) || !isSeen(value['seen'])) return false
  const { session, forms } = value
  if (session !== undefined && !isText(session)) return false
  return isObject(forms) && FORMS.every((form) => forms[form] === undefined || isRevision(forms[form]))
}

const FORMS: readonly Form[] = ['mine', 'programme', 'block']

function isSeen(value: unknown): value is Seen {
  return isObject(value) && Object.values(value).every(isText)
}

function isRevision(value: unknown): value is Revision {
  if (!isObject(value)) return false
  const { content, sequence, changed } = value
  return isText(content) && isWithin(sequence, MOST_SEQUENCE) && isWithin(changed, LATEST)
}

/** The end of the year 9999: what comes after it calendars cannot write. */
const LATEST = Date.UTC(9999, 11, 31)

function isWithin(value: unknown, most: number): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
