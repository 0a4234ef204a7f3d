// What the ics package alone needs for a calendar like those that `export --all` writes.
const { createEvents } = require('ics')

const WORDS = 'cluster mesh latency gateway operator scheduler storage tracing policy runtime'.split(' ')
const size = Number(process.argv[2])
const description = Array.from({ length: 250 }, (_, at) => WORDS[at % WORDS.length]).join(' ')
const events = Array.from({ length: size }, (_, at) => {
  const start = Date.UTC(2026, 2, 2 + Math.floor(at / 100), 9, (at % 10) * 50)
  return {
    uid: `uid-${at}`,
    title: `Talk ${at}`,
    description,
    start,
    end: start + 35 * 60_000,
    location: `Hall ${at % 10}`,
  }
})
const { error, value } = createEvents(events)
if (error) throw error
process.stdout.write(value)
