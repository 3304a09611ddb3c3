import { DelayedError } from 'bullmq'
import { backendOf, type JobHandler, type JobQueue, type QueueBackend, type QueueSettings } from './queue.backend'
import type { QueueProblem } from './queue.problem'
import { within } from './time.limit'

/** A mail to put on the queue; `attempt` grows when somebody asks for it again. */
export interface QueuedMail {
  readonly mail: string
  readonly attempt: number
}

/** What became of a mail's turn: it is dealt with, or its turn comes again after a while. What throws is tried again. */
export type Turn = { readonly done: true } | { readonly done: false; readonly againInMs: number }

/** What the queue knows of a turn. */
export interface TurnFacts {
  /** A failure now would not be tried again. */
  readonly lastTry: boolean
  /** How often the mail has had its turn, this one included. */
  readonly turns: number
}

export type MailHandler = (mail: string, facts: TurnFacts) => Promise<Turn>

export interface MailQueue {
  readonly backend: QueueBackend['name']
  /** Puts a mail on the queue; one that is there already stays alone. Rejects within seconds where the queue is absent. */
  enqueue(mail: string, attempt: number): Promise<void>
  enqueueAll(mails: readonly QueuedMail[]): Promise<void>
  /** Handles mails until it is closed. Rejects where the queue is absent: try again later. */
  work(handler: MailHandler, concurrency: number): Promise<MailWorker>
  /** Every problem of the queue at once; none means ready. */
  check(): Promise<readonly QueueProblem[]>
  close(): Promise<void>
}

export interface MailWorker {
  /** Takes no more mails and waits for those at hand, `limitMs` at most. */
  close(limitMs: number): Promise<void>
}

export interface MailQueueOptions {
  /** Told of lost connections and of jobs that cannot be finished; the queue goes on by itself. */
  readonly onError: (error: Error) => void
  /** How often a mail is tried, and how long after the first failure; twice as long after each more. */
  readonly retry?: { readonly tries: number; readonly firstDelayMs: number }
  /** How long a worker may be silent before its mails are given to another. */
  readonly silenceMs?: number
}

/** From 5 seconds to some three hours: a mail server under repair is back by then. */
const patientRetry = { tries: 12, firstDelayMs: 5000 }
const answerWithinMs = 3000

/**
 * The queue of mails. It holds their ids and nothing else, and may be emptied at any time: what is to be sent is in
 * the table `mail`. Opens at the first use, and again at the next one where that failed.
 */
export function createMailQueue(settings: QueueSettings, given: MailQueueOptions): MailQueue {
  const options = { ...given, onError: sparing(given.onError) }
  const backend = backendOf(settings)
  const { tries, firstDelayMs } = options.retry ?? patientRetry
  let opening: Promise<JobQueue> | null = null
  const opened = () => {
    opening ??= open(backend, options.onError).catch((error: unknown) => {
      opening = null
      throw error
    })
    return opening
  }
  const jobOf = ({ mail, attempt }: QueuedMail) => ({
    name: 'mail',
    data: { mail },
    opts: {
      jobId: `${mail}-${attempt}`,
      attempts: tries,
      backoff: { type: 'exponential', delay: firstDelayMs, jitter: 0.2 },
      // The table says what was sent and what failed; an id that is free again can be put back.
      removeOnComplete: true,
      removeOnFail: true,
    },
  })
  const enqueueAll = async (mails: readonly QueuedMail[]) => {
    if (mails.length === 0) return
    const queue = await opened()
    await within(answerWithinMs, 'queue', queue.addBulk(mails.map(jobOf)))
  }
  return {
    backend: backend.name,
    enqueue: (mail, attempt) => enqueueAll([{ mail, attempt }]),
    enqueueAll,
    work: async (handler, concurrency) => {
      // On PostgreSQL a worker that starts before the queue's tables are there would spin.
      await opened()
      return startWorker(backend, handler, concurrency, options)
    },
    check: () => backend.check(),
    close: async () => {
      const queue = await opening?.catch(() => null)
      if (queue) await within(answerWithinMs, 'queue', queue.close()).catch(options.onError)
    },
  }
}

/** A queue that is away fails several times a second: one and the same failure is told twice a minute at most. */
function sparing(tell: (error: Error) => void): (error: Error) => void {
  let told = { message: '', at: 0 }
  return (error) => {
    const at = Date.now()
    if (error.message === told.message && at - told.at < 30_000) return
    told = { message: error.message, at }
    tell(error)
  }
}

async function open(backend: QueueBackend, onError: (error: Error) => void): Promise<JobQueue> {
  const queue = backend.makeQueue()
  queue.on('error', onError)
  try {
    await within(answerWithinMs, 'queue', queue.waitUntilReady())
    return queue
  } catch (error) {
    await queue.close().catch(onError)
    throw error
  }
}

function startWorker(
  backend: QueueBackend,
  handler: MailHandler,
  concurrency: number,
  { onError, silenceMs = 30_000 }: MailQueueOptions,
): MailWorker {
  const atHand = new Set<Promise<Turn>>()
  const handle: JobHandler = async (job, token) => {
    const lastTry = job.attemptsMade + 1 >= (job.opts.attempts ?? 1)
    const turning = handler(job.data.mail, { lastTry, turns: job.attemptsStarted })
    atHand.add(turning)
    try {
      const turn = await turning
      if (turn.done) return
      await job.moveToDelayed(Date.now() + turn.againInMs, token)
    } finally {
      atHand.delete(turning)
    }
    throw new DelayedError()
  }
  const worker = backend.makeWorker(handle, {
    concurrency,
    lockDuration: silenceMs,
    stalledInterval: silenceMs,
    maxStalledCount: 5,
  })
  worker.on('error', onError)
  return {
    close: async (limitMs) => {
      await worker.pause(true)
      const ended = within(limitMs, 'mails at hand', Promise.allSettled(atHand))
      const force = await ended.then(
        () => false,
        () => true,
      )
      // Without its queue a worker could not even say that it goes.
      await within(limitMs, 'worker', worker.close(force)).catch(onError)
    },
  }
}
