import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readAgenda } from '../../src/store/agenda/read-agenda.js'
import { SWEEPS } from '../fixtures/cases.js'
import { bundleChild, ended, startChild } from '../store/children.js'
import { conference } from '../store/conference.js'
import { temporaryFolder, testWorld } from '../store/world.js'

bundleChild()

describe('several writers', () => {
  const [writers, changes] = SWEEPS ? [16, 100] : [8, 10]

  test(`${writers} processes x ${changes} changes: none is lost`, async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'agenda.yaml')
    const names = Array.from({ length: writers }, (_, number) => `talk-${number}`)
    const exits = await Promise.all(names.map((name) => ended(startChild(['change', path, name, String(changes)]))))
    expect(exits).toEqual(names.map(() => 0))
    const { picks } = (
      await readAgenda(path, conference, testWorld({ folders: { home: undefined, working: undefined, shipped: '' } }))
    ).agenda
    const counted = picks.map(({ session, takeaways }) => `${session} changed ${takeaways.length} times`)
    expect(counted.sort()).toEqual(names.map((name) => `${name} changed ${changes} times`).sort())
    expect(readdirSync(folder)).toEqual(['agenda.yaml', 'agenda.yaml.bak', 'agenda.yaml.undo'])
  }, 240_000)
})

describe('killed owners of the lock', () => {
  const [owners, turns] = SWEEPS ? [8, 100] : [4, 20]

  test(`${owners} processes, every tenth turn killed in the middle: no lock stays stuck, none has two owners`, async () => {
    const folder = temporaryFolder()
    const [path, guard] = [join(folder, 'agenda.yaml'), join(folder, 'guard')]
    // The first one may be killed before it has written a turn.
    writeFileSync(`${guard}.log`, '')
    let killed = 0
    const own = async () => {
      for (;;) {
        const exit = await ended(startChild(['own', path, guard, String(turns), '10']))
        if (exit !== 'SIGKILL') return exit
        killed++
        if (readFileSync(`${guard}.log`, 'utf8').length >= turns * owners) return 0
      }
    }
    const exits = await Promise.all(Array.from({ length: owners }, own))
    expect(exits).toEqual(Array.from({ length: owners }, () => 0))
    expect(killed).toBeGreaterThan(owners)
    const last = startChild(['own', path, guard, '1', '0'])
    expect(await ended(last)).toBe(0)
    expect(readdirSync(folder)).toEqual(['guard.log'])
  }, 240_000)

  test('killed at any moment from outside', async () => {
    const folder = temporaryFolder()
    const [path, guard] = [join(folder, 'agenda.yaml'), join(folder, 'guard')]
    const own = async () => {
      for (let life = 0; life < (SWEEPS ? 30 : 3); life++) {
        const child = startChild(['own', path, guard, '1000', '0'])
        setTimeout(() => child.kill('SIGKILL'), 100 + Math.random() * 200)
        const exit = await ended(child)
        if (exit !== 'SIGKILL') return exit
      }
      return 'killed every time'
    }
    const exits = await Promise.all([own(), own(), own(), own()])
    expect(exits).toEqual(exits.map(() => 'killed every time'))
    expect(await ended(startChild(['own', path, guard, '1', '0']))).toBe(0)
    expect(readdirSync(folder)).toEqual(['guard.log'])
  }, 240_000)
})
