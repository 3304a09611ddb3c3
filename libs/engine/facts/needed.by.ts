import type { DotationState } from '../../domain/dotation/dotation.state'
import type { JourneyState } from '../../domain/journey/journey.state'
import type { ParsedCommand } from '../command.parse'
import type { LoadedStream } from '../stream.load'

/** What the laptop must have: of a dotation, what it was opened with; of a journey, what its diagnostic finds or has found. */
export function neededBy({ type, data }: ParsedCommand, lead: LoadedStream | null): readonly string[] {
  if (type === 'RecordDiagnostic') return (data.needs as { features: string[] }).features
  if (lead?.kind === 'dotation') {
    const state = lead.state as DotationState
    return state.stage === 'unknown' ? [] : state.opening.needs
  }
  const state = lead?.state as JourneyState | undefined
  return state && 'found' in state ? (state.found.needs?.features ?? []) : []
}
