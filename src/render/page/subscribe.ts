import { inside, make } from './elements.js'

/** On a server the page links to its calendar for subscribing; a saved file has no such link. */
export function offerCalendar(): void {
  const offer = inside(document, '#subscribe')
  const link = offer && inside(offer, 'a')
  if (!offer || !(link instanceof HTMLAnchorElement)) return
  const address = link.href
  offer.hidden = !/^https?:/.test(address)
  link.href = address.replace(/^http/, 'webcal')
  offer.append(' or, if that opens nothing, give it this address: ', make('code', address))
}
