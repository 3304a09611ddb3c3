import { createHash } from 'node:crypto'
import type { TerritorySettings } from '../../libs/domain/territory/territory.settings'
import type { ActorClient, Speaker } from './actor.client'
import type { ImportReport } from './files'
import { dataOfStep, type Preparing, steps } from './laptop.step'
import { agentWhere, coordinator, expectTaken, readAll, speakerOf, type World } from './world'

interface Device {
  readonly id: string
  readonly version: number
  readonly serial: string
  readonly owner: string
  readonly recyclerie: string | null
  readonly status: string
}

interface Waiting {
  readonly id: string
  readonly structure: string | null
}

/** The recyclerie's day: laptops are prepared in batches, then one is confirmed ready for each dotation that waits. */
export class Recyclerie {
  private busy: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly client: ActorClient,
    private readonly world: World,
    private readonly today: () => string,
    private readonly rules: TerritorySettings['laptops'],
  ) {}

  /** Prepares all that is there, and confirms some before anybody asks, so that lieux find them in their stock. */
  async stockUp(share: number): Promise<{ prepared: number; ready: number }> {
    const prepared = await this.prepareAll()
    const graded = await this.listed('graded')
    const some = graded.filter((_device, index) => index % Math.round(1 / share) === 0)
    for (const device of some) await this.confirm(device)
    return { prepared, ready: some.length }
  }

  /** Answers one dotation that waits; one after the other, as at a workbench. */
  prepareFor = (dotation: Waiting): Promise<void> => this.inTurn(() => this.prepare(dotation))

  /** Has a laptop that is promised to somebody brought to its owner's place. */
  bring = (device: string): Promise<void> =>
    this.inTurn(async () => {
      const found = (await this.listed('bound')).find(({ id }) => `device-${id}` === device)
      if (found) await this.deliver(found, found.version)
    })

  private inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.busy.then(work)
    this.busy = turn
    return turn
  }

  private async prepare({ id, structure }: Waiting): Promise<void> {
    const { stage } = await this.client.read<{ stage: string }>(coordinator, `/v1/dotations/${id}`)
    if (stage !== 'stock' || !structure) return
    const device = (await this.graded(structure)) ?? (await this.takeIn(id, structure))
    await this.confirm(device)
  }

  private graded = async (structure: string): Promise<Device | undefined> =>
    (await this.listed('graded')).find(({ owner }) => owner === structure)

  /** Takes in one more laptop; one taken in before may have gone to a dotation that had waited longer. */
  private async takeIn(dotation: string, structure: string): Promise<Device> {
    for (let count = 1; ; count += 1) {
      await this.register(`${dotation}/${count}`, structure)
      await this.prepareAll()
      const device = await this.graded(structure)
      if (device) return device
    }
  }

  /** Takes every laptop of every workshop through the steps that it lacks; answers how many have had their last. */
  private async prepareAll(): Promise<number> {
    let graded = 0
    for (const status of Object.keys(steps) as Preparing[]) {
      const counts = await Promise.all(this.speakers().map((speaker) => this.batch(speaker, status)))
      graded = counts.reduce((sum, count) => sum + count, 0)
    }
    return graded
  }

  /** One step for all the laptops of a workshop that are due for it, as from a scanned list. */
  private async batch(speaker: Speaker, status: Preparing): Promise<number> {
    const devices = await readAll<Device>(this.client, speaker, `/v1/devices?status=${status}`)
    if (devices.length === 0) return 0
    const numbers = devices.map(({ serial }) => serial).join('\n')
    const body = { action: steps[status], data: dataOfStep(status, this.today(), this.rules), numbers }
    const report = await this.client.upload<ImportReport>(
      speaker,
      '/v1/devices/batch',
      Buffer.from(JSON.stringify(body)),
      'application/json',
    )
    if (report.status >= 400 || report.body.refused > 0)
      throw new Error(`${steps[status]}: ${JSON.stringify(report.body)}`)
    return report.body.taken
  }

  private async confirm(device: Device): Promise<void> {
    const version = await this.step(device, this.speakerOf(device.recyclerie), 'confirm-ready', {}, device.version)
    if (version !== null) await this.deliver(device, version)
  }

  /** The laptop leaves the workshop, and its owner's people receive it at one of their places. */
  private async deliver(device: Device, version: number): Promise<void> {
    const sent = await this.step(device, this.speakerOf(device.recyclerie), 'send-device', {}, version)
    const place = this.world.places.find(({ structure }) => structure === device.owner)
    if (!place) throw new Error('an owner of laptops without a place')
    const agent = agentWhere(
      this.world,
      'a mediator who receives laptops',
      ({ role, structure }) => role === 'mediator' && structure === device.owner,
    )
    const data = { place: `place-${place.id}` }
    await this.step(device, speakerOf(agent), 'receive-device', data, sent ?? version)
  }

  /** One step of one laptop; answers its version, or null where somebody has moved it or it was done before. */
  private async step(
    device: Device,
    speaker: Speaker,
    command: string,
    data: object,
    version: number,
  ): Promise<number | null> {
    const key = `demo/device-${device.id}/${version}/${command}`
    const path = `/v1/devices/${device.id}/${command}`
    const answer = await this.client.command(speaker, path, { on: this.today(), ...data }, key, version)
    if (['stale_version', 'wrong_device_status'].includes(answer.body.code)) return null
    expectTaken(command, answer)
    return answer.body.version
  }

  /** The stock is used up: one more laptop is taken in for the structure whose dotation waits. */
  private async register(name: string, owner: string): Promise<void> {
    const digest = createHash('sha256').update(`demo laptop for ${name}`).digest('hex')
    const id = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`
    const number = digest.slice(0, 10).toUpperCase()
    const speaker = this.reader()
    const body = {
      serial: `EXEMPLE-SN-${number}`,
      inventory: `INV-FICTIF-${number}`,
      brand: 'Marque Exemple',
      model: 'Portable 14 Exemple',
      owner,
      recyclerie: speaker.structure,
    }
    const path = `/v1/devices/${id}/register-device`
    expectTaken('register-device', await this.client.command(speaker, path, body, `demo/device-${id}/register`, null))
  }

  private async listed(status: string): Promise<readonly Device[]> {
    const read = (speaker: Speaker) => readAll<Device>(this.client, speaker, `/v1/devices?status=${status}`)
    return (await Promise.all(this.speakers().map(read))).flat()
  }

  private speakers = (): readonly Speaker[] =>
    this.world.agents.filter(({ role }) => role === 'recyclerie').map(speakerOf)

  private reader(): Speaker {
    const [first] = this.speakers()
    if (!first) throw new Error('no recyclerie')
    return first
  }

  private speakerOf(structure: string | null): Speaker {
    const known = this.speakers().find((speaker) => speaker.structure === structure)
    if (!known) throw new Error('a laptop of no known recyclerie')
    return known
  }
}
