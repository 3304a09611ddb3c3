import { type Fault, fault } from '../definition/fault'
import { whole } from '../definition/known.read'
import { faultsOfCodes, faultsOfConditions } from '../definition/list.check'
import { faultsOfShape, hiddenByKind, unkeepable } from '../definition/shape.check'
import { applicationRules } from './application.facts'
import { type KnownCall, knownCall } from './call.known'
import { AGREEMENT_ABOVE_CENTS, anyStepSchema, callSchema } from './call.schema'
import { faultsOfCallWaits } from './call.waits'
import { faultsOfCourse } from './course.check'

/** What a shape cannot say. Each check looks at what can be read, and holds against nobody what cannot. */
const checks: readonly ((parts: KnownCall) => readonly Fault[])[] = [
  faultsOfDays,
  faultsOfSums,
  ({ eligibility }) => faultsOfConditions(applicationRules, eligibility),
  faultsOfCodes,
  faultsOfWeights,
  faultsOfSwitches,
  faultsOfCourse,
  faultsOfCallWaits,
]

/** Every fault of a would-be call in one pass, with its place; none where it may be published. */
export function faultsOf(input: unknown): readonly Fault[] {
  const unkept = unkeepable(input)
  if (unkept) return [unkept]
  const parts = knownCall(input)
  return [
    ...faultsOfShape(callSchema, input, hiddenByKind('course', anyStepSchema, input)),
    ...checks.flatMap((each) => each(parts)),
  ]
}

function faultsOfDays({ opensOn, closesOn }: KnownCall): readonly Fault[] {
  if (opensOn === undefined || closesOn === undefined || opensOn <= closesOn) return []
  return [fault('closesOn', 'l’appel fermerait avant d’ouvrir', 'the call would close before it opens')]
}

function faultsOfSums({ envelopeCents, largestCents }: KnownCall): readonly Fault[] {
  if (envelopeCents === undefined || !largestCents || largestCents <= envelopeCents) return []
  return [fault('largestCents', 'une seule subvention dépasserait l’enveloppe', 'one grant would exceed the envelope')]
}

/** A call without criteria has nothing to weigh. */
function faultsOfWeights({ criteria }: KnownCall): readonly Fault[] {
  const sum = whole(criteria?.map((each) => each?.weight))?.reduce((all, each) => all + each, 0) ?? 100
  return sum === 100 ? [] : [fault('criteria', `les poids font ${sum}, et non 100`, `weights sum to ${sum}, not 100`)]
}

function faultsOfSwitches(call: KnownCall): readonly Fault[] {
  const { committee, recovery, reasons } = call
  return [
    ...(needsAgreement(call)
      ? [
          fault(
            'agreement',
            'une convention est obligatoire dès qu’une structure de droit privé peut recevoir plus de 23 000 €',
            'an agreement is compulsory once a body of private law may be granted more than 23 000 €',
          ),
        ]
      : []),
    ...(committee?.votes === false && committee.quorum
      ? [
          fault(
            'committee.quorum',
            'un quorum compte des votes, et il n’y en a pas',
            'a quorum counts votes: there are none',
          ),
        ]
      : []),
    ...(recovery && reasons?.recovery?.length === 0
      ? [
          fault(
            'reasons.recovery',
            'des sommes peuvent être récupérées, et aucun motif n’est écrit',
            'money may be recovered, and no reason is written',
          ),
        ]
      : []),
  ]
}

/** Where nothing bounds one grant, the envelope does. */
function needsAgreement({ agreement, envelopeCents, largestCents }: KnownCall): boolean {
  const most = largestCents === null ? envelopeCents : largestCents
  return agreement === false && most !== undefined && most > AGREEMENT_ABOVE_CENTS
}
