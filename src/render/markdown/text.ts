import { safe } from '../terminal.js'

/**
 * The one way of outside text into Markdown, on one line: CommonMark (spec.commonmark.org) and GitHub's tables, links and
 * formulas show these characters, and none acts. What only acts at the start of a line is left to `lineOf`. A name behind
 * `@` and a mail address may still be linked by GitHub itself, which looks at the text after Markdown has been read.
 */
export function markdownText(text: string): string {
  return safe(text)
    .replace(ALWAYS, '\\$&')
    .replace(UNDERSCORE, '\\_')
    .replace(ENTITY, '\\&')
    .replace(/!$/, '\\!')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(www)\./gi, '$1\\.')
}

/** Code, emphasis, links, tags, tables, headings, mentions, formulas; a backslash would take the next one for its own. */
const ALWAYS = /[\\`*[\]<|~#@$]/g
/** Inside a word it means nothing. */
const UNDERSCORE = /(?<![a-z0-9])_|_(?![a-z0-9])/gi
/** What is or, with the text that follows, may become one. */
const ENTITY = /&(?=[a-z0-9]*(?:;|$))/gi

/** A line of Markdown whose start means nothing: no list, quote, rule, underline of a heading or of a table's head. */
export function lineOf(markdown: string): string {
  return markdown
    .trim()
    .replace(/^[-+=>:]/, '\\$&')
    .replace(/^(\d+)(?=[.)](?:\s|$))/, '$1\\')
}
