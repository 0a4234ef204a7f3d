import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Failure, type Problem } from '../../src/model/problem.js'
import { readTeam, teamSchema } from '../../src/store/team.js'
import { newHome, testWorld } from '../cli/kubeplan.js'
import { CATALOGUE } from '../fixtures/programme.js'
import { isValid } from '../formats/json-schema.js'

async function problemsIn(document: unknown): Promise<readonly Problem['code'][]> {
  const home = newHome()
  const { world } = testWorld({ home })
  writeFileSync(join(home, 'work', 'team.json'), JSON.stringify(document))
  try {
    await readTeam(['team.json'], CATALOGUE, world)
    return []
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return error.problems.map(({ code }) => code)
  }
}

const inMember = (fields: object) => ({ members: [fields] })
const block = { title: 'Booth', start: '2026-03-24 10:00' }

describe('the schema of a team file and its reader agree', () => {
  test.each<[string, unknown]>([
    ['the least', { members: [] }],
    ['what it is', { $schema: 'team.schema.json', kubeplan: 'team/1', members: [{}] }],
    ['a name', inMember({ name: 'Ana' })],
    ['a number as a name', inMember({ name: 7 })],
    ['interests', inMember({ interests: ['gateways:3', 'kind:keynote', 'policy'] })],
    [
      'blocks',
      inMember({
        blocks: [
          { ...block, end: '11:00' },
          { ...block, duration: '30m', room: 'Lab 2' },
        ],
      }),
    ],
    ['together and cover', { members: [], together: ['policy-as-prose'], cover: ['kind:keynote', 'policy-as-prose'] }],
  ])('to accept %s', async (_, document) => {
    expect([isValid(document, teamSchema()), await problemsIn(document)]).toEqual([true, []])
  })

  test.each<[string, unknown, Problem['code']]>([
    ['no members', { together: [] }, 'missing-key'],
    ['a misspelt key', { membrs: [] }, 'unknown-key'],
    ['another version', { kubeplan: 'team/2', members: [] }, 'not-one-of'],
    ['a member that is a file name', { members: ['ana.yaml'] }, 'wrong-type'],
    ['an unknown key of a member', inMember({ interest: ['a'] }), 'unknown-key'],
    ['an empty name', inMember({ name: '' }), 'wrong-type'],
    ['a long name', inMember({ name: 'x'.repeat(201) }), 'too-long'],
    ['one interest for a list', inMember({ interests: 'policy' }), 'wrong-type'],
    ['a block without a title', inMember({ blocks: [{ start: '2026-03-24 10:00', end: '11:00' }] }), 'missing-key'],
    ['null', { members: [], cover: null }, 'wrong-type'],
  ])('to refuse %s', async (_, document, code) => {
    expect(isValid(document, teamSchema())).toBe(false)
    expect(await problemsIn(document)).toContain(code)
  })
})
