/** An element that the page always has, because it was written together with this script. */
export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id)
  if (found instanceof type) return found
  throw new Error(`the page has no ${id}`)
}

export function inside(parent: ParentNode, selector: string): HTMLElement | undefined {
  return parent.querySelector<HTMLElement>(selector) ?? undefined
}

export function all(parent: ParentNode, selector: string): readonly HTMLElement[] {
  return [...parent.querySelectorAll<HTMLElement>(selector)]
}

export function textIn(parent: ParentNode, selector: string): string | undefined {
  return inside(parent, selector)?.textContent ?? undefined
}

/** A new element; the text is never read as markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  text: string,
  attributes: Readonly<Record<string, string>> = {},
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  element.textContent = text
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}

/** A dialog over the page, named by the element of that id, and how to fill it. A click beside it closes it. */
export function makeDialog(titleId: string): {
  readonly dialog: HTMLDialogElement
  readonly fill: (content: HTMLElement) => void
} {
  const dialog = make('dialog', '', { class: 'sheet', 'aria-labelledby': titleId })
  const close = make('button', '×', { type: 'button', class: 'close', 'aria-label': 'Close', title: 'Close' })
  close.addEventListener('click', () => dialog.close())
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close()
  })
  document.body.append(dialog)
  return { dialog, fill: (content) => dialog.replaceChildren(close, content) }
}

export function press(button: HTMLElement, pressed: boolean): void {
  button.setAttribute('aria-pressed', String(pressed))
}

export function isPressed(button: HTMLElement): boolean {
  return button.getAttribute('aria-pressed') === 'true'
}

/**
 * Values that the browser keeps between visits. Some browsers keep nothing for a local file and throw; then values last
 * only while the page is open.
 */
const here = new Map<string, string | undefined>()

export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined
  } catch {
    return here.get(name)
  }
}

/** A kept value that is a list in JSON; empty for anything else. */
export function keptList(name: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(kept(name) ?? '[]')
    return Array.isArray(value) ? value : []
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

/** Without a value it is forgotten. Returns whether the browser will still know when the page has been closed. */
export function keep(name: string, value: string | undefined): boolean {
  here.set(name, value)
  try {
    if (value === undefined) localStorage.removeItem(name)
    else localStorage.setItem(name, value)
    return true
  } catch {
    return false
  }
}

/** Runs what takes long after the next frame, so that what a person just did is seen at once. */
export function afterPaint(run: () => void): void {
  requestAnimationFrame(() => setTimeout(run))
}

/** Copies to the clipboard, and lets the button say so for a moment; false if the browser does not allow that. */
export async function copyWith(button: HTMLElement, text: string, done: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    return false
  }
  button.dataset['label'] ??= button.textContent ?? ''
  button.textContent = done
  setTimeout(() => {
    button.textContent = button.dataset['label'] ?? ''
  }, COPIED)
  return true
}

/** Copies the address of a session or, where the browser does not allow that, shows it in the address bar. */
export async function copyAddress(button: HTMLElement, anchor: string, done: string): Promise<void> {
  const isCopied = await copyWith(button, `${location.href.replace(/#.*/s, '')}#${anchor}`, done)
  if (!isCopied) history.replaceState(history.state, '', `#${anchor}`)
}

/** In milliseconds: how long a button says that something was copied. */
const COPIED = 2000

const THEMES = ['auto', 'light', 'dark'] as const
const SIGNS = { auto: '◐', light: '☀', dark: '☾' } as const
const NAME = 'kubeplan theme'

export function openTheme(): void {
  const button = byId('theme', HTMLButtonElement)
  let theme = THEMES.find((known) => known === kept(NAME)) ?? 'auto'
  const show = () => {
    button.textContent = SIGNS[theme]
    button.title = `Theme: ${theme}`
    button.setAttribute('aria-label', button.title)
    if (theme === 'auto') document.documentElement.removeAttribute('data-theme')
    else document.documentElement.dataset['theme'] = theme
  }
  button.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto'
    keep(NAME, theme === 'auto' ? undefined : theme)
    show()
  })
  show()
}
