import type { Row } from '../registry.rows'
import type { DefinitionState } from './definition.state'
import { versionRow } from './version.rows'

/** A version as lists show it and as referrals look it up. */
export const definitionRows = (state: DefinitionState, stream: string): readonly Row[] =>
  state.status === 'unknown' ? [] : [{ table: 'definition', row: versionRow(state, stream) }]
