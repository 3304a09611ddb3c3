import { nextOf, waits } from './course.wait'
import type { GrantEventOf } from './grant.events'
import type { Agreement, OpenGrant, Signature } from './grant.state'

type OfAgreement = GrantEventOf<'AgreementIssued' | 'AgreementSigned' | 'AgreementCountersigned' | 'AgreementTakenOver'>

/** Folds what happens to an agreement: printed, signed by the structure, then by the fund. */
export function followAgreement(state: OpenGrant, event: OfAgreement): OpenGrant {
  const { at } = event
  switch (event.type) {
    case 'AgreementIssued': {
      const agreement = { ...event.data, issuedAt: at, scans: [], signed: null, countersigned: null }
      return waits({ ...state, agreement, agreements: event.data.version }, 'sign_agreement', at)
    }
    case 'AgreementSigned':
      return waits(signedBy(state, { signed: signatureOf(event) }), 'countersign_agreement', at)
    case 'AgreementTakenOver':
      return nextOf({ ...state, agreedOn: event.on ?? null, committed: true }, at)
    case 'AgreementCountersigned': {
      const countersigned = signatureOf(event)
      const agreedOn = state.agreedOn ?? countersigned.on
      const agreed = { ...signedBy(state, { countersigned }), agreedOn, committed: true }
      // An amendment that both have signed takes effect by its own event.
      return agreed.amendment ? agreed : nextOf(agreed, at)
    }
  }
}

const signatureOf = ({ data, on }: GrantEventOf<'AgreementSigned' | 'AgreementCountersigned'>): Signature => ({
  on: on ?? '',
  mode: data.mode,
  document: data.document,
})

const signedBy = (state: OpenGrant, signature: Partial<Agreement>): OpenGrant => ({
  ...state,
  agreement: state.agreement && { ...state.agreement, ...signature },
})
