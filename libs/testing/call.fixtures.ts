import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Call, callSchema } from '../domain/call/call.schema'

const shipped = (id: string): Call =>
  callSchema.parse(JSON.parse(readFileSync(join(process.cwd(), `definitions/calls/${id}.json`), 'utf8')))

/** The two calls that ship: one page, one committee, one payment, one report; and everything switched on. */
export const lightCall = shipped('landes-actions-2026.v1')
export const fullCall = shipped('landes-projets-2026.v1')
