import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { SMTPServer } from 'smtp-server'
import { MailStore } from './mail.store'
import { servePages } from './page.server'
import { listenToMail } from './smtp.listener'

let folder: string
let smtp: SMTPServer
let pages: Server

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-catcher-'))
  const store = new MailStore(folder)
  smtp = await listenToMail(store, 0)
  pages = await servePages(store, 0)
})

afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
  await new Promise((resolve) => pages.close(resolve))
  rmSync(folder, { recursive: true })
})

function get(path: string): Promise<Response> {
  const { port } = pages.address() as AddressInfo
  return fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } })
}

async function send(mail: { subject: string; text: string; html?: string }): Promise<void> {
  const { port } = smtp.server.address() as AddressInfo
  const transport = createTransport({ host: '127.0.0.1', port, secure: false })
  await transport.sendMail({
    from: 'parcours@exemple.fr',
    to: 'lieu@exemple.fr',
    messageId: '<un@exemple.fr>',
    ...mail,
  })
  transport.close()
}

async function newest(): Promise<{ id: string; subject: string }> {
  const [mail] = (await (await get('/api/mails')).json()) as { id: string; subject: string }[]
  if (mail === undefined) throw new Error('no mail')
  return mail
}

describe('the mail catcher', () => {
  it('says that there is nothing yet, and that it is ready', async () => {
    expect(await (await get('/')).text()).toContain('Aucun courriel')
    expect((await get('/health/ready')).status).toBe(200)
  })

  it('keeps a mail and shows it as JSON and as a page', async () => {
    await send({ subject: 'Élan <b>', text: 'Bonjour & bienvenue', html: '<p onclick="x()">Bonjour</p>' })
    const { id, ...mail } = await newest()
    expect(mail).toMatchObject({
      subject: 'Élan <b>',
      to: ['lieu@exemple.fr'],
      from: 'parcours@exemple.fr',
      messageId: '<un@exemple.fr>',
      text: expect.stringContaining('Bonjour & bienvenue') as string,
    })
    expect(await (await get('/')).text()).toContain('Élan &lt;b&gt;')
    const page = await (await get(`/mails/${id}`)).text()
    expect(page).toContain('Bonjour &amp; bienvenue')
    expect(page).toMatch(/<iframe title="[^"]+" sandbox="allow-popups allow-popups-to-escape-sandbox"/)
  })

  it('lets the HTML part run nothing, even opened by itself', async () => {
    const { id } = await newest()
    const part = await get(`/mails/${id}/html`)
    expect(part.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox(?!.*allow-scripts)/)
    expect(await part.text()).toContain('Bonjour')
  })

  it('lists the newest first and finds what an earlier run kept', async () => {
    await send({ subject: 'Deuxième', text: 'Suite' })
    expect((await newest()).subject).toBe('Deuxième')
    expect(await new MailStore(folder).list(10)).toHaveLength(2)
    expect(await new MailStore(folder).list(1)).toMatchObject([{ subject: 'Deuxième' }])
  })

  it('fits a phone: lines instead of columns, and long words broken', async () => {
    const { id } = await newest()
    for (const path of ['/', `/mails/${id}`]) {
      const page = await (await get(path)).text()
      expect(page).toMatch(/h1, dd, td \{ overflow-wrap: anywhere \}/)
      expect(page).toMatch(/@media \(max-width: 40rem\) \{[^}]*thead/)
    }
  })

  it('shows no HTML version where there is none', async () => {
    const { id } = await newest()
    expect(await (await get(`/mails/${id}`)).text()).not.toContain('<iframe')
    expect((await get(`/mails/${id}/html`)).status).toBe(404)
  })

  it.each(['/mails/..%2Fsecret', '/mails/0-0', '/nothing'])('answers 404 to %s', async (path) => {
    writeFileSync(join(folder, 'secret'), 'x')
    expect((await get(path)).status).toBe(404)
  })
})
