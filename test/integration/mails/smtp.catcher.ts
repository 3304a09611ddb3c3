import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { once } from 'node:events'

/** A mail as a real mail server took it. */
export interface Caught {
  readonly to: readonly string[]
  readonly messageId: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** The entry for calendars that it carries, as text/calendar; null where it carries none. */
  readonly calendar: string | null
  /** Everything that came over the line. */
  readonly source: string
}

/** A mail server of the test's own. */
export interface SmtpCatcher {
  readonly url: string
  readonly caught: Caught[]
  /** Answers of the server to the next mails, in order: an SMTP code, or null to take the mail. */
  readonly answers: (number | null)[]
  /** Awaited before the server says 250. */
  beforeAccepting: (mail: Caught) => Promise<void>
  close(): Promise<void>
}

export async function startSmtp(): Promise<SmtpCatcher> {
  const catcher: Omit<SmtpCatcher, 'url' | 'close'> = {
    caught: [],
    answers: [],
    beforeAccepting: () => Promise.resolve(),
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (address, _session, callback) => {
      const code = catcher.answers.shift() ?? null
      // Like real servers, which name the address that they refuse.
      callback(code === null ? null : Object.assign(new Error(`<${address.address}> no`), { responseCode: code }))
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        read(Buffer.concat(chunks), session.envelope.rcptTo)
          .then(async (mail) => {
            await catcher.beforeAccepting(mail)
            catcher.caught.push(mail)
            callback()
          })
          .catch(callback)
      })
    },
  })
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return Object.assign(catcher, {
    url: `smtp://127.0.0.1:${address.port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  })
}

async function read(source: Buffer, rcptTo: readonly { address: string }[]): Promise<Caught> {
  const mail = await PostalMime.parse(source)
  return {
    to: rcptTo.map(({ address }) => address),
    messageId: mail.messageId ?? '',
    subject: mail.subject ?? '',
    text: (mail.text ?? '').replace(/[\s\u00a0]+/g, ' '),
    html: mail.html ?? '',
    calendar: calendarIn(mail),
    source: source.toString(),
  }
}

/** Mail programs take it as a part of the message or as a file: both say the same. */
function calendarIn({ attachments }: Awaited<ReturnType<typeof PostalMime.parse>>): string | null {
  const entries = attachments
    .filter(({ mimeType }) => /text\/calendar|application\/ics/.test(mimeType))
    .map(({ content }) => (typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString()))
  if (new Set(entries).size > 1) throw new Error('the entries of one mail differ')
  return entries[0] ?? null
}
