import { landes } from '../../testing/journey.fixtures'
import { UnreadableMailError } from '../letter.render'
import { dateWords } from '../words/date.words'
import { initialsOf, markOf } from './letter.facts'
import { failureOf, MailError } from './mail.failure'
import { mailsToPutBack, type Waiting } from './mail.sweep'
import { leaseMs, sendWithinMs, turnOf } from './mail.turn'
import { smtpSender } from './smtp.sender'
import { endOfTask } from './task.end'

const now = '2026-03-02T09:00:00.000Z'
const at = (seconds: number) => new Date(Date.parse(now) + seconds * 1000).toISOString()

describe('the turn of a mail', () => {
  test.each(['sent', 'failed', 'not_due', 'no_address'] as const)('one that is %s is left alone', (status) => {
    expect(turnOf({ status, leasedUntil: null }, true, 1, now)).toEqual({ do: 'nothing' })
  })

  test.each(['pending', 'queued'] as const)(
    'one that is %s leaves, alone or after a lease that has ended',
    (status) => {
      expect(turnOf({ status, leasedUntil: null }, false, 1, now)).toEqual({ do: 'send' })
      expect(turnOf({ status, leasedUntil: at(0) }, false, 1, now)).toEqual({ do: 'send' })
    },
  )

  test('one that another mailer holds waits for the end of the lease', () => {
    expect(turnOf({ status: 'queued', leasedUntil: at(42) }, false, 1, now)).toEqual({ do: 'wait', ms: 42_000 })
  })

  test('one behind another looks again soon, then less and less often', () => {
    const waits = [1, 2, 3, 20].map((turns) => turnOf({ status: 'queued', leasedUntil: null }, true, turns, now))
    expect(waits.map((turn) => turn.do === 'wait' && turn.ms)).toEqual([500, 750, 1125, 30_000])
  })

  test('a lease outlasts the longest sending', () => {
    expect(leaseMs).toBeGreaterThan(sendWithinMs)
  })
})

describe('why a mail did not leave', () => {
  const smtp = (code: string, responseCode?: number) =>
    Object.assign(new Error('550 <zoe@exemple.invalid> unknown'), { code, responseCode })

  test.each([
    [smtp('EENVELOPE', 550), 'smtp_550', true],
    [smtp('EMESSAGE', 554), 'smtp_554', true],
    [smtp('EENVELOPE', 451), 'smtp_451', false],
    [smtp('EENVELOPE', 503), 'smtp_503', false],
    [smtp('EAUTH', 535), 'smtp_535', false],
    [smtp('ECONNECTION'), 'smtp_unreachable', false],
    [smtp('ESOCKET'), 'smtp_unreachable', false],
    [smtp('ETIMEDOUT'), 'smtp_unreachable', false],
    [smtp('EABORT'), 'smtp_unreachable', false],
    [new UnreadableMailError('x'), 'mail_data', true],
    [new MailError({ code: 'stream_missing', permanent: true }), 'stream_missing', true],
    [new TypeError('x'), 'internal', false],
    [undefined, 'internal', false],
  ])('%s is %s, permanent: %s', (error, code, permanent) => {
    expect(failureOf(error)).toEqual({ code, permanent })
  })

  test('what the queue keeps of it is the code', () => {
    expect(new MailError(failureOf(smtp('EENVELOPE', 451))).message).toBe('smtp_451')
  })
})

describe('what the queue may have lost', () => {
  const waiting = (over: Partial<Waiting> = {}): Waiting => ({
    id: 'a',
    attempts: 0,
    createdAt: at(-60),
    leasedUntil: null,
    ...over,
  })
  const putBack = (over: Partial<Waiting>) => mailsToPutBack([waiting(over)], now)

  test('a mail is put back from its sixtieth second on, under the id that the relay gave it', () => {
    expect(putBack({})).toEqual([{ mail: 'a', attempt: 1 }])
    expect(putBack({ createdAt: at(-59) })).toEqual([])
  })

  test('one that was asked for again has the id of its last time', () => {
    expect(putBack({ attempts: 2 })).toEqual([{ mail: 'a', attempt: 3 }])
  })

  test('one that somebody is at is left to them, until their lease ends', () => {
    expect(putBack({ leasedUntil: at(1) })).toEqual([])
    expect(putBack({ leasedUntil: at(0) })).toHaveLength(1)
  })
})

describe('until when', () => {
  const words = dateWords('Europe/Paris')
  const mail = (name: string) => ({ stream: 'journey-1', task: { name, since: '2026-03-02T09:00:00Z' } })

  test.each([
    ['answer_referral', 'mercredi 1er avril 2026'],
    ['hold_diagnostic', 'mercredi 1er avril 2026'],
    ['follow_training', 'samedi 29 août 2026'],
    ['bind_laptop', 'mardi 2 mars 2027'],
    ['book_hand_over', 'vendredi 1er mai 2026'],
    ['hand_over', 'mardi 17 mars 2026'],
  ])('%s: the end of the wait, which is when it happens', (task, day) => {
    expect(endOfTask(mail(task), landes, words)).toBe(day)
  })

  test('waits of a demonstration have a time, since they end the same day', () => {
    const wait = { ...landes.waits.answer_referral, expireAfter: 'PT90S', remindAfter: 'PT60S' }
    const short = { ...landes, waits: { ...landes.waits, answer_referral: wait } }
    expect(endOfTask(mail('answer_referral'), short, words)).toBe('lundi 2 mars 2026 à 10 h 01')
  })

  test('news end nowhere, and neither does what the definition does not wait for', () => {
    expect(endOfTask({ stream: 'journey-1', task: null }, landes, words)).toBeNull()
    expect(endOfTask(mail('await_follow_up'), landes, words)).toBeNull()
  })
})

test.each([
  [['Zoé', 'Inventée'], 'Z. I.'],
  [['e\u0301lodie', ' d’Invention'], 'É. D.'],
  [['Jean-Marc', undefined], 'J.'],
  [['', null], null],
  [[undefined, undefined], null],
])('the initials of %j are %s', (names, initials) => {
  expect(initialsOf(...names)).toBe(initials)
})

test('a mail has one Message-ID, at the host that it comes from', () => {
  const of = (MAIL_FROM: string) => smtpSender({ SMTP_URL: 'smtp://127.0.0.1:25', MAIL_FROM }).messageIdOf('m1')
  expect(of('Parcours <ne-pas-repondre@exemple.invalid>')).toBe('<m1@exemple.invalid>')
  expect(of('parcours@exemple.invalid')).toBe('<m1@exemple.invalid>')
})

test.each([
  ['MLS-2026-014', 'MLS-2026-014'],
  ['2026/33', '2026/33'],
  ['Inventé Zoé', null],
  ['INVENTÉ', null],
  ['Inventé 2', null],
  ['Exemple-Zoe-1950', null],
  ['INVENTE1950', null],
  [null, null],
])('a reference is printed where it is a mark: %s', (reference, printed) => {
  expect(markOf(reference)).toBe(printed)
})
