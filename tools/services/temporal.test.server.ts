import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './data.layout'
import { succeeded } from './child.succeeded'
import { findOnPath } from './executable.find'
import type { ServiceContext } from './service.context'

const DOWNLOAD_WITHIN_MS = 10 * 60_000

/** The SDK starts a program, not a jar. A server that lives for one test file need not be compiled at its best. */
const SCRIPT = `#!/bin/sh
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"
`

/** The path of a program that is Temporal's time-skipping test server, brought by Maven the first time. */
export async function findTestServer({ layout, env, log }: ServiceContext): Promise<string> {
  const pom = join(layout.root, 'tools/services/temporal-test-server.pom.xml')
  const edition = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12)
  if (findOnPath('java', env) === null) throw new Error(missing('Java 17 (java)'))
  const kept = join(cacheFolder(env), `temporal-test-server-${edition}`)
  const program = join(kept, 'temporal-test-server')
  if (existsSync(program)) return program
  const maven = findOnPath('mvn', env)
  if (maven === null) throw new Error(missing('Maven (mvn)'))
  log(`Serveur de test de Temporal : téléchargement par Maven…`)
  const partial = mkdtempSync(`${kept}-`)
  try {
    const options = ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', '-DincludeScope=runtime']
    const copy = [...options, `-DoutputDirectory=${join(partial, 'lib')}`]
    await succeeded(spawn(maven, copy, { stdio: ['ignore', 'inherit', 'inherit'] }), DOWNLOAD_WITHIN_MS)
    writeFileSync(join(partial, 'temporal-test-server'), SCRIPT)
    chmodSync(join(partial, 'temporal-test-server'), 0o755)
    renameSync(partial, kept)
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
  return program
}

function missing(what: string): string {
  return `Les tests où le temps est sauté demandent Java 17 et Maven ; il manque ${what}.
The tests that skip time need Java 17 and Maven; ${what} is missing.`
}
