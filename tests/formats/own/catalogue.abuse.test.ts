import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCatalogue } from '../../../src/formats/own/catalogue.js'
import { severityOf } from '../../../src/model/problem.js'
import { EXPECTED } from '../abuse-expected.js'
import { told } from '../telling.js'

const FILES = join(import.meta.dirname, '../../abuse/files')

function read(file: string) {
  return readCatalogue(readFileSync(join(FILES, file)), file)
}

describe('ABUSE cases 19 to 36', () => {
  test('every file has an expectation, and the other way round', () => {
    const files = readdirSync(FILES).filter((file) => /^(19|2\d|3[0-6])-/.test(file))
    expect(files.toSorted()).toEqual(Object.keys(EXPECTED).toSorted())
  })

  test.each(Object.entries(EXPECTED))('%s', (file, expected) => {
    const { catalogue, problems } = read(file)
    expect(problems.map(told)).toEqual(expected)
    expect(catalogue !== undefined).toBe(problems.every((problem) => severityOf(problem) === 'warning'))
  })

  test.each(Object.keys(EXPECTED))('%s quotes the lines it speaks of', (file) => {
    const lines = readFileSync(join(FILES, file), 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
    for (const problem of read(file).problems) {
      if (!('at' in problem) || typeof problem.at !== 'object' || problem.at.excerpt === undefined) continue
      const { line, excerpt, from = 1 } = problem.at
      expect(
        [...(lines[line - 1] ?? '')]
          .slice(from - 1)
          .join('')
          .startsWith(excerpt),
      ).toBe(true)
    }
  })
})

describe('what the readable ones say', () => {
  test('25: names that every object has are names like others', () => {
    const { catalogue } = read('25-prototype-values.yaml')
    expect(catalogue?.sessions.map(({ id, title, tracks, repeatOf }) => [id, title, tracks, repeatOf])).toEqual([
      ['__proto__', 'constructor', ['__proto__'], undefined],
      ['constructor', '__proto__', [], undefined],
      ['proto', '__proto__', [], '__proto__'],
    ])
    expect(catalogue?.details('__proto__')).toEqual({ takes: [], takeaways: [] })
    expect(catalogue?.details('toString')).toEqual({ takes: [], takeaways: [] })
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted')
  })

  test('26: scalars keep their source text', () => {
    expect(read('26-untyped-scalars.yaml').catalogue?.sessions).toMatchObject([
      {
        id: '007',
        uid: '12345678901234567890',
        title: 'NO',
        tracks: ['1.10'],
        level: 'off',
        room: '0x1F',
        tags: ['1e3', 'true', '4:00', '12345678901234567890'],
      },
      { id: '7', title: '2020' },
      { id: '1e3', title: '~', tracks: ['null'] },
    ])
  })

  test('28: a byte order mark is no part of the text', () => {
    const { catalogue } = read('28-bom.yaml')
    expect(catalogue?.sessions.map(({ title }) => title)).toEqual(['Grüße aus Köln'])
    expect(catalogue?.details('grusse-aus-koln').abstract).toBe('naïve – 日本語')
  })

  test('29: CR LF lines and JSON indented by tabs', () => {
    expect(read('29-crlf.yaml').catalogue?.details('one').abstract).toBe('two\nlines')
    const { catalogue } = read('29-pretty.json')
    expect(catalogue?.conference.name).toBe('A & B')
    expect(catalogue?.sessions).toMatchObject([{ title: 'Tabs / slashes', tags: ['a', 'b'] }])
  })

  test('33: of a time shown twice the first is taken', () => {
    expect(whens('33-overlap.yaml')).toEqual([
      ['Twice', '2026-10-25', '2026-10-25T00:30:00.000Z', 120, '2026-10-25T01:00:00.000Z', 60],
      ['Second', '2026-10-25', '2026-10-25T01:30:00.000Z', 60, '2026-10-25T02:00:00.000Z', 60],
      ['Ends in it', '2026-10-25', '2026-10-24T23:30:00.000Z', 120, '2026-10-25T00:30:00.000Z', 120],
      ['Over it', '2026-10-24', '2026-10-24T20:00:00.000Z', 120, '2026-10-25T03:00:00.000Z', 60],
    ])
  })

  test('34: a session belongs to the conference day it starts in', () => {
    expect(whens('34-midnight.yaml')).toEqual([
      ['Party', '2026-03-24', '2026-03-24T21:00:00.000Z', 60, '2026-03-25T01:00:00.000Z', 60],
      ['After party', '2026-03-24', '2026-03-25T01:00:00.000Z', 60, '2026-03-25T02:59:00.000Z', 60],
      ['Breakfast', '2026-03-25', '2026-03-25T03:00:00.000Z', 60, '2026-03-25T04:00:00.000Z', 60],
      ['New year', '2026-12-31', '2026-12-31T22:00:00.000Z', 60, '2027-01-01T00:00:00.000Z', 60],
      ['All week', '2026-03-24', '2026-03-24T08:00:00.000Z', 60, '2026-03-27T17:00:00.000Z', 60],
    ])
  })
})

function whens(file: string) {
  return read(file).catalogue?.sessions.map(({ title, when }) => {
    if (when.kind !== 'timed') return [title, when.kind]
    const [start, end] = [when.start, when.end].map((moment) => new Date(moment).toISOString())
    return [title, when.day, start, when.offset, end, when.endOffset]
  })
}
