import type { Queryable, Vault } from '../../vault/vault'

/** How somebody who decides for the person, or the person, may be reached. Empty where it was not told. */
export interface PersonContact {
  readonly name: string
  readonly email: string
  readonly address: string
  readonly phone: string
  readonly communeInsee: string
  /** Whether somebody else reads the mailbox. */
  readonly isShared: boolean
  /** Whether it is who represents the person, as for a minor: what is meant for the person is sent to them. */
  readonly represents: boolean
}

const fields = ['lastName', 'firstName', 'email', 'mailboxReadBy', 'address', 'phone', 'communeInsee', 'representative']

type Told = Readonly<Record<string, unknown>>

/** The contact of a person as the vault knows it now; null where they were erased. */
export async function contactOfPerson(sql: Queryable, vault: Vault, person: string): Promise<PersonContact | null> {
  const told = (await vault.ofSubjects(sql, [person], fields)).get(person)
  if (!told?.lastName) return null
  const { representative } = told
  const represents = typeof representative === 'object' && representative !== null
  const who = represents ? (representative as Told) : told
  return {
    name: [who.firstName, who.lastName].map(textOf).filter(Boolean).join(' '),
    ...{ email: textOf(who.email), address: textOf(who.address), phone: textOf(who.phone) },
    communeInsee: textOf(told.communeInsee),
    isShared: !represents && Boolean(told.mailboxReadBy),
    represents,
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
