import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'

const FILE_END = '.eml'

/** A caught mail, as the page and the JSON show it. */
export interface CaughtMail {
  readonly id: string
  /** ISO 8601 instant of its arrival. */
  readonly receivedAt: string
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  readonly messageId: string
  readonly text: string
  /** Null when the mail has no HTML part. */
  readonly html: string | null
}

/** Caught mails: one file each, as they came, in a folder that outlives the process. */
export class MailStore {
  private readonly parsed = new Map<string, CaughtMail>()

  constructor(private readonly folder: string) {}

  /** Keeps a mail; once this resolves it is on disk under its final name. */
  async keep(raw: Buffer, receivedAt: Date): Promise<string> {
    // The name sorts by arrival, so that the folder itself is the order.
    const id = `${receivedAt.toISOString().replaceAll(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`
    const partial = join(this.folder, `${id}.partial`)
    await writeFile(partial, raw, { mode: 0o600, flush: true })
    await rename(partial, join(this.folder, id + FILE_END))
    return id
  }

  /** How many mails there are. */
  count(): number {
    return this.ids().length
  }

  /** The newest mails first, `limit` at most. */
  list(limit: number): Promise<CaughtMail[]> {
    return Promise.all(
      this.ids()
        .slice(-limit)
        .reverse()
        .map((id) => this.parse(id)),
    )
  }

  /** The mail of that id, or null. */
  async find(id: string): Promise<CaughtMail | null> {
    return this.ids().includes(id) ? this.parse(id) : null
  }

  private ids(): string[] {
    const files = readdirSync(this.folder).filter((name) => name.endsWith(FILE_END))
    return files.map((name) => name.slice(0, -FILE_END.length)).sort()
  }

  private async parse(id: string): Promise<CaughtMail> {
    const known = this.parsed.get(id)
    if (known !== undefined) return known
    const mail = await PostalMime.parse(await readFile(join(this.folder, id + FILE_END)))
    const caught: CaughtMail = {
      id,
      receivedAt: instantOf(id),
      from: mail.from?.address ?? '',
      to: (mail.to ?? []).flatMap(({ address }) => address ?? []),
      subject: mail.subject ?? '',
      messageId: mail.messageId ?? '',
      text: mail.text ?? '',
      html: mail.html ?? null,
    }
    this.parsed.set(id, caught)
    return caught
  }
}

/** `20260102T030405678Z-…` back to `2026-01-02T03:04:05.678Z`. */
function instantOf(id: string): string {
  return id.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z.*$/, '$1-$2-$3T$4:$5:$6.$7Z')
}
