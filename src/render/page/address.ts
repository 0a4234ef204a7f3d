/** A part of what is shown that the address remembers. */
export interface Remembered {
  readonly write: (params: URLSearchParams) => void
  readonly read: (params: URLSearchParams) => void
}

export interface Address {
  /** Writes what is shown now. Words replace each other; everything else is a step that Back takes back. */
  readonly changed: () => void
  /** Whether the address says what to show; then it is shown. */
  readonly follow: () => boolean
}

/** Keeps what is shown in the part of the address after `#`, which no server sees. `restored` shows it. */
export function openAddress(parts: readonly Remembered[], restored: () => void): Address {
  const now = () => {
    const params = new URLSearchParams()
    for (const { write } of parts) write(params)
    return params
  }
  const withoutWords = (text: string) => {
    const params = new URLSearchParams(text)
    params.delete('q')
    return params.toString()
  }
  let last: string | undefined
  let reading = false
  return {
    changed() {
      if (reading) return
      const text = now().toString()
      const before = last
      last = text
      if (before === undefined || before === text) return
      const isStep = withoutWords(before) !== withoutWords(text)
      history[isStep ? 'pushState' : 'replaceState'](null, '', `#${text}`)
    },
    follow() {
      // The anchor of a session or of a day has no such sign.
      if (!location.hash.includes('=')) return false
      const params = new URLSearchParams(location.hash.slice(1))
      reading = true
      for (const { read } of parts) read(params)
      restored()
      reading = false
      last = now().toString()
      return true
    },
  }
}
