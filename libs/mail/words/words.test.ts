import { calendarDay, dateWords } from './date.words'
import { frenchSpacing } from './french.spacing'

const paris = dateWords('Europe/Paris')

test.each([
  ['2026-03-02T09:00:00Z', 'lundi 2 mars 2026', 'lundi 2 mars 2026 à 10 h'],
  ['2026-03-03T13:05:00Z', 'mardi 3 mars 2026', 'mardi 3 mars 2026 à 14 h 05'],
  ['2026-07-14T22:30:00Z', 'mercredi 15 juillet 2026', 'mercredi 15 juillet 2026 à 0 h 30'],
  ['2026-03-29T00:59:59Z', 'dimanche 29 mars 2026', 'dimanche 29 mars 2026 à 1 h 59'],
  ['2026-03-29T01:00:00Z', 'dimanche 29 mars 2026', 'dimanche 29 mars 2026 à 3 h'],
  ['2026-04-01T10:00:00Z', 'mercredi 1er avril 2026', 'mercredi 1er avril 2026 à 12 h'],
  ['2026-04-11T10:00:00Z', 'samedi 11 avril 2026', 'samedi 11 avril 2026 à 12 h'],
])('%s reads %s in Paris', (instant, day, moment) => {
  expect(paris.day(instant)).toBe(day)
  expect(paris.moment(instant)).toBe(moment)
})

test('another territory has its own zone', () => {
  expect(dateWords('Indian/Reunion').moment('2026-03-02T21:30:00Z')).toBe('mardi 3 mars 2026 à 1 h 30')
})

test('a day alone is the same day wherever it is read', () => {
  expect(calendarDay('2026-05-01')).toBe('vendredi 1er mai 2026')
  expect(calendarDay('2026-12-31')).toBe('jeudi 31 décembre 2026')
})

test('French spaces: before high punctuation and inside quotation marks, nowhere else', () => {
  expect(frenchSpacing('Rappel : « non commencé » ! Oui ?')).toBe(
    'Rappel\u00a0: «\u00a0non commencé\u00a0»\u00a0! Oui\u00a0?',
  )
  expect(frenchSpacing('le 3 mars à 14 h 05')).toBe('le 3 mars à 14\u00a0h\u00a005')
  expect(frenchSpacing('http://exemple.fr/a?b=1:2')).toBe('http://exemple.fr/a?b=1:2')
})
