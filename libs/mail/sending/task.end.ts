import type { Definition } from '../../domain/definition/definition.schema'
import { waitOf } from '../../domain/definition/stage.measures'
import { tasks } from '../../domain/definition/wait.schema'
import { endOfWait, hasTimePart } from '../../domain/kernel/wait'
import type { DateWords } from '../words/date.words'
import type { StoredMail } from './mail.stored'

/**
 * The day before which a task must be done, in words; null where the mail asks for nothing that ends.
 * It is the end of the wait, after the last reminder: what people are told will happen, happens then and not before.
 * Waits of a demonstration last seconds, so that they have a time as well.
 */
export function endOfTask(
  mail: Pick<StoredMail, 'stream' | 'task'>,
  definition: Definition,
  words: DateWords,
): string | null {
  if (!mail.task) return null
  const { name, since } = mail.task
  // A laptop that is ready waits in the stock, like one that is not.
  const task = tasks.find((known) => known === (name === 'bind_laptop' ? 'await_laptop' : name))
  if (!task) return null
  const { expireAfter, calendar } = waitOf(definition, task)
  const end = endOfWait(since, expireAfter, calendar, definition.zone, `${mail.stream}/${task}`)
  return hasTimePart(expireAfter) ? words.moment(end) : words.day(end)
}
