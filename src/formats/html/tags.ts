/**
 * Every element of HTML, including obsolete ones. Anything else in angle brackets is text (`Option<T>`, `<your name>`).
 */
const ELEMENTS: ReadonlySet<string> = new Set(
  `a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button
  canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset
  figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins
  kbd label legend li link main map mark marquee math menu meta meter nav nobr noembed noframes noscript object ol
  optgroup option output p param picture pre progress q rp rt ruby s samp script search section select small source
  span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u
  ul var video wbr`.split(/\s+/),
)

/** Elements whose content is not meant to be read. */
export const DROPPED: ReadonlySet<string> = new Set(
  'head iframe math noembed noframes noscript object script style svg template title'.split(' '),
)

export const PARAGRAPHS: ReadonlySet<string> = new Set(
  'address article aside blockquote dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul'.split(
    ' ',
  ),
)

export const LINES: ReadonlySet<string> = new Set('caption dd div dt figcaption legend summary tr'.split(' '))

/** Whether a text with this element breaks its lines by tags, so that its own line ends are only white space. */
export function endsLines(name: string): boolean {
  return name === 'br' || name === 'li' || PARAGRAPHS.has(name) || LINES.has(name)
}

/** Whether `<name>` is a tag: an HTML element in any case, or a word processor's (`o:p`). */
export function isTag(name: string): boolean {
  return ELEMENTS.has(name.toLowerCase()) || /^[a-z]\w{0,9}:[a-z]\w*$/i.test(name)
}
