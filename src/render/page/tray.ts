import { appendTo, DEFAULT_PRIORITY } from '../../model/index.js'
import type { Clash } from '../../planning/agenda/clashes.js'
import { count } from '../words/labels.js'
import type { Card } from './cards.js'
import { byId, copyWith, inside, make } from './elements.js'
import type { PageCalendar } from './page-calendar.js'
import type { Picks } from './page-picks.js'

/** The tray for taking picks along, shown once there are any changes. */
export function openTray(
  cards: readonly Card[],
  picks: Picks,
  calendar: PageCalendar,
): { readonly show: (clashes: readonly Clash[]) => void } {
  const tray = byId('tray', HTMLElement)
  const tally = byId('tally', HTMLElement)
  const keptNote = byId('kept', HTMLElement)
  const command = inside(tray, '#command')
  const copy = inside(tray, '#copy')
  let known: readonly Clash[] = []
  byId('calendar', HTMLElement).addEventListener('click', () => {
    calendar.savePicks()
    show(known)
  })
  if (copy && command) copy.addEventListener('click', () => void copyText(command, copy))
  const show = (clashes: readonly Clash[]) => {
    known = clashes
    const mine = cards.filter((card) => !card.isBlock && picks.stageOf(card) !== undefined)
    const loose = mine.filter(({ session }) => session.when.kind === 'unscheduled').length
    const line = commandLine(cards, picks)
    const toCancel = calendar.toCancel()
    tray.hidden = mine.length === 0 && line === '' && toCancel === 0
    tally.textContent = [
      count(mine.length, 'pick'),
      command && clashes.length > 0 ? count(clashes.length, 'clash', 'clashes') : '',
      toCancel > 0 ? `${toCancel} to cancel in your calendar` : '',
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
  }
  return { show }
}

/** Copies to the clipboard or, if the browser does not allow it, selects the text to be copied by hand. */
async function copyText(source: HTMLElement, button: HTMLElement): Promise<void> {
  if (await copyWith(button, source.textContent ?? '', 'Copied')) return
  getSelection()?.selectAllChildren(source)
  source.focus()
  button.textContent = 'Selected: copy it now'
}

/** The commands that apply the changes made on the page to the agenda; empty if there are none. */
function commandLine(cards: readonly Card[], picks: Picks): string {
  const commands = new Map<string, Card[]>([['kubeplan add', []]])
  const dropped: Card[] = []
  for (const card of cards) {
    const { written } = card
    const choice = picks.choiceOf(card)
    if (choice === undefined && written !== undefined) dropped.push(card)
    if (choice === undefined || (choice.stage === written?.stage && choice.priority === written.priority)) continue
    const isUsual = choice.priority === (written?.priority ?? DEFAULT_PRIORITY)
    const flags = `${choice.stage === 'maybe' ? ' --maybe' : ''}${isUsual ? '' : ` --priority ${choice.priority}`}`
    appendTo(commands, `kubeplan add${flags}`, card)
  }
  const lines = [...commands, ['kubeplan drop', dropped] as const].map(([command, ids]) => line(command, ids))
  return lines.filter((text) => text !== '').join(' && ')
}

/** The ids are exact, unlike in `words/shell`, which makes them safe to print. */
function line(command: string, cards: readonly Card[]): string {
  if (cards.length === 0) return ''
  const ids = cards.map(({ session }) => session.id)
  return [command, ...(ids.some((id) => id.startsWith('-')) ? ['--'] : []), ...ids.map(quoted)].join(' ')
}

function quoted(word: string): string {
  return /^[\w./:@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

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
