import type { VersionData } from '../../contracts/commands/version.parts'
import { versionDecisions } from '../definition/version.decide'
import type { Facts } from '../facts'
import type { Decider } from '../kernel/decider'
import { never } from '../kernel/refusal'
import { faultsOf } from './call.check'
import { type Call, callSchema } from './call.schema'
import { type CallEvent, type CallState, evolveCall } from './call.state'
import { demonstrationDelays } from './call.waits'

type CallCommand =
  | { type: 'DraftCall'; data: VersionData['draft'] }
  | { type: 'PublishCall'; data: VersionData['publish'] }
  | { type: 'RetireCall'; data: VersionData['retire'] }

const versions = versionDecisions<Call, CallEvent>({
  ...{ faultsOf, demonstrationWaits: demonstrationDelays, named: 'call' },
  parse: (content) => callSchema.parse(content),
  // What ships with the project is drafted and published like the rest: only what the log holds is followed.
  shipped: () => null,
  rules: {
    faulty: 'call_faulty',
    published: 'call_published',
    not_published: 'call_not_published',
    retired: 'call_retired',
  },
  events: {
    drafted: (content, at) => ({ type: 'CallDrafted', data: { content }, at }),
    published: (data, at) => ({ type: 'CallPublished', data, at }),
    retired: (at) => ({ type: 'CallRetired', data: {}, at }),
  },
})

/** A version of a call for projects: drafted as often as one likes, published once, retired once. */
export const callDecider: Decider<CallState, CallCommand, CallEvent, Facts> = {
  initialState: { status: 'unknown' },
  decide(command, state, facts) {
    switch (command.type) {
      case 'DraftCall':
        return versions.draft(command.data, state, facts)
      case 'PublishCall':
        return versions.publish(command.data.adoptedBy, state, facts)
      case 'RetireCall':
        return versions.retire(state, facts)
      default:
        return never(command)
    }
  },
  evolve: evolveCall,
}
