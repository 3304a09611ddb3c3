import { createServer, type Server, type ServerResponse } from 'node:http'
import { htmlPart, listPage, mailPage, missingPage } from './mail.page'
import type { MailStore } from './mail.store'

const MAX_LISTED = 500

/** What an address answers. */
interface Answer {
  readonly status: number
  readonly type: 'application/json' | 'text/html'
  readonly body: string
  readonly policy?: string
}

// Our pages run no script and load nothing; what came by mail does not even share our origin.
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'"
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox"

const json = (body: unknown): Answer => ({ status: 200, type: 'application/json', body: JSON.stringify(body) })
const html = (body: string, policy?: string): Answer => ({ status: 200, type: 'text/html', body, policy })
const missing: Answer = { status: 404, type: 'text/html', body: missingPage() }

async function answerTo(path: string, store: MailStore): Promise<Answer> {
  if (path === '/') return html(listPage(await store.list(MAX_LISTED), store.count()))
  if (path === '/health/live' || path === '/health/ready') return json({ status: 'ok' })
  if (path === '/api/mails') return json(await store.list(MAX_LISTED))
  const [, kind, id, part] = path.match(/^\/(mails|api\/mails)\/([0-9TZa-f-]+)(\/html)?$/) ?? []
  const mail = id === undefined ? null : await store.find(id)
  if (mail === null) return missing
  if (kind === 'api/mails') return json(mail)
  if (part === undefined) return html(mailPage(mail))
  return mail.html === null ? missing : html(htmlPart(mail.html), MAIL_POLICY)
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    'content-type': `${answer.type}; charset=utf-8`,
    'content-security-policy': answer.policy ?? PAGE_POLICY,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  response.end(answer.body)
}

/** Serves the page to read the mails, and `/api/mails` for tests and the demo. */
export function servePages(store: MailStore, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://catcher')
    answerTo(pathname, store).then(
      (answer) => send(response, answer),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
        send(response, { status: 500, type: 'text/html', body: missingPage() })
      },
    )
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}
