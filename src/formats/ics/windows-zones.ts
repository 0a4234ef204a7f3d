/**
 * The Windows zones that Outlook and Exchange write in TZID, and the place for each in Unicode CLDR (windowsZones,
 * territory 001). Names are in lower case.
 */
export const WINDOWS_ZONES: ReadonlyMap<string, string> = new Map(
  `
  afghanistan=Asia/Kabul
  alaskan=America/Anchorage
  arab=Asia/Riyadh
  arabian=Asia/Dubai
  arabic=Asia/Baghdad
  argentina=America/Argentina/Buenos_Aires
  atlantic=America/Halifax
  aus central=Australia/Darwin
  aus eastern=Australia/Sydney
  azerbaijan=Asia/Baku
  azores=Atlantic/Azores
  bahia=America/Bahia
  bangladesh=Asia/Dhaka
  belarus=Europe/Minsk
  canada central=America/Regina
  cape verde=Atlantic/Cape_Verde
  caucasus=Asia/Yerevan
  cen. australia=Australia/Adelaide
  central=America/Chicago
  central america=America/Guatemala
  central asia=Asia/Almaty
  central brazilian=America/Cuiaba
  central europe=Europe/Budapest
  central european=Europe/Warsaw
  central pacific=Pacific/Guadalcanal
  china=Asia/Shanghai
  e. africa=Africa/Nairobi
  e. australia=Australia/Brisbane
  e. europe=Europe/Chisinau
  e. south america=America/Sao_Paulo
  eastern=America/New_York
  eastern (mexico)=America/Cancun
  egypt=Africa/Cairo
  ekaterinburg=Asia/Yekaterinburg
  fiji=Pacific/Fiji
  fle=Europe/Kyiv
  georgian=Asia/Tbilisi
  gmt=Europe/London
  greenland=America/Nuuk
  greenwich=Atlantic/Reykjavik
  gtb=Europe/Bucharest
  hawaiian=Pacific/Honolulu
  india=Asia/Kolkata
  iran=Asia/Tehran
  israel=Asia/Jerusalem
  jordan=Asia/Amman
  kaliningrad=Europe/Kaliningrad
  korea=Asia/Seoul
  mauritius=Indian/Mauritius
  middle east=Asia/Beirut
  montevideo=America/Montevideo
  morocco=Africa/Casablanca
  mountain=America/Denver
  mountain (mexico)=America/Mazatlan
  myanmar=Asia/Yangon
  n. central asia=Asia/Novosibirsk
  namibia=Africa/Windhoek
  nepal=Asia/Kathmandu
  new zealand=Pacific/Auckland
  newfoundland=America/St_Johns
  north asia=Asia/Krasnoyarsk
  north asia east=Asia/Irkutsk
  pacific=America/Los_Angeles
  pacific (mexico)=America/Tijuana
  pacific sa=America/Santiago
  pakistan=Asia/Karachi
  paraguay=America/Asuncion
  romance=Europe/Paris
  russian=Europe/Moscow
  sa eastern=America/Cayenne
  sa pacific=America/Bogota
  sa western=America/La_Paz
  samoa=Pacific/Apia
  se asia=Asia/Bangkok
  singapore=Asia/Singapore
  south africa=Africa/Johannesburg
  sri lanka=Asia/Colombo
  syria=Asia/Damascus
  taipei=Asia/Taipei
  tasmania=Australia/Hobart
  tokyo=Asia/Tokyo
  tonga=Pacific/Tongatapu
  turkey=Europe/Istanbul
  us eastern=America/Indiana/Indianapolis
  us mountain=America/Phoenix
  venezuela=America/Caracas
  vladivostok=Asia/Vladivostok
  w. australia=Australia/Perth
  w. central africa=Africa/Lagos
  w. europe=Europe/Berlin
  west asia=Asia/Tashkent
  west pacific=Pacific/Port_Moresby
  yakutsk=Asia/Yakutsk
`
    .trim()
    .split(/\n\s*/)
    .map((line) => {
      const [name = '', zone = ''] = line.split('=')
      return [`${name} standard time`, zone] as const
    }),
)
