import { agent, ids } from '../../testing/journey.fixtures'
import { wrongMediator } from './agent.fact'

const followed = { place: ids.place, placeStructure: ids.lieuStructure }

test.each([
  ['a mediator of the structure', {}, null],
  ['one of the structure who works at another of its places', { places: [ids.otherPlace] }, null],
  ['one of another structure who has a permanence there', { structure: ids.otherStructure, places: [ids.place] }, null],
  ['one of elsewhere', { structure: ids.otherStructure }, 'agent_of_another_structure'],
  ['somebody who left', { leftOn: '2026-03-01', places: [] }, 'agent_has_left'],
  ['a prescriber', { role: 'prescriber' }, 'unknown_agent'],
])('%s: may be given a journey, or why not', (_, over, rule) => {
  expect(wrongMediator(agent(over), followed)?.rule ?? null).toBe(rule)
})

test('the reason names the field, and the day on which somebody left', () => {
  expect(wrongMediator(agent({ leftOn: '2026-03-01', places: [] }), followed)).toMatchObject({
    details: { field: 'mediator', day: '2026-03-01' },
  })
  expect(wrongMediator(agent({ structure: ids.otherStructure }), followed)).toMatchObject({
    details: { field: 'mediator' },
  })
})

test('nobody known cannot', () => {
  expect(wrongMediator(null, followed)).toMatchObject({ rule: 'unknown_agent', details: { field: 'mediator' } })
})
