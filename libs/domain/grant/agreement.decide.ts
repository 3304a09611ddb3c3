import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, type Refusal, refuse, refuseBefore } from '../kernel/refusal'
import { dayOf } from '../kernel/wait'
import { refusedAhead, refusedCoverage, refusedUnless } from './grant.checks'
import type { GrantEvent, GrantOwn } from './grant.events'
import { committed } from './grant.money'
import type { Agreement, GrantState, OpenGrant, Signature } from './grant.state'

type Signing = GrantOwn['SignAgreement']['data']

/** The tasks between the notification and an agreement that both sides have signed. */
export const signing = ['issue_agreement', 'sign_agreement', 'countersign_agreement'] as const

/** The engine has printed it from what was decided; the version before, signed or not, is worth nothing now. */
export function issueAgreement(state: GrantState, facts: Facts): Decision<GrantEvent> {
  const refused = refusedUnless(state, ...signing)
  if (refused) return refused
  const { agreement } = facts.outside
  if (agreement?.version !== (state as OpenGrant).agreements + 1)
    throw new TypeError('an agreement is issued as it was printed')
  return accept({ type: 'AgreementIssued', data: agreement, at: facts.now })
}

/** The structure signs first. */
export function signAgreement(
  { data }: GrantOwn['SignAgreement'],
  state: GrantState,
  facts: Facts,
): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'sign_agreement', 'countersign_agreement')
  if (refused) return refused
  const grant = state as OpenGrant
  const wrong = refusedSignature(data, grant, facts)
  if (wrong) return wrong
  const { on, ...signature } = data
  const { signed } = grant.agreement as Agreement
  if (signed) return isSame(signed, data) ? accept() : refuse('agreement_already_signed')
  return accept({ type: 'AgreementSigned', data: signature, at: facts.now, on })
}

const isSame = (signed: Signature, { on, mode, document }: Signing): boolean =>
  signed.on === on && signed.mode === mode && signed.document === document

/** The fund signs what the structure has signed: what was reserved is committed by it. */
export function countersign(
  { data }: GrantOwn['CountersignAgreement'],
  state: GrantState,
  facts: Facts,
  stream: string,
): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'countersign_agreement')
  if (refused) return refused
  const grant = state as OpenGrant
  const granted = grant.amendment?.is === 'decided' ? grant.amendment.cents : (grant.award?.cents ?? 0)
  const wrong = refusedSignature(data, grant, facts) ?? refusedCoverage(granted, facts)
  if (wrong) return wrong
  const { on, ...signature } = data
  const movements = grant.committed ? [] : committed(stream, grant)
  return accept({ type: 'AgreementCountersigned', data: { ...signature, movements }, at: facts.now, on })
}

/** A signature is about the bytes that were read: the present version, by its hash, on a document provided since. */
function refusedSignature(data: Signing, grant: OpenGrant, facts: Facts): Refusal | null {
  const { agreement, agreements: issued, opening } = grant
  const { version, sha256, on, document } = data
  const given = { field: 'version', given: version, issued }
  if (version > issued) return refuse('agreement_not_issued', given)
  if (!agreement || version < agreement.version) return refuse('agreement_superseded', given)
  if (sha256 !== agreement.sha256) return refuse('other_agreement', { field: 'sha256' })
  const issuedOn = dayOf(agreement.issuedAt, opening.zone)
  if (on < issuedOn) return refuseBefore('agreement', issuedOn, 'on', on)
  return (
    refusedAhead(on, grant, facts) ??
    (agreement.scans.includes(document) ? null : refuse('agreement_not_provided', { field: 'document' }))
  )
}
