import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporal } from '@temporalio/proto'

const { History } = temporal.api.history.v1
type RecordedHistory = temporal.api.history.v1.IHistory

const fileOf = (name: string) => join(process.cwd(), 'test/replay/histories', `${name}.json`)

/** Writes a history so that it can be read and compared; its payloads stay in base64. */
export function writeHistory(name: string, history: RecordedHistory): void {
  const plain = History.toObject(History.fromObject(history), { enums: String, longs: String, bytes: String })
  writeFileSync(fileOf(name), `${JSON.stringify(plain, null, 1)}\n`)
}

export function readHistory(name: string): RecordedHistory {
  return History.fromObject(JSON.parse(readFileSync(fileOf(name), 'utf8')) as object)
}
