import type { Definition } from './definition.schema'
import { END, type StageDefinition, type StageKind, type StageOf } from './stage.schema'
import { type FactTypes, type FactValue, rulesOver } from './rule'

/** What a branch may read of what was found so far. */
export interface FoundFacts {
  readonly reasons: readonly string[]
  readonly needs: readonly string[]
  /** What the last diagnostic found; false before one. */
  readonly trainingNeeded: boolean
  readonly laptopNeeded: boolean
  readonly mailboxNeeded: boolean
  readonly connectionNeeded: boolean
  readonly orientationNeeded: boolean
  readonly hasComputer: boolean
  readonly hasConnection: boolean
  /** Whether the person has followed what they committed to, as the last training said; true where there was none. */
  readonly commitmentKept: boolean
  readonly handedOver: boolean
  /** Whether a follow-up was answered. */
  readonly heard: boolean
}

export const foundFactTypes = {
  reasons: 'list<string>',
  needs: 'list<string>',
  trainingNeeded: 'bool',
  laptopNeeded: 'bool',
  mailboxNeeded: 'bool',
  connectionNeeded: 'bool',
  orientationNeeded: 'bool',
  hasComputer: 'bool',
  hasConnection: 'bool',
  commitmentKept: 'bool',
  handedOver: 'bool',
  heard: 'bool',
} as const satisfies Record<keyof FoundFacts, FactTypes[string]>

export const branchRules = rulesOver(foundFactTypes)

/** Where a journey goes on: a stage, null for the end; the stages it passes over, and what people are told of it. */
export interface WayOn {
  readonly stage: StageDefinition | null
  readonly skipped: readonly string[]
  readonly why: string | null
}

/** The stage of a code. Throws where there is none: a journey is never at a stage that its definition does not have. */
export function stageAt(definition: Definition, code: string): StageDefinition {
  const stage = definition.stages.find((each) => each.code === code)
  if (!stage) throw new TypeError(`definition ${definition.id} has no stage ${code}`)
  return stage
}

/** The same, known to be of a kind. */
export function stageOfKind<K extends StageKind>(definition: Definition, code: string, kind: K): StageOf<K> {
  const stage = stageAt(definition, code)
  if (stage.kind !== kind) throw new TypeError(`stage ${code} of ${definition.id} is a ${stage.kind}, not a ${kind}`)
  return stage as StageOf<K>
}

/** The first stage of its kind. Throws where the definition has none. */
export function firstOfKind<K extends StageKind>(definition: Definition, kind: K): StageOf<K> {
  const stage = definition.stages.find((each) => each.kind === kind)
  if (!stage) throw new TypeError(`definition ${definition.id} has no ${kind}`)
  return stage as StageOf<K>
}

/** Where a journey goes from a stage: the first branch whose rule holds. */
export function wayOn(definition: Definition, from: string, facts: FoundFacts): WayOn {
  const known: Readonly<Record<string, FactValue>> = { ...facts }
  const branch = stageAt(definition, from).next.find(({ when }) => when === null || branchRules.holds(when, known))
  if (!branch) throw new TypeError(`stage ${from} of ${definition.id} leads nowhere`)
  const codes = definition.stages.map(({ code }) => code)
  const start = codes.indexOf(from) + 1
  const stop = branch.to === END ? codes.length : codes.indexOf(branch.to)
  const stage = branch.to === END ? null : stageAt(definition, branch.to)
  return { stage, skipped: codes.slice(start, stop), why: branch.fr }
}
