import { z } from 'zod'
import { outcomeSchema } from '../codes'
import { streamOf } from '../stream'
import { beneficiarySchema, journeyCommands } from './journey.commands'
import { codeSchema, daySchema, lineSchema, markSchema } from './parts'

/** The steps of a case in the tool that was there before, in their order. */
export const repriseSteps = [
  'opened',
  'prescriber_part',
  'lieu_part',
  'equipment_chosen',
  'validated',
  'pdf',
  'sent_for_signature',
  'signed',
  'closed',
] as const
export type RepriseStep = (typeof repriseSteps)[number]

const { person, definition, prescriber, place, reasons, needs } = journeyCommands.Refer.data.shape

/** What comes from before this service: it is marked, counted, and nobody is written to about it. */
export const repriseCommands = {
  /** A case at the step where it was on a day; its delays begin anew when it is taken over. */
  TakeOverJourney: {
    data: z.strictObject({
      ...{ person, definition, prescriber, place, reasons, needs },
      consent: z.strictObject({ textVersion: z.string().max(80), date: daySchema, mode: codeSchema }),
      step: z.enum(repriseSteps),
      openedOn: daySchema,
      on: daySchema,
      mediator: streamOf('actor').nullable().default(null),
      handedOverOn: daySchema.nullable().default(null),
      outcome: outcomeSchema.nullable().default(null),
    }),
    personal: beneficiarySchema,
  },
  /** Somebody who was equipped before, and their laptop where it is known. Leads the person. */
  TakeOverHandOver: {
    data: z.strictObject({
      on: daySchema,
      /** What it comes from, such as the forerunner of the present programme. */
      source: codeSchema,
      laptop: z
        .strictObject({
          device: streamOf('device'),
          serial: markSchema,
          inventory: markSchema,
          brand: lineSchema(100),
          model: lineSchema(100),
          owner: streamOf('structure'),
        })
        .nullable()
        .default(null),
    }),
    personal: beneficiarySchema,
  },
} as const

export type TakeOverJourney = z.output<(typeof repriseCommands)['TakeOverJourney']['data']>
export type TakeOverHandOver = z.output<(typeof repriseCommands)['TakeOverHandOver']['data']>
