import { UnreadableMailError } from '../letter.render'

/** Why a mail did not leave, as a code that may be logged and shown: server's messages quote addresses. */
export interface MailFailure {
  readonly code: string
  /** Trying again would end the same way. */
  readonly permanent: boolean
}

/** A failure whose code is known where it happens. Its message is the code alone. */
export class MailError extends Error {
  constructor(
    readonly failure: MailFailure,
    options?: ErrorOptions,
  ) {
    super(failure.code, options)
  }
}

const unreachable = new Set(['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'EPROXY', 'EABORT'])

/** Reads what SMTP or we ourselves have thrown. */
export function failureOf(error: unknown): MailFailure {
  if (error instanceof MailError) return error.failure
  if (error instanceof UnreadableMailError) return { code: 'mail_data', permanent: true }
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown }
  if (typeof responseCode === 'number') {
    // A wrong password is the service's fault, not the mail's; 503 is about the conversation. Both may get right.
    const aboutTheMail = code === 'EENVELOPE' || code === 'EMESSAGE'
    return { code: `smtp_${responseCode}`, permanent: aboutTheMail && responseCode >= 500 && responseCode !== 503 }
  }
  if (typeof code === 'string' && unreachable.has(code)) return { code: 'smtp_unreachable', permanent: false }
  return { code: 'internal', permanent: false }
}
