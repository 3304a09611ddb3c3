export {
  createMailQueue,
  type MailHandler,
  type MailQueue,
  type MailWorker,
  type QueuedMail,
  type Turn,
} from './mail.queue'
