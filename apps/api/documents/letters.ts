import type { z } from 'zod'
import type { letterPageSchema, LetterQuery } from '../../../libs/contracts/api/letter.schemas'
import type { Actor } from '../../../libs/contracts/command'
import {
  markPosted,
  type Posted,
  type PrintDeps,
  printLetter,
  type Printed,
} from '../../../libs/mail/paper/letter.print'
import { scopeOf } from '../../../libs/policy/read.policy'
import { listLetters } from '../../../libs/read-models/lists/letter.list'
import { problem } from '../problems/problem.error'
import type { ReadAs } from '../reads/reads'

export interface Letters {
  list(actor: Actor, query: LetterQuery): Promise<z.infer<typeof letterPageSchema>>
  print(actor: Actor, id: string): Promise<Printed>
  markPosted(actor: Actor, id: string): Promise<Posted>
}

export const LETTERS = Symbol('Letters')

/** `now` answers the present UTC instant. */
export function createLetters(deps: PrintDeps, readAs: ReadAs, now: () => string): Letters {
  return {
    list: (actor, query) => {
      if (scopeOf(actor.role, 'letter') === 'none') throw problem('not_allowed')
      return readAs(actor, (sql) => listLetters(sql, actor, query))
    },
    print: (actor, id) => printLetter(deps, actor, id),
    markPosted: (actor, id) => markPosted(deps.database, actor, id, now()),
  }
}
