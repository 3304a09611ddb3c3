import { outcomeCodes } from '../../contracts/codes'
import { ids } from '../../testing/journey.fixtures'
import { beneficiaryKinds, isForBeneficiary, messageOf } from './beneficiary.words'
import { dateWords } from './date.words'

const at = '2026-09-30T12:45:00Z'
const known = { words: dateWords('Europe/Paris'), place: 'Médiathèque inventée de Dax' }
const alone = { isShared: false, represents: false }
const cases = beneficiaryKinds.flatMap((kind) =>
  outcomeCodes.flatMap((outcome) =>
    [at, null].map(
      (appointment) => [kind, { place: ids.place, at, outcome, appointment, stage: 'diagnostic' }] as const,
    ),
  ),
)

test.each(cases)('%s %j: short sentences, one idea each, no reason, no level, no link', (kind, data) => {
  const { title, sentences } = messageOf(kind, data, known, alone)
  expect(sentences.length).toBeLessThanOrEqual(4)
  for (const sentence of [title, ...sentences]) {
    expect(sentence.split(/\s+/).length).toBeLessThanOrEqual(16)
    expect(sentence.split(', ').length).toBeLessThanOrEqual(2)
    expect(sentence).not.toMatch(/raison|motif|absen|manqu|niveau|https?:|_|undefined|null/i)
  }
})

test('a mailbox that others read is told one thing only, whatever happened', () => {
  const told = new Set(
    cases.map(([kind, data]) => JSON.stringify(messageOf(kind, data, known, { ...alone, isShared: true }))),
  )
  expect([...told]).toEqual([
    JSON.stringify({
      title: 'Un message de votre lieu',
      sentences: ['Médiathèque inventée de Dax souhaite vous joindre.', 'Merci de le contacter.'],
    }),
  ])
})

test('where the place is not known, nothing is missing from the sentence', () => {
  const { sentences } = messageOf('referral_accepted_you', { place: ids.place }, { ...known, place: null }, alone)
  expect(sentences[0]).toBe('Le lieu va vous accompagner.')
  expect(isForBeneficiary('referral_accepted')).toBe(false)
})
