import type { Clash } from '../../planning/agenda/clashes.js'
import { count } from '../text/count.js'
import { calendarOf } from './calendar.js'
import type { Card } from './cards.js'
import { commandLine } from './command-line.js'
import { byId, inside, make } from './elements.js'
import type { Picks } from './picks.js'

/** The tray for taking picks along, shown once there are any changes. */
export function openTray(cards: readonly Card[], picks: Picks): { readonly show: (clashes: readonly Clash[]) => void } {
  const tray = byId('tray', HTMLElement)
  const tally = byId('tally', HTMLElement)
  const keptNote = byId('kept', HTMLElement)
  const command = inside(tray, '#command')
  const copy = inside(tray, '#copy')
  byId('calendar', HTMLElement).addEventListener('click', () => {
    const { slug = '' } = document.body.dataset
    save(calendarOf(cards, picks), `${slug.replace(/[^a-z0-9-]/gi, '').slice(0, 60) || 'agenda'}.ics`)
  })
  if (copy && command) copy.addEventListener('click', () => void copyText(command, copy))
  return {
    show(clashes) {
      const mine = cards.filter((card) => !card.isBlock && picks.stageOf(card) !== undefined)
      const loose = mine.filter(({ session }) => session.when.kind === 'unscheduled').length
      const line = commandLine(cards, picks)
      tray.hidden = mine.length === 0 && line === ''
      tally.textContent = [
        count(mine.length, 'pick'),
        command && clashes.length > 0 ? count(clashes.length, 'clash', 'clashes') : '',
        loose > 0 ? `${loose} without a day, so not in the calendar yet` : '',
      ]
        .filter(Boolean)
        .join(', ')
      if (command) command.textContent = line
      const box = command?.closest('details')
      if (box) box.hidden = line === ''
      if (copy) copy.textContent = 'Copy'
      keptNote.hidden = picks.isKept()
      keptNote.textContent = 'This browser does not save stars in a local file. Export them before you close the page.'
    },
  }
}

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/calendar;charset=utf-8' }))
  make('a', '', { href: url, download: name }).click()
  // Some browsers start the download only after the click event has ended.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Copies to the clipboard or, if the browser does not allow it, selects the text to be copied by hand. */
async function copyText(source: HTMLElement, button: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(source.textContent ?? '')
    button.textContent = 'Copied'
  } catch {
    getSelection()?.selectAllChildren(source)
    source.focus()
    button.textContent = 'Selected: copy it now'
  }
}
