import { closing } from '../../layout/paragraph.js'
import { sheetFor } from '../../screen/sheet.js'
import type { Screen, TimetableView } from '../../views.js'
import { listText } from '../list.js'

export async function narrowText(view: TimetableView, screen: Screen): Promise<string> {
  const { catalogue, zone, days, stages, fold, blocks, otherDays } = view
  const elsewhere = new Set(otherDays)
  const sessions = view.sessions.filter(({ when }) => when.kind === 'unscheduled' || !elsewhere.has(when.day))
  const list = await listText(
    { kind: 'sessions', catalogue, zone, sessions, days, stages, fold, ranked: false },
    screen,
  )
  const told = [
    'A timetable needs 60 columns; here is the list.',
    ...(blocks.some(({ day }) => days.includes(day)) ? ['Your blocks: kubeplan agenda'] : []),
  ]
  const lines = closing(told, await sheetFor(screen, told))
  return list + lines.map((line) => `${line}\n`).join('')
}
