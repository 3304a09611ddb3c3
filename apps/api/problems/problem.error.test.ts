import { refuse } from '../../../libs/domain/kernel/refusal'
import { rules } from '../../../libs/domain/kernel/rules'
import { sentencesOf, statusOf } from './api.rules'
import { problem, problemOf } from './problem.error'

describe('a problem document', () => {
  it('tells a refusal of the domain with its own sentences', () => {
    const refusal = refuse('wrong_stage', { stage: 'training', task: 'plan_training' })
    expect(problemOf({ ...refusal, version: 7 })).toEqual({
      type: 'urn:parcours:rule:wrong_stage',
      title: 'Conflict',
      status: 409,
      detail: refusal.fr,
      code: 'wrong_stage',
      fr: 'Le parcours est à l’étape « training » (plan_training) : cette action ne s’y fait pas.',
      en: 'The journey is at stage "training" (plan_training): this is not done there.',
      version: 7,
      details: { stage: 'training', task: 'plan_training' },
    })
  })

  it('names the field that a refusal names', () => {
    const refusal = refuse('date_in_future', { field: 'on', date: '2030-01-01' })
    expect(problemOf(refusal)).toMatchObject({ status: 422, field: 'on' })
  })

  it.each([
    ['stale_version', 412],
    ['version_required', 428],
    ['key_reused', 422],
    ['not_allowed', 403],
    ['other_territory', 403],
    ['unknown_stream', 404],
    ['invalid_data', 400],
    ['wrong_stage', 409],
    ['journey_closed', 409],
    ['already_exists', 409],
    ['no_laptop_ready', 422],
    ['a_rule_to_come', 422],
  ])('gives %s the status %i', (rule, status) => expect(statusOf(rule)).toBe(status))

  it('fills the sentences of HTTP’s own rules', () => {
    expect(problem('body_too_large', { body: 1, file: 10, document: 20 }).problem.fr).toBe(
      'Le corps de la requête dépasse 1 Mio (10 Mio pour un fichier, 20 Mio pour un document).',
    )
  })

  it('has both sentences of every rule of the domain', () => {
    for (const rule of Object.keys(rules) as (keyof typeof rules)[]) expect(sentencesOf(rule)).toEqual(rules[rule])
  })
})
