import { isDeepStrictEqual } from 'node:util'
import { openRow, type Row } from '../../formats/own/fields.js'
import type { Findings } from '../../formats/own/findings.js'
import { readSimple } from '../../formats/yaml/simple-yaml.js'
import { openYaml } from '../../formats/yaml/yaml.js'
import type { YamlMapping } from '../../formats/yaml/yaml-nodes.js'
import {
  type Agenda,
  type AgendaPick,
  type Conference,
  definedFields,
  emptyAgenda,
  LONGEST,
  nearest,
  type Problem,
  type Session,
  severityOf,
} from '../../model/index.js'
import { placeBlocks, spanWriter } from './blocks.js'
import { editAgenda } from './edit.js'
import { AGENDA, type Found, shapeOf, valuesOf } from './shape.js'

/** An agenda and the document it was read from. */
export interface AgendaDocument {
  readonly ok: true
  readonly agenda: Agenda
  /** The picks as in the file, if one of them is in it twice. */
  readonly written: readonly AgendaPick[]
  readonly warnings: readonly Problem[]
  /** Empty for a file that is yet to be made. */
  readonly text: string
  readonly root: YamlMapping
}

type AgendaOpening = AgendaDocument | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Reads an agenda file. All problems are found in one pass, in file order. Given the sessions of the `programme`, the file
 * is checked: then what kubeplan would silently leave aside is among the warnings, too.
 */
export async function readAgendaDocument(
  bytes: Uint8Array,
  file: string,
  conference: Conference,
  programme?: readonly Session[],
): Promise<AgendaOpening> {
  const opening = openYaml(bytes, file)
  if (!opening.ok && isPage(bytes)) {
    const at = { file, line: 1, column: 1 }
    return { ok: false, problems: [{ code: 'not-an-agenda', at, found: 'a web page' }] }
  }
  if (!opening.ok) {
    const isEmpty = opening.problems.every(({ code }) => code === 'empty-file')
    const empty: Problem = { code: 'not-an-agenda', at: { file, line: 1, column: 1 }, found: 'an empty file' }
    return { ok: false, problems: isEmpty ? [empty] : (conflictIn(opening.problems) ?? opening.problems) }
  }
  const { source, findings } = opening
  const { text, contents: root } = source
  if (root.kind !== 'mapping') {
    const found = root.kind === 'list' ? 'a list' : 'text'
    return { ok: false, problems: [{ code: 'not-an-agenda', at: source.place(root), found }] }
  }
  const row = openRow(root, shapeOf(AGENDA), findings)
  const { version, agenda, written } = await agendaOf(row, conference, programme)
  const found = findings.list()
  const hasErrors = found.some((problem) => severityOf(problem) === 'error')
  const problems = programme || hasErrors ? found : found.filter(({ code }) => code !== 'unknown-key')
  if (version > CURRENT) {
    const at = findings.place(row.at(AGENDA.kubeplan))
    const newer: Problem = { code: 'newer-agenda', at, version: `agenda/${version}` }
    return { ok: true, agenda, written, warnings: [newer, ...problems], text, root }
  }
  if (hasErrors) return { ok: false, problems }
  return { ok: true, agenda, written, warnings: problems, text, root }
}

const CURRENT = 1
const BEGINNING = `kubeplan: agenda/${CURRENT}\n`

/** `export` writes agendas as pages, too: that is easily taken for the file itself. */
function isPage(bytes: Uint8Array): boolean {
  return /^\s*<(?:!doctype html|html|head)\b/i.test(Buffer.from(bytes.subarray(0, 200)).toString('latin1'))
}

/** git marks both versions of what it could not merge: that is the one problem, whatever YAML makes of the marks. */
function conflictIn(problems: readonly Problem[]): readonly Problem[] | undefined {
  for (const problem of problems) {
    if (problem.code !== 'yaml-syntax' || !problem.at.excerpt?.startsWith('<<<<<<<')) continue
    return [{ ...problem, detail: 'git could not merge this: keep one of the two versions and remove the markers' }]
  }
  return undefined
}

/** What a file begins with that is yet to be made. */
export function newAgendaDocument(conference: string): AgendaDocument {
  const root = readSimple(BEGINNING, () => undefined)
  if (root?.kind !== 'mapping') throw new Error('an agenda must be a mapping')
  return { ok: true, agenda: emptyAgenda(conference), written: [], warnings: [], text: '', root }
}

/** The text of an agenda file, and whether it reads without a doubt. */
export interface WrittenAgenda {
  readonly text: string
  readonly isSure: boolean
}

/**
 * The text of the file with `changed` in it. It is read again before anybody trusts it: a text that would not read back as
 * the same agenda is never written.
 */
export async function writeAgenda(
  old: AgendaDocument,
  changed: Agenda,
  conference: Conference,
): Promise<WrittenAgenda> {
  const writeSpan = old.agenda.blocks === changed.blocks ? undefined : await spanWriter(conference.timezone)
  const before = { ...old.agenda, picks: old.written, ...(old.text === '' && { conference: '' }) }
  const text = editAgenda(old.text || BEGINNING, old.root, before, changed, writeSpan)
  const again = await readAgendaDocument(Buffer.from(text, 'utf8'), 'agenda.yaml', conference)
  if (!again.ok || !isDeepStrictEqual(again.agenda, changed))
    throw new Error('the agenda does not read back as written')
  return { text, isSure: again.warnings.length === 0 }
}

async function agendaOf(
  row: Row,
  conference: Conference,
  programme: readonly Session[] | undefined,
): Promise<{ readonly version: number; readonly agenda: Agenda; readonly written: readonly AgendaPick[] }> {
  const { findings } = row
  const { kubeplan: version = CURRENT, conference: slug = conference.slug, ...values } = valuesOf(row, AGENDA)
  const { person, picks = [], blocks = [], walks = [], dropped = [], wishes } = values
  if (slug !== conference.slug) {
    const problem = { code: 'agenda-of-another-conference', conference: slug, expected: conference.slug } as const
    findings.report(row.at(AGENDA.conference), (at) => ({ ...problem, at }))
  }
  warnOfTwice(picks, findings)
  const written = picks.map(({ value }) => value)
  if (programme && slug === conference.slug) warnOfUnknown(picks, programme, findings)
  const agenda = definedFields({
    conference: slug,
    person,
    picks: eachOnce(written),
    blocks: await placeBlocks(blocks, conference),
    walks,
    dropped,
    wishes,
  })
  return { version, agenda, written }
}

/** A session that is picked twice, as after a merge of two files, is picked once, with all that was noted of it. */
function eachOnce(picks: readonly AgendaPick[]): readonly AgendaPick[] {
  const bySession = new Map<string, AgendaPick>()
  for (const pick of picks) {
    const before = bySession.get(pick.session)
    bySession.set(pick.session, before ? asOne(before, pick) : pick)
  }
  return bySession.size === picks.length ? picks : [...bySession.values()]
}

/** What the first does not say the second does; both notes and all takeaways are kept. */
function asOne(first: AgendaPick, second: AgendaPick): AgendaPick {
  const notes = [...new Set([first.note, second.note])].filter((note) => note !== undefined)
  const note = notes.join('\n\n')
  return {
    ...second,
    ...first,
    ...(notes.length > 0 && { note: [...note].length > LONGEST ? (first.note ?? note) : note }),
    takeaways: [...new Set([...first.takeaways, ...second.takeaways])],
  }
}

function warnOfTwice(picks: readonly Found<AgendaPick>[], findings: Findings): void {
  const first = new Map<string, Found<AgendaPick>>()
  for (const pick of picks) {
    const { session } = pick.value
    const before = first.get(session)
    if (before === undefined) first.set(session, pick)
    else {
      const place = findings.place(before.range)
      findings.warn(pick.range, (at) => ({ code: 'duplicate-pick', at, session, first: place }))
    }
  }
}

function warnOfUnknown(picks: readonly Found<AgendaPick>[], programme: readonly Session[], findings: Findings): void {
  const known = new Set(programme.map(({ id }) => id))
  for (const { value, range } of picks) {
    const { session } = value
    if (known.has(session)) continue
    findings.warn(range, (at) => {
      const [meant] = nearest(session, known)
      const problem = { code: 'pick-not-in-programme', at, session, seen: value.seen !== undefined } as const
      return { ...problem, ...(meant !== undefined && { nearest: meant }) }
    })
  }
}
