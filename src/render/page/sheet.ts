import type { Card } from './cards.js'
import { inside, make } from './elements.js'

/**
 * Shows a card of the list over the timetable. The card itself is moved, so that its buttons work, and is put back
 * afterwards; then `closed` is called.
 */
export function openSheet(closed: () => void): { readonly show: (card: Card) => void } {
  const dialog = make('dialog', '', { class: 'sheet', 'aria-label': 'Session' })
  const close = make('button', 'Close', { type: 'button', class: 'close' })
  dialog.append(close)
  document.body.append(dialog)
  let putBack: () => void = () => undefined
  close.addEventListener('click', () => dialog.close())
  dialog.addEventListener('click', (event) => {
    const link = event.target instanceof HTMLElement && event.target.closest('a[href^="#"]')
    if (event.target === dialog || link) dialog.close()
  })
  dialog.addEventListener('close', () => {
    putBack()
    closed()
  })
  return {
    show({ element }) {
      if (dialog.open) dialog.close()
      putBack()
      const place = document.createComment('')
      const details = inside(element, 'details')
      const wasOpen = details?.hasAttribute('open') ?? false
      element.replaceWith(place)
      details?.setAttribute('open', '')
      dialog.append(element)
      putBack = () => {
        putBack = () => undefined
        details?.toggleAttribute('open', wasOpen)
        place.replaceWith(element)
      }
      dialog.showModal()
    },
  }
}
