import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eurosOf } from '../../libs/domain/kernel/euros'
import type { ActorClient, Speaker } from './actor.client'
import { expectTaken, territory } from './world'

/** The fund manager of the demonstration. */
const fundManager: Speaker = { sub: 'fonds-exemple', role: 'fund_manager', structure: null, lieu: null, territory }

const shipped = ['landes-actions-2026.v1', 'landes-projets-2026.v1'] as const

interface CallContent {
  readonly id: string
  readonly title: string
  readonly envelopeCents: number
}

/** Drafts and publishes the calls that ship, but for those that are written already: only what the log holds counts. */
export async function publishCalls(client: ActorClient, root: string, log: (line: string) => void): Promise<void> {
  const { items } = await client.read<{ items: readonly { id: string; status: string }[] }>(fundManager, '/v1/calls')
  for (const id of shipped) {
    const status = items.find((each) => each.id === id)?.status
    if (status !== undefined && status !== 'draft') continue
    const content = JSON.parse(readFileSync(join(root, `definitions/calls/${id}.json`), 'utf8')) as CallContent
    const give = (step: string, body: object, version: number | null) =>
      client.command(fundManager, `/v1/calls/${id}/${step}`, body, `demo-call-${step}-${id}`, version)
    const drafted = await give('draft', { content }, null)
    expectTaken(`draft of ${id}`, drafted)
    expectTaken(`publication of ${id}`, await give('publish', {}, drafted.body.version))
    log(`  Appel à projets « ${content.title} » publié : enveloppe de ${eurosOf(content.envelopeCents, 'fr')}`)
  }
}
