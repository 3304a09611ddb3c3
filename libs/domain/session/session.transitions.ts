import type { SessionStage } from '../../contracts/codes'

/** What may follow each stage of a session. */
export const transitions: Readonly<Record<SessionStage, readonly SessionStage[]>> = {
  convened: ['closed'],
  closed: [],
}
