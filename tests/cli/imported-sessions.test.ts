import { copyFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { kubeplan, newHome, ROOT, spawnKubeplan } from './kubeplan.js'

/** A small file for each format and dialect. */
const FILES = [
  'aws-events-pages.json',
  'catalogue.json',
  'conclar-program.json',
  'emfcamp.json',
  'hub-2.json',
  'ics/sched.ics',
  'ics/wafer.ics',
  'konopas-program.js',
  'open-event-list.json',
  'open-event-object.json',
  'open-event-server.json',
  'owls.ics',
  'pentabarf-2009.xml',
  'pretalx-1.json',
  'pretalx.csv',
  'pycon-types.json',
  'pycon.json',
  'sched.json',
  'semicolons.csv',
  'sessionize-all.json',
  'sessionize-grid.json',
  'sessionize-sessions.json',
  'slashes.tsv',
  'wafer-utc.xml',
]

// Readers and catalogue have their own tests; this one covers what comes out of both, with every field of every
// session.
test.each(FILES)('%s becomes this catalogue, whole', async (file) => {
  const home = newHome()
  const name = basename(file)
  copyFileSync(join(ROOT, 'tests', 'fixtures', 'published', file), join(home, 'work', name))
  const run = (...argv: readonly string[]) => kubeplan(argv, { home, now: '2026-03-22T15:16:00Z' })
  const imported = await run('import', `./${name}`, '--as', 'demo', '--timezone', 'Europe/Amsterdam')
  expect(imported.exit).toBe(0)
  const { exit, stdout } = await run('export', '--all', '--format', 'yaml')
  expect(exit).toBe(0)
  await expect(stdout).toMatchFileSnapshot(`golden/imported/${name}.yaml`)
  // A bundled library may fail to load.
  const again = spawnKubeplan(
    ['import', `./${name}`, '--as', 'demo', '--timezone', 'Europe/Amsterdam', '--force'],
    home,
  )
  expect(again.exit).toBe(0)
})
