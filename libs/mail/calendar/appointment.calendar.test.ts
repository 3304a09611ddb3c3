import { ids } from '../../testing/journey.fixtures'
import { calendarOf, type CalendarFacts } from './appointment.calendar'

const facts: CalendarFacts = {
  journey: '00000000-0000-4000-8000-000000000001',
  sequence: 4,
  location: ['Médiathèque inventée ; salle 2', '1 place Exemple, 40100 Dax'],
  from: 'parcours@exemple.invalid',
  to: ['quelquun@exemple.invalid'],
}
const appointment = (at = '2026-03-10T14:00:00Z') => ({ place: ids.place, at, stage: 'diagnostic' })

/** The properties of an entry, its folded lines joined and its escapes read (RFC 5545). */
function read(content = ''): Readonly<Record<string, string>> {
  const lines = content.replace(/\r\n[ \t]/g, '').split('\r\n')
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? []
      return name && value !== undefined ? [[name, value.replace(/\\([;,\\])/g, '$1')] as const] : []
    }),
  )
}

test('an appointment invites, under an id that stays, at its instant, and names nobody', () => {
  const entry = calendarOf('appointment_calendar', appointment(), facts)
  expect(entry?.method).toBe('REQUEST')
  expect(read(entry?.content)).toMatchObject({
    METHOD: 'REQUEST',
    UID: `${facts.journey}-diagnostic@parcours`,
    SEQUENCE: '4',
    STATUS: 'CONFIRMED',
    SUMMARY: 'Rendez-vous Parcours',
    DTSTART: '20260310T140000Z',
    DURATION: 'PT60M',
    LOCATION: 'Médiathèque inventée ; salle 2, 1 place Exemple, 40100 Dax',
    ORGANIZER: 'MAILTO:parcours@exemple.invalid',
    ATTENDEE: 'mailto:quelquun@exemple.invalid',
  })
})

test('another day replaces the first, the end takes it out: the same id, a higher number', () => {
  const first = read(calendarOf('appointment_booked_you', appointment(), facts)?.content)
  const moved = read(
    calendarOf('appointment_moved', appointment('2026-03-12T09:00:00Z'), { ...facts, sequence: 5 })?.content,
  )
  const data = { ...appointment(), outcome: 'withdrawn', appointment: '2026-03-12T09:00:00Z' } as const
  const ended = calendarOf('journey_ended_you', data, { ...facts, sequence: 7 })
  const last = read(ended?.content)
  expect([first.UID, moved.UID, last.UID]).toEqual([first.UID, first.UID, first.UID])
  expect([first.SEQUENCE, moved.SEQUENCE, last.SEQUENCE]).toEqual(['4', '5', '7'])
  expect(ended?.method).toBe('CANCEL')
  expect(last).toMatchObject({ METHOD: 'CANCEL', STATUS: 'CANCELLED', DTSTART: '20260312T090000Z' })
  for (const kind of ['appointment_cancelled', 'appointment_off_you'] as const) {
    expect(calendarOf(kind, appointment(), facts)?.method).toBe('CANCEL')
  }
  const elsewhere = { place: ids.place, appointment: '2026-03-12T09:00:00Z', stage: 'diagnostic' }
  expect(calendarOf('lieu_changed_you', elsewhere, facts)?.method).toBe('CANCEL')
})

test.each([
  ['in winter', '2026-03-27T09:00:00Z', '27/03/2026 10:00'],
  ['in the night of the change', '2026-03-29T01:00:00Z', '29/03/2026 03:00'],
  ['in summer', '2026-03-30T08:00:00Z', '30/03/2026 10:00'],
  ['in the hour that comes twice', '2026-10-25T01:30:00Z', '25/10/2026 02:30'],
])('%s, the hour is the one of the clocks in Paris', (_, at, paris) => {
  const { DTSTART = '' } = read(calendarOf('appointment_calendar', appointment(at), facts)?.content)
  const instant = DTSTART.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z')
  const shown = new Date(instant).toLocaleString('fr-FR', {
    timeZone: 'Europe/Paris',
    dateStyle: 'short',
    timeStyle: 'short',
  })
  expect(shown).toBe(paris)
})

test('other news carry no entry', () => {
  expect(calendarOf('laptop_ready_you', { place: ids.place }, facts)).toBeNull()
  expect(calendarOf('diagnostic_booked', appointment(), facts)).toBeNull()
  expect(
    calendarOf('journey_ended_you', { ...appointment(), outcome: 'completed', appointment: null }, facts),
  ).toBeNull()
})
