import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transitions as dotation } from '../libs/domain/dotation/dotation.transitions'
import { transitions as grant } from '../libs/domain/grant/grant.transitions'
import { transitions as journey } from '../libs/domain/journey/journey.transitions'
import { transitions as session } from '../libs/domain/session/session.transitions'
import { transitions as lot } from '../libs/domain/lot/lot.transitions'
import { dotationTransitions } from '../workflows/dotation/dotation.transitions'
import { grantTransitions } from '../workflows/grant/grant.transitions'
import { journeyTransitions } from '../workflows/journey/journey.transitions'
import { sessionTransitions } from '../workflows/session/session.transitions'
import { lotTransitions } from '../workflows/lot/lot.transitions'

type Table = Readonly<Record<string, readonly string[]>>

/** A Mermaid state diagram of a table of transitions. */
function diagramOf(table: Table): string {
  const lines = Object.entries(table).flatMap(([stage, nexts]) => nexts.map((next) => `  ${stage} --> ${next}`))
  return ['stateDiagram-v2', `  [*] --> ${Object.keys(table)[0]}`, ...lines, '  closed --> [*]'].join('\n')
}

const sorted = (table: Table) =>
  Object.fromEntries(Object.entries(table).map(([stage, nexts]) => [stage, [...nexts].sort()]))

const tables: readonly (readonly [name: string, mark: string, workflow: Table, core: Table])[] = [
  ['journey', 'transitions', journeyTransitions, journey],
  ['dotation', 'dotation transitions', dotationTransitions, dotation],
  ['lot', 'lot transitions', lotTransitions, lot],
  ['session', 'session transitions', sessionTransitions, session],
  ['grant', 'grant transitions', grantTransitions, grant],
]

test.each(tables)(
  'the workflow of a %s accepts exactly the transitions that the core decides',
  (_, _mark, workflow, core) => {
    expect(sorted(workflow)).toEqual(sorted(core))
  },
)

test.each(tables)('the README’s diagram of a %s is drawn from them', (_, mark, _workflow, core) => {
  const readme = readFileSync(join(process.cwd(), 'README.md'), 'utf8')
  const drawn = new RegExp(`<!-- ${mark} -->\\n\`\`\`mermaid\\n([\\s\\S]*?)\\n\`\`\`\\n<!-- /${mark} -->`).exec(
    readme,
  )?.[1]
  expect(drawn).toBe(diagramOf(core))
})
