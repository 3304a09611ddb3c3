import type { Role } from '../contracts/codes'

/**
 * What is told of a grant besides its amounts, its stage and its decisions.
 *
 * description  what the structure wrote of its project
 * documents    what it provided, and the bytes
 * own_review   what the reader themselves answered
 * debate       what every reviewer and the committee said, and what was proposed
 * notes        what is written to the structure with a decision or a completion
 * payments     instalments and what comes back, on the lines that the reader reads
 * hands        who ordered and who approved them, and why one failed
 * reports      what was spent and reached
 * accounts     the texts of the reports
 * internal     what was written at the evaluation
 * history      every event; shared_history: those of them that are the structure's to know
 */
export type GrantPart =
  | ('description' | 'documents' | 'own_review' | 'debate' | 'notes' | 'payments' | 'hands' | 'reports' | 'accounts')
  | ('internal' | 'history' | 'shared_history')

const ofStructure = ['description', 'documents', 'notes', 'payments', 'reports', 'accounts'] as const

const parts: Readonly<Record<Role, readonly GrantPart[]>> = {
  ...{ prescriber: [], mediator: [], recyclerie: [], evaluator: [], coordinator: [], system: [] },
  // Who studied a project and what was said of it is the fund's own affair.
  applicant: [...ofStructure, 'shared_history'],
  fund_manager: [...ofStructure, 'debate', 'hands', 'internal', 'history'],
  // Each reviewer answers without the others' opinions.
  reviewer: ['description', 'documents', 'own_review'],
  member: ['description', 'documents', 'debate', 'notes'],
  payer: ['documents', 'payments', 'hands'],
  funder: ['payments', 'reports'],
}

/** A member in conflict never reads what was said of a grant, nor what was written of it. */
const ofDebate: ReadonlySet<GrantPart> = new Set(['debate', 'notes'])

/** What a role reads of a grant that it may read. `debate`: whether the reader may read the committee's debate on it. */
export const grantPartsOf = (role: Role, debate: boolean): ReadonlySet<GrantPart> =>
  new Set(parts[role].filter((part) => role !== 'member' || debate || !ofDebate.has(part)))

/** Whether a role reads the documents of the grants that it reads. */
export const readsGrantDocuments = (role: Role): boolean => parts[role].includes('documents')
