import type { ReaderRole } from '../../contracts/codes'
import type { Queryable, Vault } from '../../vault/vault'

/** Who has addresses in the directory: everybody but the person whose journey it is. */
export interface Agents {
  readonly role: Exclude<ReaderRole, 'beneficiary'>
  readonly id: string
}

/**
 * The addresses of a reader, now: an agent, or all those who work at a place, in a workshop or for a territory;
 * whoever has left is written to no more.
 * A place where nobody works yet has the public address of the directory. None where nobody can be written to.
 */
export async function findAddresses(sql: Queryable, vault: Vault, to: Agents): Promise<readonly string[]> {
  const agents = await agentsOf(sql, to)
  const revealed = await vault.ofStreams(sql, agents, ['email'])
  const addresses = [...revealed.values()].flatMap(({ email }) => (typeof email === 'string' ? [email] : []))
  if (addresses.length === 0 && to.role === 'lieu') return publicAddress(sql, to.id)
  return [...new Map(addresses.map((address) => [address.toLowerCase(), address])).values()]
}

const whose: Readonly<Record<Agents['role'], string>> = {
  prescriber: 'stream = $1',
  mediator: 'stream = $1',
  lieu: `stream IN (SELECT actor FROM actor_place WHERE place = $1) AND role = 'mediator'`,
  recyclerie: `structure = $1 AND role = 'recyclerie'`,
  owner: `structure = $1 AND role = 'mediator'`,
  coordinator: `territory = $1 AND role = 'coordinator'`,
  applicant: `structure = $1 AND role = 'applicant'`,
  fund_manager: `territory = $1 AND role = 'fund_manager'`,
  reviewer: 'stream = $1',
  member: 'stream = $1',
  payer: `structure = $1 AND role = 'payer'`,
  funder: `structure = $1 AND role = 'funder'`,
}

async function agentsOf(sql: Queryable, { role, id }: Agents): Promise<readonly string[]> {
  const { rows } = await sql.query<{ stream: string }>(
    `SELECT stream FROM actor WHERE left_on IS NULL AND ${whose[role]} ORDER BY stream`,
    [id],
  )
  return rows.map(({ stream }) => stream)
}

async function publicAddress(sql: Queryable, place: string): Promise<readonly string[]> {
  const { rows } = await sql.query<{ emails: string[] }>('SELECT emails FROM place WHERE stream = $1', [place])
  return rows.flatMap(({ emails }) => emails.slice(0, 1))
}
