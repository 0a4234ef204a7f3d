import { expect, test } from 'vitest'
import { type Column, columnsOf } from '../../../src/formats/csv/csv-heads.js'

/** Heads as programs write them and as people do, in their order, each with the column that it is. */
test.each<[string, string, readonly (Column | undefined)[]]>([
  [
    'Guidebook',
    'Session Title,Date,Time Start,Time End,Room/Location,Schedule Track (Optional),Description (Optional),Limit Spaces? (Optional)',
    ['title', 'date', 'start', 'end', 'room', 'track', 'description', undefined],
  ],
  [
    'Whova',
    '*Date,*Time Start,*Time End,Tracks (Optional),*Session Title,Room/Location (Optional),Description (Optional),Speakers (Optional),Session or Sub-session(Sub)',
    ['date', 'start', 'end', 'track', 'title', 'room', 'description', 'speakers', undefined],
  ],
  [
    'Sched',
    'event_key,name,active,event_start,event_end,event_type,event_subtype,seats,description,speakers,venue',
    ['id', 'title', 'active', 'start', 'end', 'track', 'tags', 'seats', 'description', 'speakers', 'room'],
  ],
  [
    'a calendar program',
    'Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location',
    ['title', 'date', 'start', 'endDate', 'end', undefined, 'description', 'room'],
  ],
  ['EasyChair', 'Paper ID,Paper title,Authors,Track,Start,End', ['id', 'title', 'speakers', 'track', 'start', 'end']],
  [
    'camel case',
    'sessionTitle,sessionStart,sessionEnd,roomName,speakerNames',
    ['title', 'start', 'end', 'room', 'speakers'],
  ],
  ['English', 'What,Who,Where,When', ['title', 'speakers', 'room', 'start']],
  ['slashes', 'Talk title,Date / Time,Speaker(s),Room (building)', ['title', 'start', 'speakers', 'room']],
  ['times of both ends', 'Day,Start Time (local time),End Time [CET],Activity', ['date', 'start', 'end', 'title']],
  ['topics', 'Time,Topic,Presenter', ['start', 'title', 'speakers']],
  [
    'German',
    'Titel,Datum,Beginn,Ende,Raum,Referent*in,Sprache',
    ['title', 'date', 'start', 'end', 'room', 'speakers', 'language'],
  ],
  ['German', 'Tag,Uhrzeit,Vortrag,Saal,Referenten,Dauer', ['date', 'start', 'title', 'room', 'speakers', 'duration']],
  ['German', 'Thema,Titel,Von,Bis,Sprecher:in', ['track', 'title', 'start', 'end', 'speakers']],
  ['German', 'Wann,Was,Wer,Wo', ['start', 'title', 'speakers', 'room']],
  [
    'French',
    'Titre,Date,Heure de début,Heure de fin,Salle,Intervenant·e·s',
    ['title', 'date', 'start', 'end', 'room', 'speakers'],
  ],
  ['French', 'Jour,Horaire,Intitulé,Lieu,Durée,Résumé', ['date', 'start', 'title', 'room', 'duration', 'abstract']],
  [
    'Spanish',
    'Título,Fecha,Hora de inicio,Hora de fin,Sala,Ponente',
    ['title', 'date', 'start', 'end', 'room', 'speakers'],
  ],
  [
    'Spanish',
    'Día,Hora,Charla,Lugar,Duración,Descripción',
    ['date', 'start', 'title', 'room', 'duration', 'description'],
  ],
  ['Dutch', 'Titel,Datum,Begintijd,Eindtijd,Zaal,Spreker', ['title', 'date', 'start', 'end', 'room', 'speakers']],
  ['Dutch', 'Dag,Tijd,Onderwerp,Locatie,Taal', ['date', 'start', 'title', 'room', 'language']],
  ['Italian', 'Titolo,Data,Ora inizio,Ora fine,Sala,Relatore', ['title', 'date', 'start', 'end', 'room', 'speakers']],
  ['Portuguese', 'Título,Data,Início,Término,Sala,Palestrante', ['title', 'date', 'start', 'end', 'room', 'speakers']],
  ['tags in English', 'Title,Tag,Start', ['title', 'tags', 'start']],
  ...[
    'German: Programmpunkt,Datum,Uhrzeit von,Uhrzeit bis,Raum,Referent/in',
    'Swedish: Titel,Datum,Starttid,Slut,Lokal,Talare',
    'Danish: Titel,Dato,Start,Slut,Lokale,Oplægsholder',
    'Norwegian: Tittel,Dato,Start,Slutt,Rom,Foredragsholder',
    'Finnish: Otsikko,Päivä,Alkaa,Päättyy,Sali,Puhuja',
    'Polish: Tytuł,Dzień,Początek,Koniec,Sala,Prelegent',
    'Czech: Název,Datum,Začátek,Konec,Místnost,Přednášející',
    'Turkish: Başlık,Tarih,Başlangıç,Bitiş,Salon,Konuşmacı',
    'Russian: Название,Дата,Начало,Конец,Зал,Докладчик',
    'Ukrainian: Назва,Дата,Початок,Кінець,Зала,Доповідач',
    'Japanese: タイトル,日付,開始,終了,会場,登壇者',
    'Chinese: 主题,日期,开始时间,结束时间,会议室,演讲者',
    'Korean: 제목,날짜,시작,종료,장소,발표자',
  ].map((line): [string, string, Column[]] => {
    const [language = '', heads = ''] = line.split(': ')
    return [language, heads, ['title', 'date', 'start', 'end', 'room', 'speakers']]
  }),
])('the columns of %s: %s', (_, heads, expected) => {
  const names = heads.split(',')
  const columns = new Map([...columnsOf(names)].map(([column, index]) => [index, column]))
  expect(names.map((_name, index) => columns.get(index))).toEqual(expected)
})
