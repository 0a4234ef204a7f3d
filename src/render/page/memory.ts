/**
 * Values that the browser keeps between visits. Some browsers keep nothing for a local file and throw; then values last
 * only while the page is open.
 */
const here = new Map<string, string>()

export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined
  } catch {
    return here.get(name)
  }
}

/** Returns whether it will survive closing the page. */
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
