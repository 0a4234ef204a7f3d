/** The element of that id, which the page always has: it was written together with this script. */
export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id)
  if (found instanceof type) return found
  throw new Error(`the page has no ${id}`)
}

/** The first element inside `parent`, where there is one. */
export function inside(parent: ParentNode, selector: string): HTMLElement | undefined {
  return parent.querySelector<HTMLElement>(selector) ?? undefined
}

export function all(parent: ParentNode, selector: string): readonly HTMLElement[] {
  return [...parent.querySelectorAll<HTMLElement>(selector)]
}

/** The text of the first such element inside `parent`; nothing where there is none. */
export function textIn(parent: ParentNode, selector: string): string | undefined {
  return inside(parent, selector)?.textContent ?? undefined
}

/** A new element with text; text never becomes markup here. */
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

/** Sets a button's state for eyes and ears. */
export function press(button: HTMLElement, pressed: boolean): void {
  button.setAttribute('aria-pressed', String(pressed))
}

export function isPressed(button: HTMLElement): boolean {
  return button.getAttribute('aria-pressed') === 'true'
}
