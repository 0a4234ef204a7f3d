import type { XmlElement } from './text.js'

export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? []
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name)
}

/** The text of the first child of that name that has any. */
export function childText(element: XmlElement | undefined, name: string): string | undefined {
  for (const child of element?.children ?? []) {
    if (child.name !== name) continue
    const text = innerText(child)
    if (text !== undefined) return text
  }
  return undefined
}

/** The text in an element and its descendants; undefined if it is blank. */
export function innerText(element: XmlElement): string | undefined {
  const text =
    element.children.length === 0 ? element.text : `${element.text} ${element.children.map(innerText).join(' ')}`
  return text.trim() === '' ? undefined : text.trim()
}

/** The first of these attributes that is not blank. */
export function attribute(element: XmlElement | undefined, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = element?.attributes.get(name)?.trim()
    if (value !== undefined && value !== '') return value
  }
  return undefined
}
