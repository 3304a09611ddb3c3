import type { Result } from '../../libs/contracts/command'
import type { Fault } from '../../libs/domain/definition/fault'

/** What a command has to say, and the exit code that it says it with. */
export interface Said {
  readonly code: 0 | 1
  readonly text: string
}

export const said = (text: string): Said => ({ code: 0, text })

/** The faults of a version, one a line with its place. */
export function faultsReport(name: string, faults: readonly Fault[]): Said {
  if (faults.length === 0) return said(`${name} : aucune faute.`)
  const count = faults.length === 1 ? 'une faute' : `${faults.length} fautes`
  return { code: 1, text: [`${name} : ${count}.`, ...faults.map(lineOf)].join('\n') }
}

const lineOf = ({ path, fr }: Fault) => `  ${path || '(le tout)'} : ${fr}`

/** What came of a command; a refusal with everything that is wrong. */
export function resultReport(result: Result, done: string): Said {
  if (result.ok) return said(`${done} (version ${result.answer.version} du flux).`)
  const issues = (result.issues ?? []).map(({ field, fr }) => lineOf({ path: field, fr, en: '' }))
  return { code: 1, text: [result.fr, ...issues].join('\n') }
}
