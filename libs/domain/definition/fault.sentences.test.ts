import { planted } from '../../testing/definition.fixtures'
import { landes } from '../../testing/journey.fixtures'
import { faultsOf } from './definition.check'

const way = (to: string, when: string | null = null) => ({ to, when, fr: null })
const [prescription, diagnostic, , dotation, evaluation] = landes.stages
const [sentiment] = landes.instruments.sentiment
const owners = 'mediator, lieu, coordinator'
const lastingTooLong = ['un délai est de trois ans au plus', 'a delay is of three years at most'] as const
const inDays = ['les jours ouvrés se comptent en jours (P10D)', 'working days are counted in days (P10D)'] as const
const reasonsOf = (place: string) =>
  [`ses motifs ne sont pas dans ${place}`, `its reasons are not among ${place}`] as const
const twice = ['un code y est deux fois', 'a code is there twice'] as const

/** Each fault by what is wrong, where it is told, and in which words, whole: those who write definitions go by them. */
test.each<[string, Readonly<Record<string, unknown>>, readonly [path: string, fr: string, en: string]]>([
  [
    'a wait that is not there',
    { 'waits.hand_over': undefined },
    ['waits.hand_over', 'cette attente n’a pas d’échéance', 'this wait has no deadline'],
  ],
  [
    'a wait for nothing',
    { 'waits.give_support': landes.waits.hand_over },
    ['waits.give_support', 'aucune étape n’attend cela', 'no stage waits for this'],
  ],
  [
    'silence that ends in no way',
    { 'ends.plan_training': undefined },
    ['ends.plan_training', 'rien ne dit comment le parcours se termine', 'nothing says how the journey ends'],
  ],
  [
    'the task of somebody else',
    { 'waits.hand_over.owner': 'recyclerie' },
    ['waits.hand_over.owner', `cette tâche revient à : ${owners}`, `this task belongs to: ${owners}`],
  ],
  [
    'a reminder on the last day',
    { 'waits.hand_over.remindAfter': 'P5D' },
    [
      'waits.hand_over.reminders',
      'le dernier rappel ne viendrait pas avant la fin de l’attente',
      'the last reminder would come no sooner than the end of the wait',
    ],
  ],
  ['a pause of four years', { 'pause.longest': 'P4Y' }, ['pause.longest', ...lastingTooLong]],
  ['four years of reading', { 'transfer.formerReads': 'P4Y' }, ['transfer.formerReads', ...lastingTooLong]],
  ['an appointment in four years', { 'stages.3.bookWithin': 'P4Y' }, ['stages.3.bookWithin', ...lastingTooLong]],
  ['a guarantee of four years', { 'stages.3.guarantee': 'P4Y' }, ['stages.3.guarantee', ...lastingTooLong]],
  [
    'a wait of four years',
    { 'waits.hand_over.expireAfter': 'P4Y' },
    ['waits.hand_over.expireAfter', ...lastingTooLong],
  ],
  ['working months', { 'stages.4.calendar': 'working' }, ['stages.4.after', ...inDays]],
  [
    'working weeks',
    { 'waits.hand_over': { ...landes.waits.hand_over, calendar: 'working', expireAfter: 'P4W' } },
    ['waits.hand_over.expireAfter', ...inDays],
  ],
  [
    'no prescription',
    { 'stages.0.kind': 'support', 'stages.0.support': 'other', waits: {}, ends: undefined },
    ['stages.0', 'un parcours commence par sa prescription', 'a journey begins with its prescription'],
  ],
  [
    'two prescriptions',
    { 'stages.1': { ...prescription, code: 'diagnostic', next: diagnostic?.next } },
    ['stages.1', 'une seule étape « prescription » par parcours', 'one prescription in a journey'],
  ],
  [
    'two laptops',
    { 'stages.2': { ...dotation, code: 'training', next: [way('dotation', 'heard'), way('evaluation')] } },
    ['stages.3', 'une seule étape « dotation » par parcours', 'one dotation in a journey'],
  ],
  [
    'one code for two stages',
    { 'stages.5': evaluation },
    ['stages.5.code', 'ce code est déjà pris', 'this code is already taken'],
  ],
  [
    'a stage whose ways may all be closed',
    { 'stages.4.next': [way('end', 'heard')] },
    [
      'stages.4.next',
      'impasse : sans condition remplie, le parcours ne va nulle part',
      'dead end: where no rule holds, the journey goes nowhere',
    ],
  ],
  [
    'a way after the last',
    { 'stages.4.next': [way('end'), way('end')] },
    ['stages.4.next.1', 'jamais prise : celle d’avant n’a pas de condition', 'never taken: the one before has no rule'],
  ],
  [
    'a way to a stage that is not there',
    { 'stages.4.next': [way('voyage')] },
    ['stages.4.next.0.to', 'cette étape n’existe pas', 'there is no such stage'],
  ],
  [
    'a way back',
    { 'stages.4.next': [way('training')] },
    [
      'stages.4.next.0.to',
      'récursif : le parcours reviendrait sur ses pas sans fin',
      'recursive: a journey goes round for ever',
    ],
  ],
  [
    'a laptop before anybody was met',
    { 'stages.0.next': [way('dotation', 'heard'), way('diagnostic')] },
    [
      'stages.0.next.0.to',
      'une dotation suit : diagnostic, training, support',
      'a dotation follows: diagnostic, training, support',
    ],
  ],
  [
    'a stage that no way leads to',
    { 'stages.1.next': [way('dotation')] },
    ['stages.2', 'aucune étape ne mène à celle-ci', 'unreachable: no stage leads to this one'],
  ],
  [
    'a rule over what is not known',
    { 'stages.1.next.0.when': 'income' },
    [
      'stages.1.next.0.when',
      'cette règle ne convient pas : ce fait n’est pas déclaré : « income » (caractère 1)',
      'Unknown variable: income (character 1)',
    ],
  ],
  [
    'a condition that is no yes nor no',
    { 'eligibility.0.rule': 'age' },
    [
      'eligibility.natural_person',
      'cette règle ne convient pas : elle ne répond pas par vrai ou faux',
      'a rule answers a boolean, this one answers int',
    ],
  ],
  [
    'an order that is no number',
    { 'line.priority': 'refusedBefore' },
    [
      'line.priority',
      'cette règle ne convient pas : elle ne répond pas par un nombre entier',
      'a rule answers a whole number, this one answers bool',
    ],
  ],
  ['a reason of no list', { 'line.expired.internal': 'x' }, ['line.expired', ...reasonsOf('refusals.decline')]],
  ['the other one', { 'line.unconfirmed.shareable': 'x' }, ['line.unconfirmed', ...reasonsOf('refusals.decline')]],
  ['an end of no list', { 'ends.plan_training.internal': 'x' }, ['ends.plan_training', ...reasonsOf('refusals.end')]],
  [
    'nobody left in peace',
    { 'refusals.end.internal': landes.refusals.end.internal.map((each) => ({ ...each, silent: false })) },
    [
      'refusals.end.internal',
      'aucun motif ne dit que l’on n’écrit plus à la personne ("silent": true), comme après un décès',
      'no reason says that nobody is written to any more ("silent": true), as after a death',
    ],
  ],
  ['a reason twice', { reasons: [landes.reasons[0], landes.reasons[0]] }, ['reasons', ...twice]],
  [
    'a scale upside down',
    { 'instruments.pix.0.min': 99 },
    ['instruments.pix.0', 'min doit être sous max', 'min must be below max'],
  ],
  [
    'an instrument that is not there',
    { 'stages.2.measures.pix': 'x.v1' },
    ['stages.2.measures.pix', 'cet instrument n’existe pas dans cette version', 'there is no such instrument'],
  ],
  [
    'another scale at the end',
    { 'instruments.sentiment.1': { ...sentiment, version: 'x.v1', max: 99 }, 'stages.4.measures.sentiment': 'x.v1' },
    [
      'stages.4.measures.sentiment',
      'son échelle n’est pas celle des étapes d’avant : rien ne se comparerait',
      'its scale does not match the one of earlier stages: nothing could be compared',
    ],
  ],
])('%s is told with its place, whole, in both languages', (_, changes, [path, fr, en]) => {
  expect(faultsOf(planted(changes))).toContainEqual({ path, fr, en })
})

test('what is too large says by how much', () => {
  const size = (chars: number) => faultsOf({ ...landes, more: 'x'.repeat(chars) })
  const [fault] = size(200_000 - JSON.stringify({ ...landes, more: '' }).length + 1)
  expect(fault).toEqual({
    path: '',
    fr: 'trop grand (200001 > 200000 caractères)',
    en: 'too large (200001 > 200000 characters)',
  })
  expect(size(200_000 - JSON.stringify({ ...landes, more: '' }).length)).toMatchObject([{ path: 'more' }])
})
