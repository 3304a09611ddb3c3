import type { Call } from '../../libs/domain/call/call.schema'
import { done, rowsOf, uuidOfNumber, type World } from '../../libs/testing/engine.world'
import { act, cast, openCast, twoLines } from '../../libs/testing/grant.cast'
import { grantToHear, votedCall } from '../../libs/testing/session.steps'

/** A call whose committee votes with a quorum of two, and whose grants are paid once both sides have signed. */
export const strictCall: Call = {
  ...votedCall,
  id: 'strict.v1',
  agreement: true,
  opensOn: '2020-01-01',
  closesOn: '2099-12-31',
}

/** A structure whose SIRET has a wrong key. */
export const wrongStructure = `structure-${uuidOfNumber(740)}`

const on = '2026-03-16'
const members = cast.members.slice(0, 3).map(({ sub }) => sub)

async function convene(world: World, number: number, pack: readonly string[]): Promise<string> {
  const session = `session-${uuidOfNumber(910 + number)}`
  await done(world, 'ConveneSession', session, { call: strictCall.id, on, members, pack }, { actor: cast.manager })
  return session
}

/**
 * Grants at the moments at which something may be wrongly asked: to be decided with a quorum and without, to be signed, closed,
 * and before the committee in a session in which the first member has voted; `held` is a session that is over.
 */
export async function playRefusals(world: World) {
  await openCast(world, strictCall)
  const of = { name: 'Association inventée au numéro faux', siret: '73282932000075', roles: ['lieu'], territory: '40' }
  await done(world, 'RegisterStructure', wrongStructure, of)
  const { state, partner } = await twoLines(world, strictCall.id, 150_000)
  const [quorate, short, signing, closed, heard] = [
    await grantToHear(world, 1, strictCall),
    await grantToHear(world, 2, strictCall),
    await grantToHear(world, 4, strictCall),
    await grantToHear(world, 5, strictCall),
    await grantToHear(world, 7, strictCall),
  ]
  const held = await convene(world, 1, [quorate, short, signing])
  const open = await convene(world, 2, [heard])
  world.setClock('2026-03-16T13:00:00Z')
  const [first, second] = cast.members
  for (const grant of [quorate, short, signing])
    await act(world, 'CastVote', held, { grant, vote: 'agree' }, { by: first })
  for (const grant of [quorate, signing]) await act(world, 'CastVote', held, { grant, vote: 'agree' }, { by: second })
  await act(world, 'CloseSession', held)
  await act(world, 'CastVote', open, { grant: heard, vote: 'agree' }, { by: first })
  const split = [{ line: partner, cents: 100_000 }]
  await act(world, 'AwardGrant', signing, { cents: 100_000, split, condition: null })
  await act(world, 'NotifyGrant', signing, { on, reference: 'DEC-2026-001' })
  await act(world, 'WithdrawGrant', closed, { reason: 'projet_abandonne' })
  return { state, partner, quorate, short, signing, closed, heard, held, open }
}

const tables = ['posting', 'fund_line', 'fund_line_grant', 'grant_file', 'grant_payment', 'session_pack'] as const

/** How many events there are, and every row of the ledger and of the grants: what a refusal leaves as it is. */
export async function everything(world: World): Promise<unknown> {
  const events = await rowsOf(world, 'SELECT count(*)::int AS events FROM event')
  const rows = await Promise.all(
    tables.map((table) => rowsOf(world, `SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY to_jsonb(t)::text`)),
  )
  return [events, ...rows]
}
