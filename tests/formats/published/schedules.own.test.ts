import { expect, test } from 'vitest'
import { formatsOf, isForeign, joinSchedules, openSchedules } from '../../../src/formats/published/schedules.js'

const TALK = { title: 'Owls', start_date: '2026-03-24T11:15:00+0100' }

test.each<[string, unknown, string | undefined]>([
  ['our key', { kubeplan: 'catalogue/1' }, 'kubeplan'],
  ['a conference in a zone', { conference: { name: 'Owls', timezone: 'Europe/Paris' } }, 'kubeplan'],
  ['after another key', { $schema: 'x', conference: { timezone: 'Europe/Paris' }, sessions: [] }, 'kubeplan'],
  ['a conference and sessions', { conference: { name: 'Owls' }, sessions: [] }, 'kubeplan'],
  ['a conference that is only a name', { conference: 'Owls', sessions: [TALK] }, undefined],
  ['a conference and something else', { conference: { name: 'Owls' }, talks: [TALK] }, undefined],
  ['a conference with types of events', { conference: 'Owls', types: { Talks: { events: [TALK] } } }, 'pycon'],
  ['a conference with sponsors', { conference: { sponsors: {} }, schedule: [TALK] }, 'pycon'],
])('JSON with %s', async (_name, value, format) => {
  const bytes = new TextEncoder().encode(JSON.stringify(value))
  const schedules = await openSchedules([{ bytes, file: 'x.json' }])
  expect(formatsOf(schedules)).toEqual(format === undefined ? [] : [format])
  expect(await isForeign({ bytes, file: 'x.json' })).toBe(format !== 'kubeplan')
  if (format === undefined) expect(schedules.problems).toMatchObject([{ code: 'unknown-file-format' }])
})

test.each<[string, string | undefined]>([
  ['# mine\n---\nconference: { name: Owls }\n', 'kubeplan'],
  ['rooms: {}\nsessions: []\n', 'kubeplan'],
  ['title,start,room,about\nOwls,2026-01-01 10:00,Barn,"See\nconference: owls"\n', 'csv'],
])('text %j', async (text, format) => {
  const schedules = await openSchedules([{ bytes: new TextEncoder().encode(text), file: 'x' }])
  expect(formatsOf(schedules)).toEqual([format])
})

test("a catalogue's own zone counts more than another one for it, which is said of the conference", async () => {
  const bytes = new TextEncoder().encode(
    'conference: { name: Owls, timezone: Europe/Paris }\nsessions: [{ title: Owls }]\n',
  )
  const schedules = await openSchedules([{ bytes, file: 'x.yaml' }])
  const { catalogue, problems } = joinSchedules(schedules, { command: [], timezone: 'Asia/Tokyo' })
  expect(catalogue?.conference.timezone).toBe('Europe/Paris')
  expect(problems).toMatchObject([{ code: 'conference-doubt', detail: expect.stringContaining('Europe/Paris') }])
})
