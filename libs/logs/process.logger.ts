import { type Level, type Logger, pino } from 'pino'

/**
 * The log of a process on pino. Lines hold codes, counts, identifiers of streams and stack traces; no body and no
 * personal data ever.
 */
export class ProcessLogger {
  private readonly pino: Logger

  constructor(process: string, level: Level | 'silent') {
    this.pino = pino({ level, base: { process }, timestamp: pino.stdTimeFunctions.isoTime })
  }

  info(message: string, details: Readonly<Record<string, unknown>> = {}): void {
    this.pino.info(details, message)
  }

  warn(message: string, details: Readonly<Record<string, unknown>> = {}): void {
    this.pino.warn(details, message)
  }

  error(message: string, details: Readonly<Record<string, unknown>> = {}): void {
    this.pino.error(details, message)
  }

  /**
   * Something that went wrong, and where. The message of a database or of a parser may repeat what it read: only what
   * says of what kind it was and where it happened is kept.
   */
  failure(error: unknown, where: string): void {
    this.pino.error({ where, ...kindOf(error) }, 'failed')
  }
}

/** What may be said of an error: its name, its codes, the frames of its stack, and its message where nothing is quoted. */
export function kindOf(error: unknown): Readonly<Record<string, unknown>> {
  const { name, code, constraint, stack } = error as Partial<Record<'name' | 'code' | 'constraint' | 'stack', string>>
  const frames = typeof stack === 'string' ? stack.split('\n').filter((line) => /^\s+at /.test(line)) : undefined
  const isPlain = error instanceof Error && !(error instanceof SyntaxError) && code === undefined
  return { error: name ?? typeof error, code, constraint, message: isPlain ? error.message : undefined, frames }
}
