/** A link that stands with an event. */
export interface Link {
  readonly url?: string | undefined
  readonly title?: string | undefined
  readonly type?: string | undefined
}

/** The first link that says it is the event's own recording; other films may be about anything. */
export function recordingOf(links: readonly Link[]): string | undefined {
  const said = links.find(({ title, type }) => RECORDING.test(title ?? '') || RECORDING.test(type ?? ''))
  return said?.url
}

const RECORDING = /^\s*(?:video[\s_-]*)?recording\b|^\s*video\s*$/i
