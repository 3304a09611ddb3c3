import type { Actor } from '../contracts/command'
import type { Call } from '../domain/call/call.schema'
import { fullCall } from './call.fixtures'
import { identityOf } from '../vault/document.identity'
import { issueAgreement, signingOf } from './agreement.steps'
import { actors, agent, done, uuidOfNumber, type World } from './engine.world'
import { fundLineWithCents } from './fund.steps'
import { project } from './grant.fixtures'
import { ids } from './journey.fixtures'
import { versionOf } from './receipt.steps'
import { applicants, manager, memberOf, openCommittee } from './session.steps'

/** Everybody who meets a grant, all invented; the third member of the committee works for the third structure that applies. */
export const cast = {
  manager,
  secondManager: { ...manager, sub: `actor-${uuidOfNumber(731)}` },
  applicant: { ...manager, sub: `actor-${uuidOfNumber(732)}`, role: 'applicant', structure: applicants[0] ?? '' },
  members: [1, 2, 3, 4].map(memberOf),
  reviewers: [733, 734, 735].map((number) => ({
    ...{
      sub: `actor-${uuidOfNumber(number)}`,
      role: 'reviewer',
      structure: ids.otherStructure,
      lieu: null,
      territory: '40',
    },
  })),
  payer: actors.payer,
  partnerPayer: { ...actors.payer, sub: `actor-${uuidOfNumber(736)}`, structure: ids.lieuStructure },
  funder: actors.funder,
  partnerFunder: { ...actors.funder, sub: `actor-${uuidOfNumber(737)}`, structure: ids.otherStructure },
} as const satisfies Record<string, Actor | readonly Actor[]>

/** The full call with one document, one opinion and a quorum of two. */
export const studiedCall: Call = {
  ...fullCall,
  id: 'etude-2026.v1',
  documents: fullCall.documents.filter(({ code }) => code === 'budget'),
  instruction: { reviewers: 1 },
  committee: { quorum: 2, votes: true },
  largestCents: 500_000,
  opensOn: '2026-01-01',
}

/** Publishes a call and makes those of the cast known. */
export async function openCast(world: World, call: Call): Promise<void> {
  await openCommittee(world, call)
  for (const [index, { sub }] of cast.reviewers.entries())
    await agent(world, sub, 'reviewer', ids.otherStructure, null, `instructeur${index}@exemple.invalid`)
}

/** What the State and a partner give to a call: the lines of both. */
export async function twoLines(world: World, call: string, cents: number, on = '2026-03-01') {
  const state = await fundLineWithCents(world, 1, cents, { call, on })
  const terms = { call, on, funder: ids.otherStructure, payer: ids.lieuStructure }
  return { state, partner: await fundLineWithCents(world, 2, cents, terms) }
}

type Sending = { readonly by?: Actor; readonly personal?: Record<string, unknown> }
type Told = [type: Parameters<typeof done>[1], stream: string, data?: object, sending?: Sending]

/** A command on the version that a stream has now; by the fund manager unless somebody else gives it. */
export async function act(world: World, ...[type, stream, data = {}, { by = manager, personal } = {}]: Told) {
  return done(world, type, stream, data, { actor: by, version: await versionOf(world, stream), personal })
}

/** A file as it is sent. */
export const scanOf = (text: string): string => Buffer.from(`%PDF-1.7\n${text}`).toString('base64')

/** Drafts the application of the n-th structure, and provides its budget. */
export async function draftOf(world: World, number: number, call: string, over: object = {}): Promise<string> {
  const grant = `grant-${uuidOfNumber(820 + number)}`
  const structure = applicants[number - 1]
  const actor = { ...cast.applicant, structure: structure ?? '' }
  const personal = { title: `Ateliers inventés ${number}`, description: 'Des ateliers dans un village inventé.' }
  await done(
    world,
    'DraftApplication',
    grant,
    { call, structure, project: { ...project, ...over } },
    { actor, personal },
  )
  await act(world, 'ProvideDocument', grant, { code: 'budget' }, { by: actor, personal: { content: scanOf('budget') } })
  return grant
}

/** The agreement is made, signed on paper by the structure of the cast, then by the fund; today for all of them. */
export async function signedByBoth(world: World, grant: string, on: string): Promise<void> {
  const printed = await issueAgreement(world, grant)
  const content = scanOf('signatures inventées')
  const { applicant: by } = cast
  await act(world, 'ProvideDocument', grant, { code: 'agreement' }, { by, personal: { content } })
  const { id } = identityOf(grant, 'agreement', Buffer.from(content, 'base64'))
  await act(world, 'SignAgreement', grant, signingOf(printed, id, on), { by })
  await act(world, 'CountersignAgreement', grant, signingOf(printed, id, on))
}

export const scoresOf = ({ criteria }: Pick<Call, 'criteria'>) =>
  criteria.map(({ code }) => ({ criterion: code, score: 4 }))
