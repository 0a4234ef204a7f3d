/** A part of what is shown that the address remembers. */
export interface Remembered {
  readonly write: (params: URLSearchParams) => void
  readonly read: (params: URLSearchParams) => void
}

export interface Address {
  /** Writes what is shown now. Words replace each other; everything else is a step that Back takes back. */
  readonly changed: () => void
  /** After the open session was closed: goes back to before it was opened, so that Back does not open it again. */
  readonly closed: () => void
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
  /** Without what is not worth a step of its own. */
  const stepsIn = (text: string) => {
    const params = new URLSearchParams(text)
    params.delete('q')
    return params.toString()
  }
  let last: string | undefined
  let reading = false
  const write = (method: 'pushState' | 'replaceState', text: string, sessions: number) => {
    last = text
    history[method]({ sessions }, '', `#${text}`)
  }
  return {
    changed() {
      if (reading) return
      const params = now()
      const text = params.toString()
      const before = last
      last = text
      if (before === undefined || before === text) return
      if (stepsIn(before) === stepsIn(text)) write('replaceState', text, sessionsBehind())
      else write('pushState', text, params.has('open') ? sessionsBehind() + 1 : 0)
    },
    closed() {
      const text = now().toString()
      const steps = sessionsBehind()
      if (steps === 0) return write('replaceState', text, 0)
      last = text
      history.go(-steps)
    },
    follow() {
      const params = new URLSearchParams(location.hash.slice(1))
      // Every address that `changed` writes has a day; the anchor of a session has not, nor have picks.
      if (!params.has('day')) return false
      if (last !== undefined && params.toString() === now().toString()) return true
      reading = true
      for (const { read } of parts) read(params)
      restored()
      reading = false
      last = now().toString()
      return true
    },
  }
}

/** How many steps back it is to before a session was opened, through others that were opened from it. */
function sessionsBehind(): number {
  const { sessions }: { sessions?: unknown } = history.state ?? {}
  return typeof sessions === 'number' ? sessions : 0
}
