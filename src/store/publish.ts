import { readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Exit, fail } from '../model/index.js'
import type { World } from '../world.js'
import { markOf } from './agenda/ledger-file.js'
import { cacheFolder, conferenceFolder, fromWorking, ifThere, makeFolder, orNothing, reporting } from './files/paths.js'
import { uninterrupted } from './files/temporary.js'
import { rememberSaved, writeAtomically } from './files/write.js'

/** Where something is published. `key` names it in memory, and `shown` to people. */
export type Target = { readonly key: string; readonly shown: string } & (
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'git'; readonly remote: string; readonly branch: string }
  | { readonly kind: 'gist'; readonly id?: string }
)

const GIST = /^(?:https:\/\/)?gist\.github\.com\/(?:[\w-]+\/)?([0-9a-f]{20,40})(?:\.git)?\/?(?:#.*)?$/

/** The target that a person named; undefined for an address of the web that is none. */
export function targetOf(named: string, branch: string, world: World): Target | undefined {
  const [, id] = GIST.exec(named) ?? []
  if (id !== undefined) return { kind: 'gist', key: `gist ${id}`, shown: `gist ${id}`, id }
  if (named === 'gist') return { kind: 'gist', key: 'gist', shown: 'a gist' }
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(named)
  const isRemote = isAddress ? /^(?:https?|ssh|git|file):.*\.git\/?$/i.test(named) : /^[\w.-]+@[\w.-]+:./.test(named)
  const isBare = !isAddress && !isRemote && /\.git\/?$/.test(named)
  if (isRemote || isBare) {
    const remote = isBare ? fromWorking(world, named) : named
    // A password in an address is neither shown nor kept.
    const shown = `${named.replace(/(?<=^[a-z]+:\/\/)[^/@]*@/i, '')}, branch ${branch}`
    return { kind: 'git', key: `git ${shown}`, shown, remote, branch }
  }
  if (isAddress) return undefined
  const path = fromWorking(world, named)
  return { kind: 'folder', key: `folder ${path}`, shown: named, path }
}

/** The files of a publication: their text by path, with `/`. */
export type Publication = ReadonlyMap<string, string>

export interface Difference {
  readonly path: string
  readonly what: 'new' | 'changed' | 'removed'
}

interface Manner {
  /** Replaces files that kubeplan did not write. */
  readonly force: boolean
  /** Changes nothing, and only says what would change. */
  readonly rehearsal: boolean
}

/** What kubeplan has written into a folder, so that it touches nothing else. One path a line. */
const LIST = '.kubeplan-published'
const LIST_HEAD = '# Written by kubeplan publish, which changes and removes only these files.'
/** Whatever a list says, no other path is ever removed. */
const OWN = /^(?:index\.html|calendar\.ics|agenda\.ics|changes\.atom|(?:track|room)\/[a-z0-9-]+\.ics)$/

function readList(folder: string): ReadonlySet<string> {
  const file = join(folder, LIST)
  const text = reporting('cannot-read', file, () => ifThere(() => readFileSync(file, 'utf8')) ?? '')
  return new Set(text.split('\n').filter((line) => OWN.test(line)))
}

/**
 * Makes a folder hold a publication. Only files whose content changed are written, each at once; files of an earlier
 * publication that are no more are removed. At every moment the list names all that was written. Fails (5) before
 * anything is written if a file is there that kubeplan did not write.
 */
export async function publishToFolder(
  folder: string,
  files: Publication,
  { force, rehearsal }: Manner,
  world: World,
): Promise<readonly Difference[]> {
  const listed = readList(folder)
  const differences: Difference[] = []
  for (const [path, text] of files) {
    const file = join(folder, path)
    const before = reporting('cannot-read', file, () => ifThere(() => readFileSync(file, 'utf8')))
    if (before !== undefined && before !== text && !listed.has(path) && !force)
      fail(Exit.disk, { code: 'exists', path: file })
    if (before !== text) differences.push({ path, what: before === undefined ? 'new' : 'changed' })
  }
  for (const path of listed) if (!files.has(path)) differences.push({ path, what: 'removed' })
  if (!rehearsal) await uninterrupted(world, () => writeDifferences(folder, files, listed, differences, world))
  return differences
}

/** Others are to read these folders. */
const PUBLIC = 0o755

function writeDifferences(
  folder: string,
  files: Publication,
  listed: ReadonlySet<string>,
  differences: readonly Difference[],
  world: World,
): void {
  const remember = (paths: Iterable<string>) => {
    const text = `${[LIST_HEAD, ...[...new Set(paths)].sort()].join('\n')}\n`
    const file = join(folder, LIST)
    const isSame = orNothing(() => readFileSync(file, 'utf8')) === text
    if (!isSame) writeAtomically(file, text, world)
  }
  const inFolder = (path: string) => reporting('cannot-write', path, () => makeFolder(dirname(path), true, PUBLIC))
  let done = 0
  try {
    inFolder(join(folder, LIST))
    remember([...listed, ...files.keys()])
    for (const { path, what } of differences) {
      const file = join(folder, path)
      if (what === 'removed') reporting('cannot-write', file, () => rmSync(file, { force: true }))
      else {
        inFolder(file)
        writeAtomically(file, files.get(path) ?? '', world)
      }
      done++
    }
    remember(files.keys())
  } catch (error) {
    if (done > 0) rememberSaved({ what: 'publication', files: done }, world)
    throw error
  }
}

/** Variables with which git would work elsewhere than in the folder it is told, as they are set in its hooks. */
const MISLEADING: ReadonlySet<string> = new Set(['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE'])

/**
 * Makes a branch of a git remote hold a publication, by the person's own git, in a commit of its own after what is there.
 * Nothing is committed where nothing changed, and nothing is forced. Fails with 4 where the remote refuses, else with 5.
 */
export async function publishToGit(
  { remote, branch }: { readonly remote: string; readonly branch: string },
  files: Publication,
  { message, ...manner }: Manner & { readonly message: string },
  world: World,
): Promise<readonly Difference[]> {
  const folder = join(cacheFolder(world), 'publish', String(world.process.id))
  const discard = () => rmSync(folder, { recursive: true, force: true })
  reporting('cannot-write', folder, discard)
  const inClone = async (heed: () => void) => {
    const git = gitRunner(world, heed)
    reporting('cannot-write', folder, () => makeFolder(dirname(folder)))
    const ref = `refs/heads/${branch}`
    const isThere = (await git(Exit.network, 'ls-remote', '--heads', '--', remote, ref)).trim() !== ''
    if (isThere) {
      // A link in somebody's branch would lead out of the folder.
      const how = ['--quiet', '--depth=1', '--config=core.symlinks=false', `--branch=${branch}`]
      await git(Exit.network, 'clone', ...how, '--', remote, folder)
    } else {
      await git(Exit.disk, 'init', '--quiet', '--', folder)
      await git(Exit.disk, '-C', folder, 'symbolic-ref', 'HEAD', ref)
    }
    const differences = await publishToFolder(folder, files, manner, world)
    if (differences.length === 0 || manner.rehearsal) return differences
    await git(Exit.disk, '-C', folder, 'add', '--all', '--', '.')
    await git(Exit.disk, '-C', folder, 'commit', '--quiet', `--message=${message}`)
    await git(Exit.network, '-C', folder, 'push', '--quiet', '--', remote, `HEAD:${ref}`)
    return differences
  }
  return uninterrupted(world, (heed) => inClone(heed).finally(() => orNothing(discard)))
}

/** After each of its steps an interruption of the run is heeded. */
function gitRunner(world: World, heed: () => void): (exit: Exit, ...args: readonly string[]) => Promise<string> {
  const given = Object.entries(world.environment).filter(([name]) => !MISLEADING.has(name))
  const environment = { ...Object.fromEntries(given), ...(!world.stdin.isTerminal && { GIT_TERMINAL_PROMPT: '0' }) }
  return async (exit, ...args) => {
    const told = await runProgram({ command: 'git', args, environment }, exit, world)
    heed()
    return told
  }
}

/** git says why first; then come its advice for a clone, which the person does not have, and what follows from the first. */
const BESIDE_THE_POINT = /^\s*$|^(?:To |hint:|warning:)/

/** What a program writes to stdout. One that is not installed or fails ends the run. */
async function runProgram(program: Parameters<World['execute']>[0], exit: Exit, world: World): Promise<string> {
  const { command } = program
  const end = await world.execute(program).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error)) throw error
    return fail(Exit.disk, { code: 'no-program', program: command, reason: String(error.code) })
  })
  if (end.exit === 0) return end.stdout
  const line = end.stderr.split('\n').find((one) => !BESIDE_THE_POINT.test(one)) ?? ''
  return fail(exit, { code: 'program-failed', program: command, exit: end.exit, line: line.trim() })
}

/** A gist as GitHub knows it, and a mark of each file that it has. */
export interface KnownGist {
  readonly id: string
  readonly owner: string
  readonly marks: Readonly<Record<string, string>>
}

/**
 * Makes a gist hold a publication, by GitHub's own program: the known one, else the one of this id, else a new secret one.
 * Only what differs from what is known to be there is sent. A gist has no folders, so their names go before those of files.
 */
export async function publishToGist(
  id: string | undefined,
  known: KnownGist | undefined,
  files: Publication,
  { description, rehearsal }: { readonly description: string; readonly rehearsal: boolean },
  world: World,
): Promise<{ readonly differences: readonly Difference[]; readonly gist?: KnownGist }> {
  const flat = new Map(Array.from(files, ([path, text]) => [path.replace('/', '-'), text]))
  const marks = Object.fromEntries(Array.from(flat, ([path, text]) => [path, markOf(text)]))
  const before = new Map(Object.entries(known?.marks ?? {}))
  const differences = [
    ...Object.entries(marks).flatMap(([path, mark]): readonly Difference[] =>
      before.get(path) === mark ? [] : [{ path, what: before.has(path) ? 'changed' : 'new' }],
    ),
    ...[...before.keys()].flatMap((path): readonly Difference[] => (flat.has(path) ? [] : [{ path, what: 'removed' }])),
  ]
  if (rehearsal || differences.length === 0) return { differences, ...(known && { gist: known }) }
  const sent = differences.map(({ path }) => [path, flat.has(path) ? { content: flat.get(path) } : null])
  const body = JSON.stringify({ description, files: Object.fromEntries(sent) })
  const at = known?.id ?? id
  const where = at === undefined ? ['--method', 'POST', 'gists'] : ['--method', 'PATCH', `gists/${at}`]
  const args = ['api', ...where, '--input', '-', '--jq', '.id + " " + .owner.login']
  const { environment } = world
  const answer = await runProgram({ command: 'gh', args, environment, input: body }, Exit.network, world)
  const [, made = '', owner = ''] = /^([0-9a-f]+) ([\w-]+)\s*$/.exec(answer) ?? []
  if (made === '') fail(Exit.network, { code: 'program-failed', program: 'gh', exit: 0, line: answer.trim() })
  return { differences, gist: { id: made, owner, marks } }
}

/** Something that the publisher changed, as published. Times are ISO 8601 in UTC. */
export interface NewsItem {
  readonly id: string
  readonly updated: string
  readonly title: string
  readonly text: string
  readonly link?: string
}

/** What is remembered of the publications of one conference. */
export interface Publications {
  /** What the person agreed to, by the key of the target. */
  readonly targets: Readonly<Record<string, { readonly picks: boolean; readonly gist?: KnownGist }>>
  readonly since?: string
  readonly news: readonly NewsItem[]
}

const NOTHING: Publications = { targets: {}, news: [] }

/** A file that is damaged counts as none: then the person is asked again. */
export function readPublications(slug: string, world: World): Publications {
  const text = orNothing(() => readFileSync(publicationsFile(slug, world), 'utf8'))
  const found: unknown = text === undefined ? undefined : orNothing(() => JSON.parse(text))
  return isPublications(found) ? found : NOTHING
}

export function writePublications(slug: string, publications: Publications, world: World): void {
  const text = JSON.stringify({ kubeplan: KIND, ...publications }, undefined, 1)
  writeAtomically(publicationsFile(slug, world), `${text}\n`, world)
}

const KIND = 'publications/1'

function publicationsFile(slug: string, world: World): string {
  return join(conferenceFolder(world, slug), 'publications.json')
}

function isPublications(found: unknown): found is Publications {
  if (!isObject(found) || found['kubeplan'] !== KIND) return false
  const { targets, news, since = '' } = found
  if (!isObject(targets) || !Array.isArray(news) || typeof since !== 'string') return false
  return Object.values(targets).every(isAgreed) && news.every(isNews)
}

function isAgreed(value: unknown): boolean {
  if (!isObject(value) || typeof value['picks'] !== 'boolean') return false
  const { gist } = value
  return gist === undefined || (isObject(gist) && isTexts(gist, ['id', 'owner']) && isObject(gist['marks']))
}

function isNews(value: unknown): boolean {
  return isObject(value) && isTexts({ link: '', ...value }, ['id', 'updated', 'title', 'text', 'link'])
}

function isTexts(value: Readonly<Record<string, unknown>>, keys: readonly string[]): boolean {
  return keys.every((key) => typeof value[key] === 'string')
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
