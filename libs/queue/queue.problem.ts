/** What is wrong with a queue, told to the person who runs the service. A warning does not keep it from working. */
export interface QueueProblem {
  readonly code: 'unreachable' | 'evicts' | 'no_append_only_file'
  readonly blocking: boolean
  readonly fr: string
  readonly en: string
}

/** The service named by `setting` cannot be used; the reason is the driver's own. */
export function unreachable(setting: 'REDIS_URL' | 'QUEUE_DATABASE_URL', error: unknown): QueueProblem {
  const reason =
    error instanceof Error ? error.message || ((error as { code?: string }).code ?? error.name) : String(error)
  return {
    code: 'unreachable',
    blocking: true,
    fr: `La file d'attente (${setting}) ne répond pas : ${reason}`,
    en: `The queue (${setting}) does not answer: ${reason}`,
  }
}
