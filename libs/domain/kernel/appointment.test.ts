import { appointed, isAhead, noAppointment, reminderOf } from './appointment'

const paris = 'Europe/Paris'

test.each([
  ['in winter', '2026-03-10T14:00:00Z', '2026-03-04T09:00:00Z', paris, '2026-03-09T08:00:00Z'],
  ['in summer', '2026-07-10T12:00:00Z', '2026-07-04T09:00:00Z', paris, '2026-07-09T07:00:00Z'],
  ['after the change of the hour', '2026-03-29T09:00:00Z', '2026-03-20T09:00:00Z', paris, '2026-03-28T08:00:00Z'],
  ['far away', '2026-03-10T05:00:00Z', '2026-03-04T09:00:00Z', 'Indian/Reunion', '2026-03-09T05:00:00Z'],
  ['late at night', '2026-03-09T23:30:00Z', '2026-03-04T09:00:00Z', paris, '2026-03-09T08:00:00Z'],
  ['booked at dawn the day before', '2026-03-10T14:00:00Z', '2026-03-09T06:00:00Z', paris, '2026-03-09T08:00:00Z'],
  ['booked as that morning begins', '2026-03-10T14:00:00Z', '2026-03-09T08:00:00Z', paris, null],
  ['booked less than a day ahead', '2026-03-10T05:00:00Z', '2026-03-09T06:00:00Z', paris, null],
])('%s', (_, at, booked, zone, expected) => {
  expect(reminderOf(appointed(at, booked), zone)).toBe(expected)
})

test('nobody is reminded twice, nor of nothing', () => {
  expect(reminderOf({ appointment: '2026-03-10T14:00:00Z', toRemind: null }, paris)).toBeNull()
  expect(reminderOf(noAppointment, paris)).toBeNull()
})

test('an appointment is ahead until it begins', () => {
  expect(isAhead('2026-03-10T14:00:00Z', '2026-03-10T13:59:59.999Z')).toBe(true)
  expect(isAhead('2026-03-10T14:00:00Z', '2026-03-10T14:00:00Z')).toBe(false)
  expect(isAhead(null, '2026-03-10T14:00:00Z')).toBe(false)
})
