import { kindOf, uuidOf } from '../../contracts/stream'
import { personalFieldsOf } from '../../policy/read.policy'
import type { Queryable, Vault } from '../../vault/vault'
import type { LetterFacts } from '../letter'
import { dateWords } from '../words/date.words'
import type { StoredMail } from './mail.stored'
import { endOfTask } from './task.end'

/** Reads what the text of a mail may know. `publicUrl` is the address that people open. */
export async function letterFacts(
  sql: Queryable,
  vault: Vault,
  mail: StoredMail,
  about: Pick<LetterFacts, 'definition' | 'programme' | 'features'> & { readonly zone: string },
  publicUrl: string,
  reader: Pick<LetterFacts, 'to' | 'reading'>,
): Promise<LetterFacts> {
  const { definition, programme, features } = about
  const words = dateWords(about.zone)
  const uuid = uuidOf(mail.stream)
  return {
    ...{ definition, programme, features, words },
    ...reader,
    // A dotation carries the id of its journey.
    // Until journeys have pages of their own, the page of the API is where people act.
    journey: { number: uuid.slice(0, 8).toUpperCase(), link: `${publicUrl.replace(/\/+$/, '')}/docs/` },
    person: await personOf(sql, vault, `journey-${uuid}`, reader.to),
    place: await nameOfPlace(sql, mail),
    contact: await contactOf(sql, idIn(mail, 'place')),
    device: await nameOfDevice(sql, mail),
    before: definition && endOfTask(mail, definition, words),
  }
}

const wanted = ['lastName', 'firstName', 'reference'] as const

/** Initials and reference, where the policy lets the reader see what they are made of. A lieu reads like its people. */
async function personOf(
  sql: Queryable,
  vault: Vault,
  journey: string,
  to: LetterFacts['to'],
): Promise<LetterFacts['person']> {
  // Whose mail it is knows who they are, and others may see the screen.
  if (to === 'beneficiary' || to === 'owner') return { initials: null, reference: null }
  const readable = personalFieldsOf(to === 'lieu' ? 'mediator' : to)
  const fields = wanted.filter((field) => readable.includes(field))
  const { firstName, lastName, reference } = (await vault.ofStreams(sql, [journey], fields)).get(journey) ?? {}
  return { initials: initialsOf(firstName, lastName), reference: markOf(reference) }
}

/** A reference is printed where it is a mark, such as MLS-2026-014: one with a word in it may hold a name. */
export const markOf = (reference: unknown): string | null =>
  typeof reference === 'string' && /^(?=.*\d)[\p{Lu}\d._/-]{1,40}$/u.test(reference) && !/\p{L}{5}/u.test(reference)
    ? reference
    : null

/** « Z. I. »; null where the person was erased. */
export function initialsOf(...names: readonly unknown[]): string | null {
  const letters = names.flatMap((name) =>
    typeof name === 'string' ? [...name.normalize('NFC').trim()].slice(0, 1) : [],
  )
  return letters.length ? letters.map((letter) => `${letter.toLocaleUpperCase('fr')}.`).join(' ') : null
}

/** How a place is reached, by what the directory publishes: its name, its address, its phone. */
export async function contactOf(sql: Queryable, place: string | null): Promise<readonly string[]> {
  if (!place) return []
  const { rows } = await sql.query<Record<'name' | 'address' | 'town' | 'phone', string | null>>(
    `SELECT place.name, address, concat_ws(' ', postal_code, commune.name) AS town, phone
     FROM place LEFT JOIN commune ON commune.territory = place.territory AND commune.insee = place.commune_insee
     WHERE place.stream = $1`,
    [place],
  )
  const { name, address, town, phone } = rows[0] ?? {}
  return [name, address, town, phone].filter((line): line is string => Boolean(line))
}

async function nameOfPlace(sql: Queryable, mail: StoredMail): Promise<string | null> {
  const place = idIn(mail, 'place') ?? (mail.to.role === 'lieu' ? mail.to.id : null)
  if (!place) return null
  const { rows } = await sql.query<{ name: string }>('SELECT name FROM place WHERE stream = $1', [place])
  return rows[0]?.name ?? null
}

/** A laptop is known by its make, its model and the inventory number on its label. */
async function nameOfDevice(sql: Queryable, mail: StoredMail): Promise<string | null> {
  const device = idIn(mail, 'device')
  if (!device) return null
  const { rows } = await sql.query<{ brand: string; model: string; inventory: string }>(
    'SELECT brand, model, inventory FROM device WHERE stream = $1',
    [device],
  )
  return rows[0] ? `${rows[0].brand} ${rows[0].model}, inventaire ${rows[0].inventory}` : null
}

/** The stream of a kind that the data names, if it does. */
function idIn({ data }: StoredMail, kind: 'place' | 'device'): string | null {
  const id = (data as Readonly<Record<string, unknown>>)[kind]
  return typeof id === 'string' && kindOf(id) === kind ? id : null
}
