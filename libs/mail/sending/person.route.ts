import type { Owner } from '../../contracts/codes'
import type { Queryable, Vault } from '../../vault/vault'
import { contactOfPerson, type PersonContact } from './person.contact'

/** How a mail to a person goes on. */
export type PersonRoute =
  | { readonly by: 'email'; readonly contact: PersonContact }
  | { readonly by: 'letter' }
  | { readonly by: 'relay'; readonly contact: PersonContact; readonly to: Owner }
  /** The person was erased: nobody is to be told anything. */
  | { readonly by: 'nobody' }

interface Followers {
  mediator: string | null
  place: string
  prescriber_agent: string | null
}

/**
 * The way to a person, by what they told: their mailbox, else a letter, else a call by those who follow them, else
 * whoever referred them; a paper sheet names nobody who could be written to, then those who follow them. Everything is
 * read now: a mailbox that was told since is used. What is urgent would come too late by letter.
 */
export async function routeToPerson(
  sql: Queryable,
  vault: Vault,
  person: string,
  journey: string,
  isUrgent: boolean,
): Promise<PersonRoute> {
  const contact = await contactOfPerson(sql, vault, person)
  if (!contact) return { by: 'nobody' }
  if (contact.email) return { by: 'email', contact }
  if (contact.address && !isUrgent) return { by: 'letter' }
  const { rows } = await sql.query<Followers>(
    'SELECT mediator, place, prescriber_agent FROM journey WHERE stream = $1',
    [journey],
  )
  const followers = rows[0]
  if (!followers) return { by: 'nobody' }
  const { prescriber_agent: prescriber } = followers
  const to = contact.phone || !prescriber ? followerOf(followers) : ({ role: 'prescriber', id: prescriber } as const)
  return { by: 'relay', contact, to }
}

const followerOf = ({ mediator, place }: Followers): Owner =>
  mediator ? { role: 'mediator', id: mediator } : { role: 'lieu', id: place }
