import { createHmac } from 'node:crypto'
import { type OutcomeCode } from '../contracts/codes'
import type { RepriseStep } from '../contracts/commands/reprise.commands'
import { communeFinder, communeOf } from './commune.cells'
import { parseEmail, parsePhone } from './contact.parsers'
import { parsePastDay } from './day.parsers'
import { parseMark, parseSerial } from './device.rows'
import { type KnownPlace, type KnownStructure, parsePlace, parseStructure } from './known.finder'
import { type CellParser, type Line, lineOf, read } from './line.cells'
import { birthOf } from './referral.rows'
import type { TableFormat } from './table.format'
import { type Imported, importTable, type RowResult } from './table.rows'
import type { Territory } from './territory.rows'
import { foldName } from './text.fold'
import { parseCode, parseCodes, parseName, parseReference, parseText } from './text.parsers'

/** What files of the past are read against. `secret`: key of the row keys. `today`: ISO 8601 day of the territory. */
export interface RepriseContext {
  readonly today: string
  readonly territory: Territory
  readonly structures: readonly KnownStructure[]
  readonly secret: Uint8Array | string
}

export interface CaseContext extends RepriseContext {
  readonly places: readonly KnownPlace[]
  readonly codes: {
    readonly reasons: readonly string[]
    readonly needs: readonly string[]
    readonly consentModes: readonly string[]
  }
}

interface Identity {
  readonly lastName: string
  readonly firstName: string
  readonly birthDate: string | null
  readonly birthYear: number
  readonly communeInsee: string
  readonly phone: string | null
  readonly email: string | null
}

/** Somebody who was equipped before. `key` is the same for the same line, and nothing can be read from it. */
export interface HandOverRow {
  readonly key: string
  readonly reference: string | null
  readonly personal: Identity
  readonly on: string
  readonly source: string
  readonly laptop: { serial: string; inventory: string; brand: string; model: string; owner: string } | null
}

/** A case of the former tool, at one of its steps. */
export interface CaseRow {
  readonly key: string
  readonly reference: string | null
  readonly personal: Identity & { readonly prescriberName: string | null }
  readonly reasons: readonly string[]
  readonly needs: readonly string[]
  readonly place: string
  readonly consent: { readonly date: string; readonly mode: string }
  readonly step: RepriseStep
  readonly openedOn: string
  readonly on: string
  readonly handedOverOn: string | null
  readonly outcome: OutcomeCode | null
  readonly mediator: string | null
  readonly prescriber: { readonly structure: string | null; readonly email: string | null }
}

/** The programmes that laptops of before come from, as files name them. */
const sources = ['mon_ordi_pin40', 'precurseur'] as const

/** The steps as files name them. */
export const stepNames: Readonly<Record<string, RepriseStep>> = {
  ouvert: 'opened',
  partie_prescripteur: 'prescriber_part',
  partie_lieu: 'lieu_part',
  materiel_choisi: 'equipment_chosen',
  valide: 'validated',
  pdf: 'pdf',
  envoye_signature: 'sent_for_signature',
  signe: 'signed',
  clos: 'closed',
}

/** How a closed case ended, as files name it. */
export const outcomeNames: Readonly<Record<string, OutcomeCode>> = {
  termine: 'completed',
  perdu_de_vue: 'lost_to_follow_up',
  abandon: 'withdrawn',
  sans_suite: 'expired',
  non_demarre: 'not_started',
  non_eligible: 'not_eligible',
  oriente_ailleurs: 'oriented_elsewhere',
}

const who = ['nom', 'prenom'] as const
const contacts = ['reference', 'telephone', 'courriel'] as const
const oneOf = [
  ['date_naissance', 'annee_naissance'],
  ['code_insee', 'commune'],
]

const handOverFormat: TableFormat = {
  required: [...who, 'remis_le', 'origine'],
  optional: [...contacts, 'serie', 'inventaire', 'marque', 'modele', 'structure_proprietaire'],
  oneOf,
  others: 'refused',
}

const caseFormat: TableFormat = {
  required: [
    ...who,
    ...['raisons', 'lieu', 'etape', 'etape_le', 'ouvert_le', 'consentement_date', 'consentement_mode'],
  ],
  optional: [
    ...contacts,
    ...['besoins', 'remis_le', 'issue', 'mediateur_courriel'],
    ...['prescripteur_structure', 'prescripteur_courriel', 'prescripteur_nom'],
  ],
  oneOf,
  others: 'refused',
}

const byReference = { of: ({ key, reference }: { key: string; reference: string | null }) => reference && key }
const byContent = { of: ({ key, reference }: { key: string; reference: string | null }) => (reference ? null : key) }
const keys = [
  { ...byReference, column: 'reference' },
  { ...byContent, column: null, rule: 'row_repeated' as const },
] as const

/** The people of a CSV file who were equipped before, and what was refused of it, line by line. */
export const readHandOvers = (bytes: Uint8Array, context: RepriseContext): Imported<HandOverRow> =>
  importTable<HandOverRow>(bytes, handOverFormat, handOverParser(context), ...keys)

/** The cases of a CSV file, and what was refused of it, line by line. */
export const readCases = (bytes: Uint8Array, context: CaseContext): Imported<CaseRow> =>
  importTable<CaseRow>(bytes, caseFormat, caseParser(context), ...keys)

type Parser<T> = (row: { line: number; cells: Readonly<Record<string, string>> }) => RowResult<T>

function handOverParser(context: RepriseContext): Parser<HandOverRow> {
  const identity = identityParser(context)
  const parseOwner = parseStructure(context.structures, 'owner')
  return ({ line: number, cells }) => {
    const line = lineOf(number, cells)
    const reference = line.optional('reference', parseReference(64))
    const personal = identity(line)
    const on = line.required('remis_le', parsePastDay(context.today))
    const source = line.required('origine', parseCode(sources))
    const laptop = laptopOf(line, parseOwner)
    if (!personal || !on || !source || line.problems.length > 0) return { line: number, problems: line.problems }
    const row = { reference, personal, on, source, laptop }
    return { line: number, row: { key: keyOf(context.secret, 'hand_over', row), ...row } }
  }
}

/** A laptop is known by its serial number; whatever else is told of it goes with that. */
function laptopOf(line: Line, parseOwner: CellParser<KnownStructure>): HandOverRow['laptop'] {
  const others = ['inventaire', 'marque', 'modele', 'structure_proprietaire']
  const isTold = ['serie', ...others].some((column) => line.text(column) !== '')
  if (!isTold) return null
  const serial = line.required('serie', parseSerial)
  const inventory = line.optional('inventaire', parseMark) ?? serial
  const brand = line.required('marque', parseText(100))
  const model = line.required('modele', parseText(100))
  const owner = line.required('structure_proprietaire', parseOwner)
  return serial && inventory && brand && model && owner ? { serial, inventory, brand, model, owner: owner.id } : null
}

function caseParser(context: CaseContext): Parser<CaseRow> {
  const { codes, today } = context
  const identity = identityParser(context)
  const parseSigner = parseStructure(context.structures, 'prescriber')
  return ({ line: number, cells }) => {
    const line = lineOf(number, cells)
    const reference = line.optional('reference', parseReference(64))
    const told = identity(line)
    const reasons = line.required('raisons', parseCodes(codes.reasons))
    const place = line.required('lieu', parsePlace(context.places))
    const step = line.required('etape', parseNamed(stepNames))
    const on = line.required('etape_le', parsePastDay(today))
    const openedOn = line.required('ouvert_le', parsePastDay(today))
    const date = line.required('consentement_date', parsePastDay(today))
    const mode = line.required('consentement_mode', parseCode(codes.consentModes))
    const prescriberName = line.optional('prescripteur_nom', parseText(200))
    const rest = {
      needs: line.optional('besoins', parseCodes(codes.needs)) ?? [],
      handedOverOn: line.optional('remis_le', parsePastDay(today)),
      outcome: line.optional('issue', parseNamed(outcomeNames)),
      mediator: line.optional('mediateur_courriel', parseEmail),
      prescriber: {
        structure: line.optional('prescripteur_structure', parseSigner)?.id ?? null,
        email: line.optional('prescripteur_courriel', parseEmail),
      },
    }
    const complete = told && reasons && place && step && on && openedOn && date && mode
    if (!complete || line.problems.length > 0) return { line: number, problems: line.problems }
    const personal = { ...told, prescriberName }
    const consent = { date, mode }
    const row = { reference, personal, reasons, place: place.id, step, on, openedOn, consent, ...rest }
    return { line: number, row: { key: keyOf(context.secret, 'case', row), ...row } }
  }
}

function identityParser({ territory, today }: RepriseContext): (line: Line) => Identity | null {
  const findCommune = communeFinder(territory)
  return (line) => {
    const lastName = line.required('nom', parseName(100))
    const firstName = line.required('prenom', parseName(100))
    const birth = birthOf(line, today)
    const commune = communeOf(line, { code: 'code_insee', name: 'commune' }, findCommune)
    const phone = line.optional('telephone', parsePhone)
    const email = line.optional('courriel', parseEmail)
    return lastName && firstName && birth && commune
      ? { lastName, firstName, ...birth, communeInsee: commune.insee, phone, email }
      : null
  }
}

/** A name out of a list, as the code that it stands for. */
function parseNamed<C extends string>(names: Readonly<Record<string, C>>): CellParser<C> {
  const parse = parseCode(Object.keys(names))
  return (text) => {
    const name = parse(text)
    return name.ok ? read(names[name.value] as C) : name
  }
}

/** A keyed hash of the reference, else of all that a line says, names being folded. */
function keyOf(
  secret: Uint8Array | string,
  kind: string,
  { reference, personal, ...said }: { reference: string | null; personal: Identity },
): string {
  const person = { ...personal, lastName: foldName(personal.lastName), firstName: foldName(personal.firstName) }
  const named = reference === null ? ['row', person, said] : ['reference', reference]
  return createHmac('sha256', secret)
    .update(JSON.stringify([kind, named]))
    .digest('hex')
}
