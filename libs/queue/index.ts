export {
  createMailQueue,
  type MailHandler,
  type MailQueue,
  type MailWorker,
  type QueuedMail,
  type Turn,
  type TurnFacts,
} from './mail.queue'
export type { QueueSettings } from './queue.backend'
export type { QueueProblem } from './queue.problem'
