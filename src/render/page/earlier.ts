import { make } from './elements.js'

const STILL_MINE = '.s[data-now]:is([data-stage="going"], [data-stage="block"])'

/** Hides what comes before `slot` on its day, except what is mine and still on, behind a button that shows it again. */
export function foldEarlier(section: HTMLElement, slot: Element): void {
  const earlier = [...section.children].filter(
    (child) =>
      child.matches('.slot, .gap') &&
      child.querySelector(STILL_MINE) === null &&
      child.compareDocumentPosition(slot) & Node.DOCUMENT_POSITION_FOLLOWING,
  )
  const slots = earlier.filter((child) => child.matches('.slot'))
  if (slots.length === 0) return
  for (const child of earlier) child.toggleAttribute('data-past', true)
  section.toggleAttribute('data-later', true)
  const first = slots[0]?.querySelector('time')?.textContent ?? ''
  const button = make('button', `Earlier, from ${first}`, { type: 'button', class: 'earlier' })
  button.addEventListener('click', () => {
    showEarlier(section)
    slots[0]?.querySelector<HTMLElement>('a, button, summary')?.focus()
  })
  section.querySelector('h2')?.after(button)
}

export function showEarlier(section: HTMLElement): void {
  section.toggleAttribute('data-later', false)
}
