import { z } from 'zod'
import { deviceCommands } from '../commands/device.commands'

const numbers = z.string().min(1).max(500_000).meta({
  description:
    'Les numéros de série ou d’inventaire, collés ou lus à la douchette, séparés par des retours à la ligne, espaces, virgules ou points-virgules ; ou un CSV dont une colonne est numero, serie ou inventaire, avec au besoin empreinte (du rapport d’effacement) et etat (classement) propres à chaque ligne',
})

const batchOf = <A extends string, D extends z.ZodType>(action: A, { data }: { data: D }) =>
  z.strictObject({ action: z.literal(action), data, numbers })

/** One action, its data common to every laptop, and the list; what a line says of itself comes first. */
export const deviceBatchSchema = z
  .discriminatedUnion('action', [
    batchOf('ReleaseDevice', deviceCommands.ReleaseDevice),
    batchOf('WipeDevice', deviceCommands.WipeDevice),
    batchOf('TestDevice', deviceCommands.TestDevice),
    batchOf('GradeDevice', deviceCommands.GradeDevice),
    batchOf('ConfirmReady', deviceCommands.ConfirmReady),
    batchOf('SendDevice', deviceCommands.SendDevice),
    batchOf('ReceiveDevice', deviceCommands.ReceiveDevice),
    batchOf('DiscardDevice', deviceCommands.DiscardDevice),
    batchOf('SendBackDevice', deviceCommands.SendBackDevice),
  ])
  .meta({
    id: 'DeviceBatch',
    example: {
      action: 'ReleaseDevice',
      data: { on: '2026-03-02', locksRemoved: true, tagsRemoved: true, ownershipTransferred: true },
      numbers: 'EXEMPLE-SN-0001\nEXEMPLE-SN-0002\nINV-FICTIF-0003',
    },
  })
export type DeviceBatch = z.output<typeof deviceBatchSchema>
