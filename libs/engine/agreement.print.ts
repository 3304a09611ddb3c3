import { type Agreeing, agreementData, type Body } from '../documents/agreement.data'
import { termsToSign } from '../domain/grant/agreement.terms'
import { type GrantState, numberOf, type OpenGrant } from '../domain/grant/grant.state'
import { execute, type Transaction } from '../event-store/database'
import { identityOf } from '../vault/document.identity'
import type { ParsedCommand } from './command.parse'
import type { EngineDeps } from './engine.deps'
import type { OpenedCommand } from './streams.open'

/**
 * Prints the next agreement of a grant from what was decided of it, so that nobody can bring another paper; where nothing
 * is granted there is nothing to print, which the core refuses.
 */
export async function withAgreement(
  deps: EngineDeps,
  { stream }: ParsedCommand,
  opened: OpenedCommand,
  transaction: Transaction,
): Promise<OpenedCommand> {
  const grant = opened.streams.get(stream)?.state as GrantState
  const terms = grant.stage === 'agreement' ? termsToSign(grant) : null
  if (grant.stage !== 'agreement' || !terms || grant.notifiedOn === null) return opened
  const { opening, project, notifiedOn } = grant
  const bodies = await bodiesOf(
    opening.structure,
    terms.split.map(({ line }) => line),
    transaction,
  )
  const told = await deps.vault.ofStreams(transaction, [stream], ['title'])
  const version = grant.agreements + 1
  const agreeing: Agreeing = {
    ...{ call: opening.terms.title, number: numberOf(stream), version, applicant: bodies.applicant },
    isPrivate: project.body === 'private',
    title: textOf(told.get(stream)?.title),
    decision: { reference: grant.reference ?? '', on: notifiedOn },
    terms,
    shares: terms.split.map(({ line, cents }) => ({ ...bodies.ofLine(line), cents })),
    recovery: opening.terms.recovery ? opening.terms.reasons.recovery.map(({ fr }) => fr) : [],
    amends: amendedBy(grant),
  }
  const { bytes: printed, sha256 } = deps.printer.render('agreement', agreementData(agreeing))
  const { id: document } = identityOf(stream, 'grant_agreement', printed)
  return { ...opened, found: { ...opened.found, printed, agreement: { version, sha256, document } } }
}

/** What an amendment that is to be signed changes. */
function amendedBy({ amendment, opening, award, project, former, agreedOn }: OpenGrant): Agreeing['amends'] {
  if (amendment?.is !== 'decided' || !award || agreedOn === null) return null
  const reason = opening.terms.reasons.amended.find(({ code }) => code === amendment.reason)?.fr ?? ''
  return { number: former.length + 1, agreedOn, reason, cents: award.cents, endsOn: project.endsOn }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

interface LineBodies {
  readonly funder: Body
  readonly payer: Body
}

async function bodiesOf(structure: string, lines: readonly string[], transaction: Transaction) {
  const [own, paying] = await transaction.batch([execute('read_body', structure), execute('read_line_bodies', lines)])
  const known = new Map(
    ((paying?.rows ?? []) as (LineBodies & { line: string })[]).map(({ line, ...bodies }) => [line, bodies]),
  )
  const ofLine = (line: string): LineBodies => {
    const bodies = known.get(line)
    if (!bodies) throw new TypeError('a line of a split has a funder and a payer')
    return bodies
  }
  const [applicant] = (own?.rows ?? []) as Body[]
  if (!applicant) throw new TypeError('a structure that applies is in the directory')
  return { applicant, ofLine }
}
