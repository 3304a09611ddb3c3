import { z } from 'zod'
import { durationSchema as duration } from './duration.schema'
import { instrumentsSchema } from './instrument.schema'
import { lineSchema } from './line.schema'
import { endReasonList, labelledList } from './list.schema'
import { conditionsSchema } from './rule.schema'
import { stageSchema } from './stage.schema'
import { zoneSchema } from './zone.schema'
import { closingTasks, endSchema, tasks, waitSchema } from './wait.schema'

const reasonLists = z.strictObject({ shareable: labelledList, internal: labelledList })

/** A version of a journey, as a working group agreed on it: data, never code. */
export const definitionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,80}\.v\d{1,6}$/),
  territory: z.string().min(1).max(10),
  zone: zoneSchema,
  title: z.string().min(1).max(100),
  reasons: labelledList,
  needs: labelledList,
  consent: z.strictObject({ textVersion: z.string().min(1).max(80), modes: labelledList }),
  /** What a journey must be for the person to enter it. */
  eligibility: conditionsSchema,
  refusals: z.strictObject({
    decline: reasonLists,
    miss: reasonLists,
    pause: reasonLists,
    transfer: reasonLists,
    end: reasonLists.extend({ internal: endReasonList }),
  }),
  line: lineSchema,
  /** Why a fact is put right, and why a journey is taken up again. */
  corrections: labelledList,
  reopenings: labelledList,
  instruments: instrumentsSchema,
  /** Over whom a laptop received before counts: the person alone, or everybody of their household. */
  lookBack: z.enum(['person', 'household']).default('person'),
  /** In the order in which people live them. The first is the prescription. */
  stages: z.array(stageSchema).min(1).max(30),
  /** How long a journey may rest at most. */
  pause: z.strictObject({ longest: duration }),
  /** How long those who followed or referred a journey still read it after it has gone to others. */
  transfer: z.strictObject({ formerReads: duration }),
  waits: z.partialRecord(z.enum(tasks), waitSchema),
  ends: z.partialRecord(z.enum(closingTasks), endSchema),
})
export type Definition = z.infer<typeof definitionSchema>
export type LookBack = Definition['lookBack']
