import { roles } from '../contracts/codes'
import { personalFieldsOf, type Readable, readsWholeJourney, scopeOf } from './read.policy'

const kinds = [
  'journey',
  'dotation',
  'device',
  'agent',
  'mail',
  'outcome',
  'place',
  'task',
  'letter',
] as const satisfies Readable[]

test('who reads what', () => {
  const table = Object.fromEntries(roles.map((role) => [role, kinds.map((kind) => scopeOf(role, kind))]))
  expect(table).toEqual({
    prescriber: ['own_referrals', 'none', 'none', 'own_colleagues', 'none', 'none', 'territory', 'territory', 'none'],
    mediator: [
      'own_lieu',
      'own_lieu',
      'own_stock',
      'own_colleagues',
      'none',
      'none',
      'territory',
      'territory',
      'own_lieu',
    ],
    recyclerie: [
      'none',
      'own_workshop',
      'own_workshop',
      'own_colleagues',
      'none',
      'none',
      'territory',
      'territory',
      'none',
    ],
    evaluator: ['none', 'none', 'none', 'none', 'none', 'territory', 'territory', 'territory', 'none'],
    coordinator: kinds.map(() => 'territory'),
    // Those of the fund read nothing of laptops, journeys and outcomes; kinds as above.
    applicant: ['none', 'none', 'none', 'own_colleagues', 'none', 'none', 'none', 'territory', 'none'],
    fund_manager: ['none', 'none', 'none', 'territory', 'none', 'none', 'territory', 'territory', 'none'],
    reviewer: ['none', 'none', 'none', 'none', 'none', 'none', 'none', 'territory', 'none'],
    member: ['none', 'none', 'none', 'none', 'none', 'none', 'none', 'territory', 'none'],
    payer: ['none', 'none', 'none', 'own_colleagues', 'none', 'none', 'none', 'territory', 'none'],
    funder: ['none', 'none', 'none', 'own_colleagues', 'none', 'none', 'none', 'territory', 'none'],
    system: kinds.map(() => 'none'),
  })
})

test.each(['call', 'subvention'] as const)('everybody of a territory reads each %s', (what) => {
  expect(roles.filter((role) => scopeOf(role, what) !== 'territory')).toEqual(['system'])
})

test('sessions of the committee are read by the fund manager, and by those who are called to them', () => {
  const read = roles.map((role) => [role, scopeOf(role, 'session')]).filter(([, scope]) => scope !== 'none')
  expect(read).toEqual([
    ['fund_manager', 'territory'],
    ['member', 'own_sessions'],
  ])
})

test('a grant is read by those who apply, run the fund, study, vote, pay and give, each their own', () => {
  const read = roles.map((role) => [role, scopeOf(role, 'grant')]).filter(([, scope]) => scope !== 'none')
  expect(read).toEqual([
    ['applicant', 'own_projects'],
    ['fund_manager', 'territory'],
    ['reviewer', 'own_reviews'],
    ['member', 'own_pack'],
    ['payer', 'own_orders'],
    ['funder', 'own_gifts'],
  ])
})

const fund = ['applicant', 'fund_manager', 'reviewer', 'member', 'payer', 'funder'] as const

test('who reads lots, days of stock and demand', () => {
  const laptops = ['lot', 'stock', 'demand'] as const
  expect(Object.fromEntries(roles.map((role) => [role, laptops.map((kind) => scopeOf(role, kind))]))).toEqual({
    prescriber: ['none', 'none', 'none'],
    mediator: ['own_stock', 'own_stock', 'none'],
    recyclerie: ['own_workshop', 'none', 'own_workshop'],
    evaluator: ['none', 'none', 'none'],
    coordinator: ['territory', 'territory', 'territory'],
    ...Object.fromEntries([...fund, 'system'].map((role) => [role, ['none', 'none', 'none']])),
  })
})

test('a prescriber follows whom they referred, and never reads whom they are compared with', () => {
  const told = roles.map((role) => [role, scopeOf(role, 'person'), scopeOf(role, 'duplicate')])
  expect(told.filter(([, person]) => person !== 'none')).toEqual([
    ['prescriber', 'own_referrals', 'none'],
    ['mediator', 'own_lieu', 'own_lieu'],
    ['coordinator', 'territory', 'territory'],
  ])
})

test('names are for those who referred, follow or coordinate; free texts for the lieu alone', () => {
  for (const role of ['recyclerie', 'evaluator', 'system'] as const) expect(personalFieldsOf(role)).toEqual([])
  expect(personalFieldsOf('prescriber')).toEqual(['lastName', 'firstName', 'reference'])
  expect(personalFieldsOf('coordinator')).toEqual(expect.arrayContaining(['phone', 'birthDate']))
  const told = roles.filter((role) => personalFieldsOf(role).some((field) => /freeText|goals|comment/.test(field)))
  expect(told).toEqual(['mediator'])
  expect(roles.filter(readsWholeJourney)).toEqual(['mediator', 'coordinator'])
})
