import { mkdirSync } from 'node:fs'
import { readConfig } from '../../libs/config'
import { MailStore } from './mail.store'
import { servePages } from './page.server'
import { listenToMail } from './smtp.listener'

async function main(): Promise<void> {
  const config = readConfig('catcher', process.env)
  mkdirSync(config.CATCHER_FOLDER, { recursive: true, mode: 0o700 })
  const store = new MailStore(config.CATCHER_FOLDER)
  const smtp = await listenToMail(store, config.CATCHER_SMTP_PORT)
  const pages = await servePages(store, config.CATCHER_PAGE_PORT)
  process.once('SIGTERM', () => {
    pages.close()
    pages.closeAllConnections()
    smtp.close()
  })
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
