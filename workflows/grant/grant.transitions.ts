import type { GrantStage } from '../../libs/contracts/codes'
import type { Transitions } from '../host/transitions.host'

/** What may follow each stage of a grant. A test compares it with what the domain really decides. */
export const grantTransitions: Transitions<GrantStage> = {
  application: ['admissibility', 'closed'],
  admissibility: ['instruction', 'closed'],
  instruction: ['committee', 'decision', 'closed'],
  committee: ['decision', 'closed'],
  decision: ['instruction', 'notification', 'agreement', 'payment', 'report', 'evaluation', 'closed'],
  notification: ['instruction', 'agreement', 'payment', 'report', 'evaluation', 'closed'],
  agreement: ['instruction', 'payment', 'report', 'evaluation', 'closed'],
  payment: ['instruction', 'decision', 'agreement', 'report', 'evaluation', 'closed'],
  report: ['decision', 'agreement', 'payment', 'evaluation', 'recovery', 'closed'],
  evaluation: ['recovery', 'closed'],
  recovery: ['report', 'evaluation', 'closed'],
  closed: ['recovery'],
}
