import { createTransport } from 'nodemailer'
import type { Calendar } from '../calendar/appointment.calendar'
import type { RenderedMail } from '../letter.render'
import { sendWithinMs } from './mail.turn'

export interface OutgoingMail extends RenderedMail {
  readonly to: readonly string[]
  readonly messageId: string
  readonly calendar: Calendar | null
}

/** Hands mails to a mail server. */
export interface MailSender {
  /** Resolves once the server has taken the mail for at least one of the addresses. */
  send(mail: OutgoingMail): Promise<void>
  /** Rejects where the server does not answer or does not let us in. */
  check(): Promise<void>
  /** The address that mails come from. */
  readonly from: string
  /** The Message-ID of a mail, the same at each try. */
  messageIdOf(mail: string): string
}

export interface SmtpSettings {
  readonly SMTP_URL: string
  readonly MAIL_FROM: string
}

/** One connection a mail: a pool would send again by itself what may have left already. */
export function smtpSender({ SMTP_URL, MAIL_FROM }: SmtpSettings): MailSender {
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: 5000,
    greetingTimeout: 5000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const host = /@([^\s<>@]+)>?$/.exec(MAIL_FROM)?.[1] ?? 'parcours.invalid'
  return {
    from: /<([^\s<>]+)>$/.exec(MAIL_FROM)?.[1] ?? MAIL_FROM.trim(),
    messageIdOf: (mail) => `<${mail}@${host}>`,
    send: async ({ to, subject, html, text, messageId, calendar }) => {
      await transport.sendMail({
        ...{ from: MAIL_FROM, to: [...to], subject, html, text, messageId },
        ...(calendar ? { icalEvent: { ...calendar, filename: 'rendez-vous.ics' } } : {}),
        signal: AbortSignal.timeout(sendWithinMs),
        textEncoding: 'quoted-printable',
        // Out-of-office answers to an address that nobody reads help nobody.
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', 'Content-Language': 'fr' },
      })
    },
    check: async () => {
      await transport.verify()
    },
  }
}
