import { systemActor, type Command } from '../contracts/command'
import { parseCommand } from './command.parse'

const uuid = '00000000-0000-4000-8000-000000000001'
const base: Command = {
  actor: systemActor,
  commandId: 'c1',
  stream: `journey-${uuid}`,
  type: 'BookAppointment',
  data: { at: '2026-03-01T09:00:00Z' },
  ifVersion: 1,
}
const parse = (changes: Partial<Command>) => parseCommand({ ...base, ...changes }, Buffer.alloc(32, 2))

test('a command with the right shape passes, its defaults filled', () => {
  expect(parse({})).toMatchObject({ ok: true, type: 'BookAppointment', personal: null, ifVersion: 1 })
  expect(parse({ stream: `dotation-${uuid}`, type: 'Bind', data: {} })).toMatchObject({ data: { device: null } })
})

test.each<[string, Partial<Command>, Record<string, unknown>]>([
  ['a wrong date', { data: { at: 'tomorrow' } }, { field: 'at', why: 'invalid_format' }],
  ['a missing field', { data: {} }, { field: 'at', why: 'invalid_type' }],
  ['an unknown field', { data: { at: '2026-03-01T09:00:00Z', more: 1 } }, { field: 'more', why: 'unrecognized_keys' }],
  ['a personal part where there is none', { personal: { lastName: 'Inventée' } }, { field: 'personal' }],
  ['a wrong stream', { stream: 'journey-1' }, { field: 'stream' }],
  ['a NUL in a text', { data: { at: 'a\0b' } }, { field: 'at', why: 'custom' }],
  ['half a surrogate pair, deep inside', { data: { a: [{ b: '\ud800' }] } }, { field: 'a.0.b', why: 'custom' }],
  ['a NUL in a name of ours', { data: { 'a\0': 1 } }, { field: 'data', why: 'custom' }],
])('%s is refused by its field', (_, changes, details) => {
  expect(parse(changes)).toMatchObject({ ok: false, rule: 'invalid_data', details })
})

test('the sentence is in French and in English, and never repeats a personal value', () => {
  const personal = { lastName: 'Inventée', firstName: 'Zoé', birthDate: '31/12/1960' }
  const data = {
    ...{ person: `person-${uuid}`, definition: 'd', place: `place-${uuid}`, reasons: ['equipment'], needs: [] },
    prescriber: { structure: `structure-${uuid}`, agent: `actor-${uuid}` },
    ...{ consent: { textVersion: 'v1', date: '2026-01-01', mode: 'signed' }, commitment: true },
  }
  const refusal = parse({ type: 'Refer', data, personal })
  expect(refusal).toMatchObject({ ok: false, details: { field: 'personal.birthDate' } })
  if (refusal.ok) throw new Error('this referral should have been refused')
  expect(refusal.fr).toBe(
    'Le champ « personal.birthDate » n’est pas valable : attendu : une date AAAA-MM-JJ qui existe.',
  )
  expect(refusal.en).toMatch(/The field "personal.birthDate" is not valid: expected: a date/)
  expect(JSON.stringify(refusal)).not.toMatch(/Inventée|1960/)
})

test('a pattern is told in words', () => {
  const data = { serial: 'EX1', inventory: 'RBI 5', brand: 'M', model: 'P', owner: `structure-${uuid}` }
  const refusal = parse({ stream: `device-${uuid}`, type: 'RegisterDevice', data })
  expect(refusal).toMatchObject({
    details: { field: 'inventory' },
    fr: expect.stringContaining('sans espace') as string,
  })
  expect(JSON.stringify(refusal)).not.toMatch(/A-Z|\^/)
})

test('a command that does not exist, or leads another kind of stream, is refused', () => {
  expect(parse({ type: 'Explode' })).toMatchObject({ rule: 'unknown_command', details: { command: 'Explode' } })
  expect(parse({ type: 'toString' })).toMatchObject({ rule: 'unknown_command' })
  expect(parse({ type: '<b>' })).toMatchObject({ rule: 'unknown_command', details: { command: '?' } })
  expect(parse({ stream: `person-${uuid}` })).toMatchObject({ rule: 'unknown_stream' })
})
