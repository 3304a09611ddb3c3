import { landes } from '../../testing/journey.fixtures'
import { faultsOf } from './definition.check'

/** The definition of the Landes with a number where a part of it should be. */
function broken(path: string): unknown {
  const copy = structuredClone(landes) as Record<string, unknown>
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const parent = keys.reduce((part, key) => part[key] as Record<string, unknown>, copy)
  parent[last] = 3
  return copy
}

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
  'stages.4',
])('what cannot be read at %s is one fault, and nothing is guessed of the rest', (path) => {
  expect(faultsOf(broken(path)).map((fault) => fault.path)).toEqual([path])
})
