import { commandTable } from '../domain/command.table'
import type { GrantCommand } from '../domain/grant/grant.decide'
import type { GrantState } from '../domain/grant/grant.state'
import { may } from '../policy/policy'
import { fundIds, grantCommands as commands, grantFacts } from '../testing/grant.fixtures'
import { grantAfter, grantAt } from '../testing/grant.moments'
import type { ParsedCommand } from './command.parse'
import { resourcesOf } from './resource.build'
import type { LoadedStream } from './stream.load'

const { grant, line, otherLine, payer, otherPayer, otherManager } = fundIds
const split = [
  { line, cents: 90_000 },
  { line: otherLine, cents: 90_000 },
]

/** A payment that two lines of two payers have still to make. */
const awaited = (): GrantState =>
  [commands.NotifyGrant, commands.OrderPayment].reduce(
    (state, command) => grantAfter(state, command),
    grantAfter(grantAt.decide(), { type: 'AwardGrant', data: { cents: 180_000, split, condition: null } }),
  )
const approved = () => grantAfter(awaited(), commands.ApprovePayment, grantFacts({}, otherManager))

/** What somebody of a payer is answered who gives a command about a line. */
function answer(structure: string, type: GrantCommand['type'], data: Readonly<Record<string, unknown>>) {
  const lead = { stream: grant, kind: 'grant', head: { territory: '40' }, state: approved() } as unknown as LoadedStream
  const actor = { sub: 'somebody', role: 'payer', structure, lieu: null, places: [], territory: '40' } as const
  const command = { type, stream: grant, data, spec: commandTable[type], actor } as unknown as ParsedCommand
  const [resource] = resourcesOf(command, new Map([[grant, lead]]), {}, null)
  return resource && may(actor, type, resource)
}

test.each(['RecordPaid', 'RecordPaymentFailed', 'RecordRecovered'] as const)(
  '%s: each payer tells of its own line, and of no other payer’s',
  (type) => {
    expect(answer(payer, type, { line })).toBe(true)
    expect(answer(otherPayer, type, { line: otherLine })).toBe(true)
    expect(answer(payer, type, { line: otherLine })).toBe('not_allowed')
    expect(answer(otherPayer, type, { line })).toBe('not_allowed')
    expect(answer(payer, type, { line: 'fund_line-of-nobody' })).toBe('not_allowed')
  },
)

test('a grant as such is of all who pay a part of it', () => {
  const lead = { stream: grant, kind: 'grant', head: { territory: '40' }, state: approved() } as unknown as LoadedStream
  const command = { type: 'OrderPayment', stream: grant, data: {} } as unknown as ParsedCommand
  expect(resourcesOf(command, new Map([[grant, lead]]), {}, null)[0]?.payers).toEqual([payer, otherPayer])
})
