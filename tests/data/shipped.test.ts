import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SCHEMAS } from '../../src/commands/catalogue/schema.js'
import { readCatalogue } from '../../src/formats/own/catalogue.js'
import type { Session } from '../../src/model/conference.js'
import { ROOT } from '../cli/kubeplan.js'

const FILE = 'data/kubecon-na-2020.yaml'
const { catalogue, problems } = readCatalogue(readFileSync(join(ROOT, FILE)), FILE)
if (!catalogue) throw new Error(JSON.stringify(problems, null, 2))
const { conference, sessions, details } = catalogue

/** In UTC, which is five hours ahead of New York in November. */
function shown({ id, when }: Session): readonly string[] {
  if (when.kind !== 'timed') return []
  const clock = (moment: number) => new Date(moment - 5 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
  return [id, clock(when.start), clock(when.end).slice(11)]
}

const GUIDE = [
  'static-analysis',
  'enhancing-the-scheduler',
  'kubelet-deep-dive',
  'linux-in-the-kubernetes-era',
  'regulated-environment',
  'kubectl-blame',
  'datadog-on-kubernetes-monitoring',
  'autoscaling-applications',
  'pki-the-wrong-way',
  'oom-killer-deleted-my-namespace',
]

test('the programme reads without a single problem, and is all of it', () => {
  expect(problems).toEqual([])
  expect(conference).toMatchObject({ timezone: 'America/New_York', firstDay: '2020-11-17', lastDay: '2020-11-20' })
  const kinds = sessions.map(({ when }) => when.kind)
  const count = (kind: string) => kinds.filter((found) => found === kind).length
  expect([sessions.length, count('timed'), count('dated'), count('unscheduled')]).toEqual([87, 13, 31, 43])
})

test('thirteen sessions have a time, and exactly these', () => {
  expect(sessions.map(shown).filter((row) => row.length > 0)).toEqual([
    ['static-analysis', '2020-11-18 15:00', '15:35'],
    ['enhancing-the-scheduler', '2020-11-19 15:45', '16:20'],
    ['kubelet-deep-dive', '2020-11-19 17:40', '18:15'],
    ['linux-in-the-kubernetes-era', '2020-11-20 16:00', '16:35'],
    ['regulated-environment', '2020-11-20 16:00', '16:35'],
    ['kubectl-blame', '2020-11-20 17:05', '17:40'],
    ['datadog-on-kubernetes-monitoring', '2020-11-16 12:00', '13:00'],
    ['autoscaling-applications', '2020-11-17 10:00', '12:30'],
    ['pki-the-wrong-way', '2020-11-18 17:45', '18:20'],
    ['oom-killer-deleted-my-namespace', '2020-11-19 16:50', '17:25'],
    ['sig-scheduling-deep-dive', '2020-11-20 17:55', '18:30'],
    ['helm-past-present-future', '2020-11-18 16:55', '17:30'],
    ['cncf-telecom-initiatives', '2020-11-18 16:55', '17:30'],
  ])
})

test('the guide comes first, then the recap; ten takes and ten lists of takeaways, two to four each', () => {
  expect(sessions.slice(0, 10).map(({ id }) => id)).toEqual(GUIDE)
  const takes = sessions.filter(({ id }) => details(id).takes.length > 0)
  expect(takes.map(({ id }) => [id, details(id).takes.map(({ by }) => by)])).toEqual(
    GUIDE.map((id) => [id, ['Datadog']]),
  )
  const learned = sessions.filter(({ id }) => details(id).takeaways.length > 0)
  expect(learned.map(({ id }) => id)).toEqual(['kubelet-deep-dive', ...sessions.slice(10, 19).map(({ id }) => id)])
  expect(learned.flatMap(({ id }) => details(id).takeaways.map(({ by }) => by))).toEqual(Array(10).fill('InfraCloud'))
  for (const { id } of learned) {
    const points = details(id).takeaways[0]?.points.length ?? 0
    expect([2, 3, 4], id).toContain(points)
  }
})

test('nothing is invented: no rooms, no levels, and the tracks that were published', () => {
  expect(sessions.filter(({ room, level }) => room !== undefined || level !== undefined)).toEqual([])
  const tracks = sessions.flatMap(({ tracks: of }) => of)
  const count = (name: string) => tracks.filter((track) => track === name).length
  expect(['101 Track', 'Service Mesh', 'Maintainer Track Sessions', 'Keynote'].map(count)).toEqual([8, 2, 20, 4])
  expect(tracks.length).toBe(34)
})

test.each(Object.entries(SCHEMAS))(
  'the schema of a %s for editors is the one that its reader is made of',
  (name, schema) => {
    const written = JSON.parse(readFileSync(join(ROOT, 'data', `${name}.schema.json`), 'utf8'))
    expect(written).toEqual(JSON.parse(JSON.stringify(schema())))
  },
)
