import { explained as explainedAs, type Unmet, unmetConditions, type Why } from '../definition/condition'
import { type FactTypes, rulesOver } from '../definition/rule'
import { eurosOf } from '../kernel/euros'
import type { Call } from './call.schema'

/** The typed facts of an application that a call's rules may read; lists hold at most thirty codes each. */
export interface ApplicationFacts {
  /** Whether the structure that applies is a body of private or of public law. */
  readonly body: 'private' | 'public'
  readonly askedCents: number
  /** What the whole project costs, and what of it the structure and the co-funders pay. */
  readonly costCents: number
  readonly ownCents: number
  readonly cofundedCents: number
  /** Whole months from the first to the last day of the project. */
  readonly months: number
  /** Codes of the call's publics. */
  readonly publics: readonly string[]
  /** SIREN of the EPCI in which the project is done. */
  readonly epcis: readonly string[]
  /** What the structure is to the network. */
  readonly structureRoles: readonly string[]
}

export const applicationFactTypes = {
  body: 'string',
  askedCents: 'int',
  costCents: 'int',
  ownCents: 'int',
  cofundedCents: 'int',
  months: 'int',
  publics: 'list<string>',
  epcis: 'list<string>',
  structureRoles: 'list<string>',
} as const satisfies Record<keyof ApplicationFacts, FactTypes[string]>

/** What each of them means, for those who write rules. */
export const applicationFactWords: Readonly<Record<keyof ApplicationFacts, string>> = {
  body: 'droit de la structure qui demande : private (privé) ou public',
  askedCents: 'somme demandée, en centimes',
  costCents: 'coût du projet entier, en centimes',
  ownCents: 'part que la structure paie elle-même, en centimes',
  cofundedCents: 'part que paient les cofinanceurs, en centimes',
  months: 'durée du projet, en mois entiers',
  publics: 'codes des publics du projet',
  epcis: 'numéros SIREN des EPCI où le projet se fait',
  structureRoles: 'rôles de la structure dans le réseau, comme lieu, prescriber ou recyclerie',
}

export const applicationRules = rulesOver(applicationFactTypes)

type Conditions = Pick<Call, 'eligibility'>

/** In the call's order; no code where the application is eligible. */
export const unmetRules = ({ eligibility }: Conditions, facts: ApplicationFacts): Unmet =>
  unmetConditions(applicationRules, eligibility, { ...facts })

/** Why an application is not eligible, from what was kept of it; sums are written in euros. */
export const explained = (call: Conditions, unmet: Unmet): readonly Why[] => explainedAs(call, unmet, told)

const told = (facts: Unmet['facts'], language: 'fr' | 'en'): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => {
      if (typeof value === 'number') return [[name, name.endsWith('Cents') ? eurosOf(value, language) : value] as const]
      return typeof value === 'string' ? [[name, value] as const] : []
    }),
  )
