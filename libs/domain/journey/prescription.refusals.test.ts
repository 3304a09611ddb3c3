import { commands, facts, fold, ids, agent, journeyAt, landes, ordinary, place } from '../../testing/journey.fixtures'
import type { OutsideFacts } from '../facts'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'

type ReferFacts = NonNullable<OutsideFacts['refer']>
const refer = (over: Partial<ReferFacts>) => facts({ refer: { ...(ordinary.refer as ReferFacts), ...over } })
const referral = (over: object): JourneyCommand => ({ type: 'Refer', data: { ...commands.Refer.data, ...over } })
/** The rule that refused; whatever is wrong with what was said names its field. */
const rule = (decision: ReturnType<typeof decide>): string => {
  if (decision.ok) return 'accepted'
  if (!/wrong_stage|no_session_attended/.test(decision.rule)) expect(decision.details).toHaveProperty('field')
  return decision.rule
}

describe('a referral', () => {
  const unknown = journeyAt.unknown()

  test('opens the journey and waits for the lieu', () => {
    const decision = decide(commands.Refer, unknown, facts())
    expect(decision).toMatchObject({ ok: true, events: [{ type: 'JourneyReferred', data: { place: ids.place } }] })
  })

  test.each<[string, object, Partial<ReferFacts>]>([
    ['birth_date_in_future', {}, { bornInFuture: true }],
    ['consent_before_birth', {}, { bornAfterConsent: true }],
    ['unknown_place', {}, { place: null }],
    ['unknown_agent', {}, { prescriber: null }],
    ['agent_of_another_structure', {}, { prescriber: agent({ structure: ids.otherStructure }) }],
    ['place_without_structure', {}, { place: { ...place, structure: null } }],
    ['structure_without_role', {}, { place: { ...place, isLieu: false } }],
    ['already_followed', {}, { following: [landes.id] }],
    ['unknown_code', { reasons: ['richesse'] }, {}],
    ['unknown_code', { needs: ['voyage'] }, {}],
    ['unknown_code', { consent: { ...commands.Refer.data.consent, mode: 'fax' } }, {}],
    ['other_consent_text', { consent: { ...commands.Refer.data.consent, textVersion: 'landes-2020-01' } }, {}],
    ['date_in_future', { consent: { ...commands.Refer.data.consent, date: '2026-03-03' } }, {}],
  ])('is refused by %s', (expected, data, outside) => {
    expect(rule(decide(referral(data), unknown, refer(outside)))).toBe(expected)
  })

  test('of a commune or a definition that is not known is refused', () => {
    expect(rule(decide(commands.Refer, unknown, facts({ refer: undefined })))).toBe('unknown_commune')
    expect(rule(decide(commands.Refer, unknown, facts({}, undefined, { definition: null })))).toBe('unknown_definition')
  })

  test.each<[string, object, Partial<ReferFacts>]>([
    ['natural_person', { naturalPerson: false }, {}],
    ['commits_to_the_journey', { commitment: false }, {}],
    ['not_equipped_lately', {}, { lastHandedOverOn: '2023-03-03' }],
  ])('that does not meet %s is kept, closed, and says why', (code, data, outside) => {
    const decision = decide(referral(data), unknown, refer(outside))
    if (!decision.ok) throw new Error(decision.rule)
    expect(decision.events.map(({ type }) => type)).toEqual(['JourneyReferred', 'JourneyClosed'])
    expect(fold(unknown, decision.events)).toMatchObject({ stage: 'closed', outcome: 'not_eligible', unmet: [code] })
  })

  test('to another definition’s journey is taken while the first one is open', () => {
    const decision = decide(commands.Refer, unknown, refer({ following: ['une-autre.v1'] }))
    expect(decision.ok && decision.events).toHaveLength(1)
  })

  test('36 months to the day after a laptop is eligible again', () => {
    const decision = decide(commands.Refer, unknown, refer({ lastHandedOverOn: '2023-03-02' }))
    expect(decision.ok && decision.events).toHaveLength(1)
  })
})

describe('the answer of the lieu', () => {
  test('names a mediator of its own structure', () => {
    const state = journeyAt.answer_referral()
    expect(rule(decide(commands.Accept, state, facts({ agent: null })))).toBe('unknown_agent')
    expect(rule(decide(commands.Accept, state, facts({ agent: agent({ role: 'prescriber' }) })))).toBe('unknown_agent')
    expect(rule(decide(commands.Accept, state, facts({ agent: agent({ structure: ids.otherStructure }) })))).toBe(
      'agent_of_another_structure',
    )
  })

  test('a refusal carries two known reasons', () => {
    const reasons = { shareable: 'plus_de_mediateur', internal: 'plus_de_mediateur' }
    const decision = decide({ type: 'Decline', data: { reasons } }, journeyAt.answer_referral(), facts())
    expect(decision).toMatchObject({ ok: false, rule: 'unknown_code', details: { list: 'decline.shareable' } })
  })

  test('another lieu is chosen, never the one that declined', () => {
    const state = journeyAt.choose_lieu()
    const choose = (over: object) => rule(decide(commands.ChooseLieu, state, facts({ place: { ...place, ...over } })))
    expect(choose({})).toBe('same_lieu')
    expect(choose({ territory: '64' })).toBe('unknown_place')
    expect(choose({ structure: null })).toBe('place_without_structure')
    expect(choose({ isLieu: false })).toBe('structure_without_role')
    const chosen = decide(commands.ChooseLieu, state, facts())
    expect(chosen.ok && fold(state, chosen.events)).toMatchObject({
      task: 'answer_referral',
      referral: { place: ids.otherPlace, placeStructure: ids.otherStructure },
    })
  })
})
