import type { GrantStage } from '../../contracts/codes'

/** What may follow each stage of a grant; the same one again is always possible. */
export const transitions: Readonly<Record<GrantStage, readonly GrantStage[]>> = {
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
