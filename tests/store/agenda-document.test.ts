import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Agenda } from '../../src/model/agenda.js'
import { newAgendaDocument, readAgendaDocument, writeAgenda } from '../../src/store/agenda-document.js'
import { agendas } from './agendas.js'
import { conference } from './conference.js'

const bytes = (text: string) => Buffer.from(text, 'utf8')

async function read(text: string) {
  const reading = await readAgendaDocument(bytes(text), 'agenda.yaml', conference)
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return reading
}

const save = (agenda: Agenda) => writeAgenda(newAgendaDocument(conference.slug), agenda, conference)

describe('what is saved reads back the same', () => {
  test('any agenda, in a new file', async () => {
    const property = fc.asyncProperty(agendas, async (agenda) => {
      expect((await read(await save(agenda))).agenda).toStrictEqual(agenda)
    })
    await fc.assert(property, { numRuns: 10_000 })
  }, 120_000)

  test('any agenda, in the file of any other', async () => {
    const property = fc.asyncProperty(agendas, agendas, async (before, after) => {
      const text = await writeAgenda(await read(await save(before)), after, conference)
      expect((await read(text)).agenda).toStrictEqual(after)
    })
    await fc.assert(property, { numRuns: 1_000 })
  }, 120_000)
})
