import { explained, unmetRules } from '../call/application.facts'
import type { Call } from '../call/call.schema'
import { refusedCode } from '../device/device.checks'
import type { Facts } from '../facts'
import { isSiret } from '../kernel/siret'
import type { Decision } from '../kernel/decider'
import { accept, type Refusal, refuse, refuseBefore, refuseWith } from '../kernel/refusal'
import { sameJson } from '../kernel/registered'
import { dayOf, monthsBetween } from '../kernel/wait'
import { AGREEMENT_DOCUMENT, awaitsCondition, refusedDeadline, refusedUnless } from './grant.checks'
import type { GrantEvent, GrantOwn, Opening } from './grant.events'
import type { GrantState, OpenGrant } from './grant.state'

/** Opens an application, or writes over its draft; what its call must be is asked again when it is submitted. */
export function draft({ data }: GrantOwn['DraftApplication'], state: GrantState, facts: Facts): Decision<GrantEvent> {
  if (state.stage !== 'unknown') return redraft(data, state, facts)
  const opening = openingOf(data, facts)
  if ('ok' in opening) return opening
  const { project } = data
  return (
    refusedProject(project, opening.terms) ??
    accept({ type: 'ApplicationDrafted', data: { opening, project }, at: facts.now })
  )
}

function redraft(data: GrantOwn['DraftApplication']['data'], state: GrantState, facts: Facts): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'submit_application', 'complete_application')
  if (refused) return refused
  const { opening, project: before } = state as OpenGrant
  if (data.call !== opening.call) return refuse('application_of_another_call', { field: 'call', call: opening.call })
  if (data.structure !== opening.structure) return refuse('application_of_another_structure', { field: 'structure' })
  const { project } = data
  const wrong = refusedProject(project, opening.terms)
  if (wrong) return wrong
  // A title or a description that is written anew is in the vault alone: the event says that something was, not what.
  if (sameJson(before, project) && !facts.outside.textsChanged) return accept()
  return accept({ type: 'ApplicationDrafted', data: { opening, project }, at: facts.now })
}

/** What a grant keeps of its call and its structure, or why it cannot be applied for. */
function openingOf(data: GrantOwn['DraftApplication']['data'], facts: Facts): Opening | Refusal {
  const { call } = facts.outside
  if (!call) return refuse('unknown_call', { field: 'call' })
  if (call.status !== 'published') return refuse('call_not_published', { field: 'call', call: data.call })
  return refusedOutside(call.content, facts) ?? keptOf(data.structure, call.content, facts)
}

/** What a grant of a structure keeps of a call, on whatever day, or why that structure may have none. */
export function keptOf(of: string, content: Call, facts: Facts): Opening | Refusal {
  const { applicant: structure } = facts.outside
  if (!structure || structure.territory !== content.territory)
    return refuse('unknown_structure', { field: 'structure' })
  if (structure.siret === null) return refuse('structure_without_siret', { field: 'structure' })
  if (!isSiret(structure.siret)) return refuse('siret_wrong_key', { field: 'structure' })
  const { id, territory, zone, opensOn: _opensOn, ...terms } = content
  return { call: id, structure: of, territory, zone, terms }
}

/** Applications are taken from the first to the last day of a call, in its zone. */
function refusedOutside({ opensOn, closesOn, zone }: Pick<Call, 'opensOn' | 'closesOn' | 'zone'>, { now }: Facts) {
  const today = dayOf(now, zone)
  if (today < opensOn) return refuse('call_not_open', { day: opensOn })
  return today > closesOn ? refuse('call_closed', { day: closesOn }) : null
}

/** What a project names must be its call's, its days in order, and its budget must add up. */
export function refusedProject(project: OpenGrant['project'], terms: Opening['terms']): Refusal | null {
  const { askedCents, costCents, ownCents, cofunders, startsOn, endsOn } = project
  if (endsOn < startsOn) return refuseBefore('project_start', startsOn, 'project.endsOn', endsOn)
  const unknown =
    firstRefused(project.publics, (code, at) =>
      refusedCode(terms.publics, code, `project.publics[${at}]`, 'publics'),
    ) ??
    firstRefused(cofunders, ({ code }, at) =>
      refusedCode(terms.cofunders, code, `project.cofunders[${at}].code`, 'cofunders'),
    ) ??
    firstRefused(project.targets, ({ indicator }, at) =>
      refusedCode(terms.indicators, indicator, `project.targets[${at}].indicator`, 'indicators'),
    )
  if (unknown) return unknown
  const twice =
    firstTwice(cofunders.map(({ code }) => code)) ?? firstTwice(project.targets.map(({ indicator }) => indicator))
  if (twice) return refuse('code_twice', { field: 'project', code: twice })
  const told = askedCents + ownCents + cofunders.reduce((sum, { cents }) => sum + cents, 0)
  if (told !== costCents) return refuse('budget_not_balanced', { field: 'project.costCents', cost: costCents, told })
  const most = terms.largestCents ?? terms.envelopeCents
  return askedCents > most ? refuse('asked_too_much', { field: 'project.askedCents', cents: askedCents, most }) : null
}

function firstRefused<T>(list: readonly T[], refused: (each: T, at: number) => Refusal | null): Refusal | null {
  for (const [at, each] of list.entries()) {
    const found = refused(each, at)
    if (found) return found
  }
  return null
}

const firstTwice = (codes: readonly string[]): string | undefined =>
  codes.find((code, index) => codes.indexOf(code) !== index)

/** The documents that are asked of a body of this law, and that are not there. */
const missingOf = ({ documents, project, opening }: OpenGrant): readonly string[] =>
  opening.terms.documents
    .filter(({ of, code }) => (of === 'all' || of === project.body) && documents[code] === undefined)
    .map(({ code }) => code)

function refusedMissing(codes: readonly string[]): Refusal | null {
  return codes.length > 0 ? refuse('documents_missing', { field: 'documents', codes: codes.join(', ') }) : null
}

/** A document that the call asks for; the last one of its kind counts. */
export function provide({ data }: GrantOwn['ProvideDocument'], state: GrantState, facts: Facts): Decision<GrantEvent> {
  if (state.stage === 'unknown') return refuse('unknown_stream')
  if (state.stage === 'closed') return refuse('grant_closed', { outcome: state.outcome })
  const { document } = facts.outside
  if (!document) throw new TypeError('a document is provided with its bytes')
  const asked = [...state.opening.terms.documents, ...decidedDocuments(state)]
  const unknown =
    refusedCode(asked, data.code, 'code', 'documents') ?? refusedScan(data.code, document.id, state, facts)
  if (unknown) return unknown
  if (document.mediaType === null) return refuse('unsupported_document', { field: 'content' })
  const isThere = document.known && state.documents[data.code] === document.id
  // What a decision is subject to counts even where the same bytes were there before it.
  if (isThere && !awaitsCondition(state, data.code)) return accept()
  const { id, mediaType, sha256 } = document
  return accept({ type: 'DocumentProvided', data: { code: data.code, document: id, mediaType, sha256 }, at: facts.now })
}

/** What a decision is subject to, and the agreement that was signed. */
const decidedDocuments = ({ award, opening }: OpenGrant) => [
  ...(award?.condition ? [{ code: award.condition.document }] : []),
  ...(opening.terms.agreement ? [{ code: AGREEMENT_DOCUMENT }] : []),
]

/** A signed agreement is of the version that was printed last: a scan of one before never stands for it. */
function refusedScan(code: string, id: string, { agreement }: OpenGrant, { outside }: Facts): Refusal | null {
  if (code !== AGREEMENT_DOCUMENT) return null
  if (!agreement) return refuse('agreement_not_made', { field: 'code' })
  return outside.document?.known && !agreement.scans.includes(id)
    ? refuse('scan_of_before', { field: 'content' })
    : null
}

/** An application is whole, in time and eligible, or says what it lacks. */
export function submit(state: GrantState, facts: Facts): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'submit_application')
  if (refused) return refused
  const grant = state as OpenGrant
  const { call } = facts.outside
  if (!call || call.status !== 'published') return refuse('call_not_published', { call: grant.opening.call })
  return (
    refusedOutside(call.content, facts) ??
    refusedMissing(missingOf(grant)) ??
    refusedEligibility(grant, facts) ??
    accept({ type: 'ApplicationSubmitted', data: {}, at: facts.now })
  )
}

/** What the call asks of a project and of who applies; each rule that is not met is told in the call's own words. */
function refusedEligibility({ project, opening: { terms } }: OpenGrant, { outside }: Facts): Refusal | null {
  const { body, askedCents, costCents, ownCents, cofunders, startsOn, endsOn, publics, epcis } = project
  const unmet = unmetRules(terms, {
    ...{ body, askedCents, costCents, ownCents, publics, epcis },
    cofundedCents: cofunders.reduce((sum, { cents }) => sum + cents, 0),
    months: monthsBetween(startsOn, endsOn),
    structureRoles: outside.applicant?.roles ?? [],
  })
  if (unmet.codes.length === 0) return null
  const why = explained(terms, unmet).map(({ code, fr, en }) => ({ field: code, fr, en }))
  return refuseWith('project_not_eligible', { codes: unmet.codes.join(', ') }, why)
}

export function askCompletion(
  { data }: GrantOwn['AskCompletion'],
  state: GrantState,
  facts: Facts,
): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'check_application')
  if (refused) return refused
  const grant = state as OpenGrant
  const { documents, until } = data
  return (
    firstRefused(documents, (code, at) =>
      refusedCode(grant.opening.terms.documents, code, `documents[${at}]`, 'documents'),
    ) ??
    refusedDeadline('until', until, grant, facts) ??
    accept({ type: 'CompletionAsked', data: { documents, until }, at: facts.now })
  )
}

/** What was asked for is there: documents that were there already must have been provided anew. */
export function complete(state: GrantState, facts: Facts): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'complete_application')
  if (refused) return refused
  const grant = state as OpenGrant
  const lacking = [...new Set([...missingOf(grant), ...grant.completing])]
  return refusedMissing(lacking) ?? accept({ type: 'ApplicationCompleted', data: {}, at: facts.now })
}

export function admit(state: GrantState, facts: Facts): Decision<GrantEvent> {
  return (
    refusedUnless(state, 'check_application') ??
    refusedMissing(missingOf(state as OpenGrant)) ??
    accept({ type: 'ApplicationAdmitted', data: {}, at: facts.now })
  )
}
