import { inside, make } from './elements.js'

/** On a server the page offers its calendar by addresses to subscribe to; in a file that was saved there is none. */
export function offerCalendar(): void {
  const offer = inside(document, '#subscribe')
  const link = offer && inside(offer, 'a')
  if (!offer || !(link instanceof HTMLAnchorElement)) return
  const address = link.href
  offer.hidden = !/^https?:/.test(address)
  link.href = address.replace(/^http/, 'webcal')
  offer.append(' or, where that opens nothing, give it this address: ', make('code', address))
}
