import { z } from 'zod'
import {
  dotationOutcomeSchema,
  grantOutcomeSchema,
  lotOutcomeSchema,
  outcomeSchema,
  ownerSchema,
  sessionOutcomeSchema,
} from './codes'
import { streamSchema } from './stream'

/** An instant: ISO 8601 in UTC, for example 2026-03-29T01:30:00Z. */
export const instantSchema = z.iso.datetime({ offset: false })

const waiting = {
  planVersion: z.literal(1),
  stream: streamSchema,
  epoch: z.int().positive(),
  version: z.int().positive(),
  task: z.string(),
  owner: ownerSchema.nullable(),
  until: instantSchema.nullable(),
  command: z.string().nullable(),
  territory: z.string(),
  child: streamSchema.nullable(),
}

const stage = <S extends string>(name: S) => z.object({ ...waiting, stage: z.literal(name) })

/** What a journey waits for: from whom, until when, and the command that fires then. */
export const journeyPlanSchema = z.discriminatedUnion('stage', [
  stage('prescription'),
  stage('diagnostic'),
  stage('training'),
  stage('support'),
  stage('dotation'),
  stage('evaluation'),
  z.object({ ...waiting, stage: z.literal('closed'), outcome: outcomeSchema }),
])
export type JourneyPlan = z.infer<typeof journeyPlanSchema>

/** What a dotation waits for. */
export const dotationPlanSchema = z.discriminatedUnion('stage', [
  stage('stock'),
  stage('handover'),
  stage('guarantee'),
  z.object({ ...waiting, stage: z.literal('closed'), outcome: dotationOutcomeSchema }),
])
export type DotationPlan = z.infer<typeof dotationPlanSchema>

/** What a lot of laptops waits for. */
export const lotPlanSchema = z.discriminatedUnion('stage', [
  stage('ordered'),
  stage('received'),
  stage('prepared'),
  stage('ready'),
  z.object({ ...waiting, stage: z.literal('closed'), outcome: lotOutcomeSchema }),
])
export type LotPlan = z.infer<typeof lotPlanSchema>

/** What a grant waits for. */
export const grantPlanSchema = z.discriminatedUnion('stage', [
  stage('application'),
  stage('admissibility'),
  stage('instruction'),
  stage('committee'),
  stage('decision'),
  stage('notification'),
  stage('agreement'),
  stage('payment'),
  stage('report'),
  stage('evaluation'),
  stage('recovery'),
  z.object({ ...waiting, stage: z.literal('closed'), outcome: grantOutcomeSchema }),
])
export type GrantPlan = z.infer<typeof grantPlanSchema>

/** What a session of the committee waits for. */
export const sessionPlanSchema = z.discriminatedUnion('stage', [
  stage('convened'),
  z.object({ ...waiting, stage: z.literal('closed'), outcome: sessionOutcomeSchema }),
])
export type SessionPlan = z.infer<typeof sessionPlanSchema>

/** The order of the core to a workflow; the highest (epoch, version) wins. */
export const planSchema = z.union([
  journeyPlanSchema,
  dotationPlanSchema,
  lotPlanSchema,
  grantPlanSchema,
  sessionPlanSchema,
])
export type Plan = z.infer<typeof planSchema>

/** True where `a` is newer than `b`: a higher epoch, or the same epoch and a higher version. */
export const isNewer = (a: Plan, b: Plan): boolean =>
  a.epoch > b.epoch || (a.epoch === b.epoch && a.version > b.version)
