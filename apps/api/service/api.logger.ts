import type { LoggerService } from '@nestjs/common'
import { type Level, pino } from 'pino'

/** What a request leaves in the log: the route's pattern, never its query, its body or who was meant. */
export interface Served {
  readonly method: string
  readonly route: string
  readonly status: number
  readonly milliseconds: number
}

/** Nest's logger on pino. Lines hold codes, counts and stack traces; no body and no personal data ever. */
export class ApiLogger implements LoggerService {
  private readonly pino

  constructor(level: Level | 'silent') {
    this.pino = pino({ level, base: { process: 'api' }, timestamp: pino.stdTimeFunctions.isoTime })
  }

  /** What happens to the process itself. */
  note(message: string): void {
    this.pino.info(message)
  }

  /** Nest tells at this level how it wires itself, route by route, which nobody needs at the usual ones. */
  log(message: unknown, ...details: unknown[]): void {
    this.pino.debug(about(details), String(message))
  }

  warn(message: unknown, ...details: unknown[]): void {
    this.pino.warn(about(details), String(message))
  }

  error(message: unknown, ...details: unknown[]): void {
    this.pino.error(about(details), String(message))
  }

  fatal(message: unknown, ...details: unknown[]): void {
    this.pino.fatal(about(details), String(message))
  }

  debug(message: unknown, ...details: unknown[]): void {
    this.pino.debug(about(details), String(message))
  }

  verbose(message: unknown, ...details: unknown[]): void {
    this.pino.trace(about(details), String(message))
  }

  served(request: Served): void {
    this.pino.info(request, 'served')
  }

  /**
   * Something that nobody foresaw. The message of a database or of a parser may repeat what it read:
   * only what says where and of what kind it was is kept.
   */
  failure(error: unknown, reference: string): void {
    const { name, code, constraint, stack } = error as Partial<Record<'name' | 'code' | 'constraint' | 'stack', string>>
    const frames = typeof stack === 'string' ? stack.split('\n').filter((line) => /^\s+at /.test(line)) : undefined
    const message = code === undefined && isPlain(error) ? error.message : undefined
    this.pino.error({ reference, error: name ?? typeof error, code, constraint, message, frames }, 'failed')
  }
}

const isPlain = (error: unknown): error is Error => error instanceof Error && !(error instanceof SyntaxError)

/** Nest passes its context as the last argument. */
const about = (details: readonly unknown[]) => ({ context: details.length > 0 ? String(details.at(-1)) : undefined })
