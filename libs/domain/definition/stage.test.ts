import { landes, withStage } from '../../testing/journey.fixtures'
import { faultsOf } from './definition.check'
import { definitionSchema } from './definition.schema'
import { type FoundFacts, wayOn } from './stage.graph'

const branch = (to: string, when: string | null = null) => ({ to, when, fr: null })
type Ways = readonly [kind: 'diagnostic' | 'training' | 'evaluation', ...branches: object[]]
const next = ([kind, ...branches]: Ways) => faultsOf(withStage(kind, { next: branches })).map(({ path }) => path)
const enOf = (input: unknown) => faultsOf(input).map(({ en }) => en)
const [prescription, diagnostic, training, , evaluation] = landes.stages

describe('the graph of stages', () => {
  test.each<[string, Ways, string[]]>([
    ['a stage that leads nowhere', ['training'], ['stages.2.next']],
    ['a stage all of whose ways have a rule', ['training', branch('evaluation', 'heard')], ['stages.2.next']],
    ['a way after one without a rule', ['training', branch('evaluation'), branch('end')], ['stages.2.next.1']],
    [
      'each way after it',
      ['evaluation', branch('end'), branch('end', 'heard'), branch('end')],
      ['stages.4.next.1', 'stages.4.next.2'],
    ],
    ['a stage that is not there', ['training', branch('voyage')], ['stages.2.next.0.to']],
    ['a way back', ['training', branch('diagnostic')], ['stages.2.next.0.to']],
    ['a way round', ['training', branch('training')], ['stages.2.next.0.to']],
    ['a follow-up that leads to a laptop', ['evaluation', branch('dotation')], ['stages.4.next.0.to']],
    [
      'a rule over a fact that is not declared',
      ['training', branch('evaluation', 'income > 3'), branch('end')],
      ['stages.2.next.0.when'],
    ],
    [
      'a rule that answers no boolean',
      ['training', branch('dotation', 'needs'), branch('evaluation')],
      ['stages.2.next.0.when'],
    ],
    ['a stage that no other leads to', ['diagnostic', branch('evaluation')], ['stages.2', 'stages.3']],
  ])('%s is named with its place', (_, ways, expected) => {
    expect(next(ways)).toEqual(expected)
  })

  test('begins with one prescription, has one dotation at most, and codes that differ', () => {
    const stages = (list: unknown[]) => faultsOf({ ...landes, stages: list }).map(({ path }) => path)
    expect(stages([...landes.stages.slice(1)])).toContain('stages.0')
    expect(stages([prescription, { ...prescription, code: 'encore' }, ...landes.stages.slice(1)])).toContain('stages.1')
    expect(stages([...landes.stages, { ...landes.stages[3], code: 'encore' }])).toContain('stages.5')
    expect(stages([...landes.stages.slice(0, 4), { ...evaluation, code: 'training' }])).toContain('stages.4.code')
    expect(stages([...landes.stages.slice(0, 4), { ...evaluation, code: 'end' }])).toContain('stages.4.code')
    expect(stages([])).toContain('stages')
  })
})

describe('rules', () => {
  const rule = (text: string) =>
    faultsOf({ ...landes, eligibility: [{ code: 'regle', rule: text, fr: 'x', en: 'x' }] }).map(({ en }) => en)

  test.each([
    ['too long', `commitment && ${'!'.repeat(500)}commitment`, /at most 500/],
    ['too deep', `${'('.repeat(40)}commitment${')'.repeat(40)}`, /depth/i],
    ['of too many parts', Array.from({ length: 80 }, () => 'age').join('+') + ' > 1', /nodes|AST|overload|exceed/i],
    [
      'that costs too much',
      'reasons.exists(a, needs.exists(b, reasons.exists(c, needs.exists(d, a == b && c == d))))',
      /costs/,
    ],
    ['that is not closed', 'age > (', /./],
    ['that reads an unknown fact', 'salaire > 3', /salaire/],
  ])('a rule %s is refused', (_, text, why) => {
    const [message] = rule(text)
    expect(message).toMatch(why)
  })

  test('one list within the other is not too much', () => {
    expect(rule('reasons.exists(a, a in needs)')).toEqual([])
  })
})

describe('instruments', () => {
  const [skills] = landes.instruments.skills
  const v2 = { ...skills, version: 'v2', scale: [...(skills?.scale ?? [])].reverse() }
  const two = { ...landes, instruments: { ...landes.instruments, skills: [skills, v2] } }
  const at = (input: object) => ({
    ...input,
    stages: landes.stages.map((stage) =>
      stage.kind === 'training' ? { ...stage, measures: { ...stage.measures, skills: 'v2' } } : stage,
    ),
  })

  test('a stage whose scale is not that of an earlier one', () => {
    expect(faultsOf(at(two))).toMatchObject([{ path: 'stages.2.measures.skills' }])
    expect(enOf(at(two))[0]).toContain('does not match')
    expect(enOf(at(landes))[0]).toContain('no such instrument')
  })

  test('another version on the same scale may follow', () => {
    const same = { ...landes, instruments: { ...landes.instruments, skills: [skills, { ...skills, version: 'v2' }] } }
    expect(faultsOf(at(same))).toEqual([])
  })

  test('a questionnaire that is not there, a scale upside down', () => {
    expect(faultsOf(withStage('evaluation', { questionnaire: 'v9' }))).toMatchObject([
      { path: 'stages.4.questionnaire' },
    ])
    const [sentiment] = landes.instruments.sentiment
    const upside = { ...landes, instruments: { ...landes.instruments, sentiment: [{ ...sentiment, min: 10 }] } }
    expect(faultsOf(upside)).toMatchObject([{ path: 'instruments.sentiment.0' }])
  })
})

const nothing: FoundFacts = {
  ...{ reasons: [], needs: [], trainingNeeded: false, laptopNeeded: false, mailboxNeeded: false },
  ...{ connectionNeeded: false, orientationNeeded: false, hasComputer: false, hasConnection: false },
  ...{ commitmentKept: true, handedOver: false, heard: false },
}

describe('the way on', () => {
  test.each<[string, Partial<FoundFacts>, string, string[]]>([
    ['diagnostic', { trainingNeeded: true, laptopNeeded: true }, 'training', []],
    ['diagnostic', { laptopNeeded: true }, 'dotation', ['training']],
    ['diagnostic', {}, 'evaluation', ['training', 'dotation']],
    ['training', { laptopNeeded: true }, 'dotation', []],
    ['training', { laptopNeeded: true, commitmentKept: false }, 'evaluation', ['dotation']],
    ['evaluation', {}, 'end', []],
  ])('from %s with %j is to %s, over %j', (from, found, to, skipped) => {
    const way = wayOn(landes, from, { ...nothing, ...found })
    expect([way.stage?.code ?? 'end', way.skipped]).toEqual([to, skipped])
    expect(way.why === null).toBe(skipped.length === 0)
  })

  test('may end in the middle, and then skips all the rest', () => {
    const short = definitionSchema.parse({
      ...landes,
      stages: [prescription, { ...diagnostic, next: [branch('training', 'trainingNeeded'), branch('end')] }, training],
    })
    expect(wayOn(short, 'diagnostic', nothing)).toMatchObject({ stage: null, skipped: ['training'] })
  })
})
