// Checks what reviews tire of: sizes of files, words that do not belong in the project.
// Run by `npm run check` and `npm test`; prints every fault and exits 1 where there is one.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

const limits = { median: 60, ninthDecile: 150, most: 300, main: 50 }

const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\0')
  .filter(Boolean)
const isCode = (path) => /\.(ts|tsx|mjs)$/.test(path) && !/(^|\/)(generated|histories)\//.test(path)
const isTest = (path) => /\.test\.tsx?$/.test(path) || path.startsWith('test/')
const linesOf = (path) => readFileSync(path, 'utf8').split('\n').length - 1

const faults = []
const sizes = tracked.filter(isCode).map((path) => ({ path, lines: linesOf(path) }))
for (const { path, lines } of sizes) {
  if (lines > limits.most) faults.push(`${path}: ${lines} lines, ${limits.most} at most`)
  if (path.endsWith('main.ts') && path.startsWith('apps/') && lines > limits.main) {
    faults.push(`${path}: ${lines} lines, a main.ts has ${limits.main} at most`)
  }
}
const sources = sizes
  .filter(({ path }) => !isTest(path))
  .map(({ lines }) => lines)
  .sort((a, b) => a - b)
const at = (share) => sources[Math.floor(share * (sources.length - 1))] ?? 0
if (at(0.5) > limits.median) faults.push(`the median source file has ${at(0.5)} lines, ${limits.median} at most`)
if (at(0.9) > limits.ninthDecile) faults.push(`the ninth decile has ${at(0.9)} lines, ${limits.ninthDecile} at most`)

// The project speaks of itself alone: no path of a machine, no name of a registry's host.
const foreign = [/(^|[^\w.])\/(home|root|work)\/\w/, /registry\.npmjs\.org|files\.pythonhosted\.org|proxy\.golang\.org/]
const read = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // Deleted in the working tree: nothing to check.
  }
}
for (const path of tracked) {
  if (path === 'tools/check/sizes.mjs') continue
  const text = read(path)
  for (const pattern of foreign) {
    const found = pattern.exec(text)
    if (found) faults.push(`${path}: speaks of a machine or a registry: "${found[0].trim()}"`)
  }
  const host = hostname()
  if (host.length > 5 && text.includes(host)) faults.push(`${path}: names this machine`)
  if (/\.(ts|tsx)$/.test(path) && /\b(TODO|FIXME)\b|\.(skip|only)\(/.test(text))
    faults.push(`${path}: left open or skipped`)
}

for (const fault of faults) process.stderr.write(`${fault}\n`)
process.stdout.write(
  `sizes: ${sources.length} source files, median ${at(0.5)}, ninth decile ${at(0.9)}, ${faults.length} faults\n`,
)
process.exit(faults.length > 0 ? 1 : 0)
