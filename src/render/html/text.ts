/** The one way of outside text into an HTML document. */

const ACTIVE: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

// Controls that HTML cannot hold, and surrogates that have lost their other half.
const UNCLEAN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Surrogate}/gu

/** Text for between tags and for quoted attributes: a parser reads exactly these characters, and none acts. */
export function htmlText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(UNCLEAN, '\ufffd')
    .replace(/[&<>"']/g, (character) => ACTIVE[character] ?? '')
}
