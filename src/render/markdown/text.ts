import { safe } from '../terminal.js'

/**
 * The one way of outside text into Markdown, on one line: CommonMark (spec.commonmark.org) and GitHub's tables, links and
 * formulas show these characters, and none acts. What only acts at the start of a line is left to `lineOf`. A name behind
 * `@` and a mail address can still be linked by GitHub itself, which looks at the text after Markdown has been read.
 */
export function markdownText(text: string): string {
  return safe(text)
    .replace(ALWAYS, '\\$&')
    .replace(/&(?=[a-z0-9]|$)/gi, '\\&')
    .replace(/!$/, '\\!')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(www)\./gi, '$1\\.')
}

/** Code, emphasis, links, tags, tables, headings, mentions, formulas; a backslash would take the next one for its own. */
const ALWAYS = /[\\`*_[\]<|~#@$]/g

/** A line of Markdown whose start means nothing: no list, quote, rule, underline of a heading or of a table's head. */
export function lineOf(markdown: string): string {
  return markdown
    .replace(/^[ ]+|[ ]+$/g, '')
    .replace(/^[-+=>:]/, '\\$&')
    .replace(/^(\d+)(?=[.)](?:\s|$))/, '$1\\')
}
