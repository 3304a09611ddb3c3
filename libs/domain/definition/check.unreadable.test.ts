import { planted } from '../../testing/definition.fixtures'
import { faultsOf } from './definition.check'

test.each([
  'eligibility',
  'eligibility.0',
  'instruments.skills',
  'instruments.skills.0',
  'instruments.skills.0.scale',
  'instruments.skills.0.scale.0',
  'instruments.sentiment',
  'instruments.sentiment.0',
  'instruments.pix.0',
  'instruments.questionnaires',
  'line.exceptions.0',
  'refusals.end',
  'refusals.end.internal',
  'refusals.end.internal.0',
  'stages.1',
  'stages.1.next.0',
  'stages.4',
])('what cannot be read at %s is one fault, and nothing is guessed of the rest', (path) => {
  expect(faultsOf(planted({ [path]: 3 })).map((fault) => fault.path)).toEqual([path])
})
