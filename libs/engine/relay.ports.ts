import type { OutboxRow, Settlement } from './relay.machine'

/** The outbox, whatever holds it. Each call is a transaction of its own, over when it returns. */
export interface OutboxPort {
  /** Leases the oldest waiting rows until `leasedUntil` (both UTC instants), and answers them; overtaken wakes go. */
  claim(now: string, leasedUntil: string, limit: number): Promise<readonly OutboxRow[]>
  settle(settlement: Settlement): Promise<void>
}

/** The queue of mails: it throws where it does not answer, and knows a job that it has already. */
export interface MailPort {
  enqueueAll(mails: readonly { readonly mail: string; readonly attempt: number }[]): Promise<void>
}
