import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Exit } from '../../../src/model/problem.js'
import { temporaryPath } from '../../../src/store/files/temporary.js'
import { writeAtomically } from '../../../src/store/files/write.js'
import { bundleChild } from '../children.js'
import { asNobody, withSmallDisk } from '../disks.js'
import { failureOf } from '../failure.js'
import { temporaryFolder, testWorld } from '../world.js'

const world = testWorld()
const cannotWrite = (path: string, reason: string) => ({
  exit: Exit.disk,
  problems: [{ code: 'cannot-write', path, reason }],
})

bundleChild()

describe('a file', () => {
  test('is made with the folders above it, for the person alone', () => {
    const folder = temporaryFolder()
    const path = join(folder, 'a', 'b', 'agenda.yaml')
    writeAtomically(path, 'héllo\n', world)
    expect(readFileSync(path, 'utf8')).toBe('héllo\n')
    expect([mode(join(folder, 'a')), mode(join(folder, 'a', 'b')), mode(path)]).toEqual([0o700, 0o700, 0o644])
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['agenda.yaml'])
  })

  test.each([0o600, 0o640, 0o664, 0o700])('that is replaced keeps its mode %o, and nothing of its old text', (kept) => {
    const path = join(temporaryFolder(), 'agenda.yaml')
    writeFileSync(path, 'a much longer text than the new one')
    chmodSync(path, kept)
    writeAtomically(path, 'new', world)
    expect([readFileSync(path, 'utf8'), mode(path)]).toEqual(['new', kept])
  })

  test.runIf(process.getuid?.() === 0)('of another person that root replaces stays theirs', () => {
    const path = join(temporaryFolder(), 'agenda.yaml')
    writeFileSync(path, 'old')
    chownSync(path, 65534, 65534)
    writeAtomically(path, 'new', world)
    expect([statSync(path).uid, statSync(path).gid]).toEqual([65534, 65534])
  })

  test('is replaced and not written into: other names of the old one keep the old text', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a'), 'old')
    linkSync(join(folder, 'a'), join(folder, 'b'))
    writeAtomically(join(folder, 'a'), 'new', world)
    expect([readFileSync(join(folder, 'a'), 'utf8'), readFileSync(join(folder, 'b'), 'utf8')]).toEqual(['new', 'old'])
  })

  test.each([0, 1, 65_536, 3_000_001])('of %i bytes arrives whole', (length) => {
    const path = join(temporaryFolder(), 'agenda.yaml')
    const bytes = new Uint8Array(length).map((_, index) => index * 31)
    writeAtomically(path, bytes, world)
    expect(Buffer.compare(readFileSync(path), bytes)).toBe(0)
  })
})

describe('a link', () => {
  test('stays a link, and the file behind it is replaced', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'dotfiles'))
    writeFileSync(join(folder, 'dotfiles', 'real.yaml'), 'old')
    symlinkSync('dotfiles/real.yaml', join(folder, 'middle.yaml'))
    symlinkSync(join(folder, 'middle.yaml'), join(folder, 'agenda.yaml'))
    writeAtomically(join(folder, 'agenda.yaml'), 'new', world)
    expect(readlinkSync(join(folder, 'agenda.yaml'))).toBe(join(folder, 'middle.yaml'))
    expect(readlinkSync(join(folder, 'middle.yaml'))).toBe('dotfiles/real.yaml')
    expect(readFileSync(join(folder, 'dotfiles', 'real.yaml'), 'utf8')).toBe('new')
    expect(readdirSync(join(folder, 'dotfiles'))).toEqual(['real.yaml'])
  })

  test('to a file that does not exist yet brings it about', () => {
    const folder = temporaryFolder()
    symlinkSync('later/real.yaml', join(folder, 'agenda.yaml'))
    writeAtomically(join(folder, 'agenda.yaml'), 'new', world)
    expect(lstatSync(join(folder, 'agenda.yaml')).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(folder, 'later', 'real.yaml'), 'utf8')).toBe('new')
  })

  test('in a linked folder', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'real'))
    symlinkSync('real', join(folder, 'linked'))
    writeAtomically(join(folder, 'linked', 'agenda.yaml'), 'new', world)
    expect(readFileSync(join(folder, 'real', 'agenda.yaml'), 'utf8')).toBe('new')
  })

  test('that leads back to itself is refused', () => {
    const folder = temporaryFolder()
    symlinkSync('b', join(folder, 'a'))
    symlinkSync('a', join(folder, 'b'))
    expect(failureOf(() => writeAtomically(join(folder, 'a'), 'new', world))).toEqual(
      cannotWrite(join(folder, 'a'), 'ELOOP'),
    )
  })
})

describe('what is no file', () => {
  test('a folder, a pipe, a device are refused and stay', () => {
    const folder = temporaryFolder()
    const pipe = join(folder, 'pipe')
    spawnSync('mkfifo', [pipe])
    const refuse = (path: string) => failureOf(() => writeAtomically(path, 'new', world))
    expect(refuse(folder)).toEqual(cannotWrite(folder, 'EISDIR'))
    expect(refuse(pipe)).toEqual(cannotWrite(pipe, 'EFTYPE'))
    expect(refuse('/dev/null')).toEqual(cannotWrite('/dev/null', 'EFTYPE'))
    expect(statSync(pipe).isFIFO()).toBe(true)
    expect(readdirSync(folder)).toEqual(['pipe'])
  })

  test('a file where a folder should be', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    const path = join(folder, 'file', 'agenda.yaml')
    expect(failureOf(() => writeAtomically(path, 'new', world))).toEqual(cannotWrite(path, 'ENOTDIR'))
  })

  test('a name longer than the system allows', () => {
    const path = join(temporaryFolder(), 'x'.repeat(256))
    expect(failureOf(() => writeAtomically(path, 'new', world))).toEqual(cannotWrite(path, 'ENAMETOOLONG'))
  })
})

describe('leftovers', () => {
  test('of runs that ended are removed, files and lock folders; everything else stays', () => {
    const folder = temporaryFolder()
    const ended = { ...world, process: { ...world.process, id: endedProcess() } }
    const elsewhere = { ...world, process: { id: 1, host: () => 'other-host', addresses: () => [] } }
    const mine = temporaryPath(folder, world)
    const theirs = temporaryPath(folder, elsewhere)
    const reboot = join(folder, `.kubeplan-${process.pid}-1-0123456789ab.1-1-aaaa-test-host.tmp`)
    writeFileSync(temporaryPath(folder, ended), 'cut')
    mkdirSync(temporaryPath(folder, ended))
    const namesake = join(folder, `.kubeplan-9-1-0123456789ab.1-${Date.now()}-aaaa-test-host.tmp`)
    for (const path of [mine, theirs, reboot, namesake, join(folder, '.kubeplan-mine.tmp'), join(folder, 'x.tmp')]) {
      writeFileSync(path, '')
    }
    writeAtomically(join(folder, 'agenda.yaml'), 'new', world)
    const kept = [mine, theirs, namesake].map((path) => path.slice(folder.length + 1))
    expect(readdirSync(folder).sort()).toEqual([...kept, '.kubeplan-mine.tmp', 'agenda.yaml', 'x.tmp'].sort())
  })
})

describe('a disk that refuses', () => {
  test('a full disk: the old file stays, whole, and nothing beside it', async (context) => {
    await withSmallDisk(context, (folder) => {
      const path = join(folder, 'agenda.yaml')
      writeAtomically(path, 'old', world)
      expect(failureOf(() => writeAtomically(path, 'x'.repeat(100_000), world))).toEqual(cannotWrite(path, 'ENOSPC'))
      expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['old', ['agenda.yaml']])
    })
  })

  test('a folder that may not be written', (context) => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o755)
    const path = join(folder, 'agenda.yaml')
    writeFileSync(path, 'old')
    expect(asNobody(context, 'write', path)).toEqual(cannotWrite(path, 'EACCES'))
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['old', ['agenda.yaml']])
    const below = join(folder, 'new', 'agenda.yaml')
    expect(asNobody(context, 'write', below)).toEqual(cannotWrite(below, 'EACCES'))
  })

  test('a file that its owner made read-only, although a rename could replace it', (context) => {
    const folder = temporaryFolder()
    const path = join(folder, 'agenda.yaml')
    writeFileSync(path, 'old', { mode: 0o444 })
    for (const owned of [folder, path]) if (process.getuid?.() === 0) chownSync(owned, 65534, 65534)
    expect(asNobody(context, 'write', path)).toEqual(cannotWrite(path, 'EACCES'))
    expect(readFileSync(path, 'utf8')).toBe('old')
  })
})

function mode(path: string): number {
  return statSync(path).mode & 0o777
}

function endedProcess(): number {
  const { pid } = spawnSync('true')
  expect(existsSync(`/proc/${pid}`)).toBe(false)
  return pid
}
