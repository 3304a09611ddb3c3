import { lightCall } from '../../testing/call.fixtures'
import { fundIds, grantCommands as commands, grantFacts, grantOutside, project } from '../../testing/grant.fixtures'
import { completeDraft, grantAfter, grantAt } from '../../testing/grant.moments'
import { named, type RefusalCase, refusalOf } from '../../testing/grant.refusals'
import type { OutsideFacts } from '../facts'
import { decide, type GrantCommand } from './grant.decide'

const draft = (over: Partial<typeof project> | Record<string, unknown>): GrantCommand => ({
  type: 'DraftApplication',
  data: { ...commands.DraftApplication.data, project: { ...project, ...over } },
})
const outside = (over: Partial<OutsideFacts>) => grantFacts(over)
const { unknown, submit_application: drafted, check_application: submitted } = grantAt
const applicant = (over: object) =>
  outside({ applicant: { territory: '40', siret: '73282932000074', roles: ['lieu'], ...over } })

const cases: readonly RefusalCase[] = [
  ['no such call', 'unknown_call field=call', unknown, commands.DraftApplication, outside({ call: null })],
  [
    'a call retired',
    'call_not_published field=call call=landes-actions-2026.v1',
    unknown,
    commands.DraftApplication,
    outside({ call: { content: lightCall, status: 'retired' } }),
  ],
  [
    'a call that is not open yet',
    'call_not_open day=2026-01-15',
    unknown,
    commands.DraftApplication,
    grantFacts({}, 'x', '2026-01-14T22:59:00Z'),
  ],
  [
    'a call that is closed',
    'call_closed day=2026-12-31',
    unknown,
    commands.DraftApplication,
    grantFacts({}, 'x', '2026-12-31T23:00:00Z'),
  ],
  [
    'an unknown structure',
    'unknown_structure field=structure',
    unknown,
    commands.DraftApplication,
    outside({ applicant: null }),
  ],
  [
    'a structure of elsewhere',
    'unknown_structure field=structure',
    unknown,
    commands.DraftApplication,
    applicant({ territory: '32' }),
  ],
  [
    'a structure without SIRET',
    'structure_without_siret field=structure',
    unknown,
    commands.DraftApplication,
    applicant({ siret: null }),
  ],
  [
    'a SIRET with a wrong key',
    'siret_wrong_key field=structure',
    unknown,
    commands.DraftApplication,
    applicant({ siret: '73282932000075' }),
  ],
  [
    'an end before the start',
    'date_before field=project.endsOn date=2026-03-31 what=project_start day=2026-04-01',
    unknown,
    draft({ endsOn: '2026-03-31' }),
  ],
  [
    'a public of no list',
    'unknown_code field=project.publics[1] code=chats list=publics',
    unknown,
    draft({ publics: ['seniors', 'chats'] }),
  ],
  [
    'a co-funder of no list',
    'unknown_code field=project.cofunders[0].code code=mecene list=cofunders',
    unknown,
    draft({ cofunders: [{ code: 'mecene', cents: 20_000 }] }),
  ],
  [
    'an indicator of no list',
    'unknown_code field=project.targets[0].indicator code=joie list=indicators',
    unknown,
    draft({ targets: [{ indicator: 'joie', value: 1 }] }),
  ],
  [
    'a co-funder twice',
    'code_twice field=project code=commune',
    unknown,
    draft({
      cofunders: [
        { code: 'commune', cents: 10_000 },
        { code: 'commune', cents: 10_000 },
      ],
    }),
  ],
  [
    'a target twice',
    'code_twice field=project code=personnes',
    unknown,
    draft({ targets: [project.targets[0], project.targets[0]] }),
  ],
  [
    'a budget one cent out',
    'budget_not_balanced field=project.costCents cost=250000 told=250001',
    unknown,
    draft({ ownCents: 30_001 }),
  ],
  [
    'more than one grant may be',
    'asked_too_much field=project.askedCents cents=300001 most=300000',
    unknown,
    draft({ askedCents: 300_001, costCents: 350_001 }),
  ],
  [
    'a draft for another call',
    'application_of_another_call field=call call=landes-actions-2026.v1',
    drafted,
    { type: 'DraftApplication', data: { ...commands.DraftApplication.data, call: 'autre.v1' } },
  ],
  [
    'a draft of another structure',
    'application_of_another_structure field=structure',
    drafted,
    { type: 'DraftApplication', data: { ...commands.DraftApplication.data, structure: fundIds.payer } },
  ],
  [
    'a faulty draft over a good one',
    'budget_not_balanced field=project.costCents cost=250000 told=220000',
    drafted,
    draft({ ownCents: 0 }),
  ],
  [
    'a document of no list',
    'unknown_code field=code code=photo list=documents',
    drafted,
    { type: 'ProvideDocument', data: { code: 'photo' } },
  ],
  [
    'bytes of no type',
    'unsupported_document field=content',
    drafted,
    commands.ProvideDocument,
    outside({ document: { ...grantOutside.document, mediaType: null } }),
  ],
  [
    'the agreement of a call without one',
    'unknown_code field=code code=agreement list=documents',
    drafted,
    { type: 'ProvideDocument', data: { code: 'agreement' } },
  ],
  [
    'documents missing',
    'documents_missing field=documents codes=budget, rib, statuts',
    drafted,
    commands.SubmitApplication,
  ],
  [
    'handed in a day late',
    'call_closed day=2026-12-31',
    completeDraft,
    commands.SubmitApplication,
    grantFacts({}, 'x', '2026-12-31T23:00:00Z'),
  ],
  [
    'a call retired meanwhile',
    'call_not_published call=landes-actions-2026.v1',
    completeDraft,
    commands.SubmitApplication,
    outside({ call: { content: lightCall, status: 'retired' } }),
  ],
  [
    'a structure that may not apply',
    'project_not_eligible codes=network_role',
    completeDraft,
    commands.SubmitApplication,
    applicant({ roles: [] }),
  ],
  [
    'a document of no list asked for',
    'unknown_code field=documents[0] code=photo list=documents',
    submitted,
    { type: 'AskCompletion', data: { documents: ['photo'], until: '2026-03-20' } },
  ],
  [
    'asked for by today',
    'day_not_ahead field=until date=2026-03-02 day=2026-03-02',
    submitted,
    { type: 'AskCompletion', data: { documents: ['rib'], until: '2026-03-02' } },
  ],
  [
    'what was asked for is not there anew',
    'documents_missing field=documents codes=statuts',
    grantAt.complete_application,
    commands.CompleteApplication,
  ],
  [
    'inadmissible for no reason of the call',
    'unknown_code field=reason code=humeur list=reasons.inadmissible',
    submitted,
    { type: 'RefuseAdmission', data: { reason: 'humeur' } },
  ],
]

test.each(named(cases))('%s', (_name, each) => expect(refusalOf(each)).toBe(each[1]))

test('what a call asks of a project is told in its own words', () => {
  const long = grantAfter(completeDraft(), draft({ endsOn: '2027-06-30' }))
  const decision = decide(commands.SubmitApplication, long, grantFacts(), fundIds.grant)
  expect(decision).toMatchObject({
    rule: 'project_not_eligible',
    details: { codes: 'one_year' },
    issues: [{ field: 'one_year', fr: 'Le projet dure 14 mois : une action se fait en douze mois au plus.' }],
  })
})
