import { commandTable, type CommandType } from '../../../libs/domain/command.table'
import { commandCollections } from './command.routes'

describe('the routes of commands', () => {
  it('are those of every command but the deadlines’ and those that are files, under the kind that the command leads', () => {
    const routes = commandCollections.flatMap(({ kind, routes }) => routes.map(({ type }) => [type, kind]))
    const expected = Object.entries(commandTable).filter(
      ([type, { deadline }]) => !deadline && !['AttachDocument', 'ProvideDocument'].includes(type),
    )
    expect(Object.fromEntries(routes)).toEqual(Object.fromEntries(expected.map(([type, { leads }]) => [type, leads])))
    expect(routes).toHaveLength(expected.length)
  })

  it('are named after the command, and each takes a strict body of its own', () => {
    const journey = commandCollections.find(({ kind }) => kind === 'journey')
    const paths = journey?.routes.map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(['refer', 'record-diagnostic', 'choose-lieu', 'record-follow-up']))
    for (const { body } of commandCollections.flatMap(({ routes }) => routes)) {
      expect(body.safeParse({ nothing: 'of the kind' }).error?.issues).toContainEqual(
        expect.objectContaining({ code: 'unrecognized_keys', keys: ['nothing'] }),
      )
    }
  })

  it('show an example of each main body that is taken as it stands', () => {
    const shown = commandCollections
      .flatMap(({ routes }) => routes)
      .map(({ type, body }) => ({ type, body, example: body.meta()?.example }))
      .filter(({ example }) => example !== undefined)
    expect(shown.map(({ type }) => type)).toEqual([
      'Refer',
      'Accept',
      'AcceptOverCapacity',
      'RecordDiagnostic',
      'RecordFollowUp',
      'SignReceipt',
      'HandOver',
    ])
    for (const { body, example } of shown) expect(body.parse(example)).toEqual(example)
  })

  it('take the personal part beside the data, where the command has one', () => {
    const withPersonal = commandCollections
      .flatMap(({ routes }) => routes)
      .filter(({ body }) => 'personal' in body.shape)
      .map(({ type }): CommandType => type)
    expect(withPersonal).toEqual([
      ...[
        'Refer',
        'RecordDiagnostic',
        'RecordSupport',
        'RecordFollowUp',
        'TakeOverJourney',
        'CorrectPerson',
        'TakeOverHandOver',
        'RegisterAgent',
        'DraftApplication',
        'AskCompletion',
        'RefuseAdmission',
        'GiveReview',
        'ConcludeInstruction',
        'RefuseGrant',
        'DeferGrant',
        'ReopenInstruction',
        'AskAmendment',
        'AmendGrant',
        'DeclineAmendment',
        'RecordPaymentFailed',
        'HandInReport',
        'SendBackReport',
        'MoveReportDay',
        'EvaluateGrant',
        'OrderRecovery',
        'WaiveRecovery',
        'TakeOverGrant',
        'WithdrawGrant',
        'CastVote',
      ],
    ])
  })
})
