import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadEnvFile } from 'node:process'
import type { DataLayout } from '../services/data.layout'

const fileOf = ({ data }: Pick<DataLayout, 'data'>) => join(data, 'services.env')

/** Keeps the addresses of the services that run, for commands that speak to them; answers the file. */
export function addressesFileWritten(layout: DataLayout, addresses: Readonly<Record<string, string>>): string {
  const file = fileOf(layout)
  const lines = Object.entries(addresses).map(([name, value]) => `${name}=${value}\n`)
  // Renamed into place: whoever waits for the file never reads half of it.
  writeFileSync(`${file}.next`, lines.join(''), { mode: 0o600 })
  renameSync(`${file}.next`, file)
  return file
}

/** Reads those addresses and the clone's secrets into the environment; what it already holds wins. */
export function addressesFileRead(layout: DataLayout): void {
  for (const file of [fileOf(layout), layout.secrets]) if (existsSync(file)) loadEnvFile(file)
}
