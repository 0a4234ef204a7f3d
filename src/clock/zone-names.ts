const AREAS: ReadonlySet<string> = new Set(
  'africa america antarctica arctic asia atlantic australia brazil canada chile etc europe indian mexico pacific us'.split(
    ' ',
  ),
)

const SPELLINGS: ReadonlyMap<string, string> = new Map(
  [
    ...['McMurdo', 'DumontDUrville', 'ComodRivadavia', 'DeNoronha', 'EasterIsland', 'BajaNorte', 'BajaSur', 'Knox_IN'],
    ...['ACT', 'LHI', 'NSW', 'US', 'UTC', 'UCT', 'GMT', 'GMT0'],
  ].map((part) => [part.toLowerCase(), part]),
)

const SMALL_WORDS: ReadonlySet<string> = new Set(['au', 'es', 'of'])

/**
 * Names that the IANA database has replaced and JavaScript engines still list. Both are read; only the new ones are
 * suggested.
 */
export const RENAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'Africa/Asmera': 'Africa/Asmara',
    'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
    'America/Catamarca': 'America/Argentina/Catamarca',
    'America/Coral_Harbour': 'America/Atikokan',
    'America/Cordoba': 'America/Argentina/Cordoba',
    'America/Godthab': 'America/Nuuk',
    'America/Indianapolis': 'America/Indiana/Indianapolis',
    'America/Jujuy': 'America/Argentina/Jujuy',
    'America/Louisville': 'America/Kentucky/Louisville',
    'America/Mendoza': 'America/Argentina/Mendoza',
    'Asia/Calcutta': 'Asia/Kolkata',
    'Asia/Katmandu': 'Asia/Kathmandu',
    'Asia/Rangoon': 'Asia/Yangon',
    'Asia/Saigon': 'Asia/Ho_Chi_Minh',
    'Atlantic/Faeroe': 'Atlantic/Faroe',
    'Europe/Kiev': 'Europe/Kyiv',
    'Pacific/Enderbury': 'Pacific/Kanton',
    'Pacific/Ponape': 'Pacific/Pohnpei',
    'Pacific/Truk': 'Pacific/Chuuk',
  }),
)

/** `Area/City` spelled as in the IANA database; undefined for text that is neither such a name nor `UTC`. */
export function spellZone(text: string): string | undefined {
  const parts = text.toLowerCase().split('/')
  if (parts.length === 1) return parts[0] === 'utc' ? 'UTC' : undefined
  const named =
    AREAS.has(parts[0] ?? '') && parts.length <= 3 && parts.every((part) => /^[a-z][a-z0-9_+-]*$/.test(part))
  return named ? parts.map(spellPart).join('/') : undefined
}

function spellPart(part: string): string {
  if (part.startsWith('gmt')) return part.toUpperCase()
  return SPELLINGS.get(part) ?? part.replace(/[a-z0-9]+/g, spellWord)
}

function spellWord(word: string): string {
  return SMALL_WORDS.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)
}
