import { isBornAfter } from '../domain/person/age'
import { communeFinder, communeOf } from './commune.cells'
import { parseEmail, parsePhone } from './contact.parsers'
import { parseBirthDate, parseBirthYear, parsePastDay } from './day.parsers'
import { type KnownPlace, type KnownStructure, parsePlace, parseStructure } from './known.finder'
import { type CellParser, type Line, lineOf } from './line.cells'
import { type ReferralRow, referralKey } from './referral.row'
import type { TableFormat } from './table.format'
import type { TableRow } from './table.reader'
import { type Imported, importTable, type RowResult } from './table.rows'
import type { Territory } from './territory.rows'
import { parseCode, parseCodes, parseName, parseReference } from './text.parsers'

/**
 * What a referral file is read against, all of it data.
 * `today`: ISO 8601 day in Europe/Paris. `codes`: those of the definition. `secret`: key of the row keys; another
 * secret makes every line look new. `sentBy.structure`: id of the prescriber's own structure.
 */
export type ReferralContext = {
  today: string
  territory: Territory
  places: readonly KnownPlace[]
  structures: readonly KnownStructure[]
  codes: { reasons: readonly string[]; needs: readonly string[]; consentModes: readonly string[] }
  sentBy: { role: 'prescriber'; structure: string } | { role: 'coordinator' }
  secret: Uint8Array | string
}

const PRESCRIBER_COLUMNS = ['prescripteur_structure', 'prescripteur_courriel'] as const
const MAX_NAME_CHARS = 100
const MAX_REFERENCE_CHARS = 64

/** A coordinator types for others, so its file names the prescriber of each line. */
export function referralFormat(sentBy: ReferralContext['sentBy']['role']): TableFormat {
  const optional = ['reference', 'telephone', 'courriel', 'besoins']
  const required = ['nom', 'prenom', 'raisons', 'lieu_souhaite', 'consentement_date', 'consentement_mode']
  return {
    required: sentBy === 'coordinator' ? [...required, ...PRESCRIBER_COLUMNS] : required,
    optional: sentBy === 'coordinator' ? optional : [...optional, ...PRESCRIBER_COLUMNS],
    oneOf: [
      ['date_naissance', 'annee_naissance'],
      ['code_insee', 'commune'],
    ],
    others: 'refused',
  }
}

/** The referrals of a CSV file, and what was refused of it, line by line. */
export function readReferrals(bytes: Uint8Array, context: ReferralContext): Imported<ReferralRow> {
  const format = referralFormat(context.sentBy.role)
  return importTable(
    bytes,
    format,
    referralParser(context),
    { of: ({ key, reference }) => reference && key, column: 'reference' },
    { of: ({ key, reference }) => (reference ? null : key), column: null, rule: 'row_repeated' },
  )
}

/** Reads one line of a referral file; a line that breaks several rules tells them all. */
export function referralParser(context: ReferralContext): (row: TableRow) => RowResult<ReferralRow> {
  const findCommune = communeFinder(context.territory)
  const place = parsePlace(context.places)
  const structure = parseStructure(context.structures, 'prescriber')
  const { codes, today } = context
  return ({ line: number, cells }) => {
    const line = lineOf(number, cells)
    const reference = line.optional('reference', parseReference(MAX_REFERENCE_CHARS))
    const lastName = line.required('nom', parseName(MAX_NAME_CHARS))
    const firstName = line.required('prenom', parseName(MAX_NAME_CHARS))
    const birth = birthOf(line, today)
    const commune = communeOf(line, { code: 'code_insee', name: 'commune' }, findCommune)
    const phone = line.optional('telephone', parsePhone)
    const email = line.optional('courriel', parseEmail)
    const reasons = line.required('raisons', parseCodes(codes.reasons))
    const needs = line.optional('besoins', parseCodes(codes.needs)) ?? []
    const wished = line.required('lieu_souhaite', place)
    const date = line.required('consentement_date', parsePastDay(today))
    if (date && birth && isBornAfter(date, birth)) line.refuse('consentement_date', 'consent_before_birth')
    const mode = line.required('consentement_mode', parseCode(codes.consentModes))
    const prescriber = prescriberOf(line, context.sentBy, structure)
    const complete = lastName && firstName && birth && commune && reasons && wished && date && mode && prescriber
    if (!complete || line.problems.length > 0) return { line: number, problems: line.problems }
    const row = {
      reference,
      personal: { lastName, firstName, ...birth, communeInsee: commune.insee, phone, email },
      reasons,
      needs,
      place: wished.id,
      consent: { date, mode },
      prescriber,
      epci: commune.epci,
    }
    return { line: number, row: { key: referralKey(context.secret, row), ...row } }
  }
}

/** A date, or where only that is known a year; both may be there if they agree. */
export function birthOf(line: Line, today: string): { birthDate: string | null; birthYear: number } | null {
  const birthDate = line.optional('date_naissance', parseBirthDate(today))
  const year = line.optional('annee_naissance', parseBirthYear(today))
  if (birthDate === null) {
    const nothingWritten = line.text('date_naissance') === '' && line.text('annee_naissance') === ''
    if (nothingWritten) return line.refuse('date_naissance | annee_naissance', 'value_missing')
    return year === null ? null : { birthDate: null, birthYear: year }
  }
  const birthYear = Number(birthDate.slice(0, 4))
  if (year !== null && year !== birthYear) return line.refuse('annee_naissance', 'birth_conflict')
  return { birthDate, birthYear }
}

/** The structure that refers: the sender's own, or the one that a coordinator's line names. */
function prescriberOf(
  line: Line,
  sentBy: ReferralContext['sentBy'],
  parse: CellParser<KnownStructure>,
): ReferralRow['prescriber'] | null {
  if (sentBy.role === 'coordinator') {
    const structure = line.required('prescripteur_structure', parse)
    const email = line.required('prescripteur_courriel', parseEmail)
    return structure && email ? { structure: structure.id, email } : null
  }
  const structure = line.optional('prescripteur_structure', parse)
  const email = line.optional('prescripteur_courriel', parseEmail)
  if (structure !== null && structure.id !== sentBy.structure) {
    return line.refuse('prescripteur_structure', 'structure_not_sender')
  }
  return { structure: sentBy.structure, email }
}
