import type { StreamKind } from '../contracts/stream'
import { type CommandType, commandTable } from '../domain/command.table'
import { rules } from '../domain/kernel/rules'
import { walkedDefinitions } from '../testing/walk/walk.definitions'
import { moveOf } from '../testing/walk/walk.moves'
import { decideMove, momentsOf, told } from '../testing/walk/walk.step'
import { streams } from '../testing/walk/walk.world'

const leads: Partial<Record<StreamKind, string>> = {
  ...{ journey: streams.journey, dotation: streams.dotation },
  ...{ device: streams.devices[0], lot: streams.lot },
}
const types = (Object.keys(commandTable) as CommandType[]).filter((type) => commandTable[type].leads in leads)

/** Every command at every moment of an ordinary way, where what leads it is there. */
const cells = walkedDefinitions.flatMap((definition) =>
  momentsOf(definition).flatMap((world) =>
    types.flatMap((type) => {
      const stream = leads[commandTable[type].leads] ?? ''
      const isThere = (world.events[stream]?.length ?? 0) > 0
      return isThere ? [{ world, move: moveOf(type, world, () => 0, stream) }] : []
    }),
  ),
)

test('whatever is asked is decided: events, nothing, or a rule by its name, never a fault', () => {
  expect(new Set(cells.map(({ move }) => move.type)).size).toBe(types.length)
  const rulesMet = new Set<string>()
  for (const { world, move } of cells) {
    const decided = decideMove(
      world,
      told(world, move, () => 0),
    )
    if (!decided.ok) rulesMet.add(decided.rule)
  }
  expect([...rulesMet].filter((rule) => !(rule in rules))).toEqual([])
  expect(rulesMet.size).toBeGreaterThan(15)
})
