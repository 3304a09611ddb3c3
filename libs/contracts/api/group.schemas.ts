import { z } from 'zod'
import { journeyCommands } from '../commands/journey.commands'
import { uuidSchema } from './common.schemas'

const MAX_PEOPLE = 200

const { definition, prescriber, place, reasons, needs } = journeyCommands.Refer.data.shape
const ofOne = z.record(z.string(), z.unknown())
const number = z.int().min(1).max(10_000).meta({ description: 'Le numéro de la personne sur la fiche' })

/**
 * One sheet for several people: what holds for all, and each one's own consent and identity. What a person's line says
 * goes before what the sheet says; it is checked with that person's referral, so that it stops nobody else's.
 */
export const groupSheetSchema = z
  .strictObject({
    ...{ definition, prescriber, place, reasons, needs },
    consent: z.strictObject({ textVersion: z.string().max(80) }),
    people: z
      .array(z.strictObject({ number, data: ofOne, personal: ofOne }))
      .min(1)
      .max(MAX_PEOPLE),
  })
  .meta({
    id: 'GroupSheet',
    example: {
      definition: 'landes-mon-ordi-pin40.v1',
      prescriber: {
        structure: 'structure-00000000-0000-4000-8000-000000000001',
        agent: 'actor-00000000-0000-4000-8000-000000000001',
      },
      place: 'place-00000000-0000-4000-8000-000000000001',
      reasons: ['equipement'],
      needs: ['demarches'],
      consent: { textVersion: 'landes-2026-01' },
      people: [
        {
          number: 1,
          data: { consent: { date: '2026-03-02', mode: 'papier' }, commitment: true },
          personal: {
            lastName: 'Exemple-Inventé',
            firstName: 'Zoé',
            birthDate: '1958-06-14',
            birthYear: 1958,
            communeInsee: '40088',
            phone: '+33639980000',
            email: null,
          },
        },
      ],
    },
  })
export type GroupSheet = z.output<typeof groupSheetSchema>

/** What may be done to several people of a group at once. */
export const groupActions = [
  ...(['Accept', 'BookAppointment', 'PlanTraining', 'RecordAttendance'] as const),
  ...(['Bind', 'IssueReceipt', 'HandOver'] as const),
] as const

/** One action for some of a group: what holds for all, and what is each one's own, such as who was absent and why. */
export const groupStepSchema = z
  .strictObject({
    action: z.enum(groupActions),
    data: ofOne,
    lines: z
      .array(z.strictObject({ journey: uuidSchema, data: ofOne.default({}) }))
      .min(1)
      .max(MAX_PEOPLE),
  })
  .meta({
    id: 'GroupStep',
    example: {
      action: 'RecordAttendance',
      data: { session: 1, on: '2026-03-20' },
      lines: [
        { journey: '00000000-0000-4000-8000-000000000001', data: { present: true } },
        {
          journey: '00000000-0000-4000-8000-000000000002',
          data: { present: false, reasons: { shareable: 'non_realise', internal: 'injoignable' } },
        },
      ],
    },
  })
export type GroupStep = z.output<typeof groupStepSchema>
