import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as csvTable from '../../src/formats/csv/csv.js'
import * as frabXml from '../../src/formats/frab/frab-xml.js'
import * as scheduleJson from '../../src/formats/frab/schedule-json.js'
import * as awsEvents from '../../src/formats/platforms/aws-events.js'
import * as conclar from '../../src/formats/platforms/conclar.js'
import * as emfcamp from '../../src/formats/platforms/emfcamp.js'
import * as openEvent from '../../src/formats/platforms/open-event.js'
import * as pycon from '../../src/formats/platforms/pycon.js'
import * as schedJson from '../../src/formats/platforms/sched-json.js'
import * as sessionize from '../../src/formats/platforms/sessionize.js'
import { fixture } from './published-fixtures.js'

const READERS = {
  ...{ frabXml, scheduleJson, schedJson, sessionize, openEvent, csvTable },
  ...{ awsEvents, conclar, emfcamp, pycon },
}

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'published')

function recognisedBy(text: string): readonly string[] {
  return Object.entries(READERS).flatMap(([name, { recognise }]) => (recognise(text.slice(0, 4096)) ? [name] : []))
}

const OWNERS: readonly (readonly [file: string, reader: keyof typeof READERS | undefined])[] = [
  ['aws-events-pages.json', 'awsEvents'],
  ['catalogue.json', undefined],
  ['catalogue.yaml', undefined],
  ['conclar-people.json', 'conclar'],
  ['conclar-program.json', 'conclar'],
  ['contact.vcf', undefined],
  ['emfcamp.json', 'emfcamp'],
  ['hub-2.json', 'scheduleJson'],
  ['konopas-program.js', 'conclar'],
  ['login.html', undefined],
  ['open-event-list.json', 'openEvent'],
  ['open-event-object.json', 'openEvent'],
  ['open-event-server.json', 'openEvent'],
  ['owls.ics', undefined],
  ['pentabarf-2009.xml', 'frabXml'],
  ['pretalx-1.json', 'scheduleJson'],
  ['pretalx.csv', 'csvTable'],
  ['pycon-types.json', 'pycon'],
  ['pycon.json', 'pycon'],
  ['sched.json', 'schedJson'],
  ['semicolons.csv', 'csvTable'],
  ['sessionize-all.json', 'sessionize'],
  ['sessionize-grid.json', 'sessionize'],
  ['sessionize-sessions.json', 'sessionize'],
  ['slashes.tsv', 'csvTable'],
  ['wafer-utc.xml', 'frabXml'],
]

describe('a published file is recognised by exactly one reader', () => {
  test('what is not listed here belongs to other readers', () => {
    const mine = new Set(OWNERS.map(([file]) => file))
    const all = readdirSync(FOLDER, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const others = all
      .map(({ parentPath, name }) => relative(FOLDER, join(parentPath, name)))
      .filter((file) => !mine.has(file))
    const beginning = (file: string) => new TextDecoder().decode(readFileSync(join(FOLDER, file)))
    expect(others.flatMap((file) => recognisedBy(beginning(file)).map((reader) => `${file}: ${reader}`))).toEqual([])
  })

  test.each(OWNERS)('%s: %s', (file, reader) => {
    expect(recognisedBy(fixture(file))).toEqual(reader === undefined ? [] : [reader])
  })

  test.each(OWNERS.filter(([file]) => file.endsWith('.json')))('%s without white space: %s', (file, reader) => {
    expect(recognisedBy(JSON.stringify(JSON.parse(fixture(file))))).toEqual(reader === undefined ? [] : [reader])
  })

  test.each<[string, readonly string[]]>([
    ['', []],
    ['[]', []],
    ['{}', []],
    ['[1, 2]', []],
    ['{"sessions": [], "speakers": [], "questions": [], "categories": [], "rooms": []}', ['sessionize']],
    ['{"title": "schedule.conference"}', []],
    ['{"conference": "Owl Days", "sessions": [{"title": "Owls"}]}', []],
    ['{"conference": {"title": "Owl Days"}, "talks": []}', []],
    ['window.program = [{"id": "1", "title": "Owls", "date": "2026-08-27", "mins": 50, "loc": []}]', ['conclar']],
    [
      '{"program": [{"id": "1", "title": "Owls", "datetime": "2026-08-27T10:00", "mins": 50, "tags": []}]}',
      ['conclar'],
    ],
    ['[{"start_date": "2024-05-31 17:20:00", "start_time": "17:20", "end_time": "17:50", "venue": "A"}]', ['emfcamp']],
    ['{"items": [{"sessionId": "1", "title": "Owls", "abbreviation": "NST301"}], "totalCount": 1}', ['awsEvents']],
    ['[{"abbreviation": "NST", "name": "Nests"}]', []],
    ['[{"event_key": "2026owl", "alliances": {}}]', []],
    ['[{"title": "Owls", "session_type": "talk", "start": "2026-01-01T10:00:00Z"}]', []],
    ['{"speakers": [{"fullName": "Ada Strix"}], "talks": []}', []],
    ['[{"is_fave": true}]', []],
    ['{"a": "{\\"schedule\\": {\\"conference\\": 1}}"}', []],
    ['<?xml version="1.0"?>\n<!-- <schedule> -->\n<rss/>', []],
    ['<?xml version="1.0"?>\n<!DOCTYPE schedule [<!ENTITY a "b">]>\n<schedule/>', ['frabXml']],
    ['<schedules/>', []],
    ['title only\nx', []],
    ['title,start,room\nx,y,z', ['csvTable']],
    ['Dear all,\nthe title, start and room will follow.', []],
    ['sep=;\r\nRoom;Title;Start\r\n', ['csvTable']],
  ])('%j: %j', (text, readers) => {
    expect(recognisedBy(text)).toEqual(readers)
  })
})
