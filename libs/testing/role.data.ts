import type { CommandType } from '../domain/command.table'
import { lightCall } from './call.fixtures'
import { commands, ids, landes } from './journey.fixtures'
import { grantCommands } from './grant.fixtures'
import { registration } from './laptop.fixtures'
import { sessionCommands } from './session.fixtures'
import { lotCommands } from './lot.fixtures'

type Data = Readonly<Record<string, unknown>>

const { person, place, prescriber } = commands.Refer.data
const entry = { territory: '40' }

/** What a command says that its rights depend on: whom it is of, and which other streams it names. */
const told: Partial<Record<CommandType, Data>> = {
  Refer: commands.Refer.data,
  TakeOverJourney: { person, place, prescriber, mediator: ids.mediator },
  TakeOverHandOver: { laptop: null },
  Accept: commands.Accept.data,
  AcceptOverCapacity: commands.AcceptOverCapacity.data,
  ChangeLieu: commands.ChangeLieu.data,
  NameMediator: commands.NameMediator.data,
  Correct: { change: { fact: 'hand_over', on: '2026-05-02' } },
  CorrectPerson: { journey: ids.journey },
  MergePersons: { into: ids.person.replace(/.$/, '9') },
  RegisterDevice: registration,
  AcquireLot: lotCommands.AcquireLot.data,
  RegisterStructure: entry,
  RegisterPlace: { ...entry, structure: ids.lieuStructure },
  RegisterAgent: { ...entry, structure: ids.lieuStructure, place: ids.place },
  DescribeTerritory: { code: '40' },
  DraftApplication: grantCommands.DraftApplication.data,
  AwardGrant: grantCommands.AwardGrant.data,
  AmendGrant: grantCommands.AmendGrant.data,
  TakeOverGrant: grantCommands.TakeOverGrant.data,
  ConveneSession: sessionCommands.ConveneSession.data,
  DraftDefinition: { id: landes.id, content: landes },
  DraftCall: { id: lightCall.id, content: lightCall },
}

/** The data of a command, as far as its rights depend on them. */
export const dataFor = (type: CommandType): Data => told[type] ?? {}
