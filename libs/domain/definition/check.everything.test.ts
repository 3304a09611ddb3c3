import { planted } from '../../testing/definition.fixtures'
import { landes } from '../../testing/journey.fixtures'
import { faultsOf } from './definition.check'

const pathsOf = (changes: Readonly<Record<string, unknown>>) =>
  faultsOf(planted(changes))
    .map(({ path }) => path)
    .sort()

const [skills] = landes.instruments.skills
const way = (to: unknown, when: unknown = null) => ({ to, when, fr: null })

/** Faults of all kinds, each by its change and by its place: none hides another. */
const faults: readonly (readonly [path: string, value: unknown, place?: string])[] = [
  ['title', 3],
  ['zone', 'Europe/Pariss'],
  ['surprise', true],
  ['reasons.0', { code: 'Équipement', fr: 'x' }, 'reasons.0.code'],
  ['needs', [landes.needs[0], landes.needs[0]]],
  ['consent.modes', [landes.consent.modes[0], landes.consent.modes[0]]],
  ['eligibility.0', { rule: 'shoeSize > 3', fr: 'x', en: 'x' }, 'eligibility.0.code'],
  ['eligibility.1.rule', 'needs[1] == 3'],
  ['eligibility.2.rule', 3, 'eligibility.2.rule'],
  ['refusals.decline.shareable', []],
  ['refusals.pause', undefined],
  ['refusals.miss.internal', [landes.refusals.miss.internal[0], landes.refusals.miss.internal[0]]],
  ['refusals.end.internal.2.silent', 'oui'],
  ['line.priority', '100 / daysSinceReferral'],
  ['line.exceptions.0.fr', ''],
  ['line.expired.internal', 'inconnu', 'line.expired'],
  ['instruments.sentiment.0.max', -3, 'instruments.sentiment.0'],
  ['instruments.questionnaires.0.questions', []],
  ['pause.longest', 'P40Y'],
  ['transfer.formerReads', 'demain'],
  ['stages.1.next', [way('end', 'income > 3'), { to: 'end' }, way('Nulle part')]],
  ['stages.2.next', []],
  ['stages.2.measures.skills', 'inconnu.v1'],
  ['stages.3.guarantee', 'P99Y'],
  ['stages.3.kind', 'dotation'],
  ['stages.4.after', 'trois mois'],
  ['stages.4.questionnaire', 'inconnu.v1'],
  ['waits.answer_referral.owner', undefined],
  ['waits.answer_referral.expireAfter', 'P40Y'],
  ['waits.book_diagnostic', undefined],
  ['waits.hold_diagnostic.calendar', 'civil'],
  ['waits.hold_diagnostic.expireAfter', 'P40Y'],
  ['waits.plan_training.owner', 'recyclerie'],
  ['waits.follow_training', null],
  ['waits.give_support', landes.waits.plan_training],
  ['waits.hand_over.remindAfter', 'dix jours'],
  ['ends.choose_lieu', undefined],
  ['ends.plan_training.shareable', 'inconnu', 'ends.plan_training'],
  ['ends.ask_follow_up.outcome', 'heureux'],
]

test('faults of all kinds at once are each named, once, with their places', () => {
  const found = pathsOf(Object.fromEntries<unknown>(faults.map(([path, value]) => [path, value])))
  expect(found).toEqual(
    [
      ...faults
        .filter(([path]) => !['waits.hold_diagnostic.calendar', 'stages.3.kind', 'stages.1.next'].includes(path))
        .map(([path, , place]) => place ?? path),
      // The rule of a condition that has no code is looked at all the same.
      'eligibility.0',
      ...['stages.1.next.0.when', 'stages.1.next.2', 'stages.1.next.2.to'],
    ]
      .map((path) => (path === 'eligibility.1.rule' ? 'eligibility.has_a_reason' : path))
      .sort(),
  )
})

test.each(faults.filter(([path]) => !/calendar|kind/.test(path)).map(([path, value]) => [path, value] as const))(
  'and alone, %s: whatever else is there stays silent',
  (path, value) => {
    const found = pathsOf({ [path]: value })
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter((place) => !place.startsWith(path.split('.')[0] ?? ''))).toEqual([])
  },
)

test.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
  [
    'no owner, no wait, too long a delay',
    {
      'waits.answer_referral.owner': undefined,
      'waits.book_diagnostic': undefined,
      'waits.hold_diagnostic.calendar': 'civil',
      'waits.hold_diagnostic.expireAfter': 'P40Y',
    },
    ['waits.answer_referral.owner', 'waits.book_diagnostic', 'waits.hold_diagnostic.expireAfter'],
  ],
  [
    'a bad delay, a dead end, stages out of reach, another scale, no wait, an unknown fact',
    {
      'stages.4.after': 'three months',
      'stages.1.next': [way('training', 'trainingNeeded')],
      'stages.2.next': [way('evaluation')],
      'eligibility.0.rule': 'shoeSize > 3',
      'instruments.sentiment': [landes.instruments.sentiment[0], { version: 'x.v1', question: 'q', min: 0, max: 3 }],
      'stages.4.measures.sentiment': 'x.v1',
      'waits.plan_training': undefined,
    },
    [
      ...['eligibility.natural_person', 'stages.1.next', 'stages.3', 'stages.4.after', 'stages.4.measures.sentiment'],
      'waits.plan_training',
    ],
  ],
  [
    'both of a wait',
    { 'waits.hand_over.owner': 'x', 'waits.hand_over.expireAfter': 'P3Y1D', 'waits.hand_over.calendar': 'civil' },
    ['waits.hand_over.expireAfter', 'waits.hand_over.owner'],
  ],
  [
    'the common fields of a stage of no kind',
    {
      'stages.1.kind': 'voyage',
      'stages.1.code': 3,
      'stages.1.next': [way('training', 'income > 3'), way('nulle_part'), way('end')],
    },
    ['stages.1.code', 'stages.1.kind', 'stages.1.next.0.when', 'stages.1.next.2'],
  ],
])('%s', (_, changes, places) => {
  expect(pathsOf(changes)).toEqual([...places].sort())
})

test.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
  ['a stage of no kind may wait for anything', { 'stages.2.kind': 'voyage' }, ['stages.2.kind']],
  ['a stage without a code may be the one that is led to', { 'stages.2.code': undefined }, ['stages.2.code']],
  [
    'a way that cannot be read may lead anywhere',
    { 'stages.1.next': [way('end', 'heard'), way(7)] },
    ['stages.1.next.1.to'],
  ],
  ['a condition that cannot be read may be none', { 'stages.2.next': [way('dotation', 7)] }, ['stages.2.next.0.when']],
  ['stages that are no list', { stages: 'diagnostic' }, ['stages']],
  ['no stages', { stages: [] }, ['stages']],
  ['waits that are no object', { waits: [] }, ['waits']],
  ['no waits, no ends', { waits: undefined, ends: undefined }, ['ends', 'waits']],
  ['no reasons to choose from', { 'refusals.end.internal': [] }, ['refusals.end.internal']],
  ['no refusals', { refusals: undefined }, ['refusals']],
  ['one reason that cannot be read', { 'refusals.decline.internal.0': 7 }, ['refusals.decline.internal.0']],
  ['no instruments', { instruments: undefined }, ['instruments']],
  ['an instrument without a name', { 'instruments.skills.0.version': undefined }, ['instruments.skills.0.version']],
  ['a scale that cannot be read', { 'instruments.skills.0.scale.1.code': 7 }, ['instruments.skills.0.scale.1.code']],
  ['a lower end alone', { 'instruments.pix.0.max': undefined }, ['instruments.pix.0.max']],
  ['an upper end alone', { 'instruments.pix.0.min': undefined }, ['instruments.pix.0.min']],
  [
    'a first scale that cannot be read',
    {
      'instruments.skills.1': { ...skills, version: 'x.v1', scale: [{ code: 7, fr: 'x' }] },
      'stages.1.measures.skills': 'x.v1',
    },
    ['instruments.skills.1.scale.0.code'],
  ],
  [
    'codes of two reasons',
    { 'reasons.0.code': undefined, 'reasons.1.code': undefined },
    ['reasons.0.code', 'reasons.1.code'],
  ],
  [
    'codes of two stages',
    { 'stages.1.code': undefined, 'stages.2.code': undefined },
    ['stages.1.code', 'stages.2.code'],
  ],
  ['the ways out of a stage', { 'stages.2.next': undefined }, ['stages.2.next']],
  ['no calendar', { 'waits.answer_referral.calendar': undefined }, ['waits.answer_referral.calendar']],
])('nothing is made up of what is missing: %s', (_, changes, places) => {
  expect(pathsOf(changes)).toEqual(places)
})

test('an end after which nobody writes is asked for, whatever it is called', () => {
  const named = (silent: boolean) => ({
    'refusals.end.internal': [
      { code: 'mort', fr: 'Mort', silent },
      ...landes.refusals.end.internal.filter((each) => !each.silent),
    ],
  })
  expect(pathsOf(named(false))).toEqual(['refusals.end.internal'])
  expect(pathsOf(named(true))).toEqual([])
})

test('a code that two stages have is told of the second stage alone', () => {
  expect(pathsOf({ 'stages.5': landes.stages[4] })).toEqual(['stages.5.code'])
})

test('the eleventh of a list has its place like the first', () => {
  const reasons = Array.from({ length: 11 }, (_, index) => ({ code: `motif_${index}`, fr: 'Motif' }))
  expect(pathsOf({ reasons, 'reasons.10.fr': '' })).toEqual(['reasons.10.fr'])
})
