import type { Role } from '../contracts/codes'
import { type CommandType, commandTable } from '../domain/command.table'

const commands = Object.keys(commandTable) as CommandType[]
const deadlines: readonly CommandType[] = commands.filter((command) => commandTable[command].deadline)

const steps =
  `BookAppointment RecordMissed RecordDiagnostic PlanTraining RecordAttendance AssessTraining RecordSupport RecordAttempt
  RecordFollowUp Withdraw AttachDocument Bind IssueReceipt SignReceipt ReportFault ReplaceLaptop BookHandOver MissHandOver HandOver Pause Resume ChangeLieu NameMediator`.split(
    /\s+/,
  )
const mending = ['Correct', 'Reopen', 'CorrectPerson']
const directory = 'UpdatePlace SetCapacity SetPermanences RecordDeparture RecordReturn'.split(' ')
const workshop = `RegisterDevice ReleaseDevice WipeDevice TestDevice GradeDevice ConfirmReady SendDevice DiscardDevice
  SendBackDevice GiveBackDevice ReceiveLot ConfirmLotReady DeliverLot`.split(/\s+/)
const stock = 'AcquireLot DeliverLot ReceiveDevice SendBackDevice AgreeTransfer EndTransfer'.split(' ')
const reloads = `RegisterStructure RegisterPlace RegisterAgent RegisterDevice DescribeTerritory TakeOverJourney
  TakeOverHandOver`.split(/\s+/)
const likenesses = ['DismissDuplicate', 'AskMerge']
const households = ['JoinHousehold', 'LeaveHousehold']
const people = commands.filter((command) => !deadlines.includes(command))

/** The agreed rights, written down a second time and by hand: a change of the table has to be meant. */
export const rights: Readonly<Record<Role, { readonly own: readonly string[]; readonly other: readonly string[] }>> = {
  prescriber: {
    own: ['Refer', 'ChooseLieu', 'Withdraw', 'AttachDocument', 'ChangeLieu', 'ChangePrescriber', ...households],
    other: [],
  },
  mediator: {
    own: [
      'Refer',
      'Accept',
      'Decline',
      'Enlist',
      'TellRank',
      ...mending,
      ...steps,
      ...directory,
      ...stock,
      ...likenesses,
      ...households,
    ],
    other: [],
  },
  recyclerie: { own: workshop, other: [] },
  evaluator: { own: [], other: [] },
  coordinator: { own: people, other: people },
  system: { own: [...deadlines, ...reloads], other: [...deadlines, ...reloads] },
}

/** What a lieu does only to a journey that is its own: one that it was asked for and has not accepted is not. */
export const onceAccepted: readonly string[] = ['Withdraw', 'AttachDocument', 'Pause', 'Resume', 'Correct', 'Reopen']
