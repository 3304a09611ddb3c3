import type { Actor, Command, Result } from '../../../libs/contracts/command'
import type { CoverageReads } from '../fund/coverage.reads'
import type { FundReads } from '../fund/fund.reads'
import type { PublicationReads } from '../fund/publication.reads'
import type { GrantReads } from '../grants/grants.reads'
import type { ReadOutcomes } from '../outcomes/outcomes.reads'
import type { CallReads } from '../calls/calls.reads'
import type { DefinitionReads } from '../definitions/definitions.reads'
import type { Documents } from '../documents/documents'
import type { Letters } from '../documents/letters'
import type { Imports } from '../imports/imports'
import type { Moves } from '../moves/moves'
import type { Reads } from '../reads/reads'
import type { FollowedPort } from '../../../libs/engine/temporal/temporal.followed'
import type { Resent } from '../../../libs/mail/sending/mail.resend'
import type { VerifyToken } from '../access/token.verifier'
import type { ApiLogger } from './api.logger'

/** The one door of commands: refusals are values, only infrastructure throws. */
export type Execute = (command: Command) => Promise<Result>

/** Sends a failed mail again. */
export type Resend = (actor: Actor, mail: string) => Promise<Resent>

/** The causes for which the service cannot answer yet, as codes; none when ready. */
export type CheckReady = () => Promise<readonly string[]>

/** What the api is made of; its controllers are given no more than this. */
export interface ApiParts {
  readonly logger: ApiLogger
  readonly verifyToken: VerifyToken
  readonly execute: Execute
  readonly followed: FollowedPort
  readonly reads: Reads
  readonly resend: Resend
  readonly imports: Imports
  readonly documents: Documents
  readonly moves: Moves
  readonly definitions: DefinitionReads
  readonly calls: CallReads
  readonly letters: Letters
  readonly readOutcomes: ReadOutcomes
  readonly fund: FundReads
  readonly coverages: CoverageReads
  readonly publication: PublicationReads
  readonly grants: GrantReads
  readonly checkReady: CheckReady
  /** Lets go of every connection. */
  close(): Promise<void>
}

export const VERIFY_TOKEN = Symbol('VerifyToken')
export const EXECUTE = Symbol('Execute')
export const RESEND = Symbol('Resend')
export const READS = Symbol('Reads')
export const FOLLOWED = Symbol('Followed')
export const CHECK_READY = Symbol('CheckReady')
