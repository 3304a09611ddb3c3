import type { Definition } from './definition.schema'
import { type Fault, fault } from './fault'
import { priorityNumbers } from './line.priority'

/** What is wrong with the waiting list: its order, and the reasons that people are told. */
export function faultsOfLine({ line, refusals }: Pick<Definition, 'line' | 'refusals'>): readonly Fault[] {
  const wrong = line.priority === null ? null : priorityNumbers.faultOf(line.priority)
  const order = wrong ? [fault('line.priority', `cette règle ne convient pas : ${wrong}`, wrong)] : []
  const codes = line.exceptions.map(({ code }) => code)
  const doubled =
    new Set(codes).size < codes.length
      ? [fault('line.exceptions', 'un code y est deux fois', 'a code is there twice')]
      : []
  return [...order, ...doubled, ...(['expired', 'unconfirmed'] as const).flatMap(faultOfReasons)]

  function faultOfReasons(end: 'expired' | 'unconfirmed'): readonly Fault[] {
    const { shareable, internal } = line[end]
    const { decline } = refusals
    const told =
      decline.shareable.some(({ code }) => code === shareable) && decline.internal.some(({ code }) => code === internal)
    return told
      ? []
      : [
          fault(
            `line.${end}`,
            'ses motifs ne sont pas dans refusals.decline',
            'its reasons are not among refusals.decline',
          ),
        ]
  }
}
