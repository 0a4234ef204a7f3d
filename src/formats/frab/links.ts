export interface Link {
  readonly url?: string | undefined
  readonly title?: string | undefined
  readonly type?: string | undefined
}

/** The first link that is labelled as a recording of the event. */
export function recordingOf(links: readonly Link[]): string | undefined {
  const said = links.find(({ title, type }) => RECORDING.test(title ?? '') || RECORDING.test(type ?? ''))
  return said?.url
}

const RECORDING = /^\s*(?:video[\s_-]*)?recording\b|^\s*video\s*$/i
