import { setTimeout as sleep } from 'node:timers/promises'
import type { MailHandler, Turn } from '../../queue'
import { deliver, type DeliveryDeps } from './mail.deliver'
import { failureOf, MailError } from './mail.failure'
import { claimMail, releaseMail, restMail } from './mail.rows'
import type { Channel, Rest, StoredMail } from './mail.stored'

export interface HandlingDeps extends DeliveryDeps {
  /** Told of each mail that came to rest: its id, kind and codes, never whom it is for. */
  readonly onRest: (mail: { id: string; kind: string; rest: Rest; code: string | null }) => void
  /** Told of what went wrong and will be tried again. */
  readonly onFailure: (error: unknown, mail: { id: string; code: string }) => void
  /** Told that the mail server has taken a mail and that this is not written yet: where a test ends the mailer. */
  readonly reached?: (point: 'accepted') => Promise<void> | void
}

const done: Turn = { done: true }

/**
 * What happens at a mail's turn. At least once: a mailer that dies between the server's 250 and the mark sends again,
 * under the same Message-ID; nothing else sends twice, since a mail is held while it is sent.
 */
export const handleMail =
  (deps: HandlingDeps): MailHandler =>
  async (id, { lastTry, turns }) => {
    const claim = await claimMail(deps.database, id, {
      now: deps.clock.now(),
      turns,
      messageId: deps.sender.messageIdOf(id),
    })
    if (claim.do === 'nothing') return done
    if (claim.do === 'wait') return { done: false, againInMs: claim.ms }
    const { mail } = claim
    try {
      const { rest, channel } = await deliver(deps, mail)
      if (rest === 'sent') await deps.reached?.('accepted')
      await settle(deps, mail, { rest, channel, code: null })
      return done
    } catch (error) {
      return fail(deps, mail, error, lastTry)
    }
  }

async function fail(deps: HandlingDeps, mail: StoredMail, error: unknown, lastTry: boolean): Promise<Turn> {
  const { code, permanent } = failureOf(error)
  deps.onFailure(error, { id: mail.id, code })
  if (permanent || lastTry) {
    await settle(deps, mail, { rest: 'failed', channel: null, code })
    return done
  }
  await releaseMail(deps.database, mail.id, code)
  // What the queue keeps of an error is its message: the code, and not an address that a server has quoted.
  throw new MailError({ code, permanent })
}

/** A mail that has left must not be sent again for a moment's absence of the database. */
async function settle(
  deps: HandlingDeps,
  mail: StoredMail,
  end: { rest: Rest; channel: Channel | null; code: string | null },
  triesLeft = 5,
): Promise<void> {
  try {
    await restMail(deps.database, mail.id, end.rest, deps.clock.now(), end.code, end.channel)
  } catch (error) {
    if (triesLeft === 0) throw error
    await sleep(200 * 2 ** (5 - triesLeft))
    return settle(deps, mail, end, triesLeft - 1)
  }
  deps.onRest({ id: mail.id, kind: mail.kind, rest: end.rest, code: end.code })
}
