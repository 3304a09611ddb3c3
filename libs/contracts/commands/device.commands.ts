import { z } from 'zod'
import { deviceExits } from '../codes'
import { streamOf } from '../stream'
import { codeSchema, daySchema, lineSchema, markSchema } from './parts'

export const digestPattern = /^[0-9a-f]{64}$/

/** The SHA-256 of a report, in lower-case hexadecimal; null where there is none, which is refused by its name. */
const reportSchema = z.string().regex(digestPattern).nullable().default(null)

const release = { locksRemoved: z.boolean(), tagsRemoved: z.boolean(), ownershipTransferred: z.boolean() }
const wipe = { method: codeSchema, tool: codeSchema, report: reportSchema }
const test = { version: z.string().max(80), answers: z.record(codeSchema, z.boolean()) }
const grade = {
  grade: codeSchema,
  charger: z.boolean(),
  battery: codeSchema,
  screenInches: z.number().positive().max(100),
  system: codeSchema,
  accessibility: z.array(codeSchema).max(20).default([]),
}
const on = daySchema

/** A laptop that was prepared before it is registered: every step of it, with its day and its proof. */
const preparedSchema = z.strictObject({
  release: z.strictObject({ on, ...release }),
  wipe: z.strictObject({ on, ...wipe }),
  test: z.strictObject({ on, ...test }),
  grade: z.strictObject({ on, ...grade }),
})

/** Commands of a laptop, all given without any name of a person. `on` is the day on which it was done. */
export const deviceCommands = {
  RegisterDevice: {
    data: z.strictObject({
      serial: markSchema,
      inventory: markSchema,
      brand: lineSchema(100),
      model: lineSchema(100),
      owner: streamOf('structure'),
      recyclerie: streamOf('structure'),
      lot: streamOf('lot').nullable().default(null),
      prepared: preparedSchema.nullable().default(null),
    }),
  },
  /** Locks and asset tags are off and it is its owner's. */
  ReleaseDevice: { data: z.strictObject({ on, ...release }) },
  WipeDevice: { data: z.strictObject({ on, ...wipe }) },
  TestDevice: { data: z.strictObject({ on, ...test }) },
  GradeDevice: { data: z.strictObject({ on, ...grade }) },
  ConfirmReady: { data: z.strictObject({ on }) },
  SendDevice: { data: z.strictObject({ on }) },
  /** It is at a place of its owner. */
  ReceiveDevice: { data: z.strictObject({ on, place: streamOf('place') }) },
  DiscardDevice: { data: z.strictObject({ on, exit: z.enum(deviceExits), reason: codeSchema }) },
  /** Back to the recyclerie for after-sales, by the ticket that came with it where there is one. */
  SendBackDevice: { data: z.strictObject({ on, fault: codeSchema, ticket: markSchema.nullable().default(null) }) },
  /** Repaired, and given back to whoever it was handed over to. */
  GiveBackDevice: { data: z.strictObject({ on }) },
} as const
