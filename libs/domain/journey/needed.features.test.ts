import { completed, correcting } from '../../testing/correction.fixtures'
import { commands, facts, journeyAt } from '../../testing/journey.fixtures'
import { laptopRules } from '../../testing/laptop.fixtures'
import { decide } from './journey.decide'

const outside = { laptops: laptopRules }
const found = (over: object) => {
  const { type, data } = commands.RecordDiagnostic
  const command = { type, data: { ...data, needs: { ...data.needs, ...over } } }
  return decide(command, journeyAt.hold_diagnostic(), facts(outside, '2026-03-10T15:00:00Z'))
}

test('what the laptop must have is kept once and in one order, and asked of the stock with the laptop', () => {
  const decision = found({ training: false, features: ['windows', 'ecran_15', 'windows'] })
  expect(decision).toMatchObject({
    events: [
      { type: 'DiagnosticHeld', data: { needs: { features: ['ecran_15', 'windows'] } } },
      { type: 'StageLeft' },
      { type: 'DotationRequested', data: { needs: ['ecran_15', 'windows'] } },
    ],
  })
})

test('nothing said is nothing needed', () => {
  expect(found({ training: false })).toMatchObject({ events: [{}, {}, { data: { needs: [] } }] })
})

test.each([
  ['unknown_code', { features: ['mauvaise_vue'] }, { field: 'needs.features', code: 'mauvaise_vue', list: 'features' }],
  ['features_without_laptop', { laptop: false, features: ['windows'] }, { field: 'needs.features' }],
])('no: %s', (rule, over, details) => {
  expect(found(over)).toMatchObject({ rule, details })
})

test('put right, it is held against the same list and kept alike', () => {
  const { needs } = commands.RecordDiagnostic.data
  const put = (...features: string[]) =>
    correcting(completed().log, 'diagnostic', { fact: 'diagnostic', needs: { ...needs, features } }, { outside })
  expect(put('windows', 'ecran_15')).toMatchObject({
    events: [{ data: { change: { needs: { features: ['ecran_15', 'windows'] } } } }],
  })
  expect(put()).toEqual({ ok: true, events: [] })
  expect(put('mauvaise_vue')).toMatchObject({ rule: 'unknown_code', details: { list: 'features' } })
})
