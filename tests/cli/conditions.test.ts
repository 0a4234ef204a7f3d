import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

/** Three talks in two buildings; of the third nothing is known. */
const OWLS = `
conference: { name: Owl Days, timezone: Europe/Paris }
rooms:
  venues:
    - { name: Old Mill, address: "Rue du Hibou 4, Lyon", rooms: [Loft] }
    - { name: Barn }
sessions:
  - { id: flight, title: Silent flight, room: Loft, start: 2026-06-01 10:00, end: "10:30",
      language: fr, recorded: false, capacity: 40, seats: limited }
  - { id: pellets, title: Counting pellets, room: Yard, start: 2026-06-01 11:00, end: "11:30", language: en }
  - { id: mice, title: Mice, start: 2026-06-01 12:00, end: "12:30" }
`

function owls() {
  const home = newHome()
  writeFileSync(join(home, 'work', 'owls.yaml'), OWLS)
  return (...argv: readonly string[]) => kubeplan([...argv, '-c', './owls.yaml'], { home })
}

describe('language, recording, room and seats', () => {
  test.each([
    ['--language fr', 'flight'],
    ['--not-language fr', 'pellets mice'],
    ['--language en,fr', 'flight pellets'],
    ['--recorded', 'pellets mice'],
    ['--not-recorded', 'flight'],
    ['--not-recorded --language en', ''],
  ])('%s', async (flags, ids) => {
    const { exit, stdout } = await owls()('list', ...flags.split(' '), '--format', 'tsv')
    const [, ...rows] = stdout.trimEnd().split('\n')
    expect({ exit, ids: rows.map((row) => row.split('\t')[0]).join(' ') }).toEqual({ exit: 0, ids })
  })

  test('a language that no session has is refused with those that are near', async () => {
    const { exit, stderr } = await owls()('list', '--language', 'eng')
    expect(exit).toBe(2)
    expect(stderr).toBe('kubeplan: --language "eng" matches no session; did you mean "en"?\n')
  })

  test('show says them', async () => {
    const { stdout } = await owls()('show', 'flight')
    expect(stdout.replace(/\s+/g, ' ')).toContain('language fr · not recorded · room for 40 few seats left')
  })

  test.each(['yaml', 'json', 'csv'])('%s has them, and is read back as the same', async (format) => {
    const run = owls()
    const { stdout } = await run('list', '--format', format)
    expect(stdout).toContain('limited')
    const home = newHome()
    writeFileSync(join(home, 'work', `again.${format}`), stdout)
    const zone = format === 'csv' ? ['--timezone', 'Europe/Paris'] : []
    const again = await kubeplan(['list', '--format', format, '-c', `./again.${format}`, ...zone], { home })
    expect(again.stdout).toBe(stdout)
  })
})

describe('a calendar says where the room is', () => {
  test('the venue that lists the room, or else the one without a list', async () => {
    const { stdout } = await owls()('export', '--all', '--format', 'ics')
    const places = stdout.split('\r\n').filter((line) => line.startsWith('LOCATION'))
    expect(places).toEqual([
      'LOCATION:Loft\\, Old Mill\\, Rue du Hibou 4\\, Lyon',
      'LOCATION:Yard\\, Barn',
      'LOCATION:Barn',
    ])
  })

  test('read again, the room is only the room', async () => {
    const { stdout } = await owls()('export', '--all', '--format', 'ics')
    const home = newHome()
    writeFileSync(join(home, 'work', 'again.ics'), stdout)
    const again = await kubeplan(['list', '--json', '-c', './again.ics'], { home })
    const { sessions } = JSON.parse(again.stdout)
    expect(sessions.map(({ room }: { room?: string }) => room)).toEqual(['Loft', 'Yard', undefined])
  })

  test('a new address is a new revision of what is there, and of nothing else', async () => {
    const home = newHome()
    const export_ = async (text: string) => {
      writeFileSync(join(home, 'work', 'owls.yaml'), text)
      const { stdout } = await kubeplan(['export', '--all', '--format', 'ics', '-c', './owls.yaml'], { home })
      return stdout.split('\r\n').filter((line) => line.startsWith('SEQUENCE'))
    }
    expect(await export_(OWLS)).toEqual(['SEQUENCE:0', 'SEQUENCE:0', 'SEQUENCE:0'])
    expect(await export_(OWLS.replace('Hibou 4', 'Hibou 5'))).toEqual(['SEQUENCE:1', 'SEQUENCE:0', 'SEQUENCE:0'])
  })
})
