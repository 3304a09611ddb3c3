import type { Grant } from '../../contracts/api/grant.schemas'
import type { GrantEvent, GrantEventOf } from '../../domain/grant/grant.events'

/** An event of a grant as it is kept. */
export type StoredGrantEvent = GrantEvent & { readonly version: number }
type Told = Grant['decisions'][number]
type Deciding = GrantEventOf<'GrantAwarded' | 'GrantRefused' | 'GrantDeferred'>

/** What was written with an event, where the reader may read it. */
export type NoteOf = (event: { readonly version: number }) => string | null

/** The last event of some types; undefined where there was none. */
export const lastEvent = <T extends StoredGrantEvent['type']>(
  events: readonly StoredGrantEvent[],
  ...types: readonly T[]
) =>
  events
    .filter((event): event is Extract<StoredGrantEvent, { type: T }> => types.some((type) => type === event.type))
    .at(-1)

/** Every decision that was taken, in their order, and why it went back to instruction. */
export function decisionsOf(events: readonly StoredGrantEvent[], noteOf: NoteOf): Told[] {
  const told: Told[] = []
  for (const event of events) {
    const note = noteOf(event)
    if (event.type === 'InstructionReopened') {
      const last = told.pop()
      if (last) told.push({ ...last, reversed: { at: event.at, reason: event.data.reason, note } })
    } else if (event.type === 'GrantAwarded' || event.type === 'GrantRefused' || event.type === 'GrantDeferred') {
      told.push({ ...verdictOf(event), at: event.at, note, reversed: null })
    }
  }
  return told
}

function verdictOf(event: Deciding): Pick<Told, 'is' | 'cents' | 'reason' | 'until'> {
  switch (event.type) {
    case 'GrantAwarded': {
      const { cents, condition } = event.data
      return { is: 'awarded', cents, reason: null, until: condition?.until ?? null }
    }
    case 'GrantRefused':
      return { is: 'refused', cents: null, reason: event.data.reason, until: null }
    case 'GrantDeferred':
      return { is: 'deferred', cents: null, reason: event.data.reason, until: event.data.until }
  }
}

const changes = {
  AmendmentAsked: 'asked',
  AmendmentDecided: 'decided',
  AmendmentDeclined: 'declined',
  GrantAmended: 'in_effect',
} as const
type Change = Extract<StoredGrantEvent, { type: keyof typeof changes }>

/** What was asked and decided of changes of a grant, in its order. */
export const amendmentsOf = (events: readonly StoredGrantEvent[], noteOf: NoteOf): Grant['amendments'] =>
  events
    .filter((event): event is Change => Object.hasOwn(changes, event.type))
    .map((event) => ({
      ...{ is: changes[event.type], at: event.at, reason: event.data.reason },
      ...{ cents: 'cents' in event.data ? event.data.cents : null, note: noteOf(event) },
    }))
