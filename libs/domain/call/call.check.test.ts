import { fullCall, lightCall } from '../../testing/call.fixtures'
import { plantedCall } from '../../testing/definition.fixtures'
import { faultsOf } from './call.check'
import { AGREEMENT_ABOVE_CENTS } from './call.schema'

const pathsOf = (changes: Readonly<Record<string, unknown>>) =>
  faultsOf(plantedCall(changes))
    .map(({ path }) => path)
    .sort()

const [payment, report] = lightCall.course
const lastingTooLong = ['un délai est de trois ans au plus', 'a delay is of three years at most'] as const
const inDays = ['les jours ouvrés se comptent en jours (P10D)', 'working days are counted in days (P10D)'] as const
const late = [
  'le dernier rappel ne viendrait pas avant la fin de l’attente',
  'the last reminder would come no sooner than the end of the wait',
] as const
const twice = ['un code y est deux fois', 'a code is there twice'] as const
const compulsory = [
  'une convention est obligatoire dès qu’une structure de droit privé peut recevoir plus de 23 000 €',
  'an agreement is compulsory once a body of private law may be granted more than 23 000 €',
] as const
const before = ['aucun paiement ne vient avant ce bilan', 'no payment comes before this report'] as const

test.each([
  ['light', lightCall],
  ['full', fullCall],
])('the %s call that ships has no fault', (_, call) => {
  expect(faultsOf(call)).toEqual([])
})

/** Each fault by what is wrong, where it is told, and in which words, whole: those who write calls go by them. */
test.each<[string, Readonly<Record<string, unknown>>, readonly [path: string, fr: string, en: string]]>([
  [
    'a call that closes before it opens',
    { closesOn: '2026-01-14' },
    ['closesOn', 'l’appel fermerait avant d’ouvrir', 'the call would close before it opens'],
  ],
  [
    'a grant above everything there is',
    { largestCents: 2_000_001 },
    ['largestCents', 'une seule subvention dépasserait l’enveloppe', 'one grant would exceed the envelope'],
  ],
  [
    'weights that leave something out',
    { 'criteria.0.weight': 39 },
    ['criteria', 'les poids font 99, et non 100', 'weights sum to 99, not 100'],
  ],
  ['a criterion twice', { 'criteria.0.code': 'territoire' }, ['criteria', ...twice]],
  ['a document twice', { 'documents.0.code': 'rib' }, ['documents', ...twice]],
  ['a step twice', { 'course.0.code': 'bilan' }, ['course', ...twice]],
  [
    'payments of more than was granted',
    { 'course.2': { ...payment, code: 'solde', percent: 1 } },
    ['course', 'les paiements font 101 %, et non 100 %', 'payments sum to 101 %, not 100 %'],
  ],
  ['no payment', { course: [report] }, ['course', 'le déroulement n’a aucun paiement', 'the course has no payment']],
  ['a report on nothing', { course: [{ ...report, from: 'payment' }, payment] }, ['course.0.from', ...before]],
  ['a report in four years', { 'course.1.after': 'P4Y' }, ['course.1.after', ...lastingTooLong]],
  [
    'sums above the limit of the law',
    { envelopeCents: 5_000_000, largestCents: AGREEMENT_ABOVE_CENTS + 1 },
    ['agreement', ...compulsory],
  ],
  [
    'no bound but the envelope',
    { envelopeCents: AGREEMENT_ABOVE_CENTS + 1, largestCents: null },
    ['agreement', ...compulsory],
  ],
  [
    'a quorum of nobody who votes',
    { 'committee.quorum': 3 },
    ['committee.quorum', 'un quorum compte des votes, et il n’y en a pas', 'a quorum counts votes: there are none'],
  ],
  ['a quorum of none', { committee: { quorum: 0, votes: true } }, ['committee.quorum', 'au moins 1', 'at least 1']],
  [
    'votes that are no yes nor no',
    { 'committee.votes': 'oui' },
    ['committee.votes', 'attendu : true ou false', 'expected: true or false'],
  ],
  [
    'recovery for no reason',
    { recovery: true },
    [
      'reasons.recovery',
      'des sommes peuvent être récupérées, et aucun motif n’est écrit',
      'money may be recovered, and no reason is written',
    ],
  ],
  ['a wait of four years', { 'waits.decide.expireAfter': 'P4Y' }, ['waits.decide.expireAfter', ...lastingTooLong]],
  [
    'working months',
    { 'waits.decide.calendar': 'working', 'waits.decide.expireAfter': 'P1M' },
    ['waits.decide.expireAfter', ...inDays],
  ],
  ['a reminder on the last day', { 'waits.decide.remindAfter': 'P15D' }, ['waits.decide.reminders', ...late]],
  [
    'a wait that is not there',
    { 'waits.record_recovery': undefined },
    ['waits.record_recovery', 'il manque', 'it is missing'],
  ],
  [
    'a reminder in four years',
    { 'waits.meet_condition.remindBefore': ['P7D', 'P4Y'] },
    ['waits.meet_condition.remindBefore.1', ...lastingTooLong],
  ],
  [
    'two reminders at once',
    { 'waits.hand_in_report.remindBefore': ['P7D', 'P1W'] },
    [
      'waits.hand_in_report.remindBefore',
      'deux rappels viendraient le même jour',
      'two reminders would come on the same day',
    ],
  ],
  [
    'a rule over what is not known',
    { 'eligibility.1.rule': 'turnover > 3' },
    [
      'eligibility.one_year',
      'cette règle ne convient pas : ce fait n’est pas déclaré : « turnover » (caractère 1)',
      'Unknown variable: turnover (character 1)',
    ],
  ],
  [
    'a rule that is no yes nor no',
    { 'eligibility.1.rule': 'askedCents * 2' },
    [
      'eligibility.one_year',
      'cette règle ne convient pas : elle ne répond pas par vrai ou faux',
      'a rule answers a boolean, this one answers int',
    ],
  ],
])('%s is told with its place, whole, in both languages', (_, changes, [path, fr, en]) => {
  expect(faultsOf(plantedCall(changes))).toEqual([{ path, fr, en }])
})

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['open for a day', { closesOn: lightCall.opensOn }],
  ['with one grant of all there is', { largestCents: lightCall.envelopeCents }],
  ['without a criterion', { criteria: [] }],
  ['without a committee', { committee: null }],
  ['with votes and no quorum', { committee: { quorum: null, votes: true } }],
  ['of sums for which no agreement is asked', { envelopeCents: AGREEMENT_ABOVE_CENTS, largestCents: null }],
  ['with a step that follows a payment', { 'course.1.from': 'payment' }],
])('a call %s may be published', (_, changes) => {
  expect(faultsOf(plantedCall(changes))).toEqual([])
})

/** Faults of all kinds, each by its change and by its place: none hides another. */
const faults: readonly (readonly [path: string, value: unknown, place?: string])[] = [
  ['title', 3],
  ['zone', 'Europe/Pariss'],
  ['surprise', true],
  ['envelopeCents', 0.5],
  ['closesOn', '2026-13-01'],
  ['strand.code', 'Été'],
  ['publics', [lightCall.publics[0], lightCall.publics[0]]],
  ['documents.0.of', 'everybody'],
  ['criteria.1.weight', 31, 'criteria'],
  ['eligibility.0.rule', 'structureRoles[0] == body', 'eligibility.network_role'],
  ['eligibility.1', { rule: 'shoeSize > 3', fr: 'x', en: 'x' }, 'eligibility.1.code'],
  ['committee', { quorum: 3, votes: false }, 'committee.quorum'],
  ['recovery', true, 'reasons.recovery'],
  ['reasons.refused', []],
  ['course.1.after', 'P40Y'],
  ['waits.decide.expireAfter', 'P40Y'],
  ['waits.notify', null],
  ['waits.submit_application.remindBefore', ['trois jours'], 'waits.submit_application.remindBefore.0'],
]

test('faults of all kinds at once are each named, once, with their places', () => {
  const found = pathsOf(Object.fromEntries<unknown>(faults.map(([path, value]) => [path, value])))
  // The rule of a condition that has no code is looked at all the same.
  expect(found).toEqual([...faults.map(([path, , place]) => place ?? path), 'eligibility.1'].sort())
})

test.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
  ['a day that cannot be read', { opensOn: 'demain' }, ['opensOn']],
  ['an envelope that cannot be read', { envelopeCents: 'x', largestCents: null }, ['envelopeCents']],
  ['a largest grant that cannot be read', { envelopeCents: 9_000_000, largestCents: 'x' }, ['largestCents']],
  ['a weight that cannot be read', { 'criteria.0.weight': 'x' }, ['criteria.0.weight']],
  ['a percent that cannot be read', { 'course.0.percent': 'x' }, ['course.0.percent']],
  ['a step of no kind may be the payment', { 'course.0.kind': 'gift', 'course.1.from': 'payment' }, ['course.0.kind']],
  ['a course that is no list', { course: 'payment' }, ['course']],
  ['no course', { course: [] }, ['course']],
  ['a committee that cannot be read', { committee: { quorum: 3 } }, ['committee.votes']],
  ['reasons that cannot be read', { recovery: true, reasons: 3 }, ['reasons']],
  ['waits that are no object', { waits: [] }, ['waits']],
  ['reminders that are no list', { 'waits.hand_in_report.remindBefore': 'P7D' }, ['waits.hand_in_report.remindBefore']],
])('nothing is made up of what is missing: %s', (_, changes, places) => {
  expect(pathsOf(changes)).toEqual(places)
})

test('of a step of no kind, what every step has is told all the same', () => {
  expect(pathsOf({ 'course.1': { kind: 'gift', code: 3 } })).toEqual(['course.1.code', 'course.1.fr', 'course.1.kind'])
})

test('what cannot even be looked at is one fault', () => {
  expect(faultsOf({ ...lightCall, more: 'x'.repeat(200_001) })).toMatchObject([{ path: '' }])
  expect(pathsOf({ title: 'a\0' })).toEqual(['title'])
})
