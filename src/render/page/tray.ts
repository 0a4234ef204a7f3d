import { generate } from 'lean-qr/nano'
import { appendTo, DEFAULT_PRIORITY } from '../../model/index.js'
import type { Clash } from '../../planning/agenda/clashes.js'
import {
  type AddressedPicks,
  type BarePick,
  picksFragment,
  picksInAddress,
} from '../../planning/export/picks-in-address.js'
import { count } from '../words/labels.js'
import type { Card, Choice } from './cards.js'
import { byId, copyWith, inside, make, makeDialog } from './elements.js'
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
  const phone = inside(tray, '#phone')
  const copy = inside(tray, '#copy')
  let known: readonly Clash[] = []
  byId('calendar', HTMLElement).addEventListener('click', () => {
    calendar.savePicks()
    show(known)
  })
  if (copy && command) copy.addEventListener('click', () => void copyText(command, copy))
  const mine = () => cards.filter((card) => !card.isBlock && picks.stageOf(card) !== undefined)
  if (phone) openPhone(phone, () => addressWith(mine(), picks))
  const show = (clashes: readonly Clash[]) => {
    known = clashes
    const own = mine()
    const loose = own.filter(({ session }) => session.when.kind === 'unscheduled').length
    const line = commandLine(cards, picks)
    const toCancel = calendar.toCancel()
    tray.hidden = own.length === 0 && line === '' && toCancel === 0
    tally.textContent = [
      count(own.length, 'pick'),
      command && clashes.length > 0 ? count(clashes.length, 'clash', 'clashes') : '',
      toCancel > 0 ? `${toCancel} to cancel in your calendar` : '',
      loose > 0 ? `${loose} without a day, so not in the calendar yet` : '',
    ]
      .filter(Boolean)
      .join(', ')
    if (phone) phone.hidden = own.length === 0
    if (command) command.textContent = line
    const box = command?.closest('details')
    if (box) box.hidden = line === ''
    keptNote.hidden = picks.isKept()
    keptNote.textContent = 'This browser does not save stars in a local file. Export them before you close the page.'
  }
  return { show }
}

/** The address of this page with my picks behind `#`, so that no server sees them. */
function addressWith(mine: readonly Card[], picks: Picks): string {
  const { slug = '' } = document.body.dataset
  const bare = mine.flatMap((card) => {
    const choice = picks.choiceOf(card)
    return choice ? [{ session: card.session.id, ...choice }] : []
  })
  return `${location.href.replace(/#.*/s, '')}#${picksFragment({ of: slug, picks: bare })}`
}

/** Only the machine that it names reaches such an address. */
const HERE = /^(?:file:|https?:\/\/(?:localhost|127\.|\[::1\]))/

/** Takes the picks to another device: by its own way of sharing, or as an address to copy. */
function openPhone(button: HTMLElement, address: () => string): void {
  const { dialog, fill } = makeDialog('phone-title')
  button.addEventListener('click', () => {
    const url = address()
    const text = make('code', url, { tabindex: '0', role: 'textbox', 'aria-readonly': 'true', 'aria-label': 'Address' })
    const copy = make('button', 'Copy', { type: 'button' })
    copy.addEventListener('click', () => void copyText(text, copy))
    const share = make('button', 'Share', { type: 'button' })
    share.addEventListener('click', () => void navigator.share({ url, title: document.title }).catch(() => undefined))
    const body = make('div', '', { class: 'phone' })
    body.append(
      make('h2', 'Open on my phone', { id: 'phone-title' }),
      make('p', HERE.test(url) ? NOT_REACHED : 'Your picks are in this address. No server sees them.'),
      ...(HERE.test(url) || url.length > LONGEST_CODE ? [] : [qrCode(url)]),
      text,
      copy,
      ...('share' in navigator ? [share] : []),
    )
    fill(body)
    dialog.showModal()
  })
}

/** In characters: phones do not read more from a screen without trouble. */
const LONGEST_CODE = 1200

const SVG = 'http://www.w3.org/2000/svg'

/** Dark on light whatever the theme is, with the margin of four modules that readers need (ISO/IEC 18004, section 5.3.8). */
function qrCode(text: string): SVGElement {
  const code = generate(text)
  const path: string[] = []
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) path.push(`M${x} ${y}h1v1h-1z`)
  const picture = document.createElementNS(SVG, 'svg')
  const all = {
    viewBox: `-4 -4 ${code.size + 8} ${code.size + 8}`,
    role: 'img',
    'aria-label': 'QR code of the address',
  }
  for (const [name, value] of Object.entries(all)) picture.setAttribute(name, value)
  const modules = document.createElementNS(SVG, 'path')
  modules.setAttribute('d', path.join(''))
  picture.append(modules)
  return picture
}

const NOT_REACHED =
  'Your picks are in this address, but a phone needs the page at an address that it can reach: kubeplan serve --host, or kubeplan publish.'

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

/**
 * Offers picks that the address brings from another device: those that are new, or were a maybe and are going there. It
 * says so first, because they are not what this browser has kept.
 */
export function offerBrought(cards: readonly Card[], picks: Picks, settled: () => void): void {
  inside(document, '#brought')?.remove()
  const brought = picksInAddress(location.hash)
  if (!brought) return
  const box = make('section', '', { id: 'brought', 'aria-label': 'Picks from another device', role: 'status' })
  const button = (text: string, act: () => void) => {
    const one = make('button', text, { type: 'button' })
    one.addEventListener('click', () => {
      box.remove()
      act()
    })
    return one
  }
  const { added, words } = compared(brought, cards, picks)
  box.append(make('p', words))
  if (added.length === 0) box.append(button('OK', settled))
  else {
    const take = () => {
      for (const [card, choice] of added) picks.choose(card, choice)
      settled()
    }
    box.append(button('Take them', take), button('Not now', settled))
  }
  byId('tools', HTMLElement).before(box)
}

function compared({ of, picks: theirs }: AddressedPicks, cards: readonly Card[], picks: Picks) {
  const { slug } = document.body.dataset
  const total = `${count(theirs.length, 'pick')} from another device`
  if (of !== slug) return { added: [], words: `${total}, but for another conference: ${of}` }
  const byId = new Map(cards.filter(({ isBlock }) => !isBlock).map((card) => [card.session.id, card]))
  const added = theirs.flatMap((pick) => {
    const card = byId.get(pick.session)
    const choice = card && merged(picks.choiceOf(card), pick)
    return choice ? [[card, choice] as const] : []
  })
  const missing = theirs.filter(({ session }) => !byId.has(session)).length
  const words = [
    total,
    added.length === 0 ? 'none of them new' : added.length < theirs.length ? `${added.length} of them new` : '',
    missing > 0 ? `${missing} not in this programme` : '',
  ]
  return { added, words: words.filter(Boolean).join(', ') }
}

/** What a pick of mine becomes with theirs; undefined if it stays as it is. */
function merged(mine: Choice | undefined, { stage, priority }: BarePick): Choice | undefined {
  if (!mine) return { stage, priority }
  return mine.stage === 'maybe' && stage === 'going'
    ? { stage, priority: Math.max(priority, mine.priority) }
    : undefined
}
