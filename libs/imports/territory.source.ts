import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** The parts that are used of `@etalab/decoupage-administratif` (Etalab, MIT; data of INSEE and IGN). */
const communeSchema = z.object({
  code: z.string(),
  nom: z.string(),
  type: z.string(),
  departement: z.string().optional(),
  chefLieu: z.string().optional(),
  anciensCodes: z.array(z.string()).optional(),
  codesPostaux: z.array(z.string()).optional(),
})
const epciSchema = z.object({ code: z.string(), nom: z.string(), membres: z.array(z.object({ code: z.string() })) })

export type Decoupage = { communes: z.infer<typeof communeSchema>[]; epcis: z.infer<typeof epciSchema>[] }

/** Communes and EPCI of France, from the installed package: the only function of this folder that reads files. */
export function readDecoupage(): Decoupage {
  const data = (name: string): unknown => {
    return JSON.parse(readFileSync(require.resolve(`@etalab/decoupage-administratif/data/${name}.json`), 'utf8'))
  }
  return { communes: z.array(communeSchema).parse(data('communes')), epcis: z.array(epciSchema).parse(data('epci')) }
}
