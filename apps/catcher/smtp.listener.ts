import { SMTPServer } from 'smtp-server'
import type { MailStore } from './mail.store'

const MAX_MAIL_BYTES = 10 * 1024 * 1024

/** Takes mail for anyone from anyone on the loopback interface, and answers 250 only once it is on disk. */
export function listenToMail(store: MailStore, port: number): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    // Any login is as good: the mailer may be set up as it would be for a real server.
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'anyone' }),
    size: MAX_MAIL_BYTES,
    disableReverseLookup: true,
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.once('error', done)
      stream.once('end', () => {
        if (stream.sizeExceeded) return done(Object.assign(new Error('552 Trop gros / Too big'), { responseCode: 552 }))
        store.keep(Buffer.concat(chunks), new Date()).then(() => done(), done)
      })
    },
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}
