import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transitions } from '../libs/domain/journey/journey.transitions'
import { journeyTransitions } from '../workflows/journey/journey.transitions'

/** A Mermaid state diagram of a table of transitions. */
function diagramOf(table: Readonly<Record<string, readonly string[]>>): string {
  const lines = Object.entries(table).flatMap(([stage, nexts]) => nexts.map((next) => `  ${stage} --> ${next}`))
  return ['stateDiagram-v2', `  [*] --> ${Object.keys(table)[0]}`, ...lines, '  closed --> [*]'].join('\n')
}

const sorted = (table: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(table).map(([stage, nexts]) => [stage, [...nexts].sort()]))

test('the workflow accepts exactly the transitions that the core decides', () => {
  expect(sorted(journeyTransitions)).toEqual(sorted(transitions))
})

test('the README’s diagram is drawn from them', () => {
  const readme = readFileSync(join(process.cwd(), 'README.md'), 'utf8')
  const drawn = /<!-- transitions -->\n```mermaid\n([\s\S]*?)\n```\n<!-- \/transitions -->/.exec(readme)?.[1]
  expect(drawn).toBe(diagramOf(transitions))
})
