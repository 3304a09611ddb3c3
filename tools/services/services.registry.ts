import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { drawPort, isFree } from './port.draw'
import { identityOf, isAlive, type ProcessIdentity } from './process.identity'

const recordSchema = z.object({
  ports: z.record(z.string(), z.int().min(1).max(65_535)),
  process: z.object({ pid: z.int().positive(), started: z.string() }).nullable(),
})
const fileSchema = z.record(z.string(), recordSchema)

type ServiceRecord = z.infer<typeof recordSchema>

/**
 * services.json: the ports each service was given at first and keeps, and the process that serves it.
 * It is written at once, before anything else is awaited: a killed supervisor leaves no process unknown.
 */
export class ServicesRegistry {
  private readonly records: Record<string, ServiceRecord>

  constructor(private readonly file: string) {
    this.records = existsSync(file) ? fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}
  }

  /** The service's living process from this run or an earlier one, or null. */
  livingProcess(service: string): ProcessIdentity | null {
    const known = this.records[service]?.process ?? null
    return known !== null && isAlive(known) ? known : null
  }

  /** The names of all services with a living process. */
  livingServices(): string[] {
    return Object.keys(this.records).filter((service) => this.livingProcess(service) !== null)
  }

  /**
   * The service's port of that name: the one kept from before, else a new one. A kept port that something else has taken meanwhile is drawn again.
   */
  async port(service: string, name: string): Promise<number> {
    const kept = this.records[service]?.ports[name]
    if (kept !== undefined && (this.livingProcess(service) !== null || (await isFree(kept)))) return kept
    // Drawn again when another service was given the same one while we looked whether it was free.
    let port = await drawPort(this.keptPorts())
    while (this.keptPorts().has(port)) port = await drawPort(this.keptPorts())
    this.recordOf(service).ports[name] = port
    this.write()
    return port
  }

  private keptPorts(): Set<number> {
    return new Set(Object.values(this.records).flatMap((record) => Object.values(record.ports)))
  }

  /** Notes the process that now serves; null pid notes that none does. */
  serves(service: string, pid: number | null): ProcessIdentity | null {
    const identity = pid === null ? null : identityOf(pid)
    this.recordOf(service).process = identity
    this.write()
    return identity
  }

  private recordOf(service: string): ServiceRecord {
    return (this.records[service] ??= { ports: {}, process: null })
  }

  private write(): void {
    const next = `${this.file}.next`
    writeFileSync(next, `${JSON.stringify(this.records, null, 2)}\n`, { mode: 0o600 })
    renameSync(next, this.file)
  }
}
