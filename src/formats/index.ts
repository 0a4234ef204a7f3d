import { type Reading, readCatalogueYaml } from './catalogue/catalogue.js'

export type { Reading }

interface Format {
  readonly recognise: (beginning: string) => boolean
  readonly read: (bytes: Uint8Array, file: string) => Reading
}

/** Every format, the most specific first. kubeplan's own is last, because it explains what is wrong with any file. */
const FORMATS: readonly Format[] = [{ recognise: () => true, read: readCatalogueYaml }]

const BEGINNING = 4096

/** Reads a published schedule of any known format. `file` is its name in problems. */
export function readCatalogue(bytes: Uint8Array, file: string): Reading {
  const beginning = new TextDecoder().decode(bytes.subarray(0, BEGINNING))
  const format = FORMATS.find(({ recognise }) => recognise(beginning))
  return format ? format.read(bytes, file) : readCatalogueYaml(bytes, file)
}
