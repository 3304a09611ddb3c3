import type { Plan } from './plan'
import type { Stream } from './stream'

/** Names shared by the workflows and those who speak to them. */
export const taskQueue = 'parcours'
export const wakeSignal = 'wake'
export const planQuery = 'plan'
export const followedUpdate = 'followed'
export const stageAttribute = 'ParcoursStage'
export const territoryAttribute = 'ParcoursTerritory'

/** The workflow type that follows a kind of stream; kinds without one have no deadlines. */
export const workflowTypes = {
  journey: 'journeyWorkflow',
  dotation: 'dotationWorkflow',
  lot: 'lotWorkflow',
  grant: 'grantWorkflow',
  session: 'sessionWorkflow',
} as const

/** What workflows may ask of the world. Both are idempotent. */
export interface Activities {
  /** Executes the command of a deadline that has come and answers the present Plan of the stream. */
  executeDeadline(plan: Plan): Promise<Plan>
  /** Reads the present Plan of a stream: how a child learns its first one. */
  readPlan(stream: Stream): Promise<Plan>
}
