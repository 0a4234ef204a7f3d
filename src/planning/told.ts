import { type Catalogue, type Details, NO_DETAILS, type Session } from '../model/conference.js'

/** A take or takeaway in a document. Without `by` it is that of a person who has not given a name. */
export type Told<T extends { readonly by: string }> = Omit<T, 'by'> & { readonly by?: string }

/** The name in a catalogue for a person who has not given one, and the most code points of a name. */
const ME = 'me'
const LONGEST_NAME = 200

/** Adds a name to words without one. */
export function signed<T extends { readonly by: string }>(
  told: readonly Told<T>[],
): readonly (Told<T> & { readonly by: string })[] {
  return told.map((one) => ({ ...one, by: [...(one.by ?? ME)].slice(0, LONGEST_NAME).join('') }))
}

/** The catalogue with only abstracts and these takes or takeaways, so that the output can be read back. */
export function catalogueTelling(
  catalogue: Catalogue,
  told: Iterable<readonly [Session, Partial<Pick<Details, 'takes' | 'takeaways'>>]>,
): Catalogue {
  const words = new Map([...told].map(([{ id }, own]) => [id, own]))
  return {
    ...catalogue,
    details: (id) => {
      const { abstract } = catalogue.details(id)
      return { ...NO_DETAILS, ...(abstract !== undefined && { abstract }), ...words.get(id) }
    },
  }
}
