import type { OutsideFacts } from '../facts'
import type { Doer } from '../kernel/decider'
import { never, refuse } from '../kernel/refusal'
import type { CommandOf } from './journey.commands'
import type { Refused } from './journey.checks'

type Refer = CommandOf<'Refer'>['data']
type ReferFacts = NonNullable<OutsideFacts['refer']>

/** Under this age somebody else decides for the person. */
const MAJORITY_YEARS = 18

export const isMinor = (age: number | null): boolean => age !== null && age < MAJORITY_YEARS

/** What does not go with the way in which the person came. */
export function wrongEntry(data: Refer, outside: ReferFacts, by: Doer): Refused | null {
  const { entry, paper, group } = data
  if ((entry === 'group') !== (group !== null)) return refuse('entry_mismatch', { field: 'group', entry })
  if ((entry === 'paper') !== (paper !== null)) return refuse('entry_mismatch', { field: 'paper', entry })
  // Who has an account refers under their own name.
  if (by.role === 'prescriber' && (entry === 'paper' || entry === 'walk_in'))
    return refuse('entry_not_yours', { field: 'entry', entry })
  switch (entry) {
    case 'paper':
      return wrongPaper(data, outside)
    case 'walk_in':
      return data.prescriber.structure === outside.place?.structure
        ? wrongPrescriber(data.prescriber, outside)
        : refuse('walk_in_elsewhere', { field: 'prescriber.structure' })
    case 'prescriber':
    case 'group':
      return wrongPrescriber(data.prescriber, outside)
    default:
      return never(entry)
  }
}

function wrongPrescriber(named: Refer['prescriber'], { prescriber }: ReferFacts): Refused | null {
  if (!prescriber) return refuse('unknown_agent', { field: 'prescriber.agent' })
  return prescriber.structure === named.structure
    ? null
    : refuse('agent_of_another_structure', { field: 'prescriber.agent' })
}

/** Nobody with an account has signed; who did is known by name alone. */
function wrongPaper({ prescriber, entry }: Refer, { paper }: ReferFacts): Refused | null {
  if (prescriber.agent !== null) return refuse('entry_mismatch', { field: 'prescriber.agent', entry })
  const unknown = unknownStructure(prescriber, paper)
  if (unknown) return unknown
  return paper.isPrescriberNamed ? null : refuse('prescriber_name_required', { field: 'personal.prescriberName' })
}

const unknownStructure = ({ structure }: Refer['prescriber'], { isStructureKnown }: ReferFacts['paper']) =>
  structure !== null && !isStructureKnown ? refuse('unknown_structure', { field: 'prescriber.structure' }) : null

/** Who signed a case of the former tool: an agent of their structure, or somebody without an account here. */
export function wrongSigner(named: Refer['prescriber'], outside: ReferFacts): Refused | null {
  return named.agent === null ? unknownStructure(named, outside.paper) : wrongPrescriber(named, outside)
}

/** A minor is represented, and whoever represents them consents. Of somebody whose age is not known nothing is asked. */
export function wrongRepresentative({ consent }: Refer, { age, isRepresented }: ReferFacts): Refused | null {
  const minor = isMinor(age)
  const given = consent.by === 'representative'
  if ((minor || given) && !isRepresented) return refuse('representative_required', { field: 'personal.representative' })
  return minor && !given ? refuse('representative_consents', { field: 'consent.by' }) : null
}
