import { z } from 'zod'
import { streamOf } from '../stream'
import { digestPattern } from './device.commands'
import { instantSchema } from '../plan'
import { codeSchema, daySchema, reasonsSchema } from './parts'

/**
 * Commands of a dotation. `Bind` without a device takes the next ready one of the lieu's own stock that has what the person
 * needs; one that is named and lacks some of it is bound only `despite` that, which is kept.
 */
export const dotationCommands = {
  Bind: {
    data: z.strictObject({ device: streamOf('device').nullable().default(null), despite: z.boolean().default(false) }),
  },
  /** Makes the receipt of the laptop that is bound, to be signed at the counter; a new version replaces the last. */
  IssueReceipt: { data: z.strictObject({}) },
  /** What was signed, by its version and its hash, and the document of the journey that bears the signature. */
  SignReceipt: {
    data: z.strictObject({
      on: daySchema,
      version: z.int().positive(),
      sha256: z.string().regex(digestPattern),
      mode: codeSchema,
      document: z.uuid(),
    }),
  },
  /** The laptop that is bound does not work: it goes back, and the next one of the stock takes its place. */
  ReportFault: { data: z.strictObject({ on: daySchema, fault: codeSchema }) },
  HandOver: { data: z.strictObject({ on: daySchema }) },
  /** The day on which the person comes to fetch the laptop; another one takes the place of the last. */
  BookHandOver: { data: z.strictObject({ at: instantSchema }) },
  /** The person did not come on that day. */
  MissHandOver: { data: z.strictObject({ on: daySchema, reasons: reasonsSchema }) },
  RemindHandOver: { data: z.strictObject({}) },
  /** The laptop that was handed over fails within its guarantee: it goes back, and another one takes its place. */
  ReplaceLaptop: { data: z.strictObject({ on: daySchema, fault: codeSchema }) },
  RemindDotation: { data: z.strictObject({}) },
  ExpireDotation: { data: z.strictObject({}) },
  EndGuarantee: { data: z.strictObject({}) },
} as const
