import { existsSync } from 'node:fs'
import { loadEnvFile } from 'node:process'

/** Reads `.env` into the environment where there is one; what the environment already holds wins. */
export function settingsFileRead(): void {
  if (existsSync('.env')) loadEnvFile('.env')
}
