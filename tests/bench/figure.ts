export interface Figure {
  readonly what: string
  readonly measured: string
  readonly target: string
  /** Undefined if a peer is not installed. */
  readonly met: boolean | undefined
}

/** A ratio to a floor or a peer that must not exceed `most`. */
export function ratioFigure(what: string, ratio: number, most: number, detail = ''): Figure {
  return { what, measured: `${ratio.toFixed(2)} x${detail}`, target: `<= ${most} x`, met: ratio <= most }
}

export function skipped(what: string, program: string, target: string): Figure {
  return { what, measured: `skipped: ${program} is not installed`, target, met: undefined }
}
