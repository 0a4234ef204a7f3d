import { describe, expect, test } from 'vitest'
import type { Block } from '../../../src/model/conference.js'
import type { Note } from '../../../src/model/note.js'
import type {
  AgendaProblem,
  DiskProblem,
  Place,
  Problem,
  RefusedConstruct,
  UsageProblem,
} from '../../../src/model/problem.js'
import { noteSentence } from '../../../src/render/sentences/notes.js'
import { sentenceOf } from '../../../src/render/sentences/sentences.js'
import { AMSTERDAM, at as instantAt, TUE, WED } from '../../fixtures/programme.js'
import { day } from '../../planning/samples.js'

const at: Place = { file: 'demo.yaml', line: 9, column: 3 }
const first: Place = { file: 'demo.yaml', line: 4, column: 3 }
const panel = { id: 'linux-in-the-kubernetes-era', title: 'Panel: Linux in the Kubernetes Era' }
const kubelet = { id: 'kubelet-deep-dive', title: 'Kubelet Deep Dive', minutes: 35 }

/** One of every code, so that whoever changes a sentence reads it. */
const AGENDA: { readonly [P in AgendaProblem as P['code']]?: P } = {
  'not-an-agenda': { code: 'not-an-agenda', at, found: 'a catalogue' },
  'agenda-of-another-conference': {
    code: 'agenda-of-another-conference',
    at,
    conference: 'kubecon-eu-2026',
    expected: 'kubecon-na-2020',
  },
  'calendar-of-another-conference': {
    code: 'calendar-of-another-conference',
    at,
    events: 12,
    conference: 'DemoConf 2026',
  },
  'newer-agenda': { code: 'newer-agenda', at, version: 'agenda/2' },
  'nothing-below': { code: 'nothing-below', at, key: 'picks' },
  'empty-item': { code: 'empty-item', at, key: 'picks' },
  'agenda-shorter': {
    code: 'agenda-shorter',
    at,
    sessions: ['kubectl-blame', 'kubelet-deep-dive'],
    path: '/tmp/a.yaml',
    backup: '/tmp/a.yaml.bak',
  },
  'agenda-cut': { code: 'agenda-cut', at },
  'agenda-backup': { code: 'agenda-backup', path: '/tmp/a b.yaml', backup: '/tmp/a b.yaml.bak' },
  'agenda-not-judged': { code: 'agenda-not-judged', at, conference: 'elsewhere' },
  'duplicate-pick': { code: 'duplicate-pick', at, session: 'kubelet-deep-dive', first },
}

const DISK: { readonly [P in DiskProblem as P['code']]?: P } = {
  'cannot-read': { code: 'cannot-read', path: '/tmp/a.yaml', reason: 'ENOENT' },
  'cannot-write': { code: 'cannot-write', path: '/tmp/a.ics', reason: 'ENOSPC' },
  'cannot-open': { code: 'cannot-open', reason: 'ESOMETHING' },
  'editor-failed': { code: 'editor-failed', editor: 'ed --wait', exit: 3 },
  'draft-kept': { code: 'draft-kept', path: '/tmp/kubeplan-x/kubectl-blame.md' },
  'output-closed': { code: 'output-closed', reason: 'EIO' },
  exists: { code: 'exists', path: 'my.ics' },
  'output-is-input': { code: 'output-is-input', path: 'agenda.yaml' },
  locked: { code: 'locked', path: '/home/ana/agenda.yaml', holder: 'process 17' },
  'broken-conference': { code: 'broken-conference', slug: 'democonf-2026' },
  'no-home': { code: 'no-home' },
}

const DOUBTFUL = {
  code: 'doubtful-update',
  slug: 'demo',
  doubt: 'halved',
  had: 120,
  has: 12,
  other: 'kubeplan import x.ics --as demo-2',
} as const

const USAGE: { readonly [P in UsageProblem as P['code']]?: P } = {
  'address-of-another-conference': {
    code: 'address-of-another-conference',
    conference: 'kubecon-eu-2026',
    expected: 'kubecon-na-2020',
  },
  'publish-unasked': {
    code: 'publish-unasked',
    to: 'git@github.com:ana/site.git, branch gh-pages',
    question: { conference: 'KubeCon', picks: false, isMore: false, isPublic: true },
  },
  'no-publish-target': { code: 'no-publish-target', target: 'https://example.org/site' },
  'unknown-command': { code: 'unknown-command', command: 'lst', nearest: ['list'] },
  'bad-arguments': { code: 'bad-arguments', detail: "unknown option '--dya'\n(Did you mean --day?)", command: 'list' },
  'bad-value': {
    code: 'bad-value',
    flag: '--tz',
    value: 'Europe/Amsterdm',
    form: 'Area/City, UTC or local',
    nearest: ['Europe/Amsterdam'],
  },
  'matches-nothing': {
    code: 'matches-nothing',
    flag: '--track',
    value: 'secrity',
    nearest: ['Security', 'Serverless'],
    list: 'tracks',
  },
  'facet-lacking': { code: 'facet-lacking', flag: '--room', facet: 'rooms' },
  'unknown-session': { code: 'unknown-session', reference: 'kubelte', nearest: [kubelet] },
  'ambiguous-session': { code: 'ambiguous-session', reference: 'kube', candidates: [panel, kubelet] },
  'nothing-changed': { code: 'nothing-changed', what: 'added' },
  'guessed-session': {
    code: 'guessed-session',
    reference: 'kubelte',
    session: kubelet,
    command: ['note', 'kubelet-deep-dive', "it's good", '--rating', '4'],
  },
  'not-picked': { code: 'not-picked', session: panel, picked: [] },
  'not-one-session': { code: 'not-one-session', flag: '--instead-of' },
  'nothing-to-do': { code: 'nothing-to-do', command: 'add', example: 'kubelet deep dive' },
  'no-url': { code: 'no-url', session: panel },
  'unknown-catalogue': {
    code: 'unknown-catalogue',
    slug: 'kubecon-na-200',
    nearest: ['kubecon-na-2020'],
    known: ['kubecon-na-2020'],
  },
  'shipped-conference': { code: 'shipped-conference', slug: 'kubecon-na-2020' },
  'unknown-format': { code: 'unknown-format', format: 'xml', allowed: ['table', 'tsv'] },
  'no-such-agenda-session': { code: 'no-such-agenda-session', word: 'next', at: '16:00' },
  'no-stdin': { code: 'no-stdin' },
  'needs-terminal': { code: 'needs-terminal', what: '--watch', instead: 'kubeplan now' },
  'note-changed': { code: 'note-changed', session: panel },
  'text-too-long': { code: 'text-too-long', what: 'a note', length: 20_001, limit: 20_000 },
  'not-imported': { code: 'not-imported', slug: 'demo' },
  'never-changed': { code: 'never-changed', slug: 'demo', shipped: true },
  'doubtful-update': DOUBTFUL,
  'nothing-to-plan': { code: 'nothing-to-plan' },
  'not-plannable': { code: 'not-plannable', session: panel, because: 'umbrella' },
  'nothing-to-undo': { code: 'nothing-to-undo' },
  'nothing-to-redo': { code: 'nothing-to-redo' },
  'edited-since': { code: 'edited-since', path: '/home/ana/agenda.yaml', way: 'undo' },
  'block-incomplete': { code: 'block-incomplete', title: 'Booth duty', day: undefined, nearest: [] },
  'ends-too-early': { code: 'ends-too-early', flag: '--time', value: '19:00-18:00' },
  'no-such-block': { code: 'no-such-block', name: 'Lunch', blocks: ['Booth duty'] },
}

const CONSTRUCTS: { readonly [C in RefusedConstruct]: true } = {
  alias: true,
  anchor: true,
  'deep-nesting': true,
  'explicit-key': true,
  tag: true,
  'merge-key': true,
  directive: true,
  'several-documents': true,
  'too-many-keys': true,
  'too-many-values': true,
}

const CATALOGUE: readonly Problem[] = [
  { code: 'not-text', at, looksLike: 'UTF-16', byte: 0 },
  ...(['unpack', 'copy', 'type', 'ask'] as const).map(
    (way) => ({ code: 'not-text', at, looksLike: 'something', byte: 0, way }) as const,
  ),
  { code: 'empty-file', at },
  { code: 'not-a-catalogue', at, found: 'a list' },
  { code: 'unknown-version', at, version: 'catalogue/2', expected: 'catalogue/1' },
  { code: 'yaml-syntax', at, detail: 'a quote is not closed' },
  ...(Object.keys(CONSTRUCTS) as RefusedConstruct[]).map(
    (construct): Problem => ({ code: 'yaml-refused', at, construct }),
  ),
  { code: 'more-problems', at, count: 12 },
  { code: 'more-problems', at, count: 1, severity: 'warning' },
  { code: 'unknown-key', at, key: 'titel', nearest: 'title' },
  { code: 'unknown-key', at, key: 'zzz' },
  { code: 'pick-not-in-programme', at, session: 'linux-in', seen: false, nearest: 'linux-in-the-kernel' },
  { code: 'pick-not-in-programme', at, session: 'gone', seen: true },
  { code: 'duplicate-key', at, key: 'title', first },
  { code: 'missing-key', at, key: 'title' },
  { code: 'wrong-type', at, key: 'speakers', expected: 'a list', found: 'a number' },
  { code: 'too-long', at, key: 'title', limit: 500, length: 612 },
  { code: 'not-one-of', at, key: 'kind', value: 'tolk', allowed: ['talk', 'panel'], nearest: 'talk' },
  { code: 'bad-number', at, key: 'priority', value: '9', from: 1, to: 5 },
  { code: 'bad-id', at, id: ' ' },
  { code: 'duplicate-id', at, id: 'keynote', first },
  { code: 'unknown-repeat', at, id: 'kubelet-dive', nearest: 'kubelet-deep-dive' },
  { code: 'unknown-source', at, url: 'b.sched.com', nearest: 'a.sched.com' },
  { code: 'unknown-source', at, url: 'elsewhere' },
  { code: 'bad-url', at, url: 'javascript:alert(1)' },
  { code: 'bad-slug', at, slug: '../x' },
  { code: 'bad-time', at, text: '03/04/2026', form: '2026-03-04 16:00' },
  { code: 'no-such-day', at, text: '2026-02-30' },
  { code: 'no-such-time', at, text: '24:01' },
  { code: 'clock-without-date', at, text: '16:00' },
  { code: 'dst-gap', at, text: '2026-03-29 02:30', zone: 'Europe/Amsterdam', resumes: '03:00' },
  { code: 'dst-overlap', at, text: '2026-10-25 02:30', zone: 'Europe/Amsterdam', offset: 120 },
  { code: 'wrong-offset', at, text: '2026-03-24T10:00+05:00', zone: 'Europe/Amsterdam', offset: 60 },
  { code: 'ends-before-start', at, start: '2026-03-24 16:00', end: '15:00' },
  { code: 'ends-before-start', at, start: '2026-03-27', end: '2026-03-24', days: true },
  { code: 'end-without-start', at, key: 'end' },
  { code: 'both-given', at, key: 'duration', other: 'end' },
  { code: 'zero-length', at, title: 'Doors' },
  { code: 'unknown-zone', at, zone: 'Europe/Amsterdm', nearest: ['Europe/Amsterdam'] },
  { code: 'broken-file', at, format: 'iCalendar', detail: 'END:VCALENDAR is missing', cut: true },
  { code: 'broken-file', at, format: 'frab XML', detail: 'its root is not <schedule>' },
  { code: 'entry-left-out', at, title: 'Lunch', reason: 'bad-time', text: 'soon' },
  { code: 'entry-left-out', at, reason: 'no-title' },
  { code: 'time-left-out', at, title: 'Lunch', reason: 'ends-before-start', text: '12:00 to 11:00', left: 'timed' },
  { code: 'time-left-out', at, title: 'Lunch', reason: 'bad-time', text: 'soon', left: 'dated' },
  { code: 'time-left-out', at, title: 'Lunch', reason: 'no-start', left: 'unscheduled' },
  { code: 'time-left-out', at, title: 'Lunch', reason: 'no-day', text: 'Friday', left: 'unscheduled' },
  { code: 'date-unclear', at, needs: 'year', text: '8 May', command: ['import', 'x.csv'], zone: true },
  { code: 'date-unclear', at, needs: 'date-order', text: '05/06/2026', command: ['list', '-c', 'x.csv'], zone: false },
  { code: 'save-as-csv', at, looksLike: 'an Excel workbook' },
  { code: 'table-unclear', at, lacks: 'title', found: ['Shoe', 'Size'] },
  { code: 'table-unclear', at, lacks: 'rows', found: ['Title', 'Start'] },
  { code: 'not-in-programme', at, count: 2, mark: 'withdrawn' },
  { code: 'nothing-imported', at },
  { code: 'nothing-imported', at, commonest: { reason: 'not-closed', times: 40 } },
  {
    ...{ code: 'mostly-left-out', at, kept: 2, seen: 98, commonest: { reason: 'no-title', times: 1 } },
    command: ['import', 'my table.csv', '--as', 'owls'],
  },
  { code: 'unknown-file-format', at, looksLike: 'a web page' },
  { code: 'zone-needed', at, likely: ['Europe/Amsterdam'], command: ['import', 'x.ics'] },
  {
    code: 'zone-needed',
    at,
    stated: 'Mitteleuropäische Zeit',
    likely: ['Europe/Berlin'],
    command: ['import', 'x.ics'],
  },
  { code: 'identity-derived', at, count: 2, uid: 'u-1' },
  { code: 'identity-derived', at, count: 3 },
  { code: 'unknown-zones', at, zones: ['Barn'], count: 1, command: ['import', 'x.ics'] },
  { code: 'unknown-zones', at, zones: ['A', 'B', 'C', 'D', 'E'], count: 9, clock: 'Europe/Paris' },
  { code: 'cut-to-length', at, key: 'title', limit: 500 },
  { code: 'conference-doubt', at, detail: 'its url is not a web address and was left out' },
  { code: 'entry-doubt', at, title: 'Lunch', detail: 'a series: only its first event was taken' },
  { code: 'zone-abbreviation', at, zone: 'EST', likely: ['America/New_York', 'America/Jamaica'] },
]

const span = {
  start: instantAt('2026-03-24', '16:00'),
  end: instantAt('2026-03-24', '16:35'),
  offset: AMSTERDAM,
  endOffset: AMSTERDAM,
}

const block: Block = {
  kind: 'timed',
  title: 'Booth duty',
  room: 'Hall 1',
  ...span,
  day: TUE,
  offset: AMSTERDAM,
  endOffset: AMSTERDAM,
  shift: 0,
}

const sitting = { id: 'linux-again', start: span.start, offset: AMSTERDAM, near: WED }

const NOTES: readonly Note[] = [
  { code: 'nothing-on-days', days: [TUE], asked: 'tue', known: [TUE, WED] },
  { code: 'nothing-on-days', days: [day('2030-03-24')], asked: '2030-03-24', known: [TUE, WED] },
  { code: 'nothing-on-days', days: [], asked: 'day 9', known: [] },
  { code: 'nothing-for-words', words: ['kubelet', 'tango'] },
  { code: 'nothing-for-words', words: ['fri'], explained: true },
  { code: 'words-are-value', value: 'fri', flag: '--day', command: ['list', '-c', 'my days.yaml', '--day', 'fri'] },
  { code: 'nothing-with', flag: '--at', value: '03:00' },
  { code: 'nothing-in-common' },
  { code: 'nothing-fits' },
  { code: 'nothing-of-mine' },
  { code: 'columns-unused', file: 'x.csv', heads: ['Shoe', 'Size'] },
  { code: 'no-sessions' },
  { code: 'day-read-as', asked: 'day 1', days: [TUE] },
  { code: 'taken-for', reference: 'kubelte', session: kubelet },
  { code: 'picked', session: panel, stage: 'going' },
  { code: 'stage-changed', session: panel, stage: 'maybe' },
  { code: 'priority-changed', session: panel, priority: 5 },
  { code: 'already-picked', session: panel, stage: 'going' },
  { code: 'dropped', session: panel },
  {
    code: 'clashes-with',
    session: panel,
    with: 'Kubelet Deep Dive',
    span,
    minutes: 35,
    reason: 'overlap',
  },
  {
    code: 'clashes-with',
    session: panel,
    with: 'Kubelet Deep Dive',
    span,
    minutes: 4,
    reason: 'walk',
  },
  { code: 'given-again', session: panel, sitting },
  { code: 'going-already', session: panel, sitting },
  { code: 'going-already', session: panel, sitting: { ...sitting, near: day('2026-04-24') } },
  { code: 'pick-unknown', session: 'gone', seen: true, title: 'Gone' },
  { code: 'pick-unknown', session: 'nope', seen: false },
  { code: 'pick-unknown', session: 'gone', seen: true, title: 'Gone', likely: panel },
  { code: 'picked-instead', session: panel, old: kubelet },
  { code: 'replaces-itself', session: panel },
  { code: 'nothing-picked' },
  { code: 'nothing-attended' },
  { code: 'left-out-unscheduled', sessions: [panel, kubelet] },
  { code: 'exported', file: 'my.ics', count: 3, what: 'event', cancelled: 1, takenOff: 0 },
  { code: 'exported', file: 'my.ics', count: 1, what: 'event', cancelled: 0, takenOff: 1 },
  { code: 'exported', file: 'my.ics', count: 3, what: 'event', cancelled: 1, takenOff: 2 },
  {
    code: 'publishes',
    to: 'site',
    question: { conference: 'KubeCon', picks: true, isMore: true, isPublic: false },
  },
  { code: 'published', to: 'site', changed: 5, removed: 1, rehearsal: false, hint: 'needs-server' },
  { code: 'published', to: 'x.git, branch gh-pages', changed: 0, removed: 0, rehearsal: false, hint: 'needs-pages' },
  { code: 'published', to: 'site', changed: 1, removed: 2, rehearsal: true },
  { code: 'saved-before', saved: { what: 'publication', files: 3 } },
  { code: 'serving', all: false, picks: 0, notes: false, blocks: false },
  { code: 'serving', all: false, picks: 3, notes: true, blocks: true },
  { code: 'serving', all: false, picks: 31, notes: false, blocks: false, host: '192.168.1.7' },
  { code: 'serving', all: false, picks: 1, notes: false, blocks: true },
  { code: 'serving', all: true, picks: 1, notes: true, blocks: false },
  { code: 'serving', all: true, notes: false, blocks: false, host: '192.168.1.7' },
  { code: 'not-beside-all', flags: ['--with-notes', '--blocks'] },
  { code: 'only-beside-all', flag: '--with-picks' },
  { code: 'clashes-unmade', count: 4_498_497 },
  { code: 'not-counted', file: '/home/ana/agenda.yaml.given' },
  { code: 'opened' },
  { code: 'no-screen' },
  { code: 'nothing-with', flag: '--unscheduled' },
  { code: 'agenda-left-out' },
  { code: 'conference-broken', slug: 'demo' },
  { code: 'conference-recovered', slug: 'demo' },
  {
    code: 'conference-removed',
    slug: 'demo',
    shipped: true,
    command: 'kubeplan import demo.ics --as demo',
    agenda: '/tmp/demo/agenda.yaml',
  },
  { code: 'in-use', slug: 'demo' },
  { code: 'slug-taken', slug: 'demo', instead: 'demo-2' },
  { code: 'imported', name: 'Demo Days', slug: 'demo', sessions: 12, days: 2, rooms: 1, speakers: 9, leftOut: 1 },
  { code: 'up-to-date', slug: 'demo', sources: 2 },
  { code: 'no-changes', slug: 'demo', seen: true },
  { code: 'changes-seen', slug: 'demo' },
  { code: 'more-of-the-same', count: 3 },
  { code: 'source-not-asked', source: '-' },
  { code: 'blocked', block },
  { code: 'already-blocked', block },
  { code: 'unblocked', block },
  { code: 'details-changed' },
  { code: 'no-blocks', day: 'tue' },
  { code: 'undone', left: 2 },
  { code: 'undone', left: 0 },
  { code: 'redone', left: 1 },
  { code: 'unknown-to-programme', person: 'Ana', title: 'Kubelet Deep Dives', nearest: kubelet },
  { code: 'unknown-to-programme', person: 'Ana', title: 'Dentist' },
  { code: 'taken-over', person: 'Ana', added: 7, going: 0, had: [panel, kubelet], too: 1 },
  { code: 'taken-over', person: 'Ana', added: 2, going: 2, had: [], too: 0 },
  { code: 'taken-over', person: 'Ana', added: 3, going: 2, had: [], too: 0 },
  { code: 'taken-over', person: 'Ana', added: 0, going: 0, had: Array(7).fill(panel), too: 0 },
  { code: 'nothing-to-take', person: 'Ana' },
  { code: 'noted', session: panel, note: 'added', rating: 4, attended: true, takeaways: 2 },
  { code: 'noted', session: panel, attended: false, takeaways: 0 },
  { code: 'nothing-noted', session: panel },
  { code: 'no-note', session: panel },
  { code: 'note-restored', session: panel, what: ['note', 'rating', 'attended', 'takeaways'] },
]

test('what is wrong with a file of others is told with what to do about it', () => {
  const problem = { code: 'agenda-of-another-conference', at, conference: 'theirs', expected: 'mine' } as const
  expect(sentenceOf({ ...problem, theirs: true })).toEqual({
    message: 'this agenda is for "theirs", not for "mine"',
    hint: 'Use its catalogue: -c theirs   If it is the same conference under another name, ask for a calendar instead: kubeplan export my.ics',
  })
})

const TWINS = [
  { id: 'demo', title: 'Project Demo', when: { kind: 'dated', day: TUE }, room: 'Hall 1' },
  { id: 'demo-2', title: 'Project Demo', when: { kind: 'unscheduled' } },
] as const

const PROBLEMS: readonly Problem[] = [
  ...CATALOGUE,
  ...Object.values(AGENDA),
  ...Object.values(USAGE),
  { code: 'ambiguous-session', reference: 'demo', candidates: TWINS },
  { ...DOUBTFUL, doubt: 'other-days' },
  { ...DOUBTFUL, doubt: 'others' },
  { code: 'guessed-session', reference: 'kubelte', session: kubelet },
  { code: 'nothing-to-do', command: 'drop' },
  ...Object.values(DISK),
  ...['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EMFILE'].map(
    (reason): Problem => ({ code: 'cannot-listen', host: '127.0.0.1', port: 8020, reason }),
  ),
]

test('every sentence, to be read', async () => {
  const told = PROBLEMS.map((problem) => {
    const { message, hint, list } = sentenceOf(problem)
    return [
      `${problem.code}: ${message}`,
      ...(hint === undefined ? [] : hint.split('\n').map((line) => `    ${line}`)),
      ...(list ? [`    ${list.heading}:`, ...list.rows.map((row) => `      ${Object.values(row).join(' | ')}`)] : []),
    ].join('\n')
  })
  const notes = NOTES.map((note) => `${note.code}: ${noteSentence(note)}`)
  await expect(`${[...told, ...notes].join('\n')}\n`).toMatchFileSnapshot('../golden/sentences.txt')
})

test('a long list of candidates is cut', () => {
  const candidates = Array.from({ length: 11 }, (_, index) => ({ id: `id-${index}`, title: `Title ${index}` }))
  const { list } = sentenceOf({ code: 'ambiguous-session', reference: 'id', candidates })
  expect([list?.rows.length, list?.rows.at(-1)?.id, list?.more]).toEqual([8, 'id-7', 3])
})

const EVIL = '\u001b[2J\u202e\r\n\u200b\u009b\ud800'
const RAW = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/u

/** The same data with hostile text in place of every text that is not a code, a day or a fixed word. */
function poisoned<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (key, inner) =>
      typeof inner === 'string' && !OURS.has(key) && !DAY.test(inner) ? EVIL.repeat(80) : inner,
    ),
  )
}

/** Words of closed lists stay. */
function poisonedNote(note: Note): Note {
  switch (note.code) {
    case 'nothing-on-days':
      return { ...note, asked: EVIL }
    case 'noted':
      return { ...poisoned(note), ...(note.note && { note: note.note }) }
    case 'note-restored':
      return { ...poisoned(note), what: note.what }
    default:
      return poisoned(note)
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const OURS = new Set(['code', 'kind', 'day', 'reason', 'construct', 'stage', 'severity', 'word', 'what', 'left', 'way'])

describe('no sentence hands on what could act on a terminal, says nonsense or grows without end', () => {
  test.each(PROBLEMS.map((problem) => ({ code: problem.code, problem })))('$code', ({ problem }) => {
    for (const told of [sentenceOf(problem), sentenceOf(poisoned(problem))]) {
      expect(told.message).not.toMatch(RAW)
      expect(told.message).not.toMatch(/undefined|\[object|NaN/)
      expect((told.hint ?? '').replaceAll('\n', '')).not.toMatch(RAW)
      expect(told.hint ?? '').not.toMatch(/undefined|\[object|NaN/)
      const listed = (told.list?.rows ?? []).flatMap((row) => Object.values(row)).join('')
      expect(listed).not.toMatch(RAW)
      expect(listed).not.toMatch(/undefined|\[object|NaN/)
      expect(told.message.length).toBeLessThan(700)
    }
  })

  test.each(NOTES.map((note) => ({ code: note.code, note })))('$code', ({ note }) => {
    const hostile = poisonedNote(note)
    for (const told of [noteSentence(note), noteSentence(hostile)]) {
      expect(told).not.toMatch(RAW)
      expect(told).not.toMatch(/undefined|\[object|NaN/)
    }
  })
})
