import { createHash } from 'node:crypto'
import type { ActorClient, Speaker } from './actor.client'
import { coordinator, expectTaken, readAll, speakerOf, type World } from './world'

interface Device {
  readonly id: string
  readonly version: number
  readonly owner: string
  readonly recyclerie: string | null
  readonly status: string
}

interface Waiting {
  readonly id: string
  readonly structure: string | null
}

/** The recyclerie's day: for a dotation that waits, one laptop of that stock is prepared and confirmed ready. */
export class Recyclerie {
  private busy: Promise<void> = Promise.resolve()

  constructor(
    private readonly client: ActorClient,
    private readonly world: World,
    private readonly today: () => string,
  ) {}

  /** Confirms some laptops before anybody asks, so that lieux find them in their stock. */
  async stockUp(share: number): Promise<number> {
    const preparing = await this.preparing()
    const some = preparing.filter((_device, index) => index % Math.round(1 / share) === 0)
    for (const device of some) await this.confirm(device)
    return some.length
  }

  /** Answers one dotation that waits; one after the other, as at a workbench. */
  prepareFor(dotation: Waiting): Promise<void> {
    this.busy = this.busy.then(() => this.prepare(dotation))
    return this.busy
  }

  private async prepare({ id, structure }: Waiting): Promise<void> {
    const { stage } = await this.client.read<{ stage: string }>(coordinator, `/v1/dotations/${id}`)
    if (stage !== 'stock' || !structure) return
    const device = (await this.inPreparation(structure)) ?? (await this.takeIn(id, structure))
    await this.confirm(device)
  }

  private inPreparation = async (structure: string): Promise<Device | undefined> =>
    (await this.preparing()).find(({ owner }) => owner === structure)

  /** Takes in one more laptop; one taken in before may have gone to a dotation that had waited longer. */
  private async takeIn(dotation: string, structure: string): Promise<Device> {
    for (let count = 1; ; count += 1) {
      await this.register(`${dotation}/${count}`, structure)
      const device = await this.inPreparation(structure)
      if (device) return device
    }
  }

  private async confirm({ id, version, recyclerie }: Device): Promise<void> {
    const key = `demo/device-${id}/${version}/confirm-ready`
    const path = `/v1/devices/${id}/confirm-ready`
    const answer = await this.client.command(this.speakerOf(recyclerie), path, { on: this.today() }, key, version)
    if (answer.body.code !== 'stale_version') expectTaken('confirm-ready', answer)
  }

  /** The stock is used up: one more laptop is taken in for the structure whose dotation waits. */
  private async register(name: string, owner: string): Promise<void> {
    const digest = createHash('sha256').update(`demo laptop for ${name}`).digest('hex')
    const id = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`
    const number = digest.slice(0, 10).toUpperCase()
    const speaker = this.speakers()[0] as Speaker
    const body = {
      serial: `EXEMPLE-SN-${number}`,
      inventory: `INV-FICTIF-${number}`,
      brand: 'Marque Exemple',
      model: 'Portable 14 Exemple',
      owner,
      recyclerie: speaker.structure,
    }
    const answer = await this.client.command(
      speaker,
      `/v1/devices/${id}/register-device`,
      body,
      `demo/device-${id}/register`,
      null,
    )
    expectTaken('register-device', answer)
  }

  private async preparing(): Promise<readonly Device[]> {
    const read = (speaker: Speaker) => readAll<Device>(this.client, speaker, '/v1/devices?status=preparing')
    return (await Promise.all(this.speakers().map(read))).flat()
  }

  private speakers = (): readonly Speaker[] =>
    this.world.agents.filter(({ role }) => role === 'recyclerie').map(speakerOf)

  private speakerOf(structure: string | null): Speaker {
    const known = this.speakers().find((speaker) => speaker.structure === structure)
    if (!known) throw new Error('a laptop of no known recyclerie')
    return known
  }
}
