import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readVersions } from '../../../src/store/catalogue/library.js'
import { kubeplan, newHome, testWorld } from '../../cli/kubeplan.js'

test('what did not change since it was last seen is read once, and anything else as it was seen', async () => {
  const home = newHome()
  const table = join(home, 'work', 'owls.csv')
  const write = (room: string) => writeFileSync(table, `id,title,start,room\n1,An owl,2027-05-05 10:00,${room}\n`)
  const versions = () => readVersions('owls', testWorld({ home }).world)
  write('Barn')
  await kubeplan(['import', 'owls.csv', '--as', 'owls', '--timezone', 'UTC'], { home, now: '2027-01-01T00:00:00Z' })
  const first = await versions()
  expect(first?.seen?.sessions).toBe(first?.now.sessions)

  await kubeplan(['update'], { home, now: '2027-02-02T00:00:00Z' })
  const fetched = await versions()
  expect(fetched?.seen?.sessions).toBe(fetched?.now.sessions)
  expect(fetched?.seen?.conference.sources).toEqual(first?.now.conference.sources)
  expect(fetched?.now.conference.sources).not.toEqual(first?.now.conference.sources)

  write('Loft')
  await kubeplan(['update'], { home, now: '2027-03-03T00:00:00Z' })
  const changed = await versions()
  const rooms = [changed?.seen, changed?.now].map((one) => one?.sessions.map(({ room }) => room))
  expect(rooms).toEqual([['Barn'], ['Loft']])
})
