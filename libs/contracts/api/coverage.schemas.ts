import { z } from 'zod'
import { outcomeCodes } from '../codes'
import { callIdSchema } from '../commands/fund.parts'
import { daySchema } from '../commands/parts'
import { streamOf } from '../stream'
import { uuidSchema } from './common.schemas'

const cents = z.int().meta({ description: 'Centimes d’euro' })

/** Coverages, and what each has left for the journeys that come. */
export const coveragesSchema = z
  .object({
    items: z.array(
      z
        .object({
          id: uuidSchema,
          version: z.int(),
          grant: streamOf('grant'),
          call: callIdSchema,
          places: z.array(streamOf('place')),
          definitions: z.array(z.string()),
          from: daySchema,
          until: daySchema,
          envelopeCents: cents,
          /** What all journeys come to, reservations included. */
          costCents: cents,
          leftCents: cents,
          /** Whether less is left than those concerned are warned of. */
          low: z.boolean(),
          /** Whether nobody else is taken in: the grant is closed, or its balance is fixed. */
          over: z.boolean(),
          balanceCents: cents.nullable(),
          /** Proposed to be asked back, and not decided. */
          proposedCents: cents,
          journeys: z.int(),
          /** Costs flagged as paid twice that nobody has decided about. */
          twice: z.int(),
        })
        .meta({ id: 'Coverage' }),
    ),
  })
  .meta({ id: 'Coverages' })
export type Coverages = z.infer<typeof coveragesSchema>

/** What each journey of a coverage comes to: no name, and nothing of what was measured. */
export const coverageCostsSchema = z
  .object({
    items: z.array(
      z
        .object({
          journey: streamOf('journey'),
          place: streamOf('place'),
          definition: z.string(),
          state: z.enum(['reserved', 'settled', 'refused']),
          cents,
          /** What it would come to with room enough. */
          wholeCents: cents,
          /** Whether it seems to be paid twice, and nobody has decided. */
          twice: z.boolean(),
          /** What was decided of a cost paid twice. */
          accepted: z.boolean().nullable(),
        })
        .meta({ id: 'CoverageCost' }),
    ),
  })
  .meta({ id: 'CoverageCosts' })
export type CoverageCosts = z.infer<typeof coverageCostsSchema>

export const costGroups = ['grant', 'funder', 'epci'] as const
export type CostGroup = (typeof costGroups)[number]

export const costQuerySchema = z.strictObject({ by: z.enum(costGroups), call: callIdSchema.optional() })
export type CostQuery = z.infer<typeof costQuerySchema>

const figures = {
  journeys: z.int(),
  costCents: cents,
  /** Rounded to the cent; null where there is no journey. */
  perJourneyCents: cents.nullable(),
}

/**
 * What journeys have cost those who pay for them. A journey that several funders pay is counted for each of them, its cost in
 * the measure of their parts. `perOutcomeCents`: all that was spent for each journey that was completed.
 */
export const costsSchema = z
  .object({
    by: z.enum(costGroups),
    rows: z.array(
      z
        .object({
          /** The grant or the structure by its stream, the EPCI by its SIREN. */
          key: z.string(),
          ...figures,
          perOutcomeCents: cents.nullable(),
          /** Journeys that have ended, by what became of them; `null` are those that go on. */
          outcomes: z.array(z.object({ outcome: z.enum(outcomeCodes).nullable(), ...figures })),
        })
        .meta({ id: 'CostRow' }),
    ),
  })
  .meta({ id: 'Costs' })
export type Costs = z.infer<typeof costsSchema>
