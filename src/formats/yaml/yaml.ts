import { Composer, type Document, isMap, isPair, isScalar, isSeq, type Pair, type ParsedNode } from 'yaml'
import type { Place, Problem } from '../../model/problem.js'
import { type Findings, findingsIn } from '../fields/findings.js'
import { placesIn, type Range } from '../fields/place.js'
import { decodeText } from '../text.js'
import { scanYaml } from './scan.js'
import { explainSyntax, isUnclosed, onePerLine, TABS, tabsNear, UNCLOSED } from './syntax.js'
import { PLAIN_VALUES } from './values.js'

/** One YAML document that is safe to walk: no aliases, no tags, no deep nesting. */
export interface YamlSource {
  readonly file: string
  /** Without a byte order mark. */
  readonly text: string
  /**
   * Every scalar's value is its text (`007`, `NO` and `1.10` are texts), so that `String(document)` writes them back as
   * they stood; numbers and booleans that are set later are written plain, texts by `textNode`.
   */
  readonly document: Document.Parsed<ParsedNode>
  readonly contents: ParsedNode
  readonly place: (at: ParsedNode | ParsedPair | Range) => Place
}

export type ParsedPair = Pair<ParsedNode, ParsedNode | null>

export type YamlReading =
  | { readonly ok: true; readonly source: YamlSource }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** A document that can be walked although something may be wrong with it already, and where more is reported. */
export type YamlOpening =
  | { readonly ok: true; readonly source: YamlSource; readonly findings: Findings }
  | { readonly ok: false; readonly problems: readonly Problem[] }

const KEYS_A_MAPPING = 1000

const OPTIONS = {
  version: '1.2',
  schema: 'failsafe',
  customTags: PLAIN_VALUES,
  // Its own check is quadratic: see `checkKeys`.
  uniqueKeys: false,
  prettyErrors: false,
} satisfies ConstructorParameters<typeof Composer>[0]

/** Reads one YAML 1.2 document (JSON is YAML) without any fault; all faults are found in one pass, linear in the bytes. */
export function readYaml(bytes: Uint8Array, file: string): YamlReading {
  const opening = openYaml(bytes, file)
  if (!opening.ok) return opening
  const problems = opening.findings.list()
  return problems.length > 0 ? { ok: false, problems } : { ok: true, source: opening.source }
}

/** The same for a reader that goes on: a key given twice is in `findings` and does not hide what else is wrong. */
export function openYaml(bytes: Uint8Array, file: string): YamlOpening {
  const decoded = decodeText(bytes, file)
  if (!decoded.ok) return { ok: false, problems: [decoded.problem] }
  const { text } = decoded
  const places = placesIn(file, text)
  const findings = findingsIn(places)
  const document = compose(text, findings)
  if (!document?.contents) return { ok: false, problems: findings.list() }
  refuseManyKeys(document.contents, findings)
  if (findings.anyErrors()) return { ok: false, problems: findings.list() }
  checkKeys(document.contents, findings)
  const place: YamlSource['place'] = (at) => places(rangeOf(at))
  return { ok: true, source: { file, text, document, contents: document.contents, place }, findings }
}

/** Offsets of a node's value, of a pair's key, or the given ones. */
export function rangeOf(at: ParsedNode | ParsedPair | Range): Range {
  if (isPair(at)) return rangeOf(at.key)
  return 'range' in at ? [at.range[0], at.range[1]] : at
}

function compose(text: string, findings: Findings): Document.Parsed<ParsedNode> | undefined {
  const stray = text.search(/\r(?!\n)/)
  if (stray !== -1) {
    reportSyntax(findings, [stray, stray + 1], () => 'a line ends in CR alone; use LF or CR LF')
    return undefined
  }
  const { refusals, unclosed, tokens } = scanYaml(text)
  for (const { construct, range } of refusals) {
    findings.report(range, (at) => ({ code: 'yaml-refused', at, construct }))
  }
  if (refusals.length > 0) return undefined
  for (const range of unclosed) reportSyntax(findings, range, () => UNCLOSED)
  const [document] = withoutStacks(() => [...new Composer(OPTIONS).compose(tokens, true, text.length)])
  for (const error of onePerLine(document?.errors ?? [], text)) {
    // yaml shows an open quotation where the text ends, the scan where it begins.
    if (unclosed.length > 0 && isUnclosed(error)) continue
    const tabs = tabsNear(error, text)
    reportSyntax(findings, tabs ?? error.pos, () => (tabs ? TABS : explainSyntax(error)))
  }
  if (!document || findings.anyErrors()) return undefined
  if (!isEmpty(document.contents)) return document
  findings.report([0, 0], (at) => ({ code: 'empty-file', at }))
  return undefined
}

function reportSyntax(findings: Findings, range: Range, detail: () => string): void {
  findings.report(range, (at) => ({ code: 'yaml-syntax', at, detail: detail() }))
}

function isEmpty(contents: ParsedNode | null): boolean {
  return contents === null || (isScalar(contents) && contents.source === '' && contents.type === 'PLAIN')
}

/** Half a million errors cost seconds and half a gigabyte when each carries a stack; nobody reads these stacks. */
function withoutStacks<T>(work: () => T): T {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  try {
    return work()
  } finally {
    Error.stackTraceLimit = limit
  }
}

function refuseManyKeys(node: ParsedNode | null, findings: Findings): void {
  if (isSeq(node)) for (const item of node.items) refuseManyKeys(item, findings)
  if (!isMap(node)) return
  const tooMany = node.items[KEYS_A_MAPPING]
  if (tooMany) findings.report(rangeOf(tooMany), (at) => ({ code: 'yaml-refused', at, construct: 'too-many-keys' }))
  else for (const { value } of node.items) refuseManyKeys(value, findings)
}

/** Every key once in its mapping, and as text. */
function checkKeys(node: ParsedNode | null, findings: Findings): void {
  if (isSeq(node)) for (const item of node.items) checkKeys(item, findings)
  if (!isMap(node)) return
  const seen = new Map<string, Range>()
  for (const pair of node.items) {
    const { key } = pair
    const range = rangeOf(pair)
    const first = isScalar(key) ? seen.get(key.source) : undefined
    if (!isScalar(key)) reportSyntax(findings, range, () => 'a key must be text')
    else if (first === undefined) seen.set(key.source, range)
    else findings.report(range, (at) => ({ code: 'duplicate-key', at, key: key.source, first: findings.place(first) }))
    checkKeys(pair.value, findings)
  }
}
