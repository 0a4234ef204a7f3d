import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Agenda, AgendaPick, Session, Stage } from '../../../src/model/conference.js'
import { NO_WALKS, walksOf } from '../../../src/planning/agenda/walks.js'
import { attendanceOf, type Member, type Sharing, shareAgendas } from '../../../src/planning/export/share-agenda.js'
import { agenda, block, catalogue, FRIDAY, pick, session, staged, timed } from '../samples.js'

const at = (id: string, times: string, more: Partial<Session> = {}) =>
  session(id, { when: timed(FRIDAY, times), ...more })
const member = (mine: Agenda, programme = PROGRAMME): Member => ({ agenda: mine, walks: walksOf(mine, programme) })
const maybe = (id: string) => pick(id, { stage: 'maybe' })

const PROGRAMME = catalogue([
  at('keynote', '09:00-10:00'),
  at('gateway', '10:00-11:00'),
  at('mesh', '10:00-11:00'),
  at('secrets', '10:30-11:30'),
  at('helm', '11:00-12:00'),
  session('someday'),
])

function told({ shared, only }: Sharing) {
  return {
    shared: shared.map(({ session: { id }, company, instead }) => [
      id,
      company.map(({ member: who, stage }) => `${who} ${stage}`).join(', '),
      ...instead.map((one) => `${one.session.id}: ${one.members.join(' ')}`),
    ]),
    only: only.map((sessions) => sessions.map(({ id }) => id)),
  }
}
const all = new Set(PROGRAMME.sessions.map(({ id }) => id))
const share = (agendas: readonly Agenda[], chosen: ReadonlySet<string> = all, stage?: Stage) =>
  told(
    shareAgendas(
      agendas.map((one) => member(one)),
      PROGRAMME,
      chosen,
      stage && staged(stage),
    ),
  )

describe('two who compare', () => {
  test('shared, mine alone, theirs alone, in time order', () => {
    const mine = agenda([pick('someday'), pick('keynote'), maybe('helm')])
    const theirs = agenda([pick('helm'), pick('mesh'), pick('someday')])
    expect(share([mine, theirs])).toEqual({
      shared: [
        ['helm', '0 maybe, 1 going'],
        ['someday', '0 going, 1 going'],
      ],
      only: [['keynote'], ['mesh']],
    })
  })

  test('where both go, whoever has something else at that time could go there', () => {
    const mine = agenda([pick('gateway'), maybe('mesh'), maybe('secrets')])
    const theirs = agenda([pick('gateway'), maybe('mesh')])
    expect(share([mine, theirs]).shared[0]).toEqual(['gateway', '0 going, 1 going', 'mesh: 0 1', 'secrets: 0'])
  })

  test('not to what clashes with something else one goes to, nor with a block', () => {
    const mine = agenda([pick('gateway'), maybe('secrets'), pick('helm')])
    const theirs = agenda([pick('gateway'), maybe('secrets')], [block('Booth', FRIDAY, '11:15-12:00')])
    expect(share([mine, theirs]).shared[0]).toEqual(['gateway', '0 going, 1 going'])
    expect(share([mine, { ...theirs, blocks: [] }]).shared[0]).toEqual(['gateway', '0 going, 1 going', 'secrets: 1'])
  })

  test('not where a third one goes anyway; but where one goes who goes here, too, nobody can be sure', () => {
    const mine = agenda([pick('gateway'), maybe('mesh')])
    const theirs = agenda([pick('gateway')])
    const third = agenda([pick('mesh')])
    expect(share([mine, theirs, third]).shared[0]).toEqual(['gateway', '0 going, 1 going'])
    const both = agenda([pick('gateway'), pick('mesh')])
    expect(share([mine, both]).shared[0]).toEqual(['gateway', '0 going, 1 going', 'mesh: 0 1'])
  })

  test('flags narrow what is told, not what one could do', () => {
    const mine = agenda([pick('gateway'), maybe('mesh'), pick('keynote')])
    const theirs = agenda([pick('gateway'), pick('keynote'), maybe('helm')])
    expect(share([mine, theirs], new Set(['gateway']))).toEqual({
      shared: [['gateway', '0 going, 1 going', 'mesh: 0']],
      only: [[], []],
    })
    expect(share([mine, theirs], all, 'maybe')).toEqual({ shared: [], only: [['mesh'], ['helm']] })
    expect(share([mine, theirs], all, 'going').shared.map(([id]) => id)).toEqual(['keynote', 'gateway'])
  })

  test('a way between rooms that is too long is a clash', () => {
    const far = catalogue([at('here', '10:00-11:00', { room: 'A' }), at('there', '11:00-12:00', { room: 'B' })])
    const walks = [{ from: 'A', to: 'B', walk: 10 }]
    const mine = { ...agenda([pick('here'), maybe('there')]), walks }
    const theirs = agenda([pick('here'), maybe('there')])
    const sharing = shareAgendas([member(mine, far), member(theirs, far)], far, new Set(['here']))
    expect(told(sharing).shared).toEqual([['here', '0 going, 1 going', 'there: 0']])
  })
})

test('who was there: as marked, else as planned', () => {
  const others = [
    { name: 'Ana', agenda: agenda([pick('a', { attended: true }), pick('b'), pick('c', { attended: false })]) },
    { name: 'Ben', agenda: agenda([maybe('a'), { ...maybe('b'), attended: true }, pick('a2')]) },
  ]
  expect([...attendanceOf(others)]).toEqual([
    ['a', { attended: ['Ana'], planned: [] }],
    ['b', { attended: ['Ben'], planned: ['Ana'] }],
    ['a2', { attended: [], planned: ['Ben'] }],
  ])
})

const hour = fc.integer({ min: 0, max: 12 })
const programmes = fc.array(
  fc.record({
    start: hour,
    length: fc.nat({ max: 3 }),
    kind: fc.constantFrom('talk' as const, 'umbrella' as const),
    timed: fc.boolean(),
    cancelled: fc.boolean(),
  }),
  { minLength: 1, maxLength: 9 },
)
const clock = (hours: number) => `${String(8 + hours).padStart(2, '0')}:00`
const chosen = fc.record({
  stages: fc.array(fc.constantFrom('going' as const, 'going' as const, 'maybe' as const, undefined), {
    minLength: 9,
    maxLength: 9,
  }),
  booth: fc.option(hour, { nil: undefined }),
})
const instances = fc
  .record({
    programme: programmes,
    people: fc.array(chosen, { minLength: 1, maxLength: 4 }),
    shown: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
  })
  .map(({ programme, people, shown }) => {
    const sessions = programme.map(({ start, length, kind, timed: isTimed, cancelled }, index) => {
      const when = isTimed
        ? {
            ...timed(FRIDAY, '08:00-08:00'),
            start: timed(FRIDAY, `${clock(start)}-23:59`).start,
            end: timed(FRIDAY, `${clock(start + length)}-23:59`).start,
          }
        : { kind: 'unscheduled' as const }
      return session(`s${index}`, { kind, when, status: cancelled ? 'cancelled' : 'confirmed' })
    })
    const agendas = people.map(({ stages, booth }) =>
      agenda(
        sessions.flatMap(({ id }, index): AgendaPick[] => (stages[index] ? [pick(id, { stage: stages[index] })] : [])),
        booth === undefined ? [] : [block('Booth', FRIDAY, `${clock(booth)}-${clock(booth + 1)}`)],
      ),
    )
    return { sessions, agendas, shown: new Set(sessions.flatMap(({ id }, index) => (shown[index] ? [id] : []))) }
  })

/** The same by trying all people, sessions and pairs. */
function byHand(sessions: readonly Session[], agendas: readonly Agenda[], shown: ReadonlySet<string>) {
  const stage = (who: number, id: string) => agendas[who]?.picks.find((one) => one.session === id)?.stage
  const everybody = agendas.map((_, who) => who)
  const span = ({ when, kind, status }: Session) =>
    when.kind === 'timed' && kind !== 'umbrella' && status !== 'cancelled'
      ? ([when.start, when.end] as const)
      : undefined
  const overlap = (a: readonly [number, number] | undefined, b: readonly [number, number] | undefined) =>
    a !== undefined && b !== undefined && Math.max(a[0], b[0]) < Math.min(a[1], b[1])
  const couldGo = (who: number, from: Session, to: Session) =>
    stage(who, from.id) === 'going' &&
    stage(who, to.id) !== undefined &&
    from.id !== to.id &&
    overlap(span(from), span(to)) &&
    !everybody.some((other) => stage(other, to.id) === 'going' && stage(other, from.id) !== 'going') &&
    !(agendas[who]?.blocks ?? []).some(({ start, end }) => overlap([start, end], span(to))) &&
    !sessions.some(
      (third) =>
        third.id !== from.id &&
        third.id !== to.id &&
        stage(who, third.id) === 'going' &&
        overlap(span(third), span(to)),
    )
  const found = sessions.filter(({ id }) => shown.has(id))
  return {
    shared: found
      .filter(({ id }) => everybody.filter((who) => stage(who, id)).length >= 2)
      .map((one) => {
        const goers = everybody.filter((who) => stage(who, one.id) === 'going')
        const instead =
          goers.length < 2
            ? []
            : sessions.map((other) => [other.id, goers.filter((who) => couldGo(who, one, other))] as const)
        return [
          one.id,
          everybody.flatMap((who) => (stage(who, one.id) ? [`${who} ${stage(who, one.id)}`] : [])).join(', '),
          ...instead.flatMap(([id, who]) => (who.length > 0 ? [`${id}: ${who.join(' ')}`] : [])),
        ]
      }),
    only: everybody.map((who) =>
      found
        .filter(({ id }) => stage(who, id) && everybody.every((other) => other === who || !stage(other, id)))
        .map(({ id }) => id),
    ),
  }
}

const sorted = ({ shared, only }: ReturnType<typeof told>) => ({
  shared: shared.map(([id, company, ...instead]) => [id, company, ...instead.sort()]).sort(),
  only: only.map((ids) => [...ids].sort()),
})

test('as trying everybody, everything and every pair would find', () => {
  fc.assert(
    fc.property(instances, ({ sessions, agendas, shown }) => {
      const sharing = shareAgendas(
        agendas.map((one) => ({ agenda: one, walks: NO_WALKS })),
        catalogue(sessions),
        shown,
      )
      expect(sorted(told(sharing))).toEqual(sorted(byHand(sessions, agendas, shown)))
    }),
    { numRuns: 500 },
  )
})

test('every pick that is shown is shared or somebody alone has it, never both', () => {
  fc.assert(
    fc.property(instances, ({ sessions, agendas, shown }) => {
      const members = agendas.map((one) => ({ agenda: one, walks: NO_WALKS }))
      const { shared, only } = told(shareAgendas(members, catalogue(sessions), shown))
      const classes = [...shared.map(([id]) => id), ...only.flat()]
      const picked = new Set(agendas.flatMap(({ picks }) => picks.map((one) => one.session)))
      expect(classes.toSorted()).toEqual([...picked].filter((id) => shown.has(id)).sort())
    }),
  )
})
