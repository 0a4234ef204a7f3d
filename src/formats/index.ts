import { type Reading, readCatalogueYaml } from './catalogue/catalogue.js'

export type { Reading }

/** A sort of published file: how it is told from others by its beginning, and how it becomes a catalogue. */
interface Format {
  readonly recognise: (beginning: string) => boolean
  readonly read: (bytes: Uint8Array, file: string) => Reading
}

/** Every format that is read, the surest to recognise first. kubeplan's own is last: it says what is wrong with a file. */
const FORMATS: readonly Format[] = [{ recognise: () => true, read: readCatalogueYaml }]

/** As much of a file as tells its format. */
const BEGINNING = 4096

/** Reads a published schedule of any known format. `file` is its name in problems. */
export function readCatalogue(bytes: Uint8Array, file: string): Reading {
  const beginning = new TextDecoder().decode(bytes.subarray(0, BEGINNING))
  const format = FORMATS.find(({ recognise }) => recognise(beginning))
  return format ? format.read(bytes, file) : readCatalogueYaml(bytes, file)
}
