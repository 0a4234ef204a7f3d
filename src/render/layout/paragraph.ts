import type { Stretch } from '../../planning/selection/fold-text.js'
import type { Sheet, Tone } from '../screen/sheet.js'

export interface Part {
  readonly text: string
  readonly tone?: Tone | undefined
  /** What is strong in it: in order, without overlaps. */
  readonly hits?: readonly Stretch[] | undefined
  /** What the text links to, where the terminal shows links. */
  readonly href?: string | undefined
  /** Shown instead where that keeps a headline on one line; empty if the part may be left out. */
  readonly brief?: string
}

export function painted({ text, tone, hits, href }: Part, { ink, linked }: Pick<Sheet, 'ink' | 'linked'>): string {
  const inTone = (part: string) => (tone && part !== '' ? ink[tone](part) : part)
  let coloured = ''
  let done = 0
  // Piece by piece, because the end of a strong text inside a faint one would end both.
  for (const { from, to } of hits ?? []) {
    coloured += inTone(text.slice(done, from)) + ink.strong(text.slice(from, to))
    done = to
  }
  coloured += inTone(text.slice(done))
  return href === undefined ? coloured : linked(coloured, href)
}

/** A line for each part, cut at the width. Empty parts have none. */
export function cutLines(parts: readonly Part[], sheet: Sheet, indent = 0): readonly string[] {
  const room = Math.max(1, sheet.width - indent)
  return parts
    .filter(({ text }) => text !== '')
    .map(({ text, tone }) => ' '.repeat(indent) + painted({ text: sheet.fitTo(text, room), tone }, sheet))
}

/** Joins parts by ` · ` on as many lines as needed. A part is broken only if it is too long for a line. */
export function flow(parts: readonly Part[], sheet: Sheet): readonly string[] {
  return flowWith(` ${sheet.glyphs.dot} `, parts, sheet)
}

/** `flow`, with brief parts where they save a line, and without what may be left out where one line is then enough. */
export function headline(parts: readonly Part[], sheet: Sheet): readonly string[] {
  const shortened = (mayDrop: boolean) =>
    parts.map((part) => (part.brief || (mayDrop && part.brief === '') ? { ...part, text: part.brief ?? '' } : part))
  const [whole, brief, least] = [flow(parts, sheet), flow(shortened(false), sheet), flow(shortened(true), sheet)]
  if (whole.length <= brief.length && (whole.length <= 1 || least.length > 1)) return whole
  return brief.length <= 1 || least.length > 1 ? brief : least
}

/** The lines below a view: sentences and commands, each kept whole if it fits. Commands are never broken. */
export function closing(sentences: readonly string[], sheet: Sheet): readonly string[] {
  const parts = sentences.map((text) => ({ text }))
  return flowWith('   ', parts, sheet)
}

/** Running text, with each sentence kept whole if it fits, because it may contain a command. */
export function running(sentences: readonly string[], sheet: Sheet): readonly string[] {
  const parts = sentences.map((text) => ({ text }))
  return flowWith(' ', parts, sheet)
}

function flowWith(between: string, parts: readonly Part[], sheet: Sheet): readonly string[] {
  const { width, ink, widthOf } = sheet
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const { text, tone } of parts.filter((part) => part.text !== '')) {
    const gap = used > 0 ? between.length : 0
    if (used + gap + widthOf(text) <= width) {
      line += (gap > 0 ? ink.faint(between) : '') + painted({ text, tone }, sheet)
      used += gap + widthOf(text)
      continue
    }
    if (used > 0) lines.push(line)
    const pieces = wrapAround(text, width, sheet)
    for (const piece of pieces.slice(0, -1)) lines.push(painted({ text: piece, tone }, sheet))
    const last = pieces.at(-1) ?? ''
    line = painted({ text: last, tone }, sheet)
    // A command on a line of its own is copied as that line, so nothing may follow it.
    used = pieces.length > 1 && isCommandLine(last) ? Math.max(width, widthOf(last)) : widthOf(last)
  }
  return used > 0 ? [...lines, line] : lines
}

/** A paragraph between `indent` and the width, or a readable maximum. Empty lines are kept. */
export function paragraph(text: string, sheet: Sheet, indent = 0): readonly string[] {
  const room = Math.max(1, Math.min(sheet.width, READABLE) - indent)
  return sheet.wrapTo(text, room).map((line) => (line === '' ? '' : ' '.repeat(indent) + line))
}

const READABLE = 88

/**
 * Wraps lines at `width` columns without breaking suggested commands, because half of one, pasted, would be another
 * command. A command that is too long gets a line of its own, which the terminal wraps without changing it.
 */
export function wrapAround(
  text: string,
  width: number,
  { wrapTo, widthOf }: Pick<Sheet, 'wrapTo' | 'widthOf'>,
): readonly string[] {
  const lines: string[] = []
  let rest = ''
  const wrapRest = () => {
    if (rest.trim() !== '') lines.push(...wrapTo(rest.trim(), width).map((line) => line.replaceAll(GLUE, ' ')))
    rest = ''
  }
  for (const piece of text.split(SUGGESTED)) {
    const isCommand = piece.startsWith('kubeplan ')
    if (isCommand && (widthOf(piece) > width || piece.includes(GLUE))) {
      wrapRest()
      lines.push(piece)
    } else if (isCommand) {
      rest += piece.replaceAll(' ', GLUE)
    } else {
      rest += piece.replace(MENTIONED, (words) => (widthOf(words) > width ? words : words.replaceAll(' ', GLUE)))
    }
  }
  wrapRest()
  return lines.length > 0 ? lines : ['']
}

/** Whether a line begins with a command, so that only parts of it may follow. */
export function isCommandLine(line: string): boolean {
  return line.startsWith('kubeplan ')
}

/** A blank at which lines are not broken. */
const GLUE = '\u00a0'
/** A command after a colon: up to the end, or to a remark in parentheses. */
const SUGGESTED = /(?<=: )(kubeplan (?:'[^']*'|\\'|(?! \()[^'])*)/
/** A command inside a sentence, or a flag with its value. */
const MENTIONED =
  /kubeplan [a-z]+(?: (?:(?:-c|--(?:agenda|tz|timezone|year|date-order))[ =](?:'[^']*'|\\'|[^\s'])+|--[a-z]+))*|--[a-z]+ \d\S*/g

/** A text on as many lines as needed, indented after the first. */
export function hanging(text: string, sheet: Sheet, indent = 0): readonly string[] {
  const room = sheet.width - indent
  const [first = '', ...further] = sheet.widthOf(text) <= room ? [text] : wrapAround(text, room - 2, sheet)
  return [' '.repeat(indent) + first, ...further.map((line) => ' '.repeat(indent + 2) + line)]
}

export interface Labelled {
  readonly label: string
  readonly text: string
}

/** Texts beside their labels, which have a column of at least `column` characters. */
export function labelled(texts: readonly Labelled[], sheet: Sheet, { indent = 0, column = 0 } = {}): readonly string[] {
  const { width, ink } = sheet
  const longest = Math.max(column, ...texts.map(({ label }) => label.length))
  const lead = indent + longest + 2
  return texts.flatMap(({ label, text }) =>
    wrapAround(text, Math.max(1, width - lead), sheet).map((line, index) =>
      index === 0
        ? `${' '.repeat(indent)}${ink.heading(label)}${' '.repeat(longest - label.length + 2)}${line}`
        : ' '.repeat(lead) + line,
    ),
  )
}
