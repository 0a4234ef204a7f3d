/** The only way for outside text into an HTML document. */

const ACTIVE: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

/** All but line ends and printable ASCII that is never markup: most texts of a page have none. */
const UNSAFE = /[^\n !#-%(-;=?-~]/

/** Text for elements and quoted attributes. A parser reads back exactly these characters, and none is markup. */
export function htmlText(text: string): string {
  if (!UNSAFE.test(text)) return text
  return text
    .replace(/\r\n?/g, '\n')
    .toWellFormed()
    .replace(CONTROLS, '\ufffd')
    .replace(/[&<>"']/g, (character) => ACTIVE[character] ?? '')
}
