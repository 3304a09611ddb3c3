import type { CommandType } from '../../libs/domain/command.table'
import type { Call } from '../../libs/domain/call/call.schema'
import { identityOf } from '../../libs/vault/document.identity'
import type { Actor } from '../../libs/contracts/command'
import { rowsOf, uuidOfNumber } from '../../libs/testing/engine.world'
import { cast, openCast, scanOf, scoresOf, twoLines } from '../../libs/testing/grant.cast'
import { project } from '../../libs/testing/grant.fixtures'
import type { TimedWorld } from '../../libs/testing/temporal.world'
import { Calendar } from './calendar.road'

const zone = 'Europe/Paris'
export const grantOfYears = (number: number) => `grant-${uuidOfNumber(840 + number)}`
export const sessionOfYears = (number: number) => `session-${uuidOfNumber(860 + number)}`
const streams = [1, 2, 3, 4, 5, 6].flatMap((number) => [grantOfYears(number), sessionOfYears(number)])

/** What a project of these years is: from February 2032 to the end of October 2033. */
export const projectOfYears = { ...project, startsOn: '2032-02-01', endsOn: '2033-10-31' }

type Told = readonly [type: CommandType, data?: object, by?: Actor, personal?: Record<string, unknown>]

/** Those of the fund in one world, who act at nine in the morning on the days that they are told. */
export class FundCalendar extends Calendar {
  private constructor(
    world: TimedWorld,
    readonly call: Call,
    readonly lines: { readonly state: string; readonly partner: string },
  ) {
    super(world, zone, streams)
  }

  /** A call is published, its people are known, and two lines have money. */
  static async open(world: TimedWorld, call: Call): Promise<FundCalendar> {
    await openCast(world, call)
    return new FundCalendar(world, call, await twoLines(world, call.id, 1_000_000))
  }

  /** What is done on a stream, one after the other; by the fund manager unless somebody else does it. */
  async go(stream: string, ...told: readonly Told[]): Promise<void> {
    for (const [type, data = {}, by = cast.manager, personal] of told) await this.give(stream, type, data, by, personal)
  }

  /** The structure of the cast drafts its application with all documents that it is asked for. */
  async draft(grant: string, over: Partial<typeof projectOfYears> = {}): Promise<void> {
    const { applicant } = cast
    const data = { call: this.call.id, structure: applicant.structure, project: { ...projectOfYears, ...over } }
    const texts = { title: 'Ateliers inventés', description: 'Des ateliers dans un village inventé.' }
    await this.go(grant, ['DraftApplication', data, applicant, texts])
    for (const { code, of } of this.call.documents) if (of !== 'public') await this.provide(grant, code)
  }

  async provide(grant: string, code: string, text = code): Promise<string> {
    const content = scanOf(text)
    await this.go(grant, ['ProvideDocument', { code }, cast.applicant, { content }])
    return identityOf(grant, code, Buffer.from(content, 'base64')).id
  }

  /** As many reviewers are asked, and answer. */
  async review(grant: string, asked: number, answering: number): Promise<void> {
    const reviewers = cast.reviewers.slice(0, asked)
    for (const { sub } of reviewers) await this.go(grant, ['AskReviewer', { reviewer: sub }])
    const opinion = { favourable: true, scores: scoresOf(this.call) }
    for (const by of reviewers.slice(0, answering)) await this.go(grant, ['GiveReview', opinion, by])
  }

  async convene(session: string, on: string, pack: readonly string[], members = cast.members.slice(0, 3)) {
    const data = { call: this.call.id, on, pack, members: members.map(({ sub }) => sub) }
    await this.go(session, ['ConveneSession', data])
  }

  /** The members vote alike where they may, and the session is closed. */
  async vote(session: string, grant: string, vote: 'agree' | 'disagree' = 'agree', members = cast.members.slice(0, 3)) {
    for (const by of members) await this.go(session, ['CastVote', { grant, vote }, by])
  }

  /** The structure signs what was printed, today; what is said of it is for the fund to say as well. */
  async signAlone(grant: string): Promise<object> {
    const { version, sha256 } = await this.lastOf(grant, 'AgreementIssued')
    const document = await this.provide(grant, 'agreement', 'signatures inventées')
    const signature = { on: '', version, sha256, mode: 'paper', document }
    await this.go(grant, ['SignAgreement', signature, cast.applicant])
    return signature
  }

  async sign(grant: string): Promise<void> {
    const signature = await this.signAlone(grant)
    await this.go(grant, ['CountersignAgreement', signature])
  }

  /** What the last event of a type says. */
  async lastOf(stream: string, type: string): Promise<Readonly<Record<string, unknown>>> {
    const sql = 'SELECT data FROM event WHERE stream = $1 AND type = $2 ORDER BY version DESC LIMIT 1'
    const [event] = await rowsOf<{ data: Record<string, unknown> }>(this.world, sql, [stream, type])
    if (!event) throw new Error(`${type} has not happened`)
    return event.data
  }

  /** The next instalment is ordered and approved by two hands. */
  async order(grant: string): Promise<void> {
    await this.go(grant, ['OrderPayment'], ['ApprovePayment', {}, cast.secondManager])
  }

  async pay(grant: string, line: 'state' | 'partner', mandate: string): Promise<void> {
    const by = line === 'state' ? cast.payer : cast.partnerPayer
    await this.go(grant, ['RecordPaid', { line: this.lines[line], mandate, on: '' }, by])
  }

  async report(grant: string, results = [{ indicator: 'personnes', value: 38 }]): Promise<void> {
    const texts = { account: 'Des ateliers inventés ont eu lieu.' }
    await this.go(grant, ['HandInReport', { spentCents: 240_000, results }, cast.applicant, texts])
  }

  /** The deadlines of a stream that have fired, of some tasks alone where these are said. */
  deadlines(stream: string, ...tasks: readonly string[]): readonly string[] {
    return this.firedOf(stream)
      .map(({ day, what }) => `${day} ${what}`)
      .filter((told) => tasks.length === 0 || tasks.some((task) => told.endsWith(` ${task}`)))
  }

  /** What is reserved on the line of the State and on the partner's. */
  async reserved(): Promise<readonly number[]> {
    const sql = 'SELECT reserved_cents AS cents FROM fund_line ORDER BY stream'
    return (await rowsOf<{ cents: number }>(this.world, sql)).map(({ cents }) => cents)
  }

  /** The mails about a stream: kind, to which role, and what about, in their order. */
  async mailsOf(stream: string): Promise<readonly string[]> {
    const rows = await rowsOf<{
      kind: string
      role: string
      data: { task?: string; verdict?: string; outcome?: string }
    }>(
      this.world,
      'SELECT kind, recipient_role AS role, data FROM mail WHERE stream = $1 ORDER BY version, kind, recipient_role',
      [stream],
    )
    return rows.map(({ kind, role, data }) => {
      const about = data.task ?? data.verdict ?? data.outcome
      return `${kind}${about ? ` ${about}` : ''} → ${role}`
    })
  }
}
