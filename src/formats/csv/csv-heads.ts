import { isZoneMark } from './csv-times.js'
export type Column =
  | 'id'
  | 'title'
  | 'subtitle'
  | 'sort'
  | 'track'
  | 'tags'
  | 'level'
  | 'room'
  | 'start'
  | 'end'
  | 'date'
  | 'endDate'
  | 'duration'
  | 'zone'
  | 'speakers'
  | 'organization'
  | 'abstract'
  | 'description'
  | 'url'
  | 'video'
  | 'language'
  | 'recorded'
  | 'capacity'
  | 'seats'
  | 'status'
  | 'active'
  | 'repeat_of'

/**
 * What people call each column, the surest name first: in English and as pretalx, Sched, Guidebook, Whova, EasyChair and
 * calendar programs do, then in German, French, Spanish, Dutch, Italian and Portuguese, the Scandinavian languages,
 * Finnish, Polish, Czech, Turkish, Russian, Ukrainian, Japanese, Chinese and Korean.
 */
const NAMES: Readonly<Record<Column, string>> = {
  id: 'id uid guid eventkey sessionid talkid eventid proposalid submissionid paperid code sessioncode proposalcode slug',
  title: `title proposaltitle sessiontitle talktitle eventtitle submissiontitle presentationtitle papertitle sessionname
    talkname eventname activityname name session talk presentation subject summary event activity what topic
    titel vortragstitel vortrag veranstaltung programmpunkt bezeichnung titre intitule titulo charla ponencia palestra
    titolo intervento onderwerp sessie presentatie sesion sessione sessao seance sujet argomento assunto thema tema
    was quoi que cosa wat
    tittel otsikko aihe esitys tytuł temat wykład prelekcja název přednáška başlık konu oturum название тема доклад назва доповідь
    タイトル 題名 演題 セッション セッション名 标题 標題 主题 主題 题目 題目 议题 議題 제목 주제 세션`,
  subtitle: 'subtitle untertitel soustitre subtitulo ondertitel sottotitolo',
  sort: `kind type sessiontype proposaltype submissiontype talktype typeofsession sessionformat proposalformat
    format art typ vortragsart veranstaltungsart formato tipo soort`,
  track: `track tracks trackname sessiontrack scheduletrack category categories theme stream strand eventtype
    kategorie schiene themenbereich themenfeld bereich strang categorie parcours thematique piste categoria eje traccia
    trilha eixo topic thema tema
    spor spår ścieżka sekce трек секция секція トラック 分会场 专题 트랙`,
  tags: `tags tag keywords labels topics eventsubtype schlagworte schlagworter stichworte stichworter motscles etiquetas
    palabrasclave trefwoorden parolechiave palavraschave`,
  level: `level audiencelevel experiencelevel skilllevel difficulty difficultylevel
    niveau schwierigkeit schwierigkeitsgrad nivel livello`,
  room: `room roomname rooms location locationname venue venuename stage hall place where roomlocation
    raum saal ort halle buhne veranstaltungsort salle lieu endroit sala lugar ubicacion aula zaal ruimte locatie plaats
    luogo stanza local auditorio wo ou donde dove onde waar
    lokal lokale rum sal rom sali huone paikka miejsce místnost sál místo salon yer зал место аудитория зала місце
    会場 部屋 場所 教室 地点 地點 会议室 會議室 房间 场地 장소 강의실 회의실`,
  start: `start starttime starts startsat startat startdatetime startdateandtime startdatetimelocal begin begins begintime
    timestart from datetime dateandtime time timeslot when sessionstart eventstart scheduledat
    beginn startzeit anfang anfangszeit beginnzeit von uhrzeit zeit datumuhrzeit datumundzeit datumunduhrzeit wann
    heurededebut heuredebut debut horaire heure quand horadeinicio horainicio inicio comienzo desde horario hora
    fechayhora cuando aanvang begintijd starttijd tijd tijdstip van wanneer orainizio oradiinizio inizio dalle orario ora
    dataora dataehora quando
    uhrzeitvon starttid tid alkaa alkuaika aika kello początek godzina od začátek čas başlangıç saat начало время початок час
    開始 開始時間 開始時刻 時間 日時 开始 开始时间 时间 시작 시작시간 시간`,
  end: `end endtime ends endsat endat enddatetime enddateandtime finish finishtime timeend until to sessionend eventend
    ende endzeit bis schluss heuredefin heurefin fin horadefin horafin hasta final termino horadetermino
    einde eindtijd eind tot orafine oradifine fine alle horadefim horafim fim ate
    uhrzeitbis slut slutt sluttid päättyy loppuu koniec do konec bitiş конец окончание кінець
    終了 終了時間 終了時刻 结束 结束时间 結束 結束時間 종료 종료시간`,
  date: `date day startdate eventdate sessiondate talkdate datestart
    datum startdatum tag jour datededebut fecha fechadeinicio dia dag data datainizio giorno datadeinicio weekday
    wochentag
    dato päivä päivämäärä pvm dzień den tarih gün дата день 日付 開催日 日期 날짜 일자`,
  endDate: 'enddate dateend enddatum datedefin fechadefin fechafin einddatum datafine datadefim datafim',
  duration: `duration length durationminutes durationmins durationmin durationinminutes minutes lengthminutes
    scheduledduration dauer lange minuten duree duracion duur durata duracao
    varighed varighet längd kesto czastrwania délka süre продолжительность длительность тривалість
    所要時間 时长 時長 소요시간`,
  zone: 'timezone tz zeitzone fusehoraire fusohorario fusoorario zonahoraria tijdzone',
  speakers: `speakers speakernames speakersnames speakersname speaker speakername presenters presenternames presenter presentername
    authors author persons panelists hosts host facilitator facilitators instructor instructors who people
    referenten referent referentinnen referentin referentenname sprecher sprecherin sprecherinnen vortragende vortragender
    redner rednerin dozent dozentin wer intervenants intervenant intervenante intervenantes orateurs orateur oratrice
    conferenciers conferencier conferenciere ponentes ponente oradores orador conferenciantes conferenciante expositor
    sprekers spreker inleiders inleider relatori relatore relatrice oratore oratori palestrantes palestrante apresentador
    qui quien quienes chi quem wie
    talare föreläsare oplægsholder foredragsholder taler puhuja puhujat prelegent prelegenci přednášející řečník
    konuşmacı konuşmacılar докладчик докладчики спикер спикеры доповідач спікер
    登壇者 講演者 発表者 スピーカー 講師 演讲者 讲者 講者 演讲人 嘉宾 발표자 연사 강연자`,
  organization: `organization organisation organizations organisations company companies affiliation affiliations employer
    speakercompany speakerorganization speakerorganisation institution
    firma unternehmen societe entreprise organisme empresa organizacion institucion bedrijf organisatie azienda ente
    organizzazione organizacao instituicao
    organisasjon organisaatio firma kurum компания организация 所属 会社 公司 单位 소속`,
  abstract: `abstract sessionabstract talkabstract shortdescription summary
    kurzbeschreibung zusammenfassung resume resumen samenvatting riassunto sommario resumo`,
  description: `description sessiondescription talkdescription eventdescription longdescription details content
    beschreibung inhalt descripcion omschrijving beschrijving descrizione descricao
    beskrivning beskrivelse kuvaus opis popis açıklama описание опис 概要 説明 内容 简介 描述 摘要 설명 내용`,
  url: 'url link website sessionurl eventurl talkurl permalink href webseite lien enlace collegamento ligacao',
  video: 'video recording videourl recordingurl videolink recordinglink youtube youtubeurl youtubelink',
  language: 'language sessionlanguage lang sprache langue idioma taal lingua',
  recorded: `recorded isrecorded willberecorded aufgezeichnet aufzeichnung wirdaufgezeichnet enregistre enregistrement
    grabado grabacion opname opgenomen registrato registrazione gravado gravacao`,
  capacity: `capacity maxcapacity roomcapacity maxattendees kapazitat platze capacite capacidad aforo plazas
    capaciteit plaatsen capienza posti capacidade lotacao vagas`,
  seats: 'seats seatsleft seatavailability',
  status: 'status state sessionstatus proposalstate statut estado stato',
  active: 'active',
  repeat_of: 'repeatof',
}

const COLUMNS = Object.keys(NAMES) as readonly Column[]
const COLUMN_NAMES = COLUMNS.map((column) => [column, NAMES[column].split(/\s+/).map(plain)] as const)

/** Where each column is, counted from 0. */
export type Columns = ReadonlyMap<Column, number>

/**
 * The columns that heads name. A head is tried whole, then without what is in brackets, then each of its parts
 * ("Room/Location"), then without a word that only says what the table is about ("Schedule Track"). Each head names at most one column.
 */
export function columnsOf(heads: readonly string[]): Columns {
  const columns = new Map<Column, number>()
  if (heads.length > MOST_HEADS) return columns
  const used = new Set<number>()
  for (const formsOf of FORMS) {
    const known = new Map<string, number>()
    for (const [index, head] of heads.entries()) {
      if (used.has(index) || head.length > LONGEST) continue
      for (const form of formsOf(head)) if (form !== '' && !known.has(form)) known.set(form, index)
    }
    for (const [column, names] of COLUMN_NAMES) {
      const name = columns.has(column)
        ? undefined
        : names.find((candidate) => known.has(candidate) && !used.has(known.get(candidate) ?? -1))
      const index = name === undefined ? undefined : known.get(name)
      if (index === undefined) continue
      columns.set(column, index)
      used.add(index)
    }
  }
  return germanDay(columns, heads)
}

/** In characters: a longer cell is text and no head. */
const LONGEST = 100
export const MOST_HEADS = 1000

const FORMS: readonly ((head: string) => readonly string[])[] = [
  (head) => [plain(head)],
  (head) => [plain(withoutBrackets(head))],
  (head) => withoutBrackets(head).split(PARTS).map(plain),
  (head) => withoutBrackets(head).split(PARTS).map(withoutSubject),
]
const PARTS = /[/|,&+–—]|:(?=\p{L})|\s-\s|\s(?:and|or|und|oder|et|ou|y|o|e|en|of)\s/iu

/** "Track (Optional)", "Start (local time)". */
function withoutBrackets(head: string): string {
  return head.replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ')
}

const SUBJECT = new Set(
  'session sessions talk event schedule program programme proposal submission presentation activity item conference agenda lecture the full main scheduled'.split(
    ' ',
  ),
)

function withoutSubject(head: string): string {
  const words = head.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').split(/[^\p{L}\p{N}]+/u)
  return plain(words.filter((word) => !SUBJECT.has(word.toLowerCase())).join(' '))
}

/** "Tag" is a tag in English and a day in German. */
function germanDay(columns: Map<Column, number>, heads: readonly string[]): Columns {
  const tags = columns.get('tags')
  if (tags === undefined || columns.has('date') || plain(heads[tags] ?? '') !== 'tag') return columns
  if (
    !heads.some((head) =>
      /^(?:titel|vortrag.*|beginn|ende|(?:uhr)?zeit|von|raum|saal|ort|referent.*)$/.test(plain(head)),
    )
  )
    return columns
  columns.delete('tags')
  return columns.set('date', tags)
}

/** What a head says in brackets of the zone of its times: `UTC+2` of "Start (UTC+2)"; undefined if it is something else. */
export function zoneInHead(head: string): string | undefined {
  const [, inside = ''] = head.length > LONGEST ? [] : (/[([]([^()[\]]*)[)\]]\s*$/.exec(head) ?? [])
  const [named] = /\p{L}+\/[\p{L}_/]+|(?:UTC|GMT)(?:\s?[+-]\d{1,2}(?::?\d{2})?)?|\b[A-Z]{2,5}\b/u.exec(inside) ?? []
  return named !== undefined && (/[/+-]/.test(named) || isZoneMark(named)) ? named : undefined
}

/** A schedule names titles and at least two other properties of sessions. */
export function isSchedule(columns: Columns): boolean {
  return columns.has('title') && columns.size > 2
}

function plain(head: string): string {
  return head
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
