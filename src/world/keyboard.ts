/** What happens at a terminal: bytes are typed, it ends, its size changes, or a signal stops or continues the program. */
export type TerminalEvent = { readonly typed: Uint8Array } | 'ended' | 'resized' | 'stopped' | 'continued'

/** The keyboard of the terminal on stdin, in raw mode: every key comes at once, unseen, and Ctrl-C is a key. */
export interface Keyboard {
  /** Stops the program as Ctrl-Z usually does. Resolves when it continues, in raw mode again. */
  readonly suspend: () => Promise<void>
  /** Sets raw mode again, which a shell may have ended. */
  readonly again: () => void
  readonly close: () => void
}

/** In milliseconds: a signal to a process with several threads may take effect a little later. */
const SOON = 50

export function openKeyboard(process: NodeJS.Process, hear: (event: TerminalEvent) => void): Keyboard {
  const { stdin, stdout } = process
  const typed = (bytes: Buffer) => hear({ typed: bytes })
  const [ended, resized] = [() => hear('ended'), () => hear('resized')]
  const [stopped, continued] = [() => hear('stopped'), () => hear('continued')]
  const raw = () => {
    // Node does nothing if it believes that the mode is raw already.
    stdin.setRawMode(false)
    stdin.setRawMode(true)
  }
  raw()
  stdin.on('data', typed).on('end', ended).on('error', ended)
  stdout.on('resize', resized)
  process.on('SIGTSTP', stopped).on('SIGCONT', continued)
  return {
    async suspend() {
      process.off('SIGTSTP', stopped)
      stdin.setRawMode(false)
      // To the whole job, as the terminal does it. Without a shell that could continue it, the system ignores the signal.
      if (process.platform !== 'win32') process.kill(0, 'SIGTSTP')
      await new Promise((resolve) => setTimeout(resolve, SOON))
      process.on('SIGTSTP', stopped)
      raw()
    },
    again: raw,
    close() {
      stdin.off('data', typed).off('end', ended).pause()
      stdout.off('resize', resized)
      process.off('SIGTSTP', stopped).off('SIGCONT', continued)
      stdin.setRawMode(false)
    },
  }
}
