import type { Session } from '../../../libs/contracts/api/session.schemas'
import { uuidOf } from '../../../libs/contracts/stream'
import { streamNamed } from '../../../libs/engine/stream.named'
import type { ActorClient } from '../actor.client'
import { expectTaken } from '../world'
import { agentOf, committeeStructure, type FundWorld, manager, speakerAs } from './fund.world'
import type { GrantPart } from './grant.player'

/**
 * One sitting of the committee on the grants of a call: convened, voted on where the call has votes, closed. One of its members
 * works for a structure that applies: they neither vote on its project nor read the debate.
 */
export async function holdSession(
  client: ActorClient,
  world: FundWorld,
  parts: readonly GrantPart[],
  on: string,
  log: (line: string) => void,
): Promise<void> {
  const [call, votes] = [parts[0]?.call ?? '', parts[0]?.call === world.full]
  const id = uuidOf(streamNamed('session', `demo ${call}`))
  const conflicted = agentOf('member', world.applicants[4] ?? '')
  const members = [1, 2, 3].map((number) => agentOf('member', committeeStructure, number))
  const give = async (speaker: typeof manager, command: string, body: object, version: number | null) => {
    const key = `demo-${id}-${command}-${speaker.sub}-${version ?? 0}`
    expectTaken(command, await client.command(speaker, `/v1/sessions/${id}/${command}`, body, key, version))
  }
  const { items } = await client.read<{ items: readonly { id: string }[] }>(manager, `/v1/sessions?call=${call}`)
  const pack = parts.map(({ stream }) => stream)
  if (!items.some((each) => each.id === id))
    await give(manager, 'convene-session', { call, on, members: [...members, conflicted], pack }, null)
  const read = () => client.read<Session>(manager, `/v1/sessions/${id}`)
  if ((await read()).stage === 'closed') return
  for (const member of votes ? members : []) {
    for (const grant of pack) {
      const { version, pack: heard } = await read()
      if (heard.find((each) => each.grant === grant)?.debate?.some((vote) => vote.member === member)) continue
      await give(speakerAs('member', committeeStructure, member), 'cast-vote', { grant, vote: 'agree' }, version)
    }
  }
  const { version, pack: heard } = await read()
  const conflicts = heard.flatMap((each) => each.conflicts).length
  await give(manager, 'close-session', {}, version)
  log(
    `  Comité : ${pack.length} ${pack.length > 1 ? 'dossiers entendus' : 'dossier entendu'}, ${conflicts} membre en conflit d’intérêts`,
  )
}
