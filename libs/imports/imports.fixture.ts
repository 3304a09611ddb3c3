import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { directoryMappingSchema } from './directory.mapping'
import type { KnownPlace, KnownStructure } from './known.finder'
import type { LineProblem } from './line.problem'
import type { NationalContext } from './national/national.rows'
import { tableSchema } from './national/table.schema'
import type { ReferralContext } from './referral.rows'
import type { Imported } from './table.rows'
import type { Territory } from './territory.rows'

/** A small territory: a merged commune, and two communes of one name, which no real example has. */
export const smallTerritory: Territory = {
  code: '40',
  name: 'Landes',
  bounds: { south: 43.45, west: -1.6, north: 44.6, east: 0.2 },
  communes: [
    { insee: '40088', name: 'Dax', epci: '244000675', department: '40', postalCodes: ['40100'] },
    { insee: '40197', name: 'Morcenx-la-Nouvelle', epci: '244000691', department: '40', postalCodes: ['40110'] },
    { insee: '40279', name: 'Saint-Paul-lès-Dax', epci: '244000675', department: '40', postalCodes: ['40990'] },
    { insee: '40901', name: 'Homonyme', epci: '244000691', department: '40', postalCodes: ['40110'] },
    { insee: '40902', name: 'Homonyme', epci: '244000675', department: '40', postalCodes: ['40100'] },
  ],
  epcis: [
    { siren: '244000675', name: 'CA du Grand Dax', crossesBorder: false },
    { siren: '244000691', name: 'CC du Pays Morcenais', crossesBorder: false },
  ],
  former: [
    { insee: '40302', name: 'Sindères', present: '40197' },
    { insee: '40009', name: null, present: '40197' },
  ],
}

export const structures: KnownStructure[] = [
  { id: 'structure-1', key: 'mls', name: 'Maison Exemple', siret: '00000001800010', roles: ['prescriber'] },
  { id: 'structure-2', key: 'lieu', name: 'Lieu Exemple', siret: null, roles: ['lieu', 'owner'] },
  { id: 'structure-3', key: 'recyc', name: 'Recyclerie Exemple', siret: null, roles: ['recyclerie'] },
  { id: 'structure-4', key: 'a', name: 'Double Exemple', siret: null, roles: ['prescriber'] },
  { id: 'structure-5', key: 'b', name: 'double exemple', siret: null, roles: ['prescriber'] },
]

export const places: KnownPlace[] = [
  { id: 'place-1', externalId: 'LDS-1', name: 'Médiathèque Exemple de Dax' },
  { id: 'place-2', externalId: 'LDS-2', name: 'Espace Fictif' },
  { id: 'place-3', externalId: 'LDS-3', name: 'ESPACE FICTIF' },
]

export const referralContext: ReferralContext = {
  today: '2026-11-22',
  territory: smallTerritory,
  places,
  structures,
  codes: {
    reasons: ['equipement', 'competences', 'autonomie'],
    needs: ['demarches', 'emploi', 'lien_social'],
    consentModes: ['papier', 'oral', 'electronique'],
  },
  sentBy: { role: 'prescriber', structure: 'structure-1' },
  secret: 'a secret of the tests',
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A file of the project, named from its root, where the tests run. */
export function fileOf(path: string): Uint8Array {
  return readFileSync(join(process.cwd(), path))
}

export function json(path: string): unknown {
  return JSON.parse(Buffer.from(fileOf(path)).toString('utf8'))
}

/** The mapping of Alpi's columns, as the project ships it. */
export const landesMapping = directoryMappingSchema.parse(json('definitions/sources/les-landes.config.json'))

/** The national schema of places, as the project ships it, for the small territory. */
export const nationalContext: NationalContext = {
  schema: tableSchema.parse(json('definitions/sources/mednum-schema.tableschema.json')),
  territory: smallTerritory,
  today: '2026-11-22',
}

/** Problems as `line column rule`, which is what a test compares. */
export const told = (problems: LineProblem[]): string[] => {
  return problems.map(({ line, column, rule }) => `${line} ${column ?? '-'} ${rule}`)
}

/** Every problem of an import, whether of the whole file or of its lines. */
export function problemsOf<T>(imported: Imported<T>): LineProblem[] {
  return imported.ok ? imported.refused : imported.problems
}

/** The rows of an import that must have been read; fails with what was refused. */
export function rowsOf<T>(imported: Imported<T>): T[] {
  if (!imported.ok) throw new Error(told(imported.problems).join('; '))
  return imported.rows.map(({ row }) => row)
}
