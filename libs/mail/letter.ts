import type { ReactNode } from 'react'
import type { ReaderRole } from '../contracts/codes'
import type { Definition } from '../domain/definition/definition.schema'
import type { MailKind } from '../domain/kernel/decider'
import type { MailData } from './mail.data'
import type { DateWords } from './words/date.words'

/** By whom and how what is meant for the person is read. */
export interface Reading {
  /** Somebody else reads the person's mailbox. */
  readonly isShared: boolean
  /** It is read by who represents the person, as for a minor. */
  readonly represents: boolean
  /** Whoever passes it on has a number to call. */
  readonly byPhone: boolean
}

/** What a text may know besides the data of its mail. Names of people are not among it. */
export interface LetterFacts {
  /** The programme in whose name it is written. */
  readonly programme: string
  /** What the journey that it is about follows; null where it is about no journey. */
  readonly definition: Definition | null
  /** What somebody may need of a laptop, in the territory's words. */
  readonly features: readonly { readonly code: string; readonly fr: string }[]
  /** Who reads it, as what. */
  readonly to: ReaderRole
  readonly journey: { readonly number: string; readonly link: string }
  /** What the reader may know of whom it is about: initials, and the reference that the prescriber gave. */
  readonly person: { readonly initials: string | null; readonly reference: string | null }
  /** Name of the place that the mail is about. */
  readonly place: string | null
  /** How the person reaches the place: its name, address and phone, which the directory publishes. One line each. */
  readonly contact: readonly string[]
  /** How what is meant for the person is read. */
  readonly reading: Reading
  /** Make, model and inventory number of the laptop that the mail is about. */
  readonly device: string | null
  /** The end of the wait that the mail is about, in words; null where nothing is asked. */
  readonly before: string | null
  readonly words: DateWords
}

/** The definition of a mail about a journey. Throws a TypeError on any other: such a text has no use for one. */
export function definitionOf({ definition }: Pick<LetterFacts, 'definition'>): Definition {
  if (!definition) throw new TypeError('a mail about a journey has its definition')
  return definition
}

/** A mail before it is made HTML and text. The title is its heading and the beginning of its subject. */
export interface Letter {
  readonly title: string
  readonly body: ReactNode
}

/** What a kind of mail says. */
export type Template<K extends MailKind> = (data: MailData[K], facts: LetterFacts) => Letter

/** The French words of a code in one of the definition's lists; null for a code that it does not know. */
export const labelOf = (
  list: readonly { code: string; fr: string }[],
  code: string | null | undefined,
): string | null => list.find((item) => item.code === code)?.fr ?? null
