import type { LetterData } from '../../documents/document.data'
import type { Queryable, Vault } from '../../vault/vault'
import { UnreadableMailError } from '../letter.render'
import { mailData } from '../mail.data'
import { contactOf } from '../sending/letter.facts'
import { contactOfPerson, type PersonContact } from '../sending/person.contact'
import type { Subject } from '../sending/mail.known'
import { dateWords } from '../words/date.words'
import { type BeneficiaryKind, messageOf } from '../words/beneficiary.words'

/** A mail that is to be printed. */
export interface PaperMail {
  readonly kind: BeneficiaryKind
  readonly person: string
  readonly territory: string
  readonly data: unknown
  readonly createdAt: string
}

/** What a letter to somebody's home says; null where the person was erased or has no address any more. */
export async function letterData(
  sql: Queryable,
  vault: Vault,
  mail: PaperMail,
  about: Pick<Subject, 'programme' | 'zone'>,
): Promise<LetterData | null> {
  const person = await contactOfPerson(sql, vault, mail.person)
  if (!person?.address) return null
  const to = await homeOf(sql, person, mail.territory)
  const parsed = mailData[mail.kind].safeParse(mail.data)
  if (!parsed.success) throw new UnreadableMailError(`data of a mail of kind ${mail.kind}`)
  const contact = await contactOf(sql, parsed.data.place)
  const words = dateWords(about.zone)
  const place = contact[0] ?? null
  const { title, sentences } = messageOf(mail.kind, parsed.data, { words, place }, person)
  return {
    title,
    to,
    sender: contact,
    day: words.day(mail.createdAt),
    paragraphs: ['Bonjour,', ...sentences],
    contact: { title: 'Pour contacter le lieu', lines: contact },
    closing: `Message de ${about.programme}.`,
  }
}

/** The lines of an address: names are read when a letter is printed and kept nowhere else. */
async function homeOf(sql: Queryable, { name, address, communeInsee }: PersonContact, territory: string) {
  const { rows } = await sql.query<{ town: string }>(
    `SELECT concat_ws(' ', postal_codes[1], name) AS town FROM commune WHERE territory = $1 AND insee = $2`,
    [territory, communeInsee],
  )
  // Somebody who wrote a postal code wrote the town with it.
  const towns = /\b\d{5}\b/.test(address) ? [] : rows.map(({ town }) => town)
  return [name, address, ...towns]
}
