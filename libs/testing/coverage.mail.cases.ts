import type { LetterFacts } from '../mail/letter'
import type { MailCase } from './mail.cases'

const about = { call: 'Parcours accompagnés 2026', number: '3fa85f64' }
const manager: Partial<LetterFacts> = {
  ...{ to: 'fund_manager', definition: null, before: null, person: { initials: null, reference: null } },
}
const low = { ...about, leftCents: 12_000, until: '2026-04-01' }
const remains = ['Reste : 120 €', 'Jusqu’au : mercredi 1er avril 2026', 'personne n’est refusé pour cette raison']

/** Journeys that a grant pays for. */
export const coverageCases: readonly MailCase[] = [
  ['coverage_low', low, manager, [...remains, 'Vous pouvez augmenter la prise en charge']],
  ['coverage_low', low, { ...manager, to: 'lieu' }, remains],
  ['cost_twice', { ...about, cents: 45_050 }, manager, ['Coût : 450,50 €', 'Acceptez ce coût, avec une raison']],
  ['recovery_proposed', { ...about, cents: 45_000 }, manager, ['Montant proposé : 450 €', 'Demandez le reversement']],
]
