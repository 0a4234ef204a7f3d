import { Composer, CST, isMap, isScalar, isSeq, type ParsedNode } from 'yaml'
import type { Place } from '../../model/index.js'
import { type Findings, findingsIn, placesIn, type Range, type Unreadable, unreadable } from '../own/findings.js'
import { decodeText } from '../text/decode-text.js'
import { readSimple } from './simple-yaml.js'
import { rangeOf, type YamlNode, type YamlPair } from './yaml-nodes.js'
import { explainSyntax, isUnclosed, onePerLine, scanYaml, TABS, tabsNear, UNCLOSED } from './yaml-scan.js'

/** One YAML document that is safe to walk: without aliases, tags or deep nesting. */
export interface YamlSource {
  readonly file: string
  /** Without a byte order mark. */
  readonly text: string
  readonly contents: YamlNode
  readonly place: (at: YamlNode | YamlPair | Range) => Place
}

type YamlReading = { readonly ok: true; readonly source: YamlSource } | Unreadable

/** A document that can be walked although problems may have been found already, and where to report more. */
type YamlOpening = { readonly ok: true; readonly source: YamlSource; readonly findings: Findings } | Unreadable

const KEYS_A_MAPPING = 1000

const OPTIONS = {
  version: '1.2',
  schema: 'failsafe',
  // Its own check is quadratic: see `checkKeys`.
  uniqueKeys: false,
  prettyErrors: false,
} satisfies ConstructorParameters<typeof Composer>[0]

/**
 * Reads one YAML 1.2 document (JSON is YAML) that must be free of errors. Finds all errors in one pass, linear in the
 * bytes.
 */
export function readYaml(bytes: Uint8Array, file: string): YamlReading {
  const opening = openYaml(bytes, file)
  if (!opening.ok) return opening
  const problems = opening.findings.list()
  return problems.length > 0 ? { ok: false, problems } : { ok: true, source: opening.source }
}

/** `readYaml` for a reader that goes on: repeated keys are in `findings` and do not hide other problems. */
export function openYaml(bytes: Uint8Array, file: string): YamlOpening {
  const decoded = decodeText(bytes, file)
  if (!decoded.ok) return unreadable(decoded.problem)
  const { text } = decoded
  const places = placesIn(file, text)
  const findings = findingsIn(places)
  const { contents, faults } = looked.get(bytes) ?? parse(text)
  looked.delete(bytes)
  for (const [range, build] of faults) findings.report(range, build)
  if (!contents) return { ok: false, problems: findings.list() }
  refuseManyKeys(contents, findings)
  if (findings.anyErrors()) return { ok: false, problems: findings.list() }
  checkKeys(contents, findings)
  return { ok: true, source: { file, text, contents, place: (at) => places(rangeOf(at)) }, findings }
}

/**
 * The content of a file, to find out what it is; undefined if it cannot be read. `openYaml` then need not read it
 * again.
 */
export function lookIntoYaml(bytes: Uint8Array): YamlNode | undefined {
  const decoded = decodeText(bytes, '')
  if (!decoded.ok) return undefined
  const parsed = looked.get(bytes) ?? parse(decoded.text)
  looked.set(bytes, parsed)
  return parsed.contents
}

const looked = new WeakMap<Uint8Array, Parsed>()

type Fault = Parameters<Findings['report']>

interface Parsed {
  readonly contents?: YamlNode
  readonly faults: readonly Fault[]
}

function parse(text: string): Parsed {
  const stray = text.search(/\r(?!\n)/)
  if (stray !== -1)
    return { faults: [syntaxFault([stray, stray + 1], () => 'a line ends in CR alone; use LF or CR LF')] }
  const contents = readSimple(text, byLibrary)
  return contents ? { contents, faults: [] } : compose(text)
}

/** Reads the text of a scalar with escapes or of a block as yaml does. */
export function byLibrary(token: CST.FlowScalar | CST.BlockScalar): string | undefined {
  let isRight = true
  const { value } = CST.resolveAsScalar(token, true, () => {
    isRight = false
  })
  return isRight ? value : undefined
}

function compose(text: string): Parsed {
  const { refusals, unclosed, tokens } = scanYaml(text)
  if (refusals.length > 0)
    return {
      faults: refusals.map(({ construct, range }) => [range, (at) => ({ code: 'yaml-refused', at, construct })]),
    }
  const faults = unclosed.map((range) => syntaxFault(range, () => UNCLOSED))
  const [document] = withoutStacks(() => [...new Composer(OPTIONS).compose(tokens, true, text.length)])
  for (const error of onePerLine(document?.errors ?? [], text)) {
    // yaml reports an open quotation at the end of the text, the scan at its beginning.
    if (unclosed.length > 0 && isUnclosed(error)) continue
    const tabs = tabsNear(error, text)
    faults.push(syntaxFault(tabs ?? error.pos, () => (tabs ? TABS : explainSyntax(error))))
  }
  if (!document || faults.length > 0) return { faults }
  const contents = document.contents && !isEmpty(document.contents) ? fromLibrary(document.contents) : null
  return contents ? { contents, faults } : { faults: [[[0, 0], (at) => ({ code: 'empty-file', at })]] }
}

/** A node of yaml with its offsets; null for what is neither text nor a collection. */
export function fromLibrary(node: unknown): YamlNode | null {
  if (isScalar(node)) {
    const [start, end] = node.range ?? NOWHERE
    return { kind: 'scalar', source: node.source ?? '', plain: node.type === 'PLAIN', start, end }
  }
  if (isSeq(node)) {
    const [start, end] = node.range ?? NOWHERE
    return { kind: 'list', items: node.items.map(fromLibrary).filter((item) => item !== null), start, end }
  }
  if (!isMap(node)) return null
  const [start, end] = node.range ?? NOWHERE
  const items = node.items.flatMap(({ key, value }) => {
    const name = fromLibrary(key)
    return name ? [{ key: name, value: fromLibrary(value) }] : []
  })
  return { kind: 'mapping', items, start, end }
}

const NOWHERE = [0, 0] as const

function reportSyntax(findings: Findings, range: Range, detail: () => string): void {
  findings.report(...syntaxFault(range, detail))
}

function syntaxFault(range: Range, detail: () => string): Fault {
  return [range, (at) => ({ code: 'yaml-syntax', at, detail: detail() })]
}

function isEmpty(contents: ParsedNode): boolean {
  return isScalar(contents) && contents.source === '' && contents.type === 'PLAIN'
}

/** Half a million errors take seconds and half a gigabyte if each carries a stack trace, which nobody reads. */
function withoutStacks<T>(work: () => T): T {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  try {
    return work()
  } finally {
    Error.stackTraceLimit = limit
  }
}

function refuseManyKeys(node: YamlNode | null, findings: Findings): void {
  if (node?.kind === 'list') for (const item of node.items) refuseManyKeys(item, findings)
  if (node?.kind !== 'mapping') return
  const tooMany = node.items[KEYS_A_MAPPING]
  if (tooMany) findings.report(rangeOf(tooMany), (at) => ({ code: 'yaml-refused', at, construct: 'too-many-keys' }))
  else for (const { value } of node.items) refuseManyKeys(value, findings)
}

function checkKeys(node: YamlNode | null, findings: Findings): void {
  if (node?.kind === 'list') for (const item of node.items) checkKeys(item, findings)
  if (node?.kind !== 'mapping') return
  const seen = new Map<string, YamlPair>()
  for (const pair of node.items) {
    const { key } = pair
    const first = key.kind === 'scalar' ? seen.get(key.source) : undefined
    if (key.kind !== 'scalar') reportSyntax(findings, rangeOf(pair), () => 'a key must be text')
    else if (first === undefined) seen.set(key.source, pair)
    else {
      const place = () => findings.place(rangeOf(first))
      findings.report(rangeOf(pair), (at) => ({ code: 'duplicate-key', at, key: key.source, first: place() }))
    }
    checkKeys(pair.value, findings)
  }
}
