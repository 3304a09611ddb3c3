import { done, uuidOfNumber, type World } from '../../libs/testing/engine.world'
import {
  act,
  cast,
  draftOf,
  openCast,
  scoresOf,
  signedByBoth,
  studiedCall,
  twoLines,
} from '../../libs/testing/grant.cast'

const [reviewer, declining] = cast.reviewers
const [first, second, third] = cast.members

/** Texts that only some may read; none is anybody's real words. */
export const texts = {
  opinion: 'Un avis inventé et favorable.',
  proposal: 'Une proposition inventée du gestionnaire.',
  vote: 'Une note inventée de séance.',
  refusal: 'Le motif inventé du refus.',
  failure: 'Un relevé bancaire inventé et périmé.',
} as const

/** Studied by one reviewer, declined by another who has an interest, and proposed to the committee. */
async function study(world: World, grant: string): Promise<void> {
  await act(world, 'SubmitApplication', grant)
  await act(world, 'AdmitApplication', grant)
  for (const each of [reviewer, declining]) await act(world, 'AskReviewer', grant, { reviewer: each?.sub })
  const given = { by: reviewer, personal: { note: texts.opinion } }
  await act(world, 'GiveReview', grant, { favourable: true, scores: scoresOf(studiedCall) }, given)
  await act(world, 'DeclineReview', grant, { conflict: true }, { by: declining })
  const proposed = { favourable: true, proposedCents: 150_000 }
  await act(world, 'ConcludeInstruction', grant, proposed, { personal: { note: texts.proposal } })
}

/**
 * Three applications of one call: the first is granted and half paid, the second is a draft, the third was refused. They are
 * heard by three members, the last of whom works for the third structure.
 */
export async function playGrants(world: World) {
  await openCast(world, studiedCall)
  const lines = await twoLines(world, studiedCall.id, 500_000)
  const [granted, draft, refused] = [
    await draftOf(world, 1, studiedCall.id),
    await draftOf(world, 2, studiedCall.id),
    await draftOf(world, 3, studiedCall.id),
  ]
  for (const grant of [granted, refused]) await study(world, grant)
  const session = `session-${uuidOfNumber(901)}`
  const pack = [granted, refused]
  const members = [first, second, third].map((member) => member?.sub)
  const convened = { call: studiedCall.id, on: '2026-03-16', members, pack }
  await done(world, 'ConveneSession', session, convened, { actor: cast.manager })
  world.setClock('2026-03-16T13:00:00Z')
  for (const by of [first, second]) {
    await act(world, 'CastVote', session, { grant: granted, vote: 'agree' }, { by, personal: { note: texts.vote } })
    await act(world, 'CastVote', session, { grant: refused, vote: 'disagree' }, { by })
  }
  await act(world, 'CloseSession', session)
  const split = [
    { line: lines.state, cents: 100_000 },
    { line: lines.partner, cents: 50_000 },
  ]
  await act(world, 'AwardGrant', granted, { cents: 150_000, split, condition: null })
  await act(world, 'RefuseGrant', refused, { reason: 'criteres' }, { personal: { note: texts.refusal } })
  const on = '2026-03-16'
  await act(world, 'NotifyGrant', granted, { on, reference: 'DEC-2026-014' })
  await signedByBoth(world, granted, on)
  await act(world, 'OrderPayment', granted)
  await act(world, 'ApprovePayment', granted, {}, { by: cast.secondManager })
  await act(world, 'RecordPaid', granted, { line: lines.state, mandate: 'M-1', on }, { by: cast.payer })
  const failed = { by: cast.partnerPayer, personal: { note: texts.failure } }
  await act(world, 'RecordPaymentFailed', granted, { line: lines.partner, mandate: 'M-2', on }, failed)
  return { granted, draft, refused, lines, session }
}
