import { z } from 'zod'
import { parseEmail, valuesOf } from './contact.parsers'
import { type KnownPlace, type KnownStructure, parsePlace, parseStructure } from './known.finder'
import { lineOf } from './line.cells'
import type { TableFormat } from './table.format'
import { type Imported, importTable } from './table.rows'
import { parseCode, parseName, parseReference } from './text.parsers'

/** An agent's role by the word of the file, and the role that its structure must have. */
const roles = {
  prescripteur: { role: 'prescriber', of: 'prescriber' },
  mediateur: { role: 'mediator', of: 'lieu' },
  recyclerie: { role: 'recyclerie', of: 'recyclerie' },
} as const

/**
 * An agent: someone who works for a structure. `key` is its identifier in the network's own list; `structure` and
 * `places` are ids as the application knows them; a mediator has one at least, the first being where mails find them.
 * `personal` is for the vault alone.
 */
export const actorRowSchema = z.strictObject({
  key: z.string().min(1).max(64),
  role: z.enum(['prescriber', 'mediator', 'recyclerie']),
  structure: z.string(),
  places: z.array(z.string()),
  personal: z.strictObject({
    lastName: z.string().min(1).max(100),
    firstName: z.string().min(1).max(100),
    email: z.email().max(254).nullable(),
  }),
})
export type ActorRow = z.infer<typeof actorRowSchema>

const format: TableFormat = {
  required: ['identifiant', 'structure', 'role', 'nom', 'prenom'],
  optional: ['lieu', 'courriel'],
  others: 'refused',
}

/** The agents of a CSV file, and what was refused of it, line by line. */
export function readActors(
  bytes: Uint8Array,
  known: { structures: readonly KnownStructure[]; places: readonly KnownPlace[] },
): Imported<ActorRow> {
  const parseRole = parseCode(['prescripteur', 'mediateur', 'recyclerie'])
  const structureWith = {
    prescriber: parseStructure(known.structures, 'prescriber'),
    lieu: parseStructure(known.structures, 'lieu'),
    recyclerie: parseStructure(known.structures, 'recyclerie'),
  }
  const places = valuesOf(parsePlace(known.places))
  return importTable<ActorRow>(
    bytes,
    format,
    ({ line: number, cells }) => {
      const line = lineOf(number, cells)
      const key = line.required('identifiant', parseReference(64))
      const word = line.required('role', parseRole)
      const structure = word && line.required('structure', structureWith[roles[word].of])
      const works = word === 'mediateur' ? line.required('lieu', places) : line.optional('lieu', places)
      if (word === 'mediateur' && works?.length === 0) line.refuse('lieu', 'value_missing')
      const lastName = line.required('nom', parseName(100))
      const firstName = line.required('prenom', parseName(100))
      const email = line.optional('courriel', parseEmail)
      const complete = key && word && structure && lastName && firstName
      if (!complete || line.problems.length > 0) return { line: number, problems: line.problems }
      const personal = { lastName, firstName, email }
      const at = [...new Set((works ?? []).map(({ id }) => id))]
      const row = { key, role: roles[word].role, structure: structure.id, places: at, personal }
      return { line: number, row }
    },
    { of: ({ key }) => key, column: 'identifiant' },
    // A referral names its prescriber by e-mail: within a structure it must mean one. Other agents may share a mailbox.
    {
      of: ({ structure, role, personal: { email } }) =>
        role === 'prescriber' && email ? JSON.stringify([structure, email]) : null,
      column: 'courriel',
      rule: 'email_repeated',
    },
  )
}
