import type { Actor } from '../../libs/contracts/command'
import { kindOf, uuidOf } from '../../libs/contracts/stream'
import { createWorld, uuidOfNumber, type World } from '../../libs/testing/engine.world'
import { cast } from '../../libs/testing/grant.cast'
import { project } from '../../libs/testing/grant.fixtures'
import { versionOf } from '../../libs/testing/receipt.steps'
import { type Api, refused, startApi } from './api.process'
import { everything, playRefusals, strictCall, wrongStructure } from './grant.refusal.steps'

/** What is wrongly asked of the fund: refused by name and in French, and nothing is written, in the ledger least of all. */
type Played = Awaited<ReturnType<typeof playRefusals>>
type Asked = readonly [stream: string, command: string, body: object, actor?: Actor]

let world: World
let api: Api
let played: Played
let before: unknown
beforeAll(async () => {
  world = await createWorld()
  played = await playRefusals(world)
  before = await everything(world)
  api = await startApi(world)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

const { applicant, payer } = cast
const [first, second, , fourth] = cast.members as [Actor, Actor, Actor, Actor]
const unborn = `grant-${uuidOfNumber(890)}`
const personal = { title: 'Ateliers inventés', description: 'Des ateliers inventés.' }
const draft = (over: object, structure: string | null = applicant.structure): Asked => [
  ...([
    unborn,
    'draft-application',
    { call: strictCall.id, structure, project: { ...project, ...over }, personal },
  ] as const),
  { ...applicant, structure },
]
const award = (stream: string, cents: number, split: readonly object[]): Asked => [
  ...([stream, 'award-grant', { cents, split, condition: null }] as const),
]

const cases: readonly [
  string,
  (of: Played) => Asked,
  status: number,
  code: string,
  field: string | undefined,
  fr: RegExp,
][] = [
  [
    'a negative amount',
    () => draft({ askedCents: -5 }),
    400,
    'invalid_data',
    'project.askedCents',
    /plus grand|au moins/,
  ],
  ['cents that are not whole', () => draft({ askedCents: 0.5 }), 400, 'invalid_data', 'project.askedCents', /entier/],
  ['an amount as a text', () => draft({ askedCents: '2000' }), 400, 'invalid_data', 'project.askedCents', /nombre/],
  ['another currency', () => draft({ currency: 'USD' }), 400, 'invalid_data', 'project.currency', /n’existe pas/],
  ['a budget that does not add up', () => draft({ ownCents: 1 }), 422, 'budget_not_balanced', 'project.costCents', /./],
  ['a SIRET with a wrong key', () => draft({}, wrongStructure), 422, 'siret_wrong_key', 'structure', /SIRET/],
  [
    'a negative award',
    ({ quorate, state }) => award(quorate, -100, [{ line: state, cents: -100 }]),
    ...([400, 'invalid_data', 'cents', /./] as const),
  ],
  [
    'an award in another currency',
    ({ quorate, state }) => award(quorate, 100, [{ line: state, cents: 100, currency: 'CHF' }]),
    ...([400, 'invalid_data', 'split[0].currency', /./] as const),
  ],
  [
    'a split that does not add up',
    ({ quorate, state, partner }) =>
      award(quorate, 150_000, [
        { line: state, cents: 100_000 },
        { line: partner, cents: 49_999 },
      ]),
    ...([422, 'split_not_balanced', 'split', /149999.*150000/] as const),
  ],
  [
    'a line that is named twice',
    ({ quorate, state }) =>
      award(quorate, 2, [
        { line: state, cents: 1 },
        { line: state, cents: 1 },
      ]),
    ...([422, 'fund_line_twice', 'split[1].line', /deux fois/] as const),
  ],
  [
    'more than a line has',
    ({ quorate, state }) => award(quorate, 160_000, [{ line: state, cents: 160_000 }]),
    ...([422, 'fund_line_short', undefined, /./] as const),
  ],
  [
    'more than was asked for',
    ({ quorate, state }) => award(quorate, 200_001, [{ line: state, cents: 200_001 }]),
    ...([422, 'more_than_asked', 'cents', /./] as const),
  ],
  [
    'a decision without the quorum',
    ({ short, state }) => award(short, 100, [{ line: state, cents: 100 }]),
    ...([422, 'quorum_missing', undefined, /quorum \(2\)/] as const),
  ],
  [
    'a refusal without the quorum',
    ({ short }) => [short, 'refuse-grant', { reason: 'criteres' }],
    ...([422, 'quorum_missing', undefined, /quorum/] as const),
  ],
  [
    'a decision against the vote',
    ({ quorate }) => [quorate, 'refuse-grant', { reason: 'criteres' }],
    ...([422, 'against_the_vote', undefined, /2 pour, 0 contre/] as const),
  ],
  [
    'a vote after the close',
    ({ held, quorate }) => [held, 'cast-vote', { grant: quorate, vote: 'agree' }, first],
    ...([422, 'session_closed', undefined, /terminée/] as const),
  ],
  [
    'a vote by a stranger',
    ({ open, heard }) => [open, 'cast-vote', { grant: heard, vote: 'agree' }, fourth],
    ...([403, 'not_allowed', undefined, /./] as const),
  ],
  [
    'a second vote',
    ({ open, heard }) => [open, 'cast-vote', { grant: heard, vote: 'disagree' }, first],
    ...([422, 'already_voted', 'grant', /déjà voté/] as const),
  ],
  [
    'a vote on what is not in the pack',
    ({ open, quorate }) => [open, 'cast-vote', { grant: quorate, vote: 'agree' }, second],
    ...([422, 'grant_not_in_pack', 'grant', /ordre du jour/] as const),
  ],
  [
    'a payment before the agreement is signed',
    ({ signing }) => [signing, 'order-payment', {}],
    ...([422, 'agreement_not_signed', undefined, /convention/] as const),
  ],
  [
    'a payment that nobody has ordered',
    ({ signing, partner }) => [signing, 'record-paid', { line: partner, mandate: 'M-1', on: '2026-03-16' }],
    ...([422, 'grant_wrong_task', undefined, /./] as const),
  ],
  [
    'a payment by somebody who pays nothing of it',
    ({ signing, partner }) => [signing, 'record-paid', { line: partner, mandate: 'M-1', on: '2026-03-16' }, payer],
    ...([403, 'not_allowed', undefined, /./] as const),
  ],
  [
    'a report for a closed grant',
    ({ closed }) => [
      ...([closed, 'hand-in-report'] as const),
      { spentCents: 1, results: [{ indicator: 'personnes', value: 1 }], personal: { account: 'Rien.' } },
    ],
    ...([422, 'grant_closed', undefined, /clos/] as const),
  ],
]

test.each(cases)('%s', async (name, asked, status, code, field, fr) => {
  const [stream, command, body, actor = cast.manager] = asked(played)
  const match: Record<string, string> = stream === unborn ? {} : { 'If-Match': `"${await versionOf(world, stream)}"` }
  const headers = { 'Idempotency-Key': name.replaceAll(' ', '-'), ...match }
  const problem = await refused(
    api.post(`/v1/${kindOf(stream)}s/${uuidOf(stream)}/${command}`, { actor, body, headers }),
  )
  expect([problem.status, problem.code, problem.field]).toEqual([status, code, field])
  expect(problem.detail).toMatch(fr)
  expect(problem.detail).toBe(problem.fr)
  expect(await everything(world)).toEqual(before)
})
