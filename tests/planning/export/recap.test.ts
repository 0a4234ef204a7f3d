import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Agenda, emptyAgenda } from '../../../src/model/conference.js'
import { recapEntries, recapOf, withCompany } from '../../../src/planning/export/recap.js'
import { CATALOGUE, pick, SESSIONS } from '../../fixtures/programme.js'

const NAMES = ['Bo', 'Cem', 'Dee']

const agendas: fc.Arbitrary<Agenda> = fc
  .uniqueArray(
    fc.record(
      {
        session: fc.constantFrom(...SESSIONS.map(({ id }) => id)),
        stage: fc.constantFrom('going', 'maybe'),
        attended: fc.boolean(),
        takeaways: fc.array(fc.string({ minLength: 1 }), { maxLength: 2 }),
      },
      { requiredKeys: ['session', 'stage', 'takeaways'] },
    ),
    { selector: ({ session }) => session },
  )
  .map((picks) => ({ ...emptyAgenda('demo'), picks: picks.map(({ session, ...more }) => pick(session, more)) }))

test('whoever attended a session is named once: with mine, or with those of others', () => {
  fc.assert(
    fc.property(
      agendas,
      fc.array(agendas, { maxLength: NAMES.length }),
      fc.subarray([...SESSIONS]),
      (mine, theirs, chosen) => {
        const people = theirs.map((agenda, index) => ({ name: NAMES[index] ?? '', agenda }))
        const alone = recapOf(mine, CATALOGUE, chosen)
        const { others, ...recap } = withCompany(alone, people, chosen)
        expect(recapEntries(recap).map(({ session }) => session)).toEqual(
          recapEntries(alone).map(({ session }) => session),
        )
        const entries = [...recapEntries(recap), ...(others?.attended ?? [])]
        const told = entries.flatMap(({ session: { id }, company }) =>
          (company?.attended ?? []).map((name) => `${id} ${name}`),
        )
        const chosenIds = new Set(chosen.map(({ id }) => id))
        const wanted = people.flatMap(({ name, agenda }) =>
          agenda.picks
            .filter(({ session, attended }) => attended === true && chosenIds.has(session))
            .map(({ session }) => `${session} ${name}`),
        )
        expect(told.toSorted()).toEqual(wanted.toSorted())
        const mineIds = new Set(mine.picks.filter(({ attended }) => attended).map(({ session }) => session))
        expect(others?.attended.filter(({ session }) => mineIds.has(session.id))).toEqual([])
        // Their words come after the existing ones.
        for (const { session, takeaways } of entries) {
          const before = recapEntries(alone).find((entry) => entry.session === session)?.takeaways ?? []
          const added = people.flatMap(({ name, agenda }) =>
            agenda.picks
              .filter((one) => one.session === session.id && one.takeaways.length > 0)
              .map(({ takeaways: points }) => ({ by: name, points })),
          )
          expect(takeaways).toEqual([...before, ...added])
        }
      },
    ),
  )
})

test('what was only planned is counted, with the names of those who did', () => {
  const [one, two, three] = SESSIONS.map(({ id }) => id)
  const agendaOf = (...picks: Agenda['picks']): Agenda => ({ ...emptyAgenda('demo'), picks })
  const people = [
    { name: 'Bo', agenda: agendaOf(pick(one ?? ''), pick(two ?? '', { attended: false })) },
    { name: 'Cem', agenda: agendaOf(pick(one ?? ''), pick(three ?? '', { stage: 'maybe' })) },
    { name: 'Dee', agenda: agendaOf(pick(two ?? '', { stage: 'maybe' })) },
  ]
  const { others } = withCompany(recapOf(emptyAgenda('demo'), CATALOGUE, []), people, SESSIONS)
  expect(others).toEqual({ attended: [], planned: { sessions: 1, by: ['Bo', 'Cem'] } })
})
