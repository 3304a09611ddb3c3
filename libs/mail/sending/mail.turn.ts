import type { StoredMail } from './mail.stored'

/**
 * A mail from the core's decision to its rest; only these rows say what is still to be sent, never the queue:
 *
 *   pending → queued → (leased) → sent | not_due | no_address | failed
 *
 * pending  written with the event that it tells of
 * queued   the relay has put it on the queue; as good as pending, since the queue may forget
 * leased   a mailer is at it; when that one dies, the lease ends and another takes over
 * failed   given up, with a code; `resend` makes it pending again
 */
export type MailTurn =
  | { readonly do: 'send' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'nothing' }

/** How long a mailer holds a mail: longer than the longest sending, `sendWithinMs`. */
export const leaseMs = 60_000
export const sendWithinMs = 40_000

/**
 * What to do with a mail whose turn it is, for the `turns`-th time.
 * `behind`: an earlier one of the same stream and reader is not sent yet.
 */
export function turnOf(
  mail: Pick<StoredMail, 'status' | 'leasedUntil'>,
  behind: boolean,
  turns: number,
  now: string,
): MailTurn {
  if (mail.status !== 'pending' && mail.status !== 'queued') return { do: 'nothing' }
  const heldFor = mail.leasedUntil === null ? 0 : Date.parse(mail.leasedUntil) - Date.parse(now)
  if (heldFor > 0) return { do: 'wait', ms: heldFor }
  return behind ? { do: 'wait', ms: patienceMs(turns) } : { do: 'send' }
}

/** News come in order: at first the earlier mail is about to leave, later on it is the mail server that is away. */
const patienceMs = (turns: number) => Math.min(500 * 1.5 ** (turns - 1), 30_000)
