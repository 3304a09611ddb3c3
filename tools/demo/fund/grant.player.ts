import { uuidOf } from '../../../libs/contracts/stream'
import type { Grant } from '../../../libs/contracts/api/grant.schemas'
import type { ActorClient, Speaker } from '../actor.client'
import { expectTaken } from '../world'
import {
  agentOf,
  committeeStructure,
  type FundWorld,
  manager,
  otherManager,
  payingStructure,
  speakerAs,
} from './fund.world'

/** What becomes of a grant in the demonstration. */
export interface GrantPart {
  readonly stream: string
  readonly call: string
  readonly structure: string
  readonly title: string
  readonly askedCents: number
  /** How the decision spends lines; null where it is refused. */
  readonly split: readonly { readonly line: string; readonly cents: number }[] | null
  /** The documents that its call asks of it. */
  readonly documents: readonly string[]
  readonly indicator: string
  /** Its first payment fails once, and a part of what was paid is asked back. */
  readonly eventful: boolean
}

type Step = readonly [speaker: Speaker, command: string, body: object]

/** Plays whoever is awaited for a grant, one command at a time, from what the API says of it at that moment. */
export class GrantPlayer {
  constructor(
    private readonly client: ActorClient,
    private readonly world: FundWorld,
    private readonly today: () => string,
    private readonly log: (line: string) => void,
  ) {}

  /** The grant as the fund manager reads it; null where nobody has applied yet. */
  async read(part: GrantPart): Promise<Grant | null> {
    const { items } = await this.client.read<{ items: readonly { id: string }[] }>(
      manager,
      `/v1/grants?call=${part.call}&structure=${part.structure}&limit=100`,
    )
    const id = uuidOf(part.stream)
    return items.some((each) => each.id === id) ? this.client.read<Grant>(manager, `/v1/grants/${id}`) : null
  }

  /** Moves a grant on until it waits for the committee, for `until`, or is closed. */
  async advance(part: GrantPart, until: string | null = null): Promise<void> {
    for (;;) {
      const grant = await this.read(part)
      if (!grant) await this.give(part, 0, this.application(part))
      else if (grant.stage === 'closed' || grant.task === 'hear_committee' || grant.task === until) return
      else await this.step(part, grant)
    }
  }

  private async step(part: GrantPart, grant: Grant): Promise<void> {
    const applicant = speakerAs('applicant', part.structure)
    switch (grant.task) {
      case 'submit_application':
        return this.submit(part, grant.version, applicant)
      case 'study_application':
        return this.study(part, grant)
      case 'sign_agreement':
      case 'countersign_agreement':
        return this.sign(part, grant, grant.task === 'sign_agreement' ? applicant : manager)
      case 'record_payment':
        return this.pay(part, grant)
      default:
        return this.give(part, grant.version, this.ordinary(part, grant, applicant))
    }
  }

  /** What is awaited of somebody by one command. */
  private ordinary(part: GrantPart, grant: Grant, applicant: Speaker): Step {
    const on = this.today()
    const results = [{ indicator: part.indicator, value: 38 }]
    switch (grant.task) {
      case 'check_application':
        return [manager, 'admit-application', {}]
      case 'decide':
        return this.decision(part)
      case 'notify':
        return [manager, 'notify-grant', { on, reference: `DEC-${uuidOf(part.stream).slice(0, 8)}` }]
      case 'issue_agreement':
        return [manager, 'issue-agreement', {}]
      case 'order_payment':
        return [manager, 'order-payment', {}]
      case 'approve_payment':
        return [otherManager, 'approve-payment', {}]
      case 'hand_in_report':
        return [
          applicant,
          'hand-in-report',
          { spentCents: part.askedCents, results, personal: { account: 'Tout ce qui était prévu a été fait.' } },
        ]
      case 'accept_report':
        return [manager, 'accept-report', {}]
      case 'evaluate':
        return part.eventful && grant.recoveredCents === 0
          ? [manager, 'order-recovery', { cents: 50_000, reason: 'realise_en_partie' }]
          : [manager, 'evaluate-grant', { results }]
      case 'record_recovery':
        return this.recovery(grant)
      default:
        throw new Error(`nobody plays ${grant.task ?? 'nothing'} of ${part.title}`)
    }
  }

  private application({ call, structure, title, askedCents, indicator }: GrantPart): Step {
    const ownCents = Math.ceil(askedCents / 4)
    const project = {
      ...{ body: 'private', startsOn: this.today(), endsOn: this.today(), publics: ['seniors'], epcis: ['244000808'] },
      ...{ askedCents, costCents: askedCents + ownCents, ownCents, cofunders: [] },
      targets: [{ indicator, value: 40 }],
    }
    const personal = { title, description: 'Un projet inventé pour la démonstration.' }
    return [speakerAs('applicant', structure), 'draft-application', { call, structure, project, personal }]
  }

  private async submit(part: GrantPart, version: number, applicant: Speaker): Promise<void> {
    let last = version
    for (const code of part.documents) last = (await this.provide(part, last, applicant, code)).version
    await this.give(part, last, [applicant, 'submit-application', {}])
  }

  private async provide(part: GrantPart, version: number, speaker: Speaker, code: string) {
    const id = uuidOf(part.stream)
    const bytes = Buffer.from(`%PDF-1.7\n% ${code} ${id} ${version}\n`)
    const headers = { 'idempotency-key': `demo-${id}-${version}-${code}`, 'if-match': `"${version}"` }
    const path = `/v1/grants/${id}/documents?code=${code}`
    const answer = await this.client.upload<{ id: string; version: number; code: string; fr: string }>(
      ...([speaker, path, bytes, 'application/pdf', headers] as const),
    )
    expectTaken(`${code} of ${part.title}`, answer)
    return answer.body
  }

  /** As many reviewers as the call asks for, then the fund manager concludes. */
  private async study(part: GrantPart, grant: Grant): Promise<void> {
    const asked =
      part.call === this.world.full ? [1, 2].map((each) => agentOf('reviewer', committeeStructure, each)) : []
    const unasked = asked.find((each) => !grant.reviews.some(({ reviewer }) => reviewer === each))
    if (unasked) return this.give(part, grant.version, [manager, 'ask-reviewer', { reviewer: unasked }])
    const awaited = grant.reviews.find((review) => review.is === 'asked')?.reviewer
    if (awaited) {
      const scores = ['besoin', 'publics', 'partenariat', 'moyens', 'essaimage'].map((criterion) => ({
        criterion,
        score: 4,
      }))
      const reviewer = speakerAs('reviewer', committeeStructure, awaited)
      return this.give(part, grant.version, [reviewer, 'give-review', { favourable: true, scores }])
    }
    const favourable = part.split !== null
    const proposedCents = favourable ? part.askedCents : null
    return this.give(part, grant.version, [manager, 'conclude-instruction', { favourable, proposedCents }])
  }

  private decision({ split }: GrantPart): Step {
    if (!split) return [manager, 'refuse-grant', { reason: 'criteres' }]
    const cents = split.reduce((sum, part) => sum + part.cents, 0)
    return [manager, 'award-grant', { cents, split, condition: null }]
  }

  /** Both sides sign what was printed last, on paper: the scan is kept with the grant. */
  private async sign(part: GrantPart, grant: Grant, speaker: Speaker): Promise<void> {
    const { agreement, version } = grant
    if (!agreement) throw new Error('an agreement that is to be signed was issued')
    const scan = await this.provide(part, version, speaker, 'agreement')
    const signature = { on: this.today(), version: agreement.version, sha256: agreement.sha256, mode: 'paper' }
    const command = speaker === manager ? 'countersign-agreement' : 'sign-agreement'
    await this.give(part, scan.version, [speaker, command, { ...signature, document: scan.id }])
  }

  /** The payer records what was paid, line by line; once, a transfer comes back. */
  private async pay(part: GrantPart, grant: Grant): Promise<void> {
    const ordered = grant.payments.flatMap(({ parts }) => parts).find(({ is }) => is === 'ordered')
    if (!ordered) throw new Error('a payment that is to be recorded was ordered')
    const failed = grant.history.some(({ type }) => type === 'PaymentFailed')
    const fails = part.eventful && !failed
    const mandate = `M-${uuidOf(part.stream).slice(0, 8)}-${grant.version}`
    const payer = speakerAs('payer', payingStructure)
    const body = { line: ordered.line, mandate, on: this.today() }
    if (fails) this.log(`  Un virement revient : « ${part.title} » est à payer de nouveau`)
    await this.give(part, grant.version, [payer, fails ? 'record-payment-failed' : 'record-paid', body])
  }

  private recovery({ id, version, recovery }: Grant): Step {
    const part = recovery?.parts.find(({ cents, recoveredCents }) => recoveredCents < cents)
    if (!part) throw new Error('a recovery that is awaited has a part to come')
    const payer = speakerAs('payer', payingStructure)
    const cents = part.cents - part.recoveredCents
    const body = { line: part.line, cents, title: `T-${id.slice(0, 8)}-${version}`, on: this.today() }
    return [payer, 'record-recovered', body]
  }

  private async give(part: GrantPart, version: number, [speaker, command, body]: Step): Promise<void> {
    const id = uuidOf(part.stream)
    const match = command === 'draft-application' ? null : version
    const key = `demo-${id}-${version}-${command}`
    expectTaken(
      `${command} of ${part.title}`,
      await this.client.command(speaker, `/v1/grants/${id}/${command}`, body, key, match),
    )
  }
}
