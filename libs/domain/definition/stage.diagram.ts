import type { Definition } from './definition.schema'
import { END, type StageDefinition } from './stage.schema'

/**
 * A Mermaid state diagram of a version: its stages with their names, what leads from one to the other, and what is awaited
 * where. Source of the syntax: mermaid.js.org/syntax/stateDiagram.html.
 */
export function diagramOf({ stages }: Pick<Definition, 'stages'>): string {
  const [first] = stages
  return [
    'stateDiagram-v2',
    ...stages.map(({ code, fr }) => `  state "${words(fr)}" as ${code}`),
    ...(first ? [`  [*] --> ${first.code}`] : []),
    ...stages.flatMap(branchesOf),
  ].join('\n')
}

function branchesOf({ code, next }: StageDefinition): readonly string[] {
  return next.map(({ to, fr, when }) => {
    const why = fr ?? when
    return `  ${code} --> ${to === END ? '[*]' : to}${why ? ` : ${words(why)}` : ''}`
  })
}

/** What would end a label or a line of the diagram is written otherwise. */
const words = (text: string): string =>
  text
    .replace(/"/g, '”')
    .replace(/[;:#\n]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
