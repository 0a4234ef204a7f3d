/**
 * What the browser keeps from visit to visit. Some keep nothing for a file, and say so by an exception as soon as they are
 * asked: then it is kept as long as the page is open.
 */
const here = new Map<string, string>()

export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined
  } catch {
    return here.get(name)
  }
}

/** Whether it will still be there tomorrow. */
export function keep(name: string, value: string): boolean {
  here.set(name, value)
  try {
    localStorage.setItem(name, value)
    return true
  } catch {
    return false
  }
}

export function forget(name: string): boolean {
  here.delete(name)
  try {
    localStorage.removeItem(name)
    return true
  } catch {
    return false
  }
}
